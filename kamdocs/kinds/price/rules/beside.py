"""A price beside what lies next to it: index shipped, other sites, floor, duties of the customer, frozen price."""

from collections.abc import Mapping

from kamdocs.core.authority import functions_with
from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC, WARNING
from kamdocs.core.track import state_on
from kamdocs.kinds.change.model import Change
from kamdocs.kinds.obligation.model import Debtor, Obligation, ObligationState
from kamdocs.kinds.price.figures import (
    above_frozen,
    below_floor,
    dearer_than_elsewhere,
    held_lines,
    other_index,
)
from kamdocs.kinds.price.figures.floor import SCOPE
from kamdocs.kinds.price.model import LINE_TRACK, LineState, Price, PriceType
from kamdocs.rules.rule import Found, Hit, rule

_OF_AN_INDEX = frozenset({PriceType.SERIES, PriceType.TEMPORARY, PriceType.SERVICE})


@rule("PRC005", "price-of-another-index", ERROR, STATIC, per=Price)
def price_of_another_index(price: Price, book: Book) -> Found:
    """On some days of an agreed price another technical index is in series than the one that it pays.

    Why:
        What the new index costs more is given away with every piece; what it costs less is claimed back.

    Fix:
        1. Agree the price of the index that is shipped. 2. Correct the introduction.

    Source:
        K7; the days of F-28.
    """
    if price.price_type not in _OF_AN_INDEX:
        return
    for held in held_lines(price):
        if (found := other_index(held, book)) is not None:
            day, index = found
            says = f"from {day} index {index} is shipped, the price is for {held.line.technical_index}"
            change = _change_to(price.part, index, book)
            fix = f"Agree the price of {index}{f' ({change})' if change else ''}, or correct the introduction."
            yield Hit(price.at("lines", held.place, "technical_index"), says, fix)


def _change_to(part: str, index: str, book: Book) -> str:
    """The newest change that brings a part to an index; empty if there is none."""
    found = [
        change for change in book.all(Change) if any(one.part == part and one.index_to == index for one in change.lines)
    ]
    return max(found, key=lambda one: (one.received_on, one.id)).id if found else ""


@rule("PRC011", "two-sites-two-prices", WARNING, STATIC, per=Price)
def two_sites_two_prices(price: Price, book: Book) -> Found:
    """Two sites of the customer pay different prices for one index of a part on the same day, freight apart.

    Why:
        The customer's buyer compares his sites, and asks for the lower price for all of them, backwards.

    Fix:
        1. Agree one price. 2. Record the reason in `layers.logistics`, or in a decision.
    """
    for one in dearer_than_elsewhere(price, book):
        says = f"{price.site} pays {one.price}, {one.site} {one.other}, freight apart, from {one.since}"
        yield price.at("lines", one.place, "unit_price"), says


@rule("PRC013", "price-below-floor", ERROR, STATIC, per=Price, strict=True)
def price_below_floor(price: Price, book: Book) -> Found:
    """A price, proposed or further, is below the floor of its part and site, and nobody with authority let it through.

    Neither the floor nor the difference is ever printed.

    Why:
        The floor is the limit of the house; exceptions are allowed but must be signed.

    Fix:
        1. Raise the price. 2. Get the exception from whom a delegation of scope `floor_exception` names.

    Source:
        K14.
    """
    for one in below_floor(price, book):
        if one.needed.is_missing:
            # Everybody with this scope: who may sign this amount would tell how large it is.
            functions = functions_with(book, SCOPE, None, book.as_of)
            who = " or ".join(functions) if functions else "somebody with a delegation of scope `floor_exception`"
            fix = f"Raise the price, or get the exception of {who}."
            says = f"{one.line.unit_price} is below the approved floor"
            yield Hit(price.at("lines", one.place, "unit_price"), says, fix)


@rule("PRC014", "step-given-for-nothing", ERROR, STATIC, per=Price)
def step_given_for_nothing(price: Price, book: Book) -> Found:
    """A yearly step is loaded although the customer has not done what it was given for.

    Why:
        Once the step is paid nobody asks for the other half of the deal.

    Fix:
        1. Suspend the step in writing. 2. Record that the duty was waived.
    """
    duties = _open_duties(book)
    for place, line in enumerate(price.lines) if duties else ():
        if LINE_TRACK.reached(line.track, LineState.LOADED) is None:
            continue
        for number, entry in enumerate(line.build_up):
            for duty in duties.get(entry.because, ()):
                says = f"step {entry.because} is given; their duty {duty.id} is not done ({duty.due})"
                yield price.at("lines", place, "build_up", number), says
                break


def _open_duties(book: Book) -> Mapping[str, tuple[Obligation, ...]]:
    """What the customer owes for a step and has not done, by step."""

    def grouped() -> Mapping[str, tuple[Obligation, ...]]:
        found: dict[str, tuple[Obligation, ...]] = {}
        for one in book.all(Obligation):
            is_open = state_on(one.track) in (ObligationState.OPEN, ObligationState.DISPUTED)
            if one.condition_of is not None and one.debtor is Debtor.CUSTOMER and is_open:
                found[one.condition_of] = (*found.get(one.condition_of, ()), one)
        return found

    return book.remembered("open duties by step", grouped)


@rule("PRC015", "service-price-above-freeze", ERROR, STATIC, per=Price)
def service_price_above_freeze(price: Price, book: Book) -> Found:
    """A service price is above the last series price on a day on which that one is still frozen.

    Why:
        The award freezes the price after the end of series; what is above it is paid back.

    Fix:
        Price at most the last series price while it is frozen.

    Source:
        [S38].
    """
    for one in above_frozen(price, book):
        says = f"service price {one.price} above the last series price {one.last} until {one.until}"
        yield Hit(price.at("lines", one.place, "unit_price"), says, f"Price at most {one.last} in the freeze.")
