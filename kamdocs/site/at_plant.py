"""What one plant may know of an account: records of its parts, its tools, who is in charge, its share of volumes."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from kamdocs.core.book import Book
from kamdocs.core.facts import Block, FieldOf
from kamdocs.core.ids import split_item
from kamdocs.core.money import round_half_up
from kamdocs.core.quantity import Quantity
from kamdocs.core.record import Record
from kamdocs.kinds.billing.model import Billing
from kamdocs.kinds.change.figures.doors import ALL_RECORDS
from kamdocs.kinds.change.figures.exposure import WHOLE_BOOK
from kamdocs.kinds.claim.model import Claim
from kamdocs.kinds.contact.model import Contact
from kamdocs.kinds.customer.model import Customer
from kamdocs.kinds.customer_site.model import CustomerSite
from kamdocs.kinds.nomination.model import Nomination
from kamdocs.kinds.offer.model import Offer
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.programme.model import Programme
from kamdocs.kinds.rfq.model import Rfq
from kamdocs.kinds.volume_plan.model import VolumePlan
from kamdocs.site.acquisition import in_whole_pieces, share_of_letter
from kamdocs.site.components import users_of
from kamdocs.site.references import named_kinds, references, row_refs


def parts_of_plant(book: Book, plant: str) -> frozenset[str]:
    """The parts whose `plants` name this plant."""
    return book.remembered(
        ("parts of plant", plant),
        lambda: frozenset(part.id for part in book.all(Part) if any(one.plant == plant for one in part.plants)),
    )


def share_of(book: Book, part_id: str, plant: str) -> Decimal:
    """The share of a part that a plant makes, in percent; 0 for a part it does not make."""
    part = book.get_as(Part, part_id)
    return sum((one.share for one in part.plants if one.plant == plant), Decimal(0)) if part else Decimal(0)


class PlantReach:
    """The records of an account that concern a plant.

    Attributes:
        ids: Their ids. Customer, sites and people only where a record of the plant leads to them.
    """

    def __init__(self, book: Book, plant: str) -> None:
        self._book, self._plant = book, plant
        self._parts = parts_of_plant(book, plant)
        records = list(book.own_records())
        self._programmes = frozenset(part.programme for part in book.all(Part) if part.id in self._parts)
        core = {record.id for record in records if self._concerns(record)}
        core |= {record.id for record in records if record.about.home is None and self._speaks_of(record, core)}
        self.ids = frozenset(core | self._led_to(core)) if core else frozenset()

    def _concerns(self, record: Record) -> bool:
        match record:
            case Part():
                return record.id in self._parts
            case Programme():
                return record.id in self._programmes
            case Customer() | CustomerSite() | Contact():
                return False
        if (plant := getattr(record, "plant", None)) is not None:
            return bool(plant == self._plant)
        if (users := users_of(record, self._book)) is not None:
            return any(part.id in self._parts for part in users)
        parts = [target for field, target in references(record) if "part" in named_kinds(field)]
        if parts:
            return any(part in self._parts for part in parts)
        return record.programme in self._programmes

    def _speaks_of(self, record: Record, core: set[str]) -> bool:
        return any(target in core for field, target in references(record) if field.name == "about")

    def _led_to(self, core: set[str]) -> set[str]:
        """Customer, sites that its records name, and whoever of ours is in charge."""
        found: set[str] = set()
        for customer in self._book.all(Customer):
            found |= {customer.id, str(customer.account_lead)}
        for record_id in core:
            record = self._book.get(record_id)
            if record is None:
                continue
            found |= {record.owner} if record.owner else set()
            led = references(record, self.keeps)
            found |= {target for field, target in led if named_kinds(field) == ("customer_site",)}
        return found

    def keeps(self, item: Block) -> bool:
        """Whether an item concerns the plant: it names no part and no plant, or one of its own."""
        return keeps(item, self._parts, self._plant)


def keeps(item: Block, parts: frozenset[str], plant: str) -> bool:
    """Whether an item of a list concerns a plant: it names no part and no plant, or one of the plant's own."""
    for field in row_refs(type(item), "plant"):
        if (named := getattr(item, field.attribute)) and field.shape == "one" and named != plant:
            return False
    named_parts = [target for field in row_refs(type(item), "part") for target in _held(item, field)]
    return not named_parts or any(part in parts for part in named_parts)


