"""A part we sell."""

from kamdocs.kinds.kind import kind_of
from kamdocs.kinds.part import figures, page
from kamdocs.kinds.part.model import Part

KIND = kind_of(Part, figures=figures, page=page)
