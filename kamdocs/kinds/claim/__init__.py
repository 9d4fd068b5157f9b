"""A commercial demand, ours or the customer's."""

from kamdocs.kinds.claim import figures, page, rules
from kamdocs.kinds.claim.model import Claim
from kamdocs.kinds.kind import kind_of

KIND = kind_of(Claim, rules=rules, figures=figures, page=page)
