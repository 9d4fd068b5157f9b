"""The changes that lie between two indices of a part at a site, and by how much each of them moves the price."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kamdocs.calc.gate import PerPiece, sum_of
from kamdocs.calc.refusal import Refused
from kamdocs.core.book import Book
from kamdocs.core.track import state_on
from kamdocs.kinds.change.model import COMMERCIAL, Change, ChangeLine, CommercialState, TechnicalState
from kamdocs.kinds.offer.model import OfferLine, counting_offer
from kamdocs.kinds.price.figures import valid_lines

QUOTED = "quoted"
PROPOSED = "not agreed yet"
GIVEN_AWAY = "given away"


@dataclass(frozen=True, slots=True)
class Step:
    """A change that leads a part at a site from one index to the next."""

    change: Change
    line: ChangeLine


@dataclass(frozen=True, slots=True)
class Delta:
    """By how much a change moves the price.

    Attributes:
        amount: Per piece, exactly; None = nothing, it was given away.
        note: Where it comes from if not from an agreement.
    """

    amount: PerPiece | None
    note: str = ""


def steps_of(book: Book) -> Mapping[str, tuple[Step, ...]]:
    """The lines of all changes by part, without what is cancelled on the day or replaced by another change."""

    def grouped() -> Mapping[str, tuple[Step, ...]]:
        changes = book.all(Change)
        replaced = {change.supersedes for change in changes}
        found: dict[str, list[Step]] = defaultdict(list)
        for change in changes:
            if change.id not in replaced and not is_cancelled(change, book.as_of):
                for line in change.lines:
                    found[line.part].append(Step(change, line))
        return {part: tuple(steps) for part, steps in found.items()}

    return book.remembered("change steps by part", grouped)


def is_cancelled(change: Change, as_of: date) -> bool:
    """Whether the technical side was cancelled."""
    return state_on(change.technical_track, as_of) is TechnicalState.CANCELLED


def chain(book: Book, part: str, site: str, *, first: str, last: str) -> tuple[Step, ...] | None:
    """The steps from one index to another one; several changes of one step all belong to it.

    Returns:
        None if no unbroken chain leads there; the one with the fewest indices where several do.
    """
    ways: dict[str, dict[str, list[Step]]] = defaultdict(dict)
    for step in steps_of(book).get(part, ()):
        if not step.line.sites or site in step.line.sites:
            ways[step.line.index_from].setdefault(step.line.index_to, []).append(step)
    reached: dict[str, tuple[Step, ...]] = {first: ()}
    front = [first]
    while front and last not in reached:
        following = []
        for index in front:
            for further, steps in ways.get(index, {}).items():
                if further not in reached:
                    reached[further] = (*reached[index], *steps)
                    following.append(further)
        front = following
    return reached.get(last)


def delta_of(step: Step, site: str, book: Book) -> Delta:
    """By how much a step moves the price at a site, as known on the day of the book.

    Raises:
        Refused: Neither an agreed delta nor an offer that counts, or a price is missing to compare the offer with.

    Source:
        F-28, step 5.
    """
    change, layers = step.change, step.line.price_delta
    state = state_on(change.commercial_track, book.as_of)
    if state is CommercialState.WAIVED and change.free_of_charge is not None:
        return Delta(None, GIVEN_AWAY)
    listed = [layer for _, layer in layers.listed()] if layers else []
    if listed and COMMERCIAL.at_least(state, "agreed"):
        return Delta(sum_of(listed))
    offered = offered_delta(change, step.line.part, site, book)
    if offered is not None:
        return Delta(offered, QUOTED)
    if not listed:
        raise Refused("price_delta", f"missing in {change.id}, and no offer for it says a price")
    return Delta(sum_of(listed), PROPOSED)


def offered_delta(change: Change, part: str, site: str, book: Book) -> PerPiece | None:
    """The price of the offer that counts less the price valid on the day on which it was priced."""
    offer = counting_offer(book, change.id, book.as_of)
    lines = [one for one in offer.lines if one.part == part and one.site == site] if offer else []
    if offer is None or not lines:
        return None
    if offer.priced_on is None:
        raise Refused("priced_on", f"missing in {offer.id}")
    valid = valid_lines(book, part, site, on=offer.priced_on, as_of=book.as_of)
    for held in valid:
        for line in _like(lines, held.price.price_type):
            if line.unit_price.currency == held.line.unit_price.currency:
                return PerPiece.of(line.unit_price).plus(PerPiece.of(held.line.unit_price), -1)
    if valid:
        raise Refused("offer", f"{offer.id} is in another currency than the price")
    raise Refused("price", f"of {part} at {site} missing on {offer.priced_on}, the day of {offer.id}")


def _like(lines: list[OfferLine], price_type: str) -> list[OfferLine]:
    """The lines of an offer, those of a price type first."""
    return sorted(lines, key=lambda one: one.price_type != price_type)
