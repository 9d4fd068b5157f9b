"""A technical change with its commercial side."""

from kamdocs.kinds.change import figures, page, rules
from kamdocs.kinds.change.model import Change
from kamdocs.kinds.kind import kind_of

KIND = kind_of(Change, rules=rules, figures=figures, page=page)
