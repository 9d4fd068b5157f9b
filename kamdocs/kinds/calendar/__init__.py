"""The working days of a plant or of the customer."""

from kamdocs.kinds.calendar.model import Calendar
from kamdocs.kinds.kind import kind_of

KIND = kind_of(Calendar)
