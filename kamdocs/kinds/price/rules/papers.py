"""The papers behind a price: an order for what is loaded, a line for what was said, the ERP for what is agreed."""

from kamdocs.core.book import Book
from kamdocs.core.code import DATED, ERROR, STATIC, WARNING
from kamdocs.core.proving import Weakness, proof_at, troubles
from kamdocs.core.record import Record
from kamdocs.core.track import known, last
from kamdocs.core.walk import Acts, tracks_in
from kamdocs.kinds.change.figures.day_pieces import pieces_before
from kamdocs.kinds.change.model import Change
from kamdocs.kinds.price.figures import last_day_unwritten
from kamdocs.kinds.price.model import LineState, Price
from kamdocs.rules.rule import Found, rule

_ORAL = "agreed_in_principle"


@rule("PRC003", "loaded-without-order", ERROR, STATIC, per=Price)
def loaded_without_order(price: Price, book: Book) -> Found:
    """A price was loaded although neither an order nor a paper signed by both sides says so.

    Why:
        A price in our ERP that the customer's order does not hold is corrected by his next self-billing.

    Fix:
        Cite the order or its amendment, or take the state back.
    """
    for one in troubles(price, book):
        if one.weakness is Weakness.NONE_SO_GOOD and one.silent == "PRC003":
            says = f"loaded on {one.entry.on} on proof of grade {one.grade}; an order or signed paper is needed"
            yield price.at(*one.path), says


@rule("EVD004", "agreed-in-words-only", WARNING, DATED, per=Record)
def agreed_in_words_only(record: Record, book: Book) -> Found:
    """Something was agreed in principle longer ago than policy `oral_agreement` allows, and nothing is in writing.

    Why:
        People change and memories differ; after some weeks nobody confirms what was only said.

    Fix:
        Send the confirmation, and record the answer as the state `agreed`.
    """
    if not isinstance(record, Price | Change):
        return
    for acts in tracks_in(record):
        if _ORAL in acts.track.by_name and (days := _days_unwritten(record, acts, book)):
            since, number = days
            place = len(known(acts.entries, book.as_of)) - 1
            yield (
                record.at(*acts.path, place),
                f"agreed in principle since {since}, nothing in writing for {number} days",
            )


def _days_unwritten(record: Record, acts: Acts, book: Book) -> tuple[str, int] | None:
    """Since when, and for how many days, an oral agreement has stood too long."""
    entries = known(acts.entries, book.as_of)
    if not entries or entries[-1].state != _ORAL:
        return None
    entry = entries[-1]
    limit = book.policy.limit("oral_agreement", on=entry.on)
    best, all_known = proof_at(record, acts, len(entries) - 1, book)
    written = best is not None and best.proof.grade >= 3
    if written or not all_known or last_day_unwritten(entry.on, limit) >= book.as_of:
        return None
    return entry.on.isoformat(), (book.as_of - entry.on).days


@rule("PRC024", "valid-and-not-loaded", WARNING, DATED, per=Price)
def valid_and_not_loaded(price: Price, book: Book) -> Found:
    """A price was agreed, its first day has passed, and it is not loaded.

    Why:
        Every delivery goes out at the old price and has to be billed a second time.

    Fix:
        1. Load it in the ERP. 2. Get the order amended. 3. Prepare the retro-billing.
    """
    for place, line in enumerate(price.lines):
        entry = last(line.track, book.as_of)
        if entry is None or entry.state is not LineState.AGREED or line.valid_from >= book.as_of:
            continue
        # Planned pieces: nothing that was shipped or invoiced is known up to the day itself.
        pieces = pieces_before(book, price.part, price.site, since=line.valid_from)
        number = "an unknown number of pieces" if pieces is None else f"{pieces} pieces"
        says = f"valid since {line.valid_from}, not loaded: {number} at the old price so far"
        yield price.at("lines", place, "track", len(known(line.track, book.as_of)) - 1), says
