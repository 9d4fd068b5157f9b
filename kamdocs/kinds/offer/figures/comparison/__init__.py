"""Two records about the same parts side by side: what moved, by part and layer, why, and what it is worth a year.

Facts only; `kamdocs compare` prints them. The record that came later leads: its volumes and reasons count, whichever of
the two is asked for first, so that B with A says what A with B says with its signs turned.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from kamdocs.core.book import Book
from kamdocs.core.money import Money, UnitPrice, minor_units, round_half_up
from kamdocs.core.record import Record, spell
from kamdocs.kinds.offer.figures import value_year
from kamdocs.kinds.offer.figures.comparison.layer_moves import LayerMove, layer_moves
from kamdocs.kinds.offer.figures.comparison.moved import Comparison, LineMove, Moved, PriceMove
from kamdocs.kinds.offer.figures.comparison.pairs import pairs_of
from kamdocs.kinds.offer.figures.comparison.stated import Line, Said, components_of, lines_of, sop_of, terms_of
from kamdocs.kinds.offer.figures.comparison.units import difference
from kamdocs.kinds.offer.model import Offer

COMPARED = ("rfq", "offer", "nomination", "customer_order")
"""Kinds that can be compared, from the request to the order."""
_WHOLE_GROUPS = ("lta_proposed", "mandated_components")
"""Where the other side states such a block at all, what it leaves out of it counts as well."""

_OURS = {"lta": "lta_proposed", "required_lta": "lta_proposed", "lines": "unit_price"}
"""Names of fields in an RFQ or nomination, and what they are called in the offer."""


def compare(first: Record, second: Record, book: Book) -> Comparison:
    """What moved from one record to the other.

    Args:
        first: An RFQ, offer, nomination or customer order.
        second: Another one of them; any order.
        book: The account.
    """
    is_same_request = _answered(first) == _answered(second)
    early, late = sorted((first, second), key=lambda one: _rank(one, by_round=is_same_request))
    found = _compared(early, late, book)
    return found if early is first else found.turned()


def _answered(record: Record) -> object:
    return record.said("rfq") or record.said("change")


def _rank(record: Record, *, by_round: bool) -> tuple[int, int, str, str]:
    """RFQ, offers by round or else by day, nominations and orders by day: what comes later leads."""
    day = record.said("awarded_on") or record.said("received_on") or record.said("priced_on")
    number = (record.said("round") or 0) if by_round else 0
    return COMPARED.index(record.about.slug), number, spell(day) if day else "", record.id


def _compared(early: Record, late: Record, book: Book) -> Comparison:
    reasons = _reasons(early, late)
    lines = []
    for before, after in pairs_of(lines_of(early), lines_of(late)):
        one = after or before
        if before is None or after is None:
            only_in = late.id if after else early.id
            lines.append(LineMove(one.part, one.site, one.price_type, only_in=only_in))  # type: ignore[union-attr]
            continue
        lines.append(_line(_Sides(early, late, book, reasons), before, after))
    return Comparison(early.id, late.id, tuple(lines), tuple(_terms(early, late, reasons)), _note(early, late))


@dataclass(frozen=True, slots=True)
class _Sides:
    """The two records of a comparison, and the reasons by field that one of them records."""

    early: Record
    late: Record
    book: Book
    reasons: Mapping[str, str]


def _line(sides: _Sides, before: Line, after: Line) -> LineMove:
    price = _price(sides, before, after)
    layers: tuple[LayerMove, ...] = ()
    note = ""
    if isinstance(sides.early, Offer) and isinstance(sides.late, Offer) and price.delta is not None:
        layers, note = layer_moves(sides.early, sides.late, after, sides.book)
        layers = tuple(_worth(one, price) for one in layers)
    one = after if after.price_type else before
    moved = tuple(_moved(before.said, after.said, sides.reasons, stated=_said_by_both(before, after)))
    return LineMove(one.part, one.site or before.site or after.site, one.price_type, price, layers, note, moved)


def _price(sides: _Sides, before: Line, after: Line) -> PriceMove:
    bare = PriceMove(before.price, after.price, because=sides.reasons.get("unit_price", ""))
    lacking = [record.id for record, line in ((sides.early, before), (sides.late, after)) if line.price is None]
    if before.price is None or after.price is None:
        return replace(bare, why=f"no price in {' and '.join(lacking)}")
    if before.price.currency != after.price.currency or before.price.measure != after.price.measure:
        units = sorted((before.price.unit, after.price.unit))
        return replace(bare, why=f"not comparable: {' and '.join(units)}")
    delta = difference(before.price, after.price)
    nothing = None if delta.amount else Money(Decimal(0), delta.currency)
    bare = replace(bare, delta=delta, money=nothing)
    for record, line, other in ((sides.late, after, sides.early), (sides.early, before, sides.late)):
        year = value_year(line.volumes, sop_of(record) or sop_of(other))
        if year is not None:
            valued = replace(bare, volume=line.volumes[year], year=year, volume_of=record.id)
            if line.volumes[year].unit != before.price.measure:
                return replace(valued, why=f"volume in {line.volumes[year].unit}, price per {before.price.measure}")
            return replace(valued, money=_money(valued, bare.delta))
    return replace(bare, why="no volume on either side")


def _money(price: PriceMove, delta: UnitPrice | None) -> Money | None:
    """A move of a unit price over the pieces of the year, rounded once to the minor units of the currency."""
    if delta is None or price.volume is None:
        return None
    exact = delta.exact * Fraction(price.volume.amount)
    return Money(round_half_up(exact, minor_units(delta.currency)), delta.currency)


def _worth(layer: LayerMove, price: PriceMove) -> LayerMove:
    return replace(layer, money=None if price.money is None else _money(price, layer.delta))


def _said_by_both(before: Line, after: Line) -> frozenset[str]:
    """The names of what is compared: volumes and an index only where both sides state such a thing at all."""
    groups = [{name.split(" ")[0] for name in side.said} for side in (before, after)]
    return frozenset(name for name in {*before.said, *after.said} if name.split(" ")[0] in groups[0] & groups[1])


def _terms(early: Record, late: Record, reasons: Mapping[str, str]) -> Iterator[Moved]:
    """What moved beside the lines: between two of one kind everything, else what the side that is no offer states."""
    before, after = terms_of(early), terms_of(late)
    if {early.about.slug, late.about.slug} == {"rfq", "offer"}:
        after |= components_of(late)
    names = {*before, *after}
    if early.about.slug != late.about.slug:
        leading = before if isinstance(late, Offer) else after
        names = {name for name in names if name in leading or _is_left_out(name, leading)}
    yield from _moved(before, after, reasons, stated=frozenset(names))


def _is_left_out(name: str, leading: Mapping[str, Said]) -> bool:
    """Whether a name belongs to a block that the leading side states, and is of a sort that it states there."""
    group = next((one for one in _WHOLE_GROUPS if name.startswith(one)), "")
    alike = {_last(one) for one in leading if group and one.startswith(group)}
    return _last(name) in alike


def _moved(
    before: Mapping[str, Said], after: Mapping[str, Said], reasons: Mapping[str, str], *, stated: frozenset[str]
) -> Iterator[Moved]:
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        if name in stated and (old.value if old else None) != (new.value if new else None):
            because = reasons.get(_last(name)) or reasons.get(name.split(" ")[0].split(".")[0], "")
            yield Moved(name, old.text if old else "", new.text if new else "", because)


def _last(name: str) -> str:
    return name.rsplit(".", 1)[-1]


def _reasons(early: Record, late: Record) -> dict[str, str]:
    """The reasons by field: an offer's `exceptions` against an RFQ, else the `deviations` of what came later."""
    is_answer = early.about.slug == "rfq" and late.about.slug == "offer"
    items = late.said("exceptions" if is_answer else "deviations") or ()
    found = {_last(item.field): item.because or "" for item in items}
    return found | {_OURS[name]: because for name, because in found.items() if name in _OURS}


def _note(early: Record, late: Record) -> str:
    """Whether the two speak of the same request."""
    if isinstance(early, Offer) and isinstance(late, Offer):
        asked = [one.rfq or one.change or "nothing on record" for one in (early, late)]
        return "" if asked[0] == asked[1] else f"{early.id} answers {asked[0]}, {late.id} answers {asked[1]}"
    named = late.said("offer") if late.about.slug == "nomination" else None
    if isinstance(early, Offer) and named != early.id and late.about.slug == "nomination":
        return f"{late.id} names {named or 'no offer'}, not {early.id}"
    if isinstance(late, Offer) and late.rfq != early.id:
        return f"{late.id} answers {late.rfq or late.change or 'nothing on record'}, not {early.id}"
    return ""
