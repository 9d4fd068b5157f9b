"""Who may sign what, up to which amount."""

from kamdocs.kinds.delegation_of_authority.model import DelegationOfAuthority
from kamdocs.kinds.kind import kind_of

KIND = kind_of(DelegationOfAuthority)
