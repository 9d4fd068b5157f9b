"""How far ideas that are implemented pay for the reductions of a fiscal year (F-25)."""

from dataclasses import dataclass
from datetime import date, timedelta

from kamdocs.calc.productivity import Funded, Saving, funded, paid_once
from kamdocs.calc.refusal import Refused
from kamdocs.core.book import Book
from kamdocs.core.money import Money
from kamdocs.core.period import Span
from kamdocs.core.track import state_on
from kamdocs.kinds.lta.figures import all_steps, committed, counts
from kamdocs.kinds.lta.model import Lta, LtaYear
from kamdocs.kinds.productivity_idea.figures.coverage import pieces_of
from kamdocs.kinds.productivity_idea.model import IdeaType, Maturity, ProductivityIdea

_IMPLEMENTED = frozenset({Maturity.HG4, Maturity.HG5})
_FUNDING = frozenset({IdeaType.PRODUCT, IdeaType.PROCESS})


@dataclass(frozen=True, slots=True)
class SavedBy:
    """An implemented idea in a fiscal year.

    Attributes:
        idea: The idea.
        saving: What it saves; None where it is not computable.
        refused: Why.
    """

    idea: ProductivityIdea
    saving: Saving | None = None
    refused: str = ""


@dataclass(frozen=True, slots=True)
class FundedYear:
    """A fiscal year.

    Attributes:
        days: From its first to its last day.
        steps: The steps that take effect in it.
        rows: Product and process ideas at HG4 and HG5.
        found: Share and sums; None where it is not computable.
        one_off: What the ideas introduced in it cost once; None where nothing is known.
        refused: Why there is no share.
    """

    days: Span
    steps: tuple[tuple[Lta, LtaYear], ...]
    rows: tuple[SavedBy, ...]
    found: Funded | None
    one_off: Money | None
    refused: str = ""

    @property
    def name(self) -> str:
        """`2025`, or first and last day where the year does not begin in January."""
        first, last = self.days.first, self.days.last
        return str(first.year) if (first.month, first.day) == (1, 1) else f"{first} to {last}"


def fiscal_year(book: Book, day: date) -> Span:
    """The fiscal year of a day, by policy `fiscal_year_start`."""
    month, start = (int(number) for number in book.policy.fiscal_year_start.split("-"))
    begins = _begins(day.year, month, start)
    year = day.year if day >= begins else day.year - 1
    return Span(_begins(year, month, start), _begins(year + 1, month, start) - timedelta(days=1))


def _begins(year: int, month: int, day: int) -> date:
    """A year that begins on 29 February begins on the 28th where there is none (K3)."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1)


def funded_years(book: Book) -> tuple[FundedYear, ...]:
    """The fiscal years in which a step that counts takes effect, oldest first."""

    def found() -> tuple[FundedYear, ...]:
        days = {fiscal_year(book, step.effective) for lta, step in all_steps(book) if counts(lta, book.as_of)}
        return tuple(_year(book, one) for one in sorted(days, key=lambda span: span.first))

    return book.remembered("funded years", found)


def funded_year(book: Book, day: date) -> FundedYear:
    """The fiscal year of a day.

    Source:
        F-25.
    """
    wanted = fiscal_year(book, day)
    return next((one for one in funded_years(book) if one.days == wanted), None) or _year(book, wanted)


def _year(book: Book, days: Span) -> FundedYear:
    steps = tuple((lta, step) for lta, step in all_steps(book) if counts(lta, book.as_of) and step.effective in days)
    ideas = [
        idea
        for idea in book.all(ProductivityIdea)
        if idea.type in _FUNDING and state_on(idea.track, book.as_of) in _IMPLEMENTED
    ]
    rows = tuple(_saved(book, idea, days) for idea in ideas)
    once = _one_off(ideas, days)
    try:
        given = [committed(book, lta, step).exact for lta, step in steps]
        saved = [row.saving for row in rows if row.saving is not None]
        return FundedYear(days, steps, rows, funded(saved, given), once)
    except Refused as refusal:
        return FundedYear(days, steps, rows, None, once, str(refusal))


def _saved(book: Book, idea: ProductivityIdea, days: Span) -> SavedBy:
    if idea.gross_saving is None:
        return SavedBy(idea, refused="gross_saving missing")
    try:
        pieces = pieces_of(book, idea, tuple(dict.fromkeys(idea.parts)), (days.first, days.last or days.first))
    except Refused as refusal:
        return SavedBy(idea, refused=str(refusal))
    return SavedBy(idea, Saving(idea.gross_saving, pieces))


def _one_off(ideas: list[ProductivityIdea], days: Span) -> Money | None:
    begun = [one for one in ideas if one.implementation_date is not None and one.implementation_date in days]
    try:
        return paid_once(one.one_off_cost for one in begun if one.one_off_cost is not None)
    except Refused:
        return None
