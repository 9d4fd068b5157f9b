"""How a field is declared, once: type, sentence, class, what binds, what is needed when.

`fact` declares a field that the record does not load without, `maybe` an optional one. Everything that shows or checks
fields (schema, handbook, `explain`, redaction, bindings) reads the declaration through `fields_of`.
"""

import types
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field

from kamdocs.core.forms import Form

Reads = str
"""A class (`price`), `home`, `highest` or `record` (the class that the record itself names); empty = as its block."""

READS = frozenset({"schedule", "contact", "material", "price", "cost", "claim", "mandate", "home", "highest", "record"})


@dataclass(frozen=True, eq=False)
class Need:
    """When a field that may be absent has to be there.

    Attributes:
        says: The case in words: `from quoted`, `if a one-off is above zero`.
        holds: Whether this block is in that case; its second argument is the record that the block is in.
        code: The code that reports it; GEN023 unless the model names another one.
        of_book: Other records decide: the second argument is the book.
    """

    says: str
    holds: Callable[[Any, Any], bool]
    code: str = "GEN023"
    of_book: bool = False


@dataclass(frozen=True)
class Binds:
    """From when binding fields of a block are frozen, where the track of the block does not say it for all of them.

    Attributes:
        says: In words: `from submitted`, `always`, `from release_date`.
        fields: The fields that it speaks of; empty = all binding fields of the block.
        state: From this state of `track` on.
        track: Name of a track of the same block.
        days: Groups of fields with days (`signed.us.on`). The first group of which one field is written decides: its
            latest day, or not yet while one of them is missing. No state, days or grade = always.
        through: Field with the record whose track decides instead; `state` and `track` are then those of that record.
        grade: Once the `evidence` of the same block cites a record of this grade.
    """

    says: str
    fields: tuple[str, ...] = ()
    state: str = ""
    track: str = "track"
    days: tuple[tuple[str, ...], ...] = ()
    through: str = ""
    grade: int = 0


@dataclass(frozen=True, eq=False)
class Told:
    """What a field was declared with; a binding field that `may_be_added` binds from the day on which it is written."""

    says: str
    reads: Reads = ""
    binding: bool = False
    may_be_added: bool = False
    key: bool = False
    formerly: tuple[str, ...] = ()
    need: Need | None = None
    may_be_empty: bool = False
    refused_without: tuple[str, str] | None = None
    refused_with: tuple[str, str] | None = None
    code: str = ""


def fact(says: str, *, default: Any = ..., alias: str | None = None, **told: Any) -> Any:
    """Declare a field.

    Args:
        says: One sentence: what it means.
        default: Absent: the record does not load without the field.
        alias: Its name in the file, where that is no Python name (`from_` and `class_` need none).
        **told: See `Told`. `reads` is required in a record and inherited in a block. `refused_without` names
            another field and the value it must have for this one to have a meaning (VAL019), `refused_with` the value
            with which it has none; an empty value stands for any. `code` is the rule that alone reports its absence.
    """
    extra: Any = {"told": Told(says, **told)}
    return Field(default, description=says, alias=alias, json_schema_extra=extra)


def maybe(says: str, *, default: Any = None, **told: Any) -> Any:
    """Declare a field that may be absent; absent is unknown, never zero."""
    return fact(says, default=default, **told)


def _name_in_file(name: str) -> str:
    return name.removesuffix("_")


