"""An order of the customer."""

from kamdocs.kinds.kind import kind_of
from kamdocs.kinds.customer_order.model import CustomerOrder

KIND = kind_of(CustomerOrder)
