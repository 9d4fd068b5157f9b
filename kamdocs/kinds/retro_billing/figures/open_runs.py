"""Corrections that are open: lines that came late without a run that was issued, settled or waived, and their money.

The money is that of the rows of the extracts, because there is no document yet; corrections already issued for the
same days are taken off. What is not known stands apart.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from kamdocs.calc.refusal import Refused
from kamdocs.calc.retro import BilledRow, Direction, Run, Window, direction, of_rows
from kamdocs.core.book import Book
from kamdocs.core.money import Money
from kamdocs.core.track import state_on
from kamdocs.kinds.billing.figures import PlacedRow, loaded_on, programme_of, quantities, rows_of, why_unknown
from kamdocs.kinds.billing.model import BillingDocument, counting_billings
from kamdocs.kinds.price.figures import HeldLine, by_part_and_site, held_lines
from kamdocs.kinds.price.model import Price
from kamdocs.kinds.retro_billing.figures.computed import amendment, computed, window_of
from kamdocs.kinds.retro_billing.model import RetroBilling, RetroState

_DONE = frozenset({RetroState.ISSUED, RetroState.SETTLED, RetroState.NOT_BILLED})
_PAID = frozenset({RetroState.ISSUED, RetroState.SETTLED})


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A run on rows of the extracts.

    Attributes:
        run: Each row with its difference.
        earlier: What runs of other lines have already corrected on these days.
        known_to: The day of the extract where it does not reach the end of the window; None = it does.
        excluded: Rows of the window that are no quantities, or of another currency, with the reason.
    """

    run: Run
    earlier: Money
    known_to: date | None
    excluded: tuple[tuple[str, str], ...] = ()

    @property
    def total(self) -> Money:
        """What is still to be corrected."""
        return Money(self.run.total.amount - self.earlier.amount, self.run.total.currency)


@dataclass(frozen=True, slots=True)
class OpenRetro:
    """A correction that is open.

    Attributes:
        held: The line that came late.
        window: The pricing dates.
        no: Its place among the open runs of the part and site, by the day from which it can be drawn up.
        run: Id of a run that is calculated and not issued; empty = there is none.
        amendment: The paper that allows it; empty = none is cited.
        aggregate: What the rows of the extracts give; None = not computable.
        refused: Why not; empty if it is.
        lines: What a calculated run comes to per invoice line; None = none, or not computable.
    """

    held: HeldLine
    window: Window
    no: int
    run: str
    amendment: str
    aggregate: Aggregate | None
    refused: str = ""
    lines: Money | None = None

    @property
    def name(self) -> str:
        """The line as a reference writes it."""
        return f"{self.held.price.id}@{self.held.line.valid_from}"

    @property
    def money(self) -> Money | None:
        """By the rows, else by the invoice lines of the calculated run; None = not known."""
        return self.aggregate.total if self.aggregate is not None else self.lines

    @property
    def direction(self) -> Direction:
        """Who owes whom; none where that is not known."""
        return direction(self.money) if self.money is not None else Direction.NONE


def open_retros(book: Book) -> tuple[OpenRetro, ...]:
    """All open corrections by part and site, in the order in which they have to be drawn up."""
    return book.remembered("open retros", lambda: tuple(_numbered(book)))


def _numbered(book: Book) -> Iterator[OpenRetro]:
    found = [one for price in book.all(Price) for one in _of_file(price, book)]
    numbers: dict[tuple[str, str], int] = defaultdict(int)
    for one in sorted(found, key=_order):
        key = (one.held.price.part, one.held.price.site)
        numbers[key] += 1
        yield replace(one, no=numbers[key])


def _order(one: OpenRetro) -> tuple[str, str, date, date, str]:
    return one.held.price.part, one.held.price.site, one.window.last, one.window.first, one.held.price.id


def _of_file(price: Price, book: Book) -> Iterator[OpenRetro]:
    for held in held_lines(price, book.as_of):
        within = window_of(held, book)
        runs = runs_of(book).get(f"{price.id}@{held.line.valid_from}", ())
        if within.is_empty or any(state_on(one.track, book.as_of) in _DONE for one in runs):
            continue
        one = _open(held, within, runs, book)
        if one.run or one.money is None or one.money.amount != 0:
            yield one


def _open(held: HeldLine, within: Window, runs: tuple[RetroBilling, ...], book: Book) -> OpenRetro:
    run = runs[0] if runs else None
    lines = _by_lines(run, book) if run is not None else None
    paper, run_id = amendment(held, book), run.id if run is not None else ""
    try:
        return OpenRetro(held, within, 0, run_id, paper, aggregate(held, within, book), lines=lines)
    except Refused as refusal:
        return OpenRetro(held, within, 0, run_id, paper, None, str(refusal), lines)


