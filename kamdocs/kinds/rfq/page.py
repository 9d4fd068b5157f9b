"""The page of a request: what is missing for our answer, the rounds that answer it, what happened to it."""

from collections.abc import Iterator

from kamdocs.core.acts import acts_table, in_words
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.track import state_on
from kamdocs.core.view import Cell, Column, Fact, Link, Page, Row, Section, Table
from kamdocs.kinds.offer.figures import reached_on, value_shown
from kamdocs.kinds.offer.model import Offer, offers_answering
from kamdocs.kinds.rfq.figures import missing_for_answer
from kamdocs.kinds.rfq.model import Rfq


def page(rfq: Rfq, book: Book) -> Page:
    """What is missing first, then the rounds."""
    missing = missing_for_answer(rfq, book)
    due = Fact("Due", rfq.due_on.isoformat() if rfq.due_on else "not known", Class.PRICE)
    lacking = (Fact("Missing for our answer", ", ".join(missing), Class.PRICE),) if missing else ()
    track = acts_table(
        "What happened", rfq.track, seen_as=Class.PRICE, proof_as=rfq.highest_class, name=f"track-{rfq.id}"
    )
    return Page(
        headline=(due, *lacking, *_ending(rfq)),
        sections=(Section("Our offers", tables=(_rounds(rfq, book),)), Section("Track", tables=(track,))),
    )


def _ending(rfq: Rfq) -> Iterator[Fact]:
    """Why the business went elsewhere, and who said so."""
    if rfq.lost_because is not None:
        gap = f"{rfq.price_gap} to the price that won" if rfq.price_gap is not None else ""
        yield Fact("Because of", in_words(rfq.lost_because), Class.PRICE, gap)
        if rfq.decided_by is not None:
            yield Fact("Decided by", Link(rfq.decided_by), Class.PRICE)


def _rounds(rfq: Rfq, book: Book) -> Table:
    """The offers that answer it, by round."""
    names = ("Round", "Offer", "State", "Sent on", "Valid until")
    columns = (*(Column(name, Class.PRICE) for name in names), Column("Yearly value", Class.PRICE, numeric=True))
    rows = tuple(_round(offer, book) for offer in offers_answering(book, rfq.id))
    return Table("Rounds", columns, rows, f"rounds-{rfq.id}", "No offer yet.")


def _round(offer: Offer, book: Book) -> Row:
    state = state_on(offer.track, book.as_of)
    sent = reached_on(offer, "sent", book.as_of)
    cells: tuple[Cell, ...] = (
        str(offer.round),
        Link(offer.id),
        in_words(state) if state else "no state yet",
        sent.isoformat() if sent else "not yet",
        offer.valid_until.isoformat() if offer.valid_until else "not known",
        value_shown(offer),
    )
    return Row(cells, about=(offer.id,))
