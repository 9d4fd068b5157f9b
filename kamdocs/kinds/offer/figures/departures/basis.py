"""What the price basis of an offer still lacks."""

from collections.abc import Iterator

from kamdocs.core.book import Book
from kamdocs.core.money import UnitPrice
from kamdocs.core.quantity import Rate
from kamdocs.core.unit_costs import costs_of
from kamdocs.kinds.cost_breakdown.figures import breakdowns_of
from kamdocs.kinds.cost_breakdown.model import CostBreakdown
from kamdocs.kinds.index_series.model import IndexSeries
from kamdocs.kinds.offer.model import Offer

_ALWAYS = ("incoterm", "place", "payment_terms", "price_year", "volume_basis", "tooling_treatment")


def missing_basis(offer: Offer, book: Book) -> tuple[str, ...]:
    """The fields of `price_basis` that an offer needs and does not say, in the order of the record.

    The base of an index is needed where raw material of a breakdown follows a series, that of an exchange rate where
    such a series or a cost stands in another currency than the offer.
    """
    basis = offer.price_basis
    missing = [name for name in _ALWAYS if basis is None or getattr(basis, name) is None]
    breakdowns = breakdowns_of(book, offer.id)
    if (basis is None or not basis.index_base) and any(one.series for cbd in breakdowns for one in cbd.raw_material):
        missing.append("index_base")
    if (basis is None or not basis.fx_base) and _has_foreign_cost(offer, breakdowns, book):
        missing.append("fx_base")
    return tuple(missing)


def _has_foreign_cost(offer: Offer, breakdowns: tuple[CostBreakdown, ...], book: Book) -> bool:
    own = offer.lines[0].unit_price.currency if offer.lines else None
    currencies = {currency for one in breakdowns for currency in _currencies(one, book)}
    return own is not None and bool(currencies - {own})


def _currencies(breakdown: CostBreakdown, book: Book) -> Iterator[str]:
    """The currencies of the series and of the costs of a breakdown; points have none."""
    costs: list[UnitPrice | Rate | None] = [one.unit_cost for one in breakdown.raw_material]
    costs += [one.unit_cost for one in breakdown.purchased_parts]
    costs += [one.unit_cost for one in breakdown.change_delta.bom] if breakdown.change_delta else []
    yield from (costs_of(one).currency for one in costs if one is not None)
    for material in breakdown.raw_material:
        series = book.get_as(IndexSeries, material.series)
        if series is not None and "/" in series.unit:
            yield series.unit.partition("/")[0]
