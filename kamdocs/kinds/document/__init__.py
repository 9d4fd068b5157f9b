"""A paper that binds or proves."""

from kamdocs.kinds.document import figures, rules
from kamdocs.kinds.document.model import Document
from kamdocs.kinds.kind import kind_of

KIND = kind_of(Document, rules=rules, figures=figures)
