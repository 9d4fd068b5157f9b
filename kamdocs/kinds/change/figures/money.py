"""The money of a change: quoted against agreed, what it is worth a year, what was paid once, and what it leaves us."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kamdocs.calc.change_price import Moved
from kamdocs.calc.change_profit import cost_delta, recovered
from kamdocs.calc.gate import PerPiece, sum_of
from kamdocs.calc.refusal import Refused
from kamdocs.core.book import Book
from kamdocs.core.money import Money
from kamdocs.core.track import state_on
from kamdocs.kinds.change.figures.ceiling import sites_of
from kamdocs.kinds.change.figures.chain import offered_delta
from kamdocs.kinds.change.model import COMMERCIAL, Change, ChangeLine
from kamdocs.kinds.cost_breakdown.figures import breakdown_of, price_unit
from kamdocs.kinds.cost_breakdown.model import BomCost
from kamdocs.kinds.mandated_component.model import mandated_by_number
from kamdocs.kinds.offer.model import Offer, counting_offer
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.programme.model import Programme
from kamdocs.kinds.purchase_agreement.figures import bought_on
from kamdocs.kinds.tool.model import tools_of_change

YEARS = 4
"""How many years are shown, from the year of the introduction on."""


def places(change: Change, book: Book) -> Iterator[tuple[ChangeLine, str]]:
    """Every part and site that a change moves; a site that nobody knows is empty."""
    for line in change.lines:
        for site in sites_of(line, book) or ("",):
            yield line, site


def quoted_delta(change: Change, line: ChangeLine, site: str, book: Book) -> PerPiece | None:
    """The price of the offer that counts less the price on the day of the offer; None if no offer says one.

    Raises:
        Refused: The price to compare with is missing, or stands in another currency.
    """
    return offered_delta(change, line.part, site, book)


def stated_delta(line: ChangeLine) -> PerPiece | None:
    """What all layers of a line move together; None if none is written.

    Raises:
        Refused: Two currencies, or a layer that is not per piece.
    """
    listed = [layer for _, layer in line.price_delta.listed()] if line.price_delta else []
    return sum_of(listed) if listed else None


def is_settled(change: Change, book: Book) -> bool:
    """Whether the money of the record is the agreed one."""
    return COMMERCIAL.at_least(state_on(change.commercial_track, book.as_of), "agreed")


def years_of(change: Change, line: ChangeLine, book: Book) -> tuple[int, ...]:
    """The years that are shown: from the planned introduction, else from the day of the book, to EOP at most."""
    first = (change.introduction_date or book.as_of).year
    part = book.get_as(Part, line.part)
    programme = book.get_as(Programme, part.programme) if part else None
    last = programme.eop.year if programme and programme.eop else first + YEARS - 1
    return tuple(range(first, min(last, first + YEARS - 1) + 1))


def cost_of_change(change: Change, line: ChangeLine, site: str, book: Book) -> PerPiece:
    """What the change adds to the cost of a piece, by the breakdown of the offer that counts.

    A component without a written cost that the customer mandates counts with what we pay for it on that day.

    Raises:
        Refused: No offer, no breakdown, no `change_delta`, or a cost that is missing.
    """
    offer = counting_offer(book, change.id, book.as_of)
    if offer is None:
        raise Refused("offer", f"for {change.id} missing")
    breakdown = breakdown_of(book, offer.id, line.part, site)
    if breakdown is None:
        absent = "cost_breakdown" in book.absent_kinds
        raise Refused("cost breakdown", "not in this copy" if absent else f"of {line.part} in {offer.id} missing")
    if breakdown.change_delta is None:
        raise Refused("change_delta", f"missing in {breakdown.id}")
    day = change.introduction_date or book.as_of
    moved = [_moved(one, day, book) for one in breakdown.change_delta.bom]
    return cost_delta(moved, breakdown.change_delta.process, unit=price_unit(breakdown))


def _moved(one: BomCost, day: date, book: Book) -> Moved:
    mandated = one.component in mandated_by_number(book)
    cost = one.unit_cost or (bought_on(book, one.component, day) if mandated else None)
    return Moved(one.component, one.quantity, cost)


@dataclass(frozen=True, slots=True)
class PaidOnce:
    """One kind of one-off.

    Attributes:
        what: `tooling`, `validation`, `obsolescence`, `development`.
        offered: What our offer asks for it; None = the offer does not say.
        stated: What the change says; None = not known.
        cost: What it costs us; None = not known.
        share: How much of the cost comes back, in percent points; None = not computable.
    """

    what: str
    offered: Money | None
    stated: Money | None
    cost: Money | None
    share: Fraction | None


def paid_once(change: Change, book: Book) -> tuple[PaidOnce, ...]:
    """The one-offs of a change: offered, stated, and what they cost as far as records say it."""
    offer = counting_offer(book, change.id, book.as_of)
    offered = {"tooling": offer.tooling_total, "development": offer.development_total} if offer else {}
    costs = {"tooling": tool_cost(change, offer, book), "obsolescence": _stock(change)}
    found = []
    for what in ("tooling", "validation", "obsolescence", "development"):
        stated = getattr(change.one_off, what) if change.one_off else None
        found.append(PaidOnce(what, offered.get(what), stated, costs.get(what), _share(stated, costs.get(what))))
    return tuple(found)


def _stock(change: Change) -> Money | None:
    return change.stock_exposure.amount if change.stock_exposure else None


def _share(stated: Money | None, cost: Money | None) -> Fraction | None:
    try:
        return recovered(stated, cost)
    except Refused:
        return None


def tool_cost(change: Change, offer: Offer | None, book: Book) -> Money | None:
    """What the tools of a change cost: their records, else the lines of the offer; None if one of them says nothing."""
    costs = [tool.cost for tool in tools_of_change(book, change.id)]
    if not costs and offer is not None:
        costs = [line.cost for line in offer.tooling_lines]
    known = [cost for cost in costs if cost is not None]
    if not known or len(known) < len(costs) or len({cost.currency for cost in known}) > 1:
        return None
    return Money(sum((cost.amount for cost in known), Decimal(0)), known[0].currency)
