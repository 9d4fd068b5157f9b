"""The fields of a record as a tree of what one reader may see: hidden unless the table of readers shows it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from kamdocs.core.audience import Class
from kamdocs.core.facts import Block as Fields
from kamdocs.core.facts import FieldOf, Item, fields_of
from kamdocs.core.forms import RefForm
from kamdocs.core.ids import split_item
from kamdocs.core.period import Month
from kamdocs.core.record import Record
from kamdocs.site.reader import Reader
from kamdocs.site.shown import cell_of, grouped, label, tone_of, words
from kamdocs.site.views import Block, Cell, Items, ItemView, Leaf, Months, Node, Pairs, Ref


@dataclass(frozen=True)
class Sight:
    """How one reader looks at the records of one account.

    Attributes:
        reader: Who.
        link: The link to a record with an item key, or None if the reader may not know of it.
        masked: A text without the ids of hidden records.
        keeps: Whether an item of a list concerns the reader (a plant sees rows of its own parts).
        own_class: The class of an own field of a kind; None = nobody's.
    """

    reader: Reader
    link: Callable[[str, str], Ref | None]
    masked: Callable[[str], str]
    keeps: Callable[[Fields], bool]
    own_class: Callable[[str, str], Class | None]


@dataclass(frozen=True)
class Within:
    """Where the walk is: the record, the path of names to here, the class of the block, whether its item is kept."""

    record: Record
    path: tuple[str, ...]
    seen_as: Class | None
    kept: bool = True


def tree_of(record: Record, sight: Sight) -> tuple[Node, ...]:
    """All fields that the reader may see, in the order of the model."""
    return _nodes(record, Within(record, (), None), sight)


def class_at(record: Record, path: Iterable[str]) -> Class:
    """The class of the field to which a path of names leads; the strictest of the record where it leads nowhere."""
    seen_as: Class | None = None
    block: type[Fields] | None = type(record)
    for name in path:
        field = fields_of(block).get(name) if block else None
        if field is None:
            break
        seen_as, block = record.class_of(field, seen_as), field.block
    return seen_as or record.highest_class


def _nodes(block: Fields, within: Within, sight: Sight) -> tuple[Node, ...]:
    found = (_node(block, field, within, sight) for field in fields_of(type(block)).values())
    return tuple(node for node in found if node is not None)


def _node(block: Fields, field: FieldOf, within: Within, sight: Sight) -> Node | None:
    value = getattr(block, field.attribute)
    if value is None or value == () or value == {} or not _written(block, field, within):
        return None
    seen_as = within.record.class_of(field, within.seen_as)
    name, says = label(field.name), field.told.says
    inner = Within(within.record, (*within.path, field.name), seen_as)
    if field.block is not None:
        return _blocks(value, field, inner, sight)
    if field.name == "own" and not within.path:
        return _own(within.record, value, sight)
    if not sight.reader.reads(seen_as):
        return None
    if field.shape == "map":
        if isinstance(field.key_form, RefForm):
            value = {key: one for key, one in value.items() if sight.link(str(key), "")}
        return _map(name, says, value, sight) if value else None
    held = value if field.shape == "list" else (value,)
    cells = tuple(cell for cell in (_cell(field, one, sight) for one in held) if cell is not None)
    return Leaf(name, says, cells) if cells else None


def _written(block: Fields, field: FieldOf, within: Within) -> bool:
    """Whether the file says it: defaults are no fact of the record, and the id stands in the heading."""
    return field.attribute in block.model_fields_set and not (field.name == "id" and not within.path)


def _blocks(value: object, field: FieldOf, inner: Within, sight: Sight) -> Node | None:
    name, says = label(field.name), field.told.says
    if isinstance(value, Fields):
        nodes = _nodes(value, inner, sight)
        return Block(name, says, nodes) if nodes else None
    held = value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, tuple) else ())
    items = []
    for key, one in held:
        if not isinstance(one, Fields) or not sight.keeps(one):
            continue
        if nodes := _nodes(one, inner, sight):
            items.append(_item(str(key) if isinstance(value, dict) else "", one, nodes, inner, sight))
    return Items(name, says, tuple(items)) if items else None


def _item(key: str, one: Fields, nodes: tuple[Node, ...], inner: Within, sight: Sight) -> ItemView:
    """An item with its key as anchor, where all parts of the key are readable."""
    if not key and isinstance(one, Item):
        parts = [part for part in fields_of(type(one)).values() if part.told.key]
        if all(sight.reader.reads(inner.record.class_of(part, inner.seen_as)) for part in parts):
            key = one.key_text()
    key = sight.masked(key)
    return ItemView(key, key, nodes)


def _own(record: Record, value: dict[str, str], sight: Sight) -> Node | None:
    slug, pairs = record.about.slug, []
    for name, text in value.items():
        seen_as = sight.own_class(slug, name)
        if seen_as is not None and sight.reader.reads(seen_as):
            pairs.append((label(name), Cell(sight.masked(str(text)))))
    return Pairs("Own fields", "Fields that this company declared itself.", tuple(pairs)) if pairs else None


def _map(name: str, says: str, value: dict[object, object], sight: Sight) -> Node:
    if all(isinstance(key, Month) for key in value):
        return _months(name, says, {key: one for key, one in value.items() if isinstance(key, Month)})
    return Pairs(name, says, tuple((sight.masked(str(key)), cell_of(one)) for key, one in value.items()))


def _months(name: str, says: str, value: dict[Month, object]) -> Months:
    years = sorted({month.year for month in value})
    cells = {year: [Cell("")] * 12 for year in years}
    for month, one in value.items():
        cells[month.year][month.month - 1] = cell_of(one)
    return Months(name, says, tuple((str(year), tuple(cells[year])) for year in years))


def _cell(field: FieldOf, value: object, sight: Sight) -> Cell | None:
    if isinstance(field.form, RefForm):
        record_id, item = split_item(str(value))
        ref = sight.link(record_id, item)
        return Cell(ref.label, ref=ref) if ref else None
    if field.form is not None and field.form.name == "percent":
        cell = cell_of(value)
        return Cell(f"{grouped(cell.sort)}\u00a0%", numeric=True, sort=cell.sort, plain=f"{cell.sort} %")
    if isinstance(value, Enum):
        text = words(str(value.value))
        return Cell(text, tone=tone_of(text) if field.name.endswith("state") else "")
    return Cell(sight.masked(value)) if isinstance(value, str) else cell_of(value)
