"""One sum, one unit: amounts that a record adds up or compares stand in one currency, unit prices in one price unit.

A record or block names such fields in `one_unit` and `one_currency`. Which values that means is worked out once per
kind; only a record that mixes units is walked through a second time, for the place.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC
from kamdocs.core.facts import Block, FieldOf, fields_of
from kamdocs.core.money import Money, UnitPrice
from kamdocs.core.place import Path
from kamdocs.core.quantity import Rate
from kamdocs.core.record import Record
from kamdocs.core.walk import innermost
from kamdocs.rules.rule import Found, rule

Amount = Money | UnitPrice | Rate


class _Step(NamedTuple):
    """A field on the way to the amounts; without inner steps it holds them."""

    attribute: str
    name: str
    inner: "tuple[_Step, ...]"


class _Group(NamedTuple):
    """Amounts that stand in one unit.

    Attributes:
        way: Fields from the record to the block that names the group; empty = the record itself.
        steps: From that block to the amounts.
        whole_unit: The price unit has to agree as well, not only the currency.
    """

    way: tuple[FieldOf, ...]
    steps: tuple[_Step, ...]
    whole_unit: bool


@rule("GEN020", "two-units-in-one-sum", ERROR, STATIC, per=Record)
def two_units_in_one_sum(record: Record, book: Book) -> Found:
    """Amounts that are added or compared inside one record stand in two currencies or two price units.

    Why:
        Such a sum is no number; every figure that reads it would be wrong without a trace.

    Fix:
        Write all of them in one unit; a second currency is a record of its own.
    """
    said = set()
    for group in _groups(type(record)):
        for block, path in _blocks(record, group.way, ()):
            if len(_units(block, group)) > 1:
                spot, says = _second(record, block, group, path)
                if spot not in said:
                    yield spot, says
                said.add(spot)


@cache
def _groups(model: type[Block], way: tuple[FieldOf, ...] = ()) -> tuple[_Group, ...]:
    """The groups of a model and of all blocks inside it."""
    found = []
    for names, whole_unit in ((_declared(model, "one_unit"), True), (_declared(model, "one_currency"), False)):
        for group in names:
            steps = tuple(_step(model, name.split(".")) for name in group)
            found.append(_Group(way, steps, whole_unit))
    for field in fields_of(model).values():
        block = innermost(field).block
        if block is not None:
            found += _groups(block, (*way, field))
    return tuple(found)


def _declared(model: type[Block], name: str) -> tuple[tuple[str, ...], ...]:
    found: tuple[tuple[str, ...], ...] = getattr(model, name, ())
    return found


def _step(model: type[Block], names: list[str]) -> _Step:
    field = fields_of(model)[names[0]]
    block = innermost(field).block
    if block is None:
        return _Step(field.attribute, field.name, ())
    inner = (names[1:],) if names[1:] else tuple([name] for name in fields_of(block))
    return _Step(field.attribute, field.name, tuple(_step(block, rest) for rest in inner))


def _blocks(block: Any, way: tuple[FieldOf, ...], path: Path) -> Iterator[tuple[Any, Path]]:
    """The blocks at the end of a way, with their places."""
    if not way:
        yield block, path
        return
    value, here = getattr(block, way[0].attribute), (*path, way[0].name)
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _blocks(item, way[1:], (*here, index))
    elif value is not None:
        yield from _blocks(value, way[1:], here)


def _units(block: Any, group: _Group) -> set[object]:
    found: set[object] = set()
    for step in group.steps:
        _collect(getattr(block, step.attribute), step.inner, group.whole_unit, found)
    return found


def _collect(value: Any, steps: tuple[_Step, ...], whole_unit: bool, found: set[object]) -> None:
    kind = type(value)
    if value is None:
        return
    if kind is tuple:
        for item in value:
            _collect(item, steps, whole_unit, found)
    elif kind is UnitPrice and whole_unit:
        found.add((value.currency, value.per, value.measure))
    elif kind is UnitPrice or kind is Money or kind is Rate:
        found.add(_currency(value))
    else:
        values = value.__dict__
        for step in steps:
            if values[step.attribute] is not None:
                _collect(values[step.attribute], step.inner, whole_unit, found)


def _currency(value: Amount) -> str:
    return value.unit.partition("/")[0] if isinstance(value, Rate) else value.currency


def _second(record: Record, block: Any, group: _Group, path: Path) -> Any:
    """The place of the first amount in another unit, and both units."""
    amounts = [one for step in group.steps for one in _along(getattr(block, step.attribute), step, path)]
    units = [(where, value.unit if group.whole_unit else _currency(value)) for where, value in amounts]
    where, unit = next(one for one in units if one[1] != units[0][1])
    return record.at(*where), f"{units[0][1]} and {unit} in one sum"


def _along(value: Any, step: _Step, path: Path) -> Iterator[tuple[Path, Amount]]:
    here = (*path, step.name)
    for index, item in enumerate(value if isinstance(value, tuple) else (value,)):
        where = (*here, index) if isinstance(value, tuple) else here
        if isinstance(item, Amount):
            yield where, item
        elif item is not None:
            for inner in step.inner:
                yield from _along(getattr(item, inner.attribute), inner, where)


def has_two_units(block: Block) -> bool:
    """Whether a block mixes units, so that GEN020 speaks and what compares its amounts stays silent."""
    return any(not group.way and len(_units(block, group)) > 1 for group in _groups(type(block)))
