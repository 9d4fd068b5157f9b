"""A paper that binds or proves."""

from kamdocs.kinds.kind import kind_of
from kamdocs.kinds.document.model import Document

KIND = kind_of(Document)
