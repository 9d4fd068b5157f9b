"""One thing said or written."""

from kamdocs.kinds.kind import kind_of
from kamdocs.kinds.communication.model import Communication

KIND = kind_of(Communication)
