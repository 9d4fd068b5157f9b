"""A plant of ours."""

from kamdocs.kinds.kind import kind_of
from kamdocs.kinds.plant.model import Plant

KIND = kind_of(Plant)
