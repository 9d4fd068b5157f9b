"""An order of the customer."""

from kamdocs.kinds.customer_order import figures, rules
from kamdocs.kinds.customer_order.model import CustomerOrder
from kamdocs.kinds.kind import kind_of

KIND = kind_of(CustomerOrder, rules=rules, figures=figures)
