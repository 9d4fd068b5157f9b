"""A published series of monthly values."""

from kamdocs.kinds.index_series import figures, page
from kamdocs.kinds.index_series.model import IndexSeries
from kamdocs.kinds.kind import kind_of

KIND = kind_of(IndexSeries, figures=figures, page=page)