class Block(BaseModel):
    """A mapping of fields: frozen, nothing unknown, typed from text."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=_name_in_file, arbitrary_types_allowed=True)

    empty_allowed: ClassVar[bool] = False
    binds: ClassVar[tuple[Binds, ...]] = ()


class Item(Block):
    """An item of a list, or a block inside a record. Fields without a class have the class of their row.

    Attributes:
        is_followed: Without a last day it ends on the day before the next item of its list begins.
    """

    is_followed: ClassVar[bool] = False

    def key_text(self) -> str:
        """The key of this item as a reference writes it after `@`; empty if items of this kind have none."""
        keys = [getattr(self, name) for name in key_names(type(self))]
        return "/".join(str(key) for key in keys if key is not None)


@dataclass(frozen=True, eq=False)
class FieldOf:
    """A field as everything else reads it.

    Attributes:
        attribute: Name in Python.
        name: Name in the file.
        told: Its declaration.
        required: The record does not load without it.
        shape: `one`, `list`, `map`.
        form: How its text is typed; None for a block or a closed list.
        words: The closed list, if it is one.
        block: The model of its block or items.
        key_form: For a map: how its keys are typed.
        key_words: For a map: the closed list of its keys, if there is one.
        inner: What an item is, where it is a list or map again; then `form`, `words` and `block` say nothing.
    """

    attribute: str
    name: str
    told: Told
    required: bool
    shape: str
    form: Form | None
    words: tuple[str, ...]
    block: "type[Block] | None"
    key_form: Form | None = None
    key_words: tuple[str, ...] = ()
    inner: "FieldOf | None" = None

    @property
    def example(self) -> str:
        """A text of this field."""
        if self.form:
            return self.form.example
        if self.inner:
            return self.inner.example
        return self.words[0] if self.words else "a block"


def _bare(annotation: Any) -> Any:
    """The annotation without `| None`."""
    if get_origin(annotation) in (Union, types.UnionType):
        rest = [part for part in get_args(annotation) if part is not type(None)]
        return rest[0] if len(rest) == 1 else annotation
    return annotation


def _leaf(annotation: Any) -> tuple[Form | None, tuple[str, ...], "type[Block] | None"]:
    annotation = _bare(annotation)
    if get_origin(annotation) is Annotated:
        form = next((part for part in annotation.__metadata__ if isinstance(part, Form)), None)
        if form is not None:
            return form, (), None
        return _leaf(get_args(annotation)[0])
    if get_origin(annotation) is Literal:
        return None, tuple(get_args(annotation)), None
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return None, tuple(str(word.value) for word in annotation), None
    if isinstance(annotation, type) and issubclass(annotation, Block):
        return None, (), annotation
    raise TypeError(f"no form for {annotation!r}")


def _field(model: type[BaseModel], attribute: str) -> FieldOf:
    info = model.model_fields[attribute]
    extra: Any = info.json_schema_extra
    if not isinstance(extra, dict) or not isinstance(extra.get("told"), Told):
        raise TypeError(f"{model.__name__}.{attribute} says nothing about itself: declare it with fact()")
    form = next((part for part in info.metadata if isinstance(part, Form)), None)
    name = info.alias or _name_in_file(attribute)
    bare = FieldOf(attribute, name, extra["told"], info.is_required(), "one", form, (), None)
    return bare if form is not None else _shaped(bare, info.annotation)


def _shaped(field: FieldOf, annotation: Any) -> FieldOf:
    """The field with what its annotation says: one value, a list, or a map, of whatever depth."""
    annotation = _bare(annotation)
    shape = {tuple: "list", dict: "map"}.get(get_origin(annotation), "one")
    key_form: Form | None = None
    key_words: tuple[str, ...] = ()
    value = annotation
    if shape == "list":
        value = get_args(annotation)[0]
    elif shape == "map":
        key, value = get_args(annotation)
        key_form, key_words, _ = _leaf(key)
    described = replace(field, shape=shape, key_form=key_form, key_words=key_words)
    if shape != "one" and get_origin(value) in (tuple, dict):
        return replace(described, inner=_shaped(field, value))
    form, words, block = _leaf(value)
    return replace(described, form=form, words=words, block=block)


@cache
def fields_of(model: type[BaseModel]) -> dict[str, FieldOf]:
    """The fields of a record or block by their name in the file, in the order of the model."""
    fields = [_field(model, attribute) for attribute in model.model_fields]
    return {field.name: field for field in fields}


@cache
def key_names(model: type[BaseModel]) -> tuple[str, ...]:
    """The attributes that identify an item of its list, in the order in which `@` writes them."""
    return tuple(field.attribute for field in fields_of(model).values() if field.told.key)


@cache
def needs_of(model: type[BaseModel]) -> tuple[FieldOf, ...]:
    """The fields of a block that have to be there in some case."""
    return tuple(field for field in fields_of(model).values() if field.told.need is not None)
