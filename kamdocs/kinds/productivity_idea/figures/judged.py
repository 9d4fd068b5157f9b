"""What rules ask of ideas: where they count, what they wait for, how they are shared, and on how many pieces."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kamdocs.calc.lta import net_saving
from kamdocs.calc.refusal import Refused
from kamdocs.core.acts import in_words
from kamdocs.core.book import Book
from kamdocs.core.ids import split_item
from kamdocs.core.money import UnitPrice
from kamdocs.core.track import state_on
from kamdocs.kinds.change.model import COMMERCIAL, Change
from kamdocs.kinds.lta.figures import computed_delta, step_of, taken_lines
from kamdocs.kinds.lta.model import Lta, LtaYear
from kamdocs.kinds.offer.model import Offer
from kamdocs.kinds.part.model import Part, PpapState
from kamdocs.kinds.price.figures import priced_sites, valid_lines
from kamdocs.kinds.productivity_idea.model import IDEA_TRACK, IdeaType, Maturity, ProductivityIdea, VolumeFrom
from kamdocs.kinds.volume_plan.model import Source, VolumePlan, counting_plan

_RELEASED = frozenset({PpapState.APPROVED, PpapState.INTERIM})
_ALL_KNOWN = date.max


def is_counted_wrong(idea: ProductivityIdea, book: Book) -> bool:
    """Whether it counts more than once, in our own budget as well, or for an LTA that has none of its parts."""
    if len(idea.counted_in) > 1 or (idea.counted_in and idea.internal_budget):
        return True
    ltas = (book.get_as(Lta, named) for named in idea.counted_in)
    return any(lta is not None and not set(idea.parts) & set(lta.parts) for lta in ltas)


@dataclass(frozen=True, slots=True)
class Waits:
    """What an idea waits for although it counts as implemented.

    Attributes:
        maturity: What the idea says.
        change: Its change; `change` where it names none.
        state: Of the commercial track, or `missing`.
        ppap: Of the index that the change brings; of several the first one that is not released.
    """

    maturity: str
    change: str
    state: str
    ppap: str


def waits_for(idea: ProductivityIdea, book: Book) -> Waits | None:
    """What is missing behind HG4 or HG5: the change itself, its agreement, or the release of its index."""
    state = state_on(idea.track)
    if state not in (Maturity.HG4, Maturity.HG5):
        return None
    if idea.change is None:
        return Waits(state.value, "change", "missing", "unknown") if idea.type is IdeaType.PRODUCT else None
    change = book.get_as(Change, idea.change)
    if change is None:
        return None
    money = state_on(change.commercial_track)
    found = list(dict.fromkeys(_ppap_states(idea, change, book)))
    blocked = next((one for one in found if one not in _RELEASED), None)
    if COMMERCIAL.at_least(money, "agreed") and blocked is None:
        return None
    shown = blocked or next(iter(found), None)
    return Waits(state.value, change.id, in_words(money or "unknown"), shown.value if shown else "unknown")


def _ppap_states(idea: ProductivityIdea, change: Change, book: Book) -> list[PpapState]:
    """Of the indices that a change brings to the parts of the idea; to all of its parts where it has none of them."""
    own = [line for line in change.lines if line.part in idea.parts] or change.lines
    found = []
    for line in own:
        part = book.get_as(Part, line.part)
        indices = part.technical_indices if part else ()
        found += [one.ppap_state for one in indices if one.index == line.index_to]
    return found


def wrong_share(idea: ProductivityIdea, book: Book) -> tuple[Decimal, Decimal] | None:
    """The customer's share of a saving above the schedule, where it is not what the agreement says; both of them.

    The saving is above the schedule where it is more than the step takes from every price of its parts.
    """
    found = step_of(book, idea.counted_in[0]) if idea.counted_in else None
    if found is None or not IDEA_TRACK.at_least(state_on(idea.track), "HG3"):
        return None
    agreed = found[0].sharing_above_schedule
    if agreed is None or idea.customer_share is None or idea.customer_share == agreed:
        return None
    try:
        above = _net(idea) > _scheduled(idea, found, book)
    except Refused:
        return None
    return (idea.customer_share, agreed) if above else None


def _net(idea: ProductivityIdea) -> Fraction:
    gross, once = idea.gross_saving, idea.one_off_cost
    if gross is None or once is None:
        raise Refused("gross_saving" if gross is None else "one_off_cost", "missing")
    if gross.currency != once.currency:
        raise Refused("currency", f"is {gross.currency} and {once.currency}")
    return net_saving(gross.exact, idea.volume_basis.quantity.amount if idea.volume_basis else None, once.amount)


def _scheduled(idea: ProductivityIdea, of: tuple[Lta, LtaYear], book: Book) -> Fraction:
    """What a step takes from a piece of these parts, the largest of several prices.

    Raises:
        Refused: No price, one that is not computable, or another currency.
    """
    deltas = [delta for part in idea.parts if part in of[0].parts for delta in _deltas(part, of, book)]
    currency = idea.gross_saving.currency if idea.gross_saving else ""
    if not deltas or any(delta.currency != currency for delta in deltas):
        raise Refused("saving", "of the step not comparable")
    return max(-delta.exact for delta in deltas)


def _deltas(part: str, of: tuple[Lta, LtaYear], book: Book) -> list[UnitPrice]:
    lta, step = of
    booked = [one for one in taken_lines(book, lta, step) if one.price.part == part]
    found = [entry.delta for one in booked for _, entry in one.entries]
    for site in priced_sites(book, part):
        if not any(one.price.site == site for one in booked):
            held = valid_lines(book, part, site, on=step.effective, as_of=_ALL_KNOWN)
            found += [computed_delta(book, lta, step, one.price) for one in held]
    return found


@dataclass(frozen=True, slots=True)
class Assumed:
    """The pieces on which a saving rests, and those of the plan."""

    assumed: Decimal
    planned: Decimal


def assumed_too_many(idea: ProductivityIdea, book: Book) -> Assumed | None:
    """Contract volume that is above the frozen plan of the same year; None as well where the plan is silent."""
    basis, year = idea.volume_basis, _year_of(idea)
    if basis is None or basis.source is not VolumeFrom.CONTRACT or year is None:
        return None
    planned = [_planned(book, part, year) for part in dict.fromkeys(idea.parts)]
    known = [pieces for pieces in planned if pieces is not None]
    if not known or len(known) < len(planned) or sum(known) >= basis.quantity.amount:
        return None
    return Assumed(basis.quantity.amount, sum(known, Decimal(0)))


def _year_of(idea: ProductivityIdea) -> int | None:
    """The year of the step that it pays for, else that of its implementation."""
    year = split_item(idea.counted_in[0])[1] if idea.counted_in else ""
    if year and year.isdecimal():
        return int(year)
    return idea.implementation_date.year if idea.implementation_date else None


def _planned(book: Book, part: str, year: int) -> Decimal | None:
    """Pieces of a year in the plan of the customer that counts, else in that of the contract; by their last state."""
    known = book.get_as(Part, part)
    for source in (Source.CUSTOMER_OFFICIAL, Source.CONTRACT) if known else ():
        plan = counting_plan(book, known.programme, source) if known and known.programme else None
        pieces = _pieces_of_plan(book, plan).get((part, year)) if plan else None
        if pieces is not None:
            return pieces
    return None


def _pieces_of_plan(book: Book, plan: VolumePlan) -> Mapping[tuple[str, int], Decimal]:
    def added() -> dict[tuple[str, int], Decimal]:
        found: dict[tuple[str, int], Decimal] = {}
        for row, month, pieces in plan.cells():
            key = (row.part, month.year)
            found[key] = found.get(key, Decimal(0)) + pieces
        return found

    return book.remembered(("pieces by part and year of all sites", plan.id), added)


def steps_without_idea(offer: Offer, book: Book) -> tuple[int, ...]:
    """Positions of the steps that an offer proposes and no idea stands behind; a dropped one does not."""
    if ProductivityIdea.about.slug in book.absent_kinds or book.has_unread(ProductivityIdea.about.folder):
        return ()
    behind = _steps_with_idea(book)
    steps = offer.lta_proposed.steps if offer.lta_proposed else ()
    return tuple(place for place, step in enumerate(steps) if f"{offer.id}@{step.year}" not in behind)


def _steps_with_idea(book: Book) -> frozenset[str]:
    def named() -> frozenset[str]:
        kept = (idea for idea in book.all(ProductivityIdea) if state_on(idea.track) is not Maturity.DROPPED)
        return frozenset(step for idea in kept for step in idea.counted_in)

    return book.remembered("steps with an idea", named)
