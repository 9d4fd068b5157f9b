"""Which records a record refers to, read from the forms of its fields."""

from collections.abc import Callable, Iterator
from functools import cache

from kamdocs.core.facts import Block, FieldOf, fields_of
from kamdocs.core.forms import RefForm
from kamdocs.core.ids import split_item
from kamdocs.core.record import Waiver


@cache
def _fields_with_refs(model: type[Block]) -> tuple[FieldOf, ...]:
    return tuple(field for field in fields_of(model).values() if _holds_refs(field, ()))


def _holds_refs(field: FieldOf, seen: tuple[type[Block], ...]) -> bool:
    if isinstance(field.form, RefForm):
        return True
    if field.block is None or field.block in seen or field.block is Waiver:
        return False
    return any(_holds_refs(inner, (*seen, field.block)) for inner in fields_of(field.block).values())


def references(block: Block, keep: Callable[[Block], bool] = lambda item: True) -> Iterator[tuple[FieldOf, str]]:
    """All references in a record or block: the field that holds it, and the id of the record it leads to.

    Args:
        block: The record or block.
        keep: Says no to an item whose references are not to be followed.
    """
    for field in _fields_with_refs(type(block)):
        value = getattr(block, field.attribute)
        if value is None:
            continue
        held = value if field.shape == "list" else value.values() if field.shape == "map" else (value,)
        for one in held:
            if isinstance(one, Block):
                if keep(one):
                    yield from references(one, keep)
            elif isinstance(field.form, RefForm):
                yield field, split_item(str(one))[0]


def named_kinds(field: FieldOf) -> tuple[str, ...]:
    """The kinds to which a field may refer; empty = any."""
    return field.form.kinds if isinstance(field.form, RefForm) else ()


@cache
def row_refs(model: type[Block], kind: str) -> tuple[FieldOf, ...]:
    """The fields of an item that name a record of this kind and nothing else."""
    return tuple(field for field in fields_of(model).values() if named_kinds(field) == (kind,))
