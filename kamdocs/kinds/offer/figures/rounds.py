"""The rounds of an offer side by side: what each asks for a part, and why it moved against the round before."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kamdocs.core.acts import in_words
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.money import UnitPrice
from kamdocs.core.view import Cell, Column, Link, Number, Row, Table
from kamdocs.kinds.offer.figures.comparison.units import difference
from kamdocs.kinds.offer.model import Offer, OfferLine, offers_answering

Key = tuple[str, str, str]


def rounds_of(offer: Offer, book: Book) -> tuple[Offer, ...]:
    """All rounds that answer the same request or change; an offer that answers none stands alone."""
    return offers_answering(book, offer.answers) if offer.answers else (offer,)


def rounds_table(offer: Offer, book: Book) -> Table:
    """One row per part, site and price type; per round its price, and from the second on what moved."""
    rounds = rounds_of(offer, book)
    columns = [Column(name, Class.PRICE) for name in ("Part", "Site", "Price type")]
    for place, one in enumerate(rounds):
        columns.append(Column(_name(one, rounds), Class.PRICE, numeric=True))
        if place:
            moved = f"against {_name(rounds[place - 1], rounds)}"
            columns.append(Column(moved, Class.PRICE, numeric=True, below=_name(one, rounds)))
    keys = dict.fromkeys(_key(line) for one in rounds for line in one.lines)
    rows = tuple(_row(key, rounds) for key in keys)
    return Table("Rounds side by side", tuple(columns), rows, f"rounds-{offer.id}", "No line yet.")


def _name(one: Offer, rounds: Sequence[Offer]) -> str:
    """Round and id; of a round that was made twice only the id tells them apart."""
    return f"Round {one.round}" if sum(other.round == one.round for other in rounds) == 1 else one.id


def _key(line: OfferLine) -> Key:
    return line.part, line.site, line.price_type.value


def _row(key: Key, rounds: Sequence[Offer]) -> Row:
    part, site, price_type = key
    prices = [_price(one, key) for one in rounds]
    cells: list[Cell] = [Link(part), Link(site), in_words(price_type), _shown(prices[0])]
    for before, after in pairwise(prices):
        cells += [_shown(after), _moved(before, after)]
    return Row(tuple(cells), about=(part, site, *(one.id for one in rounds)), parts=(part,))


def reasons_table(offer: Offer, book: Book) -> Table:
    """Why prices moved from round to round: one row for each price that moved, or whose move has a reason."""
    rounds = rounds_of(offer, book)
    columns = (
        *(Column(name, Class.PRICE) for name in ("Round", "Part", "Site")),
        Column("Moved", Class.PRICE, numeric=True),
        Column("Reason", Class.PRICE),
    )
    keys = dict.fromkeys(_key(line) for one in rounds for line in one.lines)
    rows = tuple(row for before, after in pairwise(rounds) for key in keys for row in _why(key, before, after, rounds))
    return Table("Why prices moved", columns, rows, f"reasons-{offer.id}", "No price has moved yet.")


def _why(key: Key, before: Offer, after: Offer, rounds: Sequence[Offer]) -> Iterator[Row]:
    part, site, _ = key
    first, then = _price(before, key), _price(after, key)
    if reason := _reason(first, then, after, part):
        cells: tuple[Cell, ...] = (_name(after, rounds), Link(part), Link(site), _moved(first, then), reason)
        yield Row(cells, about=(part, site, before.id, after.id), parts=(part,))


def _price(offer: Offer, key: Key) -> UnitPrice | None:
    return next((line.unit_price for line in offer.lines if _key(line) == key), None)


def _shown(price: UnitPrice | None) -> Cell:
    return Number(price.amount / price.per, str(price)) if price else "not offered"


def _moved(before: UnitPrice | None, after: UnitPrice | None) -> Cell:
    """After less before, with its sign."""
    if before is None or after is None:
        return ""
    if not _comparable(before, after):
        return "not comparable"
    moved = difference(before, after)
    sign = "+" if moved.amount > 0 else ""
    return Number(moved.amount / moved.per, f"{sign}{moved}" if moved.amount else "unchanged")


def _comparable(before: UnitPrice, after: UnitPrice) -> bool:
    return (before.currency, before.measure) == (after.currency, after.measure)


def _reason(before: UnitPrice | None, after: UnitPrice | None, later: Offer, part: str) -> str:
    """The words recorded in `moves` of the later round, by layer."""
    given = "; ".join(_given(later, part))
    if given:
        return given
    if before is None or after is None or (_comparable(before, after) and before.exact == after.exact):
        return ""
    return "no reason given"


def _given(later: Offer, part: str) -> Iterator[str]:
    for move in later.moves:
        if move.part == part and move.because:
            yield f"{in_words(move.layer)}: {move.because}"
