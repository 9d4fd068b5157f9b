"""One thing said or written."""

from kamdocs.kinds.communication import figures, rules
from kamdocs.kinds.communication.model import Communication
from kamdocs.kinds.kind import kind_of

KIND = kind_of(Communication, rules=rules, figures=figures)
