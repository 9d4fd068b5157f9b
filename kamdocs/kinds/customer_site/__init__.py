"""A delivery point of the customer."""

from kamdocs.kinds.customer_site.model import CustomerSite
from kamdocs.kinds.kind import kind_of

KIND = kind_of(CustomerSite)
