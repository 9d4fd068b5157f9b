"""Coverage of a yearly reduction by ideas: what they bring in its year, against what is committed (F-16).

Only product ideas count, each in the first step that it names. What cannot be computed is listed, not counted as zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kamdocs.calc.productivity import Contribution, Covered, Forecast, covered, forecast, paid_once
from kamdocs.calc.refusal import Refused
from kamdocs.core.book import Book
from kamdocs.core.limits import MATURITY_WEIGHTS
from kamdocs.core.money import Money
from kamdocs.core.track import state_on
from kamdocs.kinds.lta.figures import committed, counts, reference
from kamdocs.kinds.lta.model import Lta, LtaYear
from kamdocs.kinds.productivity_idea.figures.standing import grade_of
from kamdocs.kinds.productivity_idea.figures.volumes import pieces_between
from kamdocs.kinds.productivity_idea.model import IdeaType, Maturity, ProductivityIdea


@dataclass(frozen=True, slots=True)
class IdeaRow:
    """An idea in the coverage of a step.

    Attributes:
        idea: The idea.
        maturity: On the day; None before its first act.
        brings: What it contributes; None where it is not computable.
        refused: Why.
    """

    idea: ProductivityIdea
    maturity: Maturity | None
    brings: Contribution | None = None
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The ideas of a step against its committed saving.

    Attributes:
        lta: The agreement.
        step: Its step.
        rows: The product ideas that are not dropped, each once.
        outside: Ideas of other types that name the step: they do not count here.
        target: Committed saving of its year, rounded once; None where it is not computable.
        found: Sums of the ideas, exact; None where there are none, or in two currencies.
        measured: Shares and margin at risk; None where there is nothing to measure.
        one_off: What the ideas cost once, never weighted; None where nothing is known.
        refused: Why there is no coverage; empty where there is one.
    """

    lta: Lta
    step: LtaYear
    rows: tuple[IdeaRow, ...]
    outside: tuple[ProductivityIdea, ...]
    target: Money | None = None
    found: Forecast | None = None
    measured: Covered | None = None
    one_off: Money | None = None
    refused: str = ""

    @property
    def reference(self) -> str:
        """The step, as ideas cite it."""
        return reference(self.lta, self.step)

    @property
    def not_computable(self) -> tuple[IdeaRow, ...]:
        """The ideas that are in no sum."""
        return tuple(row for row in self.rows if row.refused)

    @property
    def gross(self) -> Money | None:
        """What all ideas bring, rounded once."""
        return self.found.money(self.found.gross) if self.found else None

    @property
    def weighted(self) -> Money | None:
        """The same times the probability of each maturity."""
        return self.found.money(self.found.weighted) if self.found else None

    @property
    def hard(self) -> Money | None:
        """What ideas from HG3 on bring."""
        return self.found.money(self.found.hard) if self.found else None

    @property
    def gap(self) -> Money | None:
        """The margin at risk."""
        return self.measured.gap if self.measured else None


def weights_on(book: Book, day: date) -> Mapping[int, Decimal]:
    """Probability of each grade in percent points by policy `maturity_weights`; what is left out has its usual one."""
    written = book.policy.limit("maturity_weights", on=day)
    return {int(grade.value[2:]): weight for grade, weight in {**MATURITY_WEIGHTS, **written}.items()}


def ideas_by_step(book: Book) -> Mapping[str, tuple[ProductivityIdea, ...]]:
    """The ideas by the first step that they name: each idea once, in the order of their ids."""

    def grouped() -> dict[str, tuple[ProductivityIdea, ...]]:
        found: dict[str, list[ProductivityIdea]] = {}
        for idea in book.all(ProductivityIdea):
            for named in idea.counted_in[:1]:
                found.setdefault(named, []).append(idea)
        return {named: tuple(ideas) for named, ideas in found.items()}

    return book.remembered("ideas by step", grouped)


