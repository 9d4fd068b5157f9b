"""A vehicle programme of the customer."""

from kamdocs.kinds.kind import kind_of
from kamdocs.kinds.programme import figures, page, rules
from kamdocs.kinds.programme.model import Programme

KIND = kind_of(Programme, rules=rules, figures=figures, page=page)
