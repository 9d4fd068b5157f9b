"""A person, ours or theirs."""

from kamdocs.kinds.contact import figures, rules
from kamdocs.kinds.contact.model import Contact
from kamdocs.kinds.kind import kind_of

KIND = kind_of(Contact, rules=rules, figures=figures)