def coverage(book: Book, lta: Lta, step: LtaYear) -> Coverage:
    """What the ideas of a step bring in its calendar year against what is committed, as known on the day of the book.

    Source:
        F-16.
    """
    return book.remembered(("coverage", reference(lta, step)), lambda: _coverage(book, lta, step))


def _coverage(book: Book, lta: Lta, step: LtaYear) -> Coverage:
    named = ideas_by_step(book).get(reference(lta, step), ())
    kept = [idea for idea in named if state_on(idea.track, book.as_of) is not Maturity.DROPPED]
    rows = tuple(_row(book, idea, lta, step) for idea in kept if idea.type is IdeaType.PRODUCT)
    outside = tuple(idea for idea in kept if idea.type is not IdeaType.PRODUCT)
    target, money, refused = _target(book, lta, step)
    ideas = [row.brings for row in rows if row.brings is not None]
    currency = target[1] if target else next((one.saving.currency for one in ideas), "")
    found, measured = None, None
    try:
        found = forecast(ideas, weights_on(book, book.as_of), currency) if currency else None
        measured = covered(found, target[0]) if found and target else None
    except Refused as refusal:
        refused = refused or str(refusal)
    return Coverage(
        lta,
        step,
        rows,
        outside,
        target=money,
        found=found,
        measured=measured,
        one_off=_one_off(rows),
        refused=refused,
    )


def _target(book: Book, lta: Lta, step: LtaYear) -> tuple[tuple[Fraction, str] | None, Money | None, str]:
    """The committed saving, exact and rounded; or why there is none."""
    if not counts(lta, book.as_of):
        return None, None, f"step {step.year} is not committed: nothing to measure"
    saving = committed(book, lta, step)
    try:
        return saving.exact, saving.money, ""
    except Refused as refusal:
        return None, None, f"target: {refusal}"


def _row(book: Book, idea: ProductivityIdea, lta: Lta, step: LtaYear) -> IdeaRow:
    maturity = state_on(idea.track, book.as_of)
    try:
        return IdeaRow(idea, maturity, _contribution(book, idea, (lta, step), maturity))
    except Refused as refusal:
        return IdeaRow(idea, maturity, refused=str(refusal))


def _contribution(
    book: Book, idea: ProductivityIdea, of: tuple[Lta, LtaYear], maturity: Maturity | None
) -> Contribution:
    lta, step = of
    if maturity is None:
        raise Refused("maturity", "missing")
    if idea.gross_saving is None:
        raise Refused("gross_saving", "missing")
    if idea.customer_share is None:
        raise Refused("customer_share", "missing")
    pieces = pieces_of(book, idea, parts_in(idea, lta), year_of(step.year))
    return Contribution(grade_of(maturity), idea.gross_saving, pieces, idea.customer_share)


def parts_in(idea: ProductivityIdea, lta: Lta) -> tuple[str, ...]:
    """The parts of an idea that an LTA reduces.

    Raises:
        Refused: None of them.
    """
    found = tuple(part for part in dict.fromkeys(idea.parts) if part in lta.parts)
    if not found:
        raise Refused("parts", f"are none of {lta.id}")
    return found


def year_of(year: int) -> tuple[date, date]:
    """First and last day of a calendar year."""
    return date(year, 1, 1), date(year, 12, 31)


def pieces_of(book: Book, idea: ProductivityIdea, parts: tuple[str, ...], days: tuple[date, date]) -> Fraction:
    """The pieces of some parts from the implementation of an idea to the last of these days.

    Raises:
        Refused: No implementation date, or volume unknown.
    """
    if idea.implementation_date is None:
        raise Refused("implementation_date", "missing")
    first = max(idea.implementation_date, days[0])
    return sum((pieces_between(book, part, first, days[1]) for part in parts), Fraction(0))


def _one_off(rows: tuple[IdeaRow, ...]) -> Money | None:
    """What the ideas cost once, as far as it is written; None where nothing is, or in two currencies."""
    try:
        return paid_once(row.idea.one_off_cost for row in rows if row.idea.one_off_cost is not None)
    except Refused:
        return None
