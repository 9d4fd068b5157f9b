"""A run computed again per invoice line (F-10), and its window."""

from dataclasses import dataclass
from datetime import date

from kamdocs.calc.refusal import Refused
from kamdocs.calc.retro import Direction, InvoiceLine, Run, Window, direction, is_below_minimum, of_lines, window
from kamdocs.core.book import Book
from kamdocs.core.ids import split_item
from kamdocs.core.money import Money
from kamdocs.core.proving import cited
from kamdocs.kinds.billing.figures import loaded_on
from kamdocs.kinds.customer.model import Customer
from kamdocs.kinds.price.figures import HeldLine, held_lines
from kamdocs.kinds.price.model import LineState, Price, PriceLine
from kamdocs.kinds.retro_billing.model import RetroBilling


@dataclass(frozen=True, slots=True)
class Computed:
    """A run per invoice line.

    Attributes:
        held: The line that came late, with its days.
        window: The pricing dates that are corrected.
        run: Each document with its difference, and the total.
        direction: Debit or credit, by the sign of the total.
        is_small: Whether the total is below what the customer's record wants to be billed.
    """

    held: HeldLine
    window: Window
    run: Run
    direction: Direction
    is_small: bool


def line_of(retro: RetroBilling, book: Book, as_of: date | None = None) -> HeldLine | None:
    """The price line of a run; without a day, by the last entries of its track."""
    record_id, key = split_item(retro.price)
    price = book.get_as(Price, record_id)
    held = held_lines(price, as_of) if price is not None else ()
    return next((one for one in held if one.line.valid_from.isoformat() == key), None)


def window_of(held: HeldLine, book: Book) -> Window:
    """The pricing dates of a line that were billed before it was loaded, by what is known on the day of the book."""
    return window(held.days, loaded_on(held.line, book.as_of), book.as_of)


def computed(retro: RetroBilling, book: Book) -> Computed:
    """The run of a record, every invoice line rounded alone.

    Raises:
        Refused: The line is not agreed or not here, nothing came late, or F-10 refuses a document.

    Source:
        F-10.
    """
    held = line_of(retro, book, book.as_of)
    if held is None:
        raise Refused("price", f"line {retro.price} {_why_missing(retro, book)}")
    within = window_of(held, book)
    if within.is_empty:
        raise Refused("loaded", f"on {loaded_on(held.line, book.as_of)}: nothing came late")
    new = held.line.unit_price
    documents = [
        InvoiceLine(one.invoice, one.document_type.value, one.pricing_date, one.quantity.amount, one.old)
        for one in retro.lines
    ]
    run = of_lines(documents, new, within)
    return Computed(held, within, run, direction(run.total), _is_small(run.total, book))


def _why_missing(retro: RetroBilling, book: Book) -> str:
    record_id, _ = split_item(retro.price)
    if Price.about.slug in book.absent_kinds:
        return "not in this copy"
    if book.is_unread(record_id):
        return "not read"
    return "missing" if book.get(record_id) is None else "not agreed"


def least_billed(book: Book) -> Money | None:
    """The amount below which the customer is not billed; None = there is none."""
    customers = book.all(Customer)
    return customers[0].retro_min_amount if customers else None


def _is_small(total: Money, book: Book) -> bool:
    try:
        return is_below_minimum(total, least_billed(book))
    except Refused:
        return False


def authorised_by(line: PriceLine, as_of: date) -> tuple[str, ...]:
    """What allows the correction: the papers of the entries by which the line was agreed and loaded, newest first."""
    entries = [one for one in line.track if one.on <= as_of and one.state in (LineState.AGREED, LineState.LOADED)]
    return tuple(dict.fromkeys(paper for entry in reversed(entries) for paper in entry.evidence))


def amendment(held: HeldLine, book: Book) -> str:
    """The strongest of these papers; empty if none is cited."""
    papers = (*authorised_by(held.line, book.as_of), *held.price.evidence)
    graded = [(found.proof.grade, paper) for paper in papers if (found := cited(paper, book)) is not None]
    return max(graded, key=lambda one: one[0])[1] if graded else (papers[0] if papers else "")
