"""Yearly reductions as an offer proposes them and as an award grants them: one form for both."""

from kamdocs.core.facts import Item, fact, maybe
from kamdocs.core.forms import Day, Percent, Year
from kamdocs.core.trade import Compounding, ReductionBasis


class ReductionStep(Item):
    """The reduction of one year."""

    year: Year = fact("The calendar year.", key=True)
    rate: Percent = fact("By how much the base falls.")
    effective: Day | None = maybe("From which day.")


class Reductions(Item):
    """Yearly reductions: their base, how they follow each other, and the rate of each year."""

    basis: ReductionBasis = fact("What they are taken from.")
    compounding: Compounding | None = maybe("From the reduced value, or from the first one.")
    steps: tuple[ReductionStep, ...] = fact("The reductions by year.")
