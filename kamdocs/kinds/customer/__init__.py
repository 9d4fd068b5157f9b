"""The customer of an account."""

from kamdocs.kinds.customer.model import Customer
from kamdocs.kinds.kind import kind_of

KIND = kind_of(Customer)
