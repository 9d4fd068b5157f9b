"""A version of the volumes of a programme."""

from kamdocs.kinds.kind import kind_of
from kamdocs.kinds.volume_plan import figures, page, rules
from kamdocs.kinds.volume_plan.model import VolumePlan

KIND = kind_of(VolumePlan, rules=rules, figures=figures, page=page)
