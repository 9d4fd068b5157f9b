"""Rules about corrections of late prices: that there is one, and that its paper is what F-10 gives."""

from collections.abc import Iterator
from datetime import date, timedelta

from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC
from kamdocs.core.place import Spot
from kamdocs.kinds.billing.model import Billing
from kamdocs.kinds.price.figures import HeldLine
from kamdocs.kinds.price.model import LineState, Price
from kamdocs.kinds.retro_billing.figures import late_lines, line_of, total_of
from kamdocs.kinds.retro_billing.model import RetroBilling, RetroDirection, RetroDocument, RetroLine
from kamdocs.rules.rule import Found, rule


@rule("PRC009", "loaded-late-without-correction", ERROR, STATIC, per=Price)
def loaded_late_without_correction(price: Price, book: Book) -> Found:
    """A price was loaded after its first day and no retro-billing corrects what was invoiced in between.

    A run in any state is enough. Nothing is asked where the extracts of all years concerned reach the day before the
    price was loaded and show no pieces at another price.

    Why:
        What was delivered at the old price stays paid at the old price.

    Fix:
        `kamdocs new retro_billing`, or record it as `not_billed` with approval.

    Source:
        F-10.
    """
    if _is_open(book, RetroBilling) or _is_open(book, Billing):
        return
    for late in late_lines(price, book):
        line = price.lines[late.place]
        number = f"{late.pieces:f}" if late.pieces is not None else "an unknown number of"
        says = f"valid from {line.valid_from}, loaded on {late.loaded}: {number} pieces at the old price, no correction"
        yield price.at("lines", late.place, "track", late.entry), says


def _is_open(book: Book, kind: type[RetroBilling] | type[Billing]) -> bool:
    """Whether a record of a kind may exist that cannot be read here."""
    return kind.about.slug in book.absent_kinds or book.has_unread(kind.about.folder)


@rule("PRC010", "correction-does-not-follow", ERROR, STATIC, per=RetroBilling)
def correction_does_not_follow(retro: RetroBilling, book: Book) -> Found:
    """The total, a pricing date, a price or the sign of a retro-billing is not what F-10 gives.

    Invoices and returns are summed, each rounded alone; cancelled and pro forma documents are not.

    Why:
        A correction that does not follow from its documents is refused by the customer as a whole.

    Fix:
        Correct the paper; money owed to us is positive.

    Source:
        F-10.
    """
    yield from _total(retro)
    held = line_of(retro, book)
    for place, line in enumerate(retro.lines):
        if said := list(_in_line(line, held)):
            yield retro.at("lines", place), "; ".join(said)


def _total(retro: RetroBilling) -> Iterator[tuple[Spot, str]]:
    written, found = retro.total, total_of(retro)
    if written is None:
        return
    if found is not None and found.currency == written.currency and found.amount != written.amount:
        yield retro.at("total"), f"{written} is written, the lines give {found}"
    elif retro.direction is RetroDirection.DEBIT and written.amount < 0:
        yield retro.at("total"), "a credit shown as debit"
    elif retro.direction is RetroDirection.CREDIT and written.amount > 0:
        yield retro.at("total"), "a debit shown as credit"


def _day_before(loaded: date | None) -> str:
    return (loaded - timedelta(days=1)).isoformat() if loaded else "the day before it is loaded"


def _in_line(line: RetroLine, held: HeldLine | None) -> Iterator[str]:
    if held is not None:
        first, price = held.line.valid_from, held.line.unit_price
        loaded = next((one.on for one in held.line.track if one.state is LineState.LOADED), None)
        if line.pricing_date < first or (loaded is not None and line.pricing_date >= loaded):
            yield f"{line.pricing_date} is outside {first}–{_day_before(loaded)}"
        if line.new.unit == price.unit and line.new.exact != price.exact:
            yield f"{line.new} is written as new, the line is at {price}"
    if line.document_type is RetroDocument.RETURN and line.quantity.amount > 0:
        yield f"a return of {line.quantity} is positive"