def hides(item: Block, is_hidden: Callable[[str], bool]) -> bool:
    """Whether an item is about hidden records alone: then its numbers and words are hidden with them."""
    for kind in ("part", "programme", "tool", "change"):
        named = [target for field in row_refs(type(item), kind) for target in _held(item, field)]
        if named and all(is_hidden(one) for one in named):
            return True
    return False


def _held(item: Block, field: FieldOf) -> tuple[str, ...]:
    value = getattr(item, field.attribute)
    if value is None:
        return ()
    return tuple(split_item(str(one))[0] for one in (value if field.shape == "list" else (value,)))


def plant_book(book: Book, plant: str) -> Book:
    """The account as a plant gets it: volumes with its own share alone, exactly.

    So each figure that a kind computes from it speaks of this plant and of no other one. A claim on parts of several
    plants says no pieces: they are those of all plants together. Pieces that were billed are its share of each row,
    half up to whole pieces: no extract says which plant made them.
    """
    held = {
        record_id: replace(one, record=_of_plant(one.record, book, plant)) for record_id, one in book.shelf.held.items()
    }
    made = book.with_records(held)
    made.remembered(WHOLE_BOOK, lambda: book)
    every = book.remembered(ALL_RECORDS, lambda: book)
    made.remembered(ALL_RECORDS, lambda: every)  # a door answers the same for every reader
    return made


def _of_plant(record: Record, book: Book, plant: str) -> Record:
    match record:
        case VolumePlan():
            return _split(record, book, plant)
        case Billing():
            return _billed(record, book, plant)
        case Claim() if not parts_of_plant(book, plant).issuperset(record.parts):
            return record.model_copy(update={"actual_volume": None, "shortfalls": (), "cuts": ()})
        case Rfq() | Offer() | Nomination():
            parts = parts_of_plant(book, plant)
            return share_of_letter(record, {part: share_of(book, part, plant) for part in parts})
    return record


def _split(plan: VolumePlan, book: Book, plant: str) -> VolumePlan:
    """A plan times the shares of a plant, without what speaks of all plants together (control total, weeks, mix)."""
    parts = parts_of_plant(book, plant)
    shares = {part: share_of(book, part, plant) / 100 for part in parts}
    rows = tuple(
        row.model_copy(update={"months": {month: number * shares[row.part] for month, number in row.months.items()}})
        for row in plan.rows
        if row.part in parts
    )
    totals = tuple(
        one.model_copy(update={"quantity": Quantity(one.quantity.amount * shares[one.part], one.quantity.unit)})
        for one in plan.totals
        if one.part in parts
    )
    unknown: dict[str, object] = {"control_total": None, "apw": None, "mpw": None, "mix": {}, "site_split": {}}
    return plan.model_copy(update={"rows": rows, "totals": totals, **unknown})


def _billed(billing: Billing, book: Book, plant: str) -> Billing:
    """The rows of an extract times the shares of a plant. Its control total stays: a plant reads no prices."""
    shares = {part: share_of(book, part, plant) / 100 for part in parts_of_plant(book, plant)}
    rows = tuple(
        row.model_copy(update={"quantity": round_half_up(row.quantity * shares[row.part], 0)})
        for row in billing.rows
        if row.part in shares
    )
    return billing.model_copy(update={"rows": rows})


def whole_pieces_of(record: Record) -> Record:
    """A plan, request, offer or award as its page shows it: whole pieces, half up. Others stay as they are."""
    if not isinstance(record, VolumePlan):
        return in_whole_pieces(record)
    rows = tuple(
        row.model_copy(update={"months": {month: round_half_up(number, 0) for month, number in row.months.items()}})
        for row in record.rows
    )
    totals = tuple(
        one.model_copy(update={"quantity": Quantity(round_half_up(one.quantity.amount, 0), one.quantity.unit)})
        for one in record.totals
    )
    return record.model_copy(update={"rows": rows, "totals": totals})
