"""Whether a breakdown is the offered price and counts, and what purchasing sees of it."""

from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.decimals import price_decimals
from kamdocs.core.money import UnitPrice
from kamdocs.core.quantity import Rate
from kamdocs.core.unit_costs import costs_of
from kamdocs.core.view import Fact, Mark
from kamdocs.kinds.cost_breakdown.figures.layers import differs_from
from kamdocs.kinds.cost_breakdown.figures.which import counting_breakdown, offered_line, offered_sites
from kamdocs.kinds.cost_breakdown.model import CostBreakdown
from kamdocs.kinds.purchase_agreement.figures import bought_on, side_mark, side_of


def standing(breakdown: CostBreakdown, book: Book) -> tuple[Fact, ...]:
    """Whether the elements are the offered price, and whether the nomination rests on this breakdown."""
    line = offered_line(breakdown, book)
    decimals = price_decimals(book)
    differs = differs_from(breakdown, line.unit_price, decimals) if line and decimals is not None else None
    mark = Mark("not comparable", "wait") if differs is None else _identity(differs)
    facts = [Fact("Elements and price", mark, Class.COST)]
    if counts(breakdown, book):
        facts.append(Fact("Counts", Mark("nominated", "good"), Class.COST, "later changes are priced with its rates"))
    return tuple(facts)


def _identity(differs: bool) -> Mark:
    return Mark("differ", "bad") if differs else Mark("equal", "good")


def counts(breakdown: CostBreakdown, book: Book) -> bool:
    """Whether the breakdown is that of the nomination for one of its sites (K8)."""
    sites = (breakdown.site,) if breakdown.site else offered_sites(breakdown, book)
    found = (counting_breakdown(book, breakdown.part, site, book.as_of) for site in sites)
    return any(one is not None and one.id == breakdown.id for one in found)


def summary(breakdown: CostBreakdown, book: Book, audience: str) -> tuple[Fact, ...]:
    """For purchasing: by component, whether what we pay is above, on or below the breakdown. No amount."""
    if audience != "purchasing":
        return ()
    planned = [(one.component, as_price(one.unit_cost)) for one in breakdown.purchased_parts]
    planned += [(one.component, one.unit_price) for one in breakdown.mandated_parts]
    return tuple(
        Fact(
            f"Purchase price of {component}",
            side_mark(side_of(bought_on(book, component, book.as_of), price)),
            Class.COST,
            "against the breakdown",
        )
        for component, price in planned
    )


def as_price(cost: UnitPrice | Rate) -> UnitPrice:
    """A unit cost as a unit price, however it is written."""
    if isinstance(cost, UnitPrice):
        return cost
    costs = costs_of(cost)
    return UnitPrice(cost.amount, costs.currency, 1, costs.measure)
