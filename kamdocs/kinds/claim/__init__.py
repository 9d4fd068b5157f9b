"""A commercial demand, ours or the customer's."""

from kamdocs.kinds.kind import kind_of
from kamdocs.kinds.claim.model import Claim

KIND = kind_of(Claim)
