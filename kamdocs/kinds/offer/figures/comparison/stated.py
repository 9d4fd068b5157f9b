"""What an RFQ, an offer, a nomination and an order state, under the names of the offer: ready to be compared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from kamdocs.core.facts import Block, FieldOf, fields_of
from kamdocs.core.money import UnitPrice
from kamdocs.core.quantity import Quantity
from kamdocs.core.record import Record, spell
from kamdocs.kinds.offer.model import TERMS

_KEPT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "offer": ("valid_until", *TERMS),
        "rfq": ("sop", "lifetime_volume", "capacity_apw", "capacity_mpw", "required_lta", "mandated_components"),
        "nomination": (
            "sop",
            "lifetime_volume",
            "payment_terms",
            "incoterm",
            "place",
            "tooling_total",
            "lta",
            "capacity_obligation",
        ),
        "customer_order": ("amount",),
    }
)
_RENAMED: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        "rfq": (("required_lta", "lta_proposed"),),
        "nomination": (
            ("payment_terms", "price_basis.payment_terms"),
            ("incoterm", "price_basis.incoterm"),
            ("place", "price_basis.place"),
            ("lta", "lta_proposed"),
            ("capacity_obligation.apw", "capacity_apw"),
            ("capacity_obligation.mpw", "capacity_mpw"),
        ),
    }
)
_PAYS: Mapping[str, str] = MappingProxyType({"tooling": "tooling_total", "development": "development_total"})
"""What the amount of an order stands for in the offer, by the type of the order."""


@dataclass(frozen=True, slots=True)
class Said:
    """A value as it is compared, and as it is written."""

    value: object
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one of the four kinds; what a kind does not say is None.

    Attributes:
        part: Id of the part.
        site: Id of the site.
        price_type: Only offers say it.
        price: The price; of an RFQ the target.
        volumes: Pieces by year.
        said: What else it states.
    """

    part: str
    site: str | None
    price_type: str | None
    price: UnitPrice | None
    volumes: Mapping[int, Quantity]
    said: Mapping[str, Said]


def lines_of(record: Record) -> tuple[Line, ...]:
    """The lines that name a part, in the order of the record."""
    return tuple(_line(item) for item in record.said("lines") or () if getattr(item, "part", None))


def _line(item: Block) -> Line:
    said = item.__dict__
    volumes: Mapping[int, Quantity] = said.get("volumes") or {}
    index = said.get("technical_index")
    price_type = said.get("price_type")
    stated = {"technical_index": Said(index, str(index))} if index is not None else {}
    stated |= {f"volumes {year}": Said(pieces, str(pieces)) for year, pieces in sorted(volumes.items())}
    return Line(
        part=said["part"],
        site=said.get("site"),
        price_type=None if price_type is None else str(price_type),
        price=said.get("unit_price") or said.get("target_price"),
        volumes=volumes,
        said=stated,
    )


def sop_of(record: Record) -> date | None:
    """The start of production that a record states."""
    found = record.said("sop")
    return found if isinstance(found, date) else None


def terms_of(record: Record) -> dict[str, Said]:
    """What a record states beside its lines, by the name that an offer has for it."""
    slug = record.about.slug
    kept = _KEPT[slug]
    found = dict(leaves(record, only=kept))
    if slug == "customer_order":
        named = _PAYS.get(str(record.said("type")))
        return {named: found["amount"]} if named and "amount" in found else {}
    return {_renamed(name, _RENAMED.get(slug, ())): said for name, said in found.items()}


def components_of(offer: Record) -> dict[str, Said]:
    """The mandated components of an offer as an RFQ lists them."""
    names = sorted({line.component for line in offer.said("mandated_lines") or ()})
    return {"mandated_components": Said(tuple(names), ", ".join(names))} if names else {}


def _renamed(name: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for old, new in pairs:
        if name == old or name.startswith((f"{old}.", f"{old} ")):
            return new + name.removeprefix(old)
    return name


def leaves(block: Block, above: str = "", only: tuple[str, ...] = ()) -> Iterator[tuple[str, Said]]:
    """Every value of a block under a dotted name; an item of a list is named by its key: `steps 2026.rate`."""
    for field in fields_of(type(block)).values():
        value = getattr(block, field.attribute)
        if (only and field.name not in only) or value is None or value == () or value == {}:
            continue
        yield from _leaf(f"{above}{field.name}", field, value)


def _leaf(name: str, field: FieldOf, value: object) -> Iterator[tuple[str, Said]]:
    if isinstance(value, Block):
        yield from leaves(value, f"{name}.")
    elif isinstance(value, tuple) and field.block is not None:
        for item in value:
            yield from leaves(item, f"{name} {_key(item)}.")
    elif isinstance(value, tuple):
        ordered = tuple(sorted(value, key=spell)) if name == "mandated_components" else value
        yield name, Said(ordered, ", ".join(spell(one) for one in ordered))
    elif isinstance(value, Mapping):
        yield from ((f"{name} {key}", Said(one, spell(one))) for key, one in value.items())
    else:
        percent = field.form is not None and field.form.name == "percent"
        yield name, Said(value, f"{spell(value)} %" if percent else spell(value))


def _key(item: Block) -> str:
    """What names an item: its key, else its first value."""
    key: str = item.key_text() if hasattr(item, "key_text") else ""
    return key or next((said.text for _, said in leaves(item)), "")
