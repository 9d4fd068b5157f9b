"""The price round: all lines of one day, or those that one change, step, mandated price or period moves (F-29)."""

from collections.abc import Callable, Iterator
from datetime import date

from kamdocs.calc.units import PriceUnit
from kamdocs.core.book import Book
from kamdocs.core.layers import Layer
from kamdocs.core.period import Month
from kamdocs.kinds.lta.figures.walk import kept_lines
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.price.draft.before import line_before
from kamdocs.kinds.price.draft.cause import At, LeftOut, Wanted
from kamdocs.kinds.price.draft.causes import booked_in, find_causes, first_day, narrowed, unread
from kamdocs.kinds.price.draft.files import files_in_use
from kamdocs.kinds.price.draft.indices import effective_on
from kamdocs.kinds.price.draft.line import outcome
from kamdocs.kinds.price.draft.result import Adjustment, DraftedLine, NotComputable, Round, Untouched
from kamdocs.kinds.price.model import Price
from kamdocs.kinds.price_index_clause.model import PriceIndexClause

TOOLS_LEFT = "Tool amortisation stays as it is: actual volumes are not recorded yet, so no tool step is taken"
_AMORTISED = (Layer.TOOL_AMORTISATION, Layer.DEVELOPMENT_AMORTISATION)


class DependsOn(Exception):
    """A round for one cause is refused: a cause of an earlier step is due on that day and not drafted.

    Args:
        line: The line.
        earlier: The cause that comes first.
        because: The cause that was asked for.
        on: The day.
    """

    def __init__(self, line: str, earlier: str, because: str, on: date) -> None:
        super().__init__(f"{because} is taken from what {earlier} leaves in {line}, and that is due and not drafted")
        self.line, self.earlier, self.because, self.on = line, earlier, because, on


class Names:
    """Ids of adjustments that are not written yet: the next free one for each clause and period, always the same."""

    def __init__(self, following: Callable[[], str]) -> None:
        self._following = following
        self._given: dict[tuple[str, Month], str] = {}

    def __call__(self, clause: str, first: Month) -> str:
        """The id of the adjustment of a clause for the period that begins in a month."""
        if (clause, first) not in self._given:
            self._given[clause, first] = self._following()
        return self._given[clause, first]


def price_round(book: Book, wanted: Wanted, names: Names) -> Round:
    """Draft the price lines of one day.

    Args:
        book: The account on its day.
        wanted: Which day, parts and causes.
        names: Gives adjustments that are not written yet their ids.

    Raises:
        DependsOn: A round for one cause, and one of an earlier step on which it depends is due and not drafted.

    Source:
        F-29.
    """
    adjustments = tuple(_adjustments(book, wanted, names))
    drafted: list[DraftedLine] = []
    refused: list[NotComputable] = []
    untouched: list[Untouched] = []
    left_out: list[LeftOut] = []
    tools = 0
    for price in files_in_use(book, wanted.on, wanted.programme):
        at = _at(book, price, wanted.on, names)
        found, earlier = narrowed(find_causes(at), wanted, book)
        if earlier:
            raise DependsOn(at.line, earlier[0].because, wanted.cause, wanted.on)
        left_out += found.left_out
        match outcome(at, found):
            case DraftedLine() as line:
                drafted.append(line)
                tools += _has_tool(line)
            case NotComputable() as line:
                refused.append(line)
            case Untouched() as line:
                untouched.append(line)
    notes = tuple(_notes(book, wanted, tools))
    return Round(
        book.account,
        wanted.on,
        book.as_of,
        tuple(drafted),
        tuple(refused),
        tuple(untouched),
        tuple(left_out),
        adjustments,
        notes,
    )


def _at(book: Book, price: Price, on: date, names: Names) -> At:
    before = line_before(price, on)
    unit = PriceUnit.of((before or kept_lines(price)[0][1]).unit_price)
    return At(book, price, unit, on, first_day(price) or date.max, booked_in(price), names)


def _adjustments(book: Book, wanted: Wanted, names: Names) -> Iterator[Adjustment]:
    """The adjustments of the day that are not written yet and can be computed, by clause."""
    for clause in book.all(PriceIndexClause) if not wanted.cause else ():
        for one in effective_on(book, clause, wanted.on) if _in_scope(book, clause, wanted) else ():
            asked = wanted.is_whole or (clause.id, one.first) in wanted.periods
            if asked and one.record is None and one.result is not None:
                yield Adjustment(names(clause.id, one.first), clause, one.result)


def _in_scope(book: Book, clause: PriceIndexClause, wanted: Wanted) -> bool:
    if not wanted.programme:
        return True
    parts = (book.get_as(Part, line.part) for line in clause.lines)
    return any(part is not None and part.programme == wanted.programme for part in parts)


def _has_tool(line: DraftedLine) -> bool:
    return any(line.layers[layer].amount for layer in _AMORTISED if layer in line.layers)


def _notes(book: Book, wanted: Wanted, tools: int) -> Iterator[str]:
    if wanted.is_whole:
        yield f"{TOOLS_LEFT} ({tools} of the drafted lines hold such a layer)." if tools else f"{TOOLS_LEFT}."
        for name, why in unread(book):
            yield f"{name} {why}: what it moves is not in this round."
    lost = sorted(name for name in book.shelf.unread if name.startswith(f"{Price.about.prefix}-"))
    yield from (f"{name} does not load: its line is not in this round, its worth is unknown." for name in lost)
