"""A technical change with its commercial side."""

from kamdocs.kinds.kind import kind_of
from kamdocs.kinds.change.model import Change

KIND = kind_of(Change)
