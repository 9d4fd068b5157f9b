"""The three indices of a part step by step: what agreement, price and shipments say, and what a contradiction costs."""

from datetime import date

from kamdocs.calc.coherence import Stretch
from kamdocs.calc.volumes import whole_pieces
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.explained import Explained, Input, Worked
from kamdocs.core.place import Spot
from kamdocs.kinds.change.figures.gate_table import signed
from kamdocs.kinds.part.figures.coherence import SiteJoin, cost_of, joins_of
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.price.figures import valid_lines

_SOURCE = "F-28"


def explained(part: Part, book: Book, item: str, on: date) -> tuple[Explained, ...]:
    """Agreed, priced and shipped index at every site on a day, then each stretch of days on which they contradict."""
    found = []
    for join in joins_of(part, book):
        found.append(_day(part, join, book, on))
        found += [_stretch(part, join, one, book) for one in join.odd]
    return tuple(found)


def _day(part: Part, join: SiteJoin, book: Book, on: date) -> Explained:
    name = f"index agreed, priced and shipped to {join.site} on {on}"
    stretch = next((one for one in join.stretches if one.first <= on <= one.last), None)
    if stretch is None:
        why = join.refused or (f"no index known on {on}" if on <= book.as_of else f"{on} has not come yet")
        return Explained(name, _SOURCE, Class.PRICE, refused=why)
    return Explained(name, _SOURCE, Class.PRICE, _inputs(part, join, stretch, book), result=_says(stretch))


def _inputs(part: Part, join: SiteJoin, stretch: Stretch, book: Book) -> tuple[Input, ...]:
    lines = valid_lines(book, part.id, join.site, on=stretch.last, as_of=book.as_of)
    priced = lines[0].price.at("lines", lines[0].place, "technical_index") if lines else None
    agreed = next((Spot(one) for one in join.sources if not one.startswith("PRC-")), None)
    return (
        Input("agreed", stretch.agreed or "unknown", agreed),
        Input("price", stretch.price or "unknown", priced),
        Input("shipped", stretch.shipped or "unknown", part.at("technical_indices")),
    )


def _says(stretch: Stretch) -> str:
    if odd := " and ".join(side.value for side in stretch.odd):
        return f"{odd} against the others since {stretch.first}"
    sides = {"agreed": stretch.agreed, "price": stretch.price, "shipped": stretch.shipped}
    unknown = [name for name, index in sides.items() if not index]
    said = f"agree since {stretch.first}" if len(unknown) < 2 else "nothing to compare"
    return f"{said}, {' and '.join(unknown)} unknown" if unknown else said


def _stretch(part: Part, join: SiteJoin, stretch: Stretch, book: Book) -> Explained:
    """Both directions of the money, never netted."""
    cost = cost_of(part, join.site, stretch, book)
    name = f"disagreement at {join.site} from {stretch.first} to {stretch.last}"
    inputs = (*_inputs(part, join, stretch, book), *(Input("change", one, Spot(one)) for one in cost.changes))
    if cost.pieces is None or cost.a_day is None or cost.so_far is None:
        return Explained(name, _SOURCE, Class.PRICE, inputs, refused=cost.no_pieces or cost.no_money)
    pieces = f"{whole_pieces(cost.pieces):,} pcs"
    owed = f"owed to us {signed(cost.so_far.owed_to_us)}, owed by us {signed(cost.so_far.owed_by_us)}"
    steps = (
        Worked("pieces", f"day shares of {stretch.days} days", pieces, "shown as whole pieces"),
        Worked("a day", "pieces of the last day · (due - paid) / per", signed(cost.a_day), "half up, minor units"),
        Worked("all days", "sum over days, each direction alone", owed, "half up, minor units, once"),
    )
    return Explained(name, _SOURCE, Class.PRICE, inputs, steps, result=owed)
