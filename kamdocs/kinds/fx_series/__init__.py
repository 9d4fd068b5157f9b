"""A series of monthly exchange rates."""

from kamdocs.kinds.fx_series import figures, page
from kamdocs.kinds.fx_series.model import FxSeries
from kamdocs.kinds.kind import kind_of

KIND = kind_of(FxSeries, figures=figures, page=page)
