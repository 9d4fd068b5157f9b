"""What the letter that confirms a price may say: the price, the one before it, and what each movement confirms.

The template decides on the sentences. A movement is named in the customer's words: his number of the change, the step
of the yearly reduction, the period of the index, the component that he mandates, the day of the paper. Layers, owners,
notes and papers of ours are not among the names it may use.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kamdocs.core.book import Book
from kamdocs.core.errors import KamdocsError
from kamdocs.core.track import last, state_on
from kamdocs.exchange.offer_facts import change_name, described, numbered, site_name
from kamdocs.exchange.offer_words import in_words
from kamdocs.kinds.change.model import Change
from kamdocs.kinds.communication.model import Communication
from kamdocs.kinds.customer_order.model import CustomerOrder
from kamdocs.kinds.document.model import Document
from kamdocs.kinds.index_adjustment.model import IndexAdjustment
from kamdocs.kinds.lta.model import Lta
from kamdocs.kinds.mandated_component.model import MandatedComponent
from kamdocs.kinds.nomination.model import Nomination
from kamdocs.kinds.price.figures import NoWalk, held_lines, line_before, walk
from kamdocs.kinds.price.figures.before import like
from kamdocs.kinds.price.model import LINE_TRACK, LineState, Price, PriceLine


@dataclass(frozen=True, slots=True)
class Movement:
    """What moved the price.

    Attributes:
        kind: A word for the kind of reason.
        name: Its name towards the customer; empty if only we have one.
        because: The record behind it, as build-up names it.
        moves: By how much, with its sign.
    """

    kind: str
    name: str
    because: str
    moves: str


def letter_facts(price: Price, place: int, book: Book, language: str) -> Mapping[str, object]:
    """The names that a template may use.

    Args:
        price: The file.
        place: Position of the line that is confirmed.
        book: The account.
        language: `en` or `de`.

    Raises:
        KamdocsError: Nothing is agreed yet that could be confirmed, or the steps do not give the price.
    """
    line = price.lines[place]
    _is_ready(price, line, book)
    before = line_before(price, place)
    moves = tuple(_movements(price, place, book, language))

    def say(value: object) -> str:
        return in_words(value, language)

    return {
        "reference": f"{price.id}@{line.valid_from}",
        "day": say(book.as_of),
        "number": numbered(price.part, book),
        "description": described(price.part, book),
        "site": site_name(price.site, book),
        "index": line.technical_index,
        "price_type": say(price.price_type),
        "price": say(line.unit_price),
        "valid_from": say(line.valid_from),
        "valid_to": say(_last_day(price, place)),
        "before": say(before[1].unit_price) if before else "",
        "before_index": before[1].technical_index if before else "",
        "movements": moves,
        "is_provisional": line.provisional,
        "is_agreed": LINE_TRACK.at_least(state_on(line.track, book.as_of), "agreed"),
        "agreed_on": say(_agreed_on(line, book)),
    }


def _is_ready(price: Price, line: PriceLine, book: Book) -> None:
    entry = last(line.track, book.as_of)
    if entry is None or not LINE_TRACK.at_least(entry.state, LineState.AGREED_IN_PRINCIPLE):
        state = entry.state.value.replace("_", " ") if entry else "not begun"
        says = f"{price.id}@{line.valid_from} is {state} on {book.as_of}: there is nothing to confirm."
        raise KamdocsError(says, "Record the agreement first, at least in principle.")


def _agreed_on(line: PriceLine, book: Book) -> object:
    entry = LINE_TRACK.reached(line.track, LineState.AGREED_IN_PRINCIPLE, book.as_of)
    return entry.on if entry else None


def _last_day(price: Price, place: int) -> object:
    """The last day of the line: as written, else where the next agreed line of the file begins."""
    found = next((held.days.last for held in held_lines(price) if held.place == place), None)
    return found or price.lines[place].valid_to


def _movements(price: Price, place: int, book: Book, language: str) -> Iterator[Movement]:
    """One movement for each reason, its layers together; nothing for a first line."""
    before, line = line_before(price, place), price.lines[place]
    if before is None:
        return
    found = walk(price, before, (place, line))
    if isinstance(found, NoWalk):
        raise KamdocsError(f"{price.id}: {found.why}.", f"Correct the build-up; `kamdocs check {price.id}` says where.")
    sums: dict[str, Decimal] = {}
    for one in found.steps:
        because = one.entry.because
        sums[because] = sums.get(because, Decimal(0)) + one.entry.delta.amount
    for because, amount in sums.items():
        kind, name = _named(because, book, language)
        moved = in_words(like(amount, line.unit_price), language)
        yield Movement(kind, name, because, moved if amount < 0 else f"+{moved}")


def _named(because: str, book: Book, language: str) -> tuple[str, str]:
    """The kind of a reason, and its name in the customer's words; empty where only we have a name for it."""
    record, item = book.get(because), because.partition("@")[2]
    match record:
        case Change():
            return "change", change_name(record.id, book)
        case Lta():
            return "reduction", item
        case IndexAdjustment():
            return "index", str(record.period)
        case MandatedComponent():
            return "mandated", record.component
        case Document():
            return "document", in_words(record.date, language)
        case Communication():
            return "letter", in_words(record.date, language)
        case CustomerOrder():
            return "order", record.number
        case Nomination():
            return "award", in_words(record.awarded_on, language)
    return "other", ""
