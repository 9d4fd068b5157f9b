"""One sum, one unit: amounts that a record adds up or compares stand in one currency, unit prices in one price unit."""

from collections.abc import Iterator
from typing import Any

from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC
from kamdocs.core.facts import Block, FieldOf, fields_of
from kamdocs.core.money import Money, UnitPrice
from kamdocs.core.place import Path
from kamdocs.core.record import Record
from kamdocs.core.walk import walk
from kamdocs.rules.rule import Found, rule

Amount = Money | UnitPrice


def _declares(model: type[Block]) -> bool:
    return bool(getattr(model, "one_unit", ()) or getattr(model, "one_currency", ()))


def _is_group(field: FieldOf, seen_as: Class) -> bool:
    return field.block is not None and _declares(field.block)


@rule("GEN020", "two-units-in-one-sum", ERROR, STATIC, per=Record)
def two_units_in_one_sum(record: Record, book: Book) -> Found:
    """Amounts that are added or compared inside one record stand in two currencies or two price units.

    Why:
        Such a sum is no number; every figure that reads it would be wrong without a trace.

    Fix:
        Write all of them in one unit; a second currency is a record of its own.
    """
    if _declares(type(record)):
        yield from _in_block(record, record, ())
    for seen in walk(record, _is_group):
        yield from _in_block(record, seen.value, seen.path)


def _in_block(record: Record, block: Any, path: Path) -> Found:
    for group in getattr(block, "one_unit", ()):
        yield from _second(record, [(where, value.unit) for where, value in _amounts(block, group, path)])
    for group in getattr(block, "one_currency", ()):
        yield from _second(record, [(where, value.currency) for where, value in _amounts(block, group, path)])


def _second(record: Record, units: list[tuple[Path, str]]) -> Found:
    for where, unit in units:
        if unit != units[0][1]:
            yield record.at(*where), f"{units[0][1]} and {unit} in one sum"
            return


def _amounts(block: Any, group: tuple[str, ...], path: Path) -> Iterator[tuple[Path, Amount]]:
    for name in group:
        yield from _along(block, name.split("."), path)


def _along(value: Any, names: list[str], path: Path) -> Iterator[tuple[Path, Amount]]:
    """The amounts behind dotted names; a block at the end stands for all of its amounts."""
    if isinstance(value, Money | UnitPrice):
        yield path, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _along(item, names, (*path, index))
    elif isinstance(value, Block):
        fields = fields_of(type(value))
        for name in names[:1] or fields:
            yield from _along(getattr(value, fields[name].attribute), names[1:], (*path, name))


def has_two_units(block: Block, group: tuple[str, ...]) -> bool:
    """Whether the amounts of a group stand in two units, so that GEN020 speaks and comparisons stay silent."""
    return len({value.unit for _, value in _amounts(block, group, ())}) > 1
