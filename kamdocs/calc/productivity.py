"""Productivity against yearly reductions: what ideas bring by their maturity (F-16), what of a year they fund (F-25).

Sums are exact and rounded once each; shares are compared unrounded. What happens once is never weighted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kamdocs.calc.refusal import Refused
from kamdocs.core.money import Money, UnitPrice, minor_units, round_half_up

GRADES = (1, 2, 3, 4, 5)
HARD_FROM = 3
"""Approved and planned: from this grade on financial planning counts a saving [S34]."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What an idea brings in a commitment year.

    Attributes:
        grade: 1 to 5 for HG1 to HG5.
        saving: Gross saving per piece.
        pieces: From its implementation to the end of the year, exact.
        share: The customer's share in percent points.
    """

    grade: int
    saving: UnitPrice
    pieces: Fraction
    share: Decimal

    @property
    def exact(self) -> Fraction:
        """saving · qty · customer_share, not rounded."""
        return self.saving.exact * self.pieces * Fraction(self.share) / 100


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the ideas of a commitment year bring together, exact.

    Attributes:
        currency: Of all sums.
        from_grade: Unweighted sum of the ideas at or above each grade: four scenarios from HG4–5 down to HG1–5.
        weighted: Each contribution times the probability of its grade.
    """

    currency: str
    from_grade: Mapping[int, Fraction]
    weighted: Fraction

    @property
    def gross(self) -> Fraction:
        """All ideas, unweighted."""
        return self.from_grade[1]

    @property
    def hard(self) -> Fraction:
        """What financial planning may count."""
        return self.from_grade[HARD_FROM]

    def money(self, exact: Fraction) -> Money:
        """A sum rounded once, half up, to the minor units."""
        return rounded(exact, self.currency)


def rounded(exact: Fraction, currency: str) -> Money:
    """A sum, half up, in the minor units of its currency."""
    return Money(round_half_up(exact, minor_units(currency)), currency)


def forecast(ideas: Iterable[Contribution], weights: Mapping[int, Decimal], currency: str) -> Forecast:
    """Gross, hard and weighted sum of the ideas of a commitment year.

    Args:
        ideas: Each idea once.
        weights: Probability of each grade in percent points.
        currency: Of the target, in which all savings have to be.

    Returns:
        Exact sums; no idea brings zero.

    Raises:
        Refused: Another currency, a saving that is not per piece, pieces below 0, a share or weight outside 0 to 100 %,
            or a grade without weight.

    Source:
        F-16.
    """
    every = tuple(ideas)
    for one in every:
        _check(one, weights, currency)
    sums = {grade: sum((one.exact for one in every if one.grade >= grade), Fraction(0)) for grade in GRADES}
    weighted = sum((one.exact * Fraction(weights[one.grade]) / 100 for one in every), Fraction(0))
    return Forecast(currency, sums, weighted)


def _check(one: Contribution, weights: Mapping[int, Decimal], currency: str) -> None:
    _of_piece(one.saving, one.pieces, currency)
    if not 0 <= one.share <= 100:
        raise Refused("customer_share", f"is {one.share} %, outside 0 to 100 %")
    if one.grade not in weights:
        raise Refused("maturity_weights", f"of HG{one.grade} missing")
    if not 0 <= weights[one.grade] <= 100:
        raise Refused("maturity_weights", f"of HG{one.grade} is {weights[one.grade]} %, outside 0 to 100 %")


def _of_piece(saving: UnitPrice, pieces: Fraction, currency: str) -> None:
    if saving.currency != currency:
        raise Refused("currency", f"is {saving.currency} and {currency}")
    if saving.measure != "pcs":
        raise Refused("gross_saving", f"is per {saving.measure}, not per piece")
    if pieces < 0:
        raise Refused("pieces", f"are {pieces}, below 0")


@dataclass(frozen=True, slots=True)
class Covered:
    """A forecast against its target.

    Attributes:
        weighted: weighted ÷ target, exact; 1 covers it.
        hard: hard ÷ target, exact.
        gap: The margin at risk, target − weighted as both are shown; below 0 more is expected than is owed.
    """

    weighted: Fraction
    hard: Fraction
    gap: Money


def covered(found: Forecast, target: Fraction) -> Covered:
    """How far the ideas cover what is committed. The step is owed in full whatever comes out.

    Args:
        found: Of the ideas of the step.
        target: Committed saving of its year, exact, in the currency of the forecast.

    Raises:
        Refused: Nothing is committed.

    Source:
        F-16.
    """
    if target <= 0:
        raise Refused("target", f"is {found.money(target)}: nothing to measure")
    owed, expected = found.money(target), found.money(found.weighted)
    return Covered(found.weighted / target, found.hard / target, Money(owed.amount - expected.amount, found.currency))


def percent(share: Fraction) -> str:
    """A share as it is shown: in percent, half up, two decimals."""
    return f"{round_half_up(share * 100, 2):f} %"


def paid_once(costs: Iterable[Money]) -> Money:
    """One-off costs, never weighted: they occur from the first day.

    Raises:
        Refused: No cost, or two currencies.

    Source:
        F-16, F-25.
    """
    every = tuple(costs)
    if not every:
        raise Refused("one_off_cost", "missing")
    if len(found := sorted({one.currency for one in every})) > 1:
        raise Refused("currency", f"is {' and '.join(found)}")
    return Money(sum((one.amount for one in every[1:]), every[0].amount), every[0].currency)


@dataclass(frozen=True, slots=True)
class Saving:
    """What an implemented idea saves in a year, as a whole.

    Attributes:
        saving: Gross saving per piece, neither weighted nor shared.
        pieces: In the year from its implementation on, exact.
    """

    saving: UnitPrice
    pieces: Fraction


@dataclass(frozen=True, slots=True)
class Funded:
    """How far implemented ideas pay for the reductions of a year.

    Attributes:
        savings: Of the ideas, rounded.
        reductions: Of the steps, rounded.
        share: savings ÷ reductions, exact.
        unfunded: reductions − savings; below 0 more is saved than given.
    """

    savings: Money
    reductions: Money
    share: Fraction
    unfunded: Money


def funded(savings: Iterable[Saving], reductions: Iterable[tuple[Fraction, str]]) -> Funded:
    """Savings of a year at HG4 and HG5 against the reductions that take effect in it.

    Args:
        savings: Of product and process ideas.
        reductions: Committed saving of each step and its currency, exact.

    Raises:
        Refused: No reductions, two currencies, a saving that is not per piece, or pieces below 0.

    Source:
        F-25.
    """
    steps = tuple(reductions)
    if len(found := sorted({currency for _, currency in steps})) > 1:
        raise Refused("currency", f"is {' and '.join(found)}")
    owed = sum((amount for amount, _ in steps), Fraction(0))
    if owed <= 0:
        raise Refused("reductions", "missing: nothing to measure")
    currency, saved = steps[0][1], Fraction(0)
    for one in savings:
        _of_piece(one.saving, one.pieces, currency)
        saved += one.saving.exact * one.pieces
    shown, given = rounded(saved, currency), rounded(owed, currency)
    return Funded(shown, given, saved / owed, Money(given.amount - shown.amount, currency))