def _by_lines(run: RetroBilling, book: Book) -> Money | None:
    try:
        return computed(run, book).run.total
    except Refused:
        return None


def runs_of(book: Book) -> Mapping[str, tuple[RetroBilling, ...]]:
    """The runs by the line that came late, by id."""

    def grouped() -> Mapping[str, tuple[RetroBilling, ...]]:
        found: dict[str, list[RetroBilling]] = defaultdict(list)
        for one in book.all(RetroBilling):
            found[one.price].append(one)
        return {key: tuple(runs) for key, runs in found.items()}

    return book.remembered("runs by line", grouped)


def aggregate(held: HeldLine, within: Window, book: Book) -> Aggregate:
    """What the rows of the extracts give for a line (F-10, step 3).

    Raises:
        Refused: An extract of a year of the window is missing, or F-10 refuses a row.
    """
    price, new = held.price, held.line.unit_price
    known_to = _known_to(price.part, within, book)
    inside = [one for one in rows_of(book, price.part, price.site) if _touches(one, within)]
    kept = quantities(inside)
    excluded = [(one, one.row.document.value.replace("_", " ")) for one in inside if one not in kept]
    others = _other_currencies(price, book)
    excluded += [(one, "priced in another file") for one in kept if one.row.unit_price.currency in others]
    rows = [
        BilledRow(one.row.month, one.row.quantity, one.row.unit_price, one.row.from_, one.row.to)
        for one in kept
        if one.row.unit_price.currency not in others
    ]
    run = of_rows(rows, new, within, days=held.days)
    told = tuple((f"{one.row.month}, {one.row.quantity:f} pcs at {one.row.unit_price}", why) for one, why in excluded)
    return Aggregate(run, _earlier(held, within, book), known_to, told)


def _touches(one: PlacedRow, within: Window) -> bool:
    return one.first <= within.last and one.last >= within.first


def _known_to(part: str, within: Window, book: Book) -> date | None:
    """The day to which the extracts of the window reach; None where they reach its end."""
    programme, days = programme_of(book, part), []
    for year in range(within.first.year, within.last.year + 1):
        billing = counting_billings(book).get((programme, year))
        if billing is None:
            raise Refused("billing", f"of {programme or part} {year} {why_unknown(book)}")
        if billing.as_of < min(within.last, date(year, 12, 31)):
            days.append(billing.as_of)
    return min(days, default=None)


def _other_currencies(price: Price, book: Book) -> set[str]:
    """The currencies in which the part and site has price files of their own."""
    ours = {line.unit_price.currency for line in price.lines}
    files = by_part_and_site(book).get((price.part, price.site), ())
    return {line.unit_price.currency for one in files if one.id != price.id for line in one.lines} - ours


def _earlier(held: HeldLine, within: Window, book: Book) -> Money:
    """What issued and settled runs of other lines of the part and site have corrected on the days of a window."""
    price, currency = held.price, held.line.unit_price.currency
    name = f"{price.id}@{held.line.valid_from}"
    amount = Decimal(0)
    for run in _issued(book).get((price.part, price.site), ()):
        if run.price != name:
            lines = (line for line in run.lines if line.pricing_date in within and line.new.currency == currency)
            amount += sum((line.amount.amount for line in lines if line.old.currency == currency), Decimal(0))
    return Money(amount, currency)


def _issued(book: Book) -> Mapping[tuple[str, str], list[RetroBilling]]:
    def grouped() -> Mapping[tuple[str, str], list[RetroBilling]]:
        found: dict[tuple[str, str], list[RetroBilling]] = defaultdict(list)
        for one in book.all(RetroBilling):
            price = book.get_as(Price, one.price)
            if price is not None and state_on(one.track, book.as_of) in _PAID:
                found[price.part, price.site].append(one)
        return found

    return book.remembered("issued runs", grouped)


def is_self_billed(held: HeldLine, within: Window, book: Book) -> bool:
    """Whether the customer bills himself in some month of a window."""
    rows = rows_of(book, held.price.part, held.price.site)
    return any(one.row.document is BillingDocument.SELF_BILL for one in rows if _touches(one, within))


def first_loaded(held: HeldLine, book: Book) -> date | None:
    """The day on which a line was loaded, as known on the day of the book."""
    return loaded_on(held.line, book.as_of)
