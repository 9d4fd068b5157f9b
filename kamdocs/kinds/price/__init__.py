"""The prices of one part at one site."""

from kamdocs.kinds.kind import kind_of
from kamdocs.kinds.price import figures, page, rules
from kamdocs.kinds.price.model import Price

KIND = kind_of(Price, rules=rules, figures=figures, page=page)
