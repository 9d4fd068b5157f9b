"""JSON Schemas of the kinds for an editor: they accept what the loader takes as text, and complete ids."""

from collections.abc import Iterator, Mapping
from typing import Any

from kamdocs.core.facts import Block, FieldOf, fields_of
from kamdocs.core.forms import Form, RefForm
from kamdocs.kinds.kind import Kind

Ids = Mapping[str, Mapping[str, str]]
"""By kind: ids with their names, for completion."""

DIALECT = "http://json-schema.org/draft-07/schema#"
_TEXT = ["string", "number", "boolean"]
_ID = r"^[A-Z]{3}(-[A-Z0-9]+)+(@.+)?$"


def json_schema(kind: Kind, ids: Ids) -> dict[str, Any]:
    """The schema of a kind.

    Args:
        kind: The kind.
        ids: Ids to complete.
    """
    summary = (kind.model.__doc__ or "").strip().splitlines()[0]
    return _whole(kind.model, kind.slug, ids, {"description": summary})


def model_schema(model: type[Block], title: str, ids: Ids) -> dict[str, Any]:
    """The schema of a configuration file.

    Args:
        model: Its model.
        title: Its name.
        ids: Ids to complete.
    """
    return _whole(model, title, ids, {})


def _whole(model: type[Block], title: str, ids: Ids, more: Mapping[str, str]) -> dict[str, Any]:
    """A schema with its lists of ids at the end, each once however many fields refer to it."""
    lists = {_name_of(form): _completed(form, ids) for form in sorted(_references_in(model), key=_name_of)}
    known = {name: one for name, one in lists.items() if one}
    schema = {"$schema": DIALECT, "title": title, **more, **_block(model, frozenset(known))}
    return {**schema, "definitions": known} if known else schema


def _references_in(model: type[Block]) -> Iterator[RefForm]:
    for field in fields_of(model).values():
        if field.block is not None:
            yield from _references_in(field.block)
        elif isinstance(field.form, RefForm):
            yield field.form


def _name_of(form: RefForm) -> str:
    return "_or_".join(form.kinds)


def _completed(form: RefForm, ids: Ids) -> dict[str, Any] | None:
    """Every id that such a field may name, with its name; another id is no mistake of form."""
    known = {record: name for kind in form.kinds for record, name in ids.get(kind, {}).items()}
    if not known:
        return None
    names = list(known.values())
    listed = {"enum": list(known), "enumDescriptions": names, "markdownEnumDescriptions": names}
    return {"anyOf": [listed, {"type": "string", "pattern": _ID}]}


def _block(model: type[Block], lists: frozenset[str]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    required = []
    for name, field in fields_of(model).items():
        value = _value(field, lists)
        if "$ref" in value:
            value = {"allOf": [value]}  # what stands beside a reference is not read
        properties[name] = {**value, "description": _sentence(field)}
        for old in field.told.formerly:
            properties[old] = {"deprecated": True, "description": f"Now called `{name}`."}
        if field.required and not field.told.formerly:
            required.append(name)
    schema: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**schema, "required": required} if required else schema


def _sentence(field: FieldOf) -> str:
    need = f" Needed {field.told.need.says}." if field.told.need else ""
    return f"{field.told.says}{need}"


def _value(field: FieldOf, lists: frozenset[str]) -> dict[str, Any]:
    if field.block is not None:
        one = _block(field.block, lists)
    elif field.words:
        one = {"enum": [read for word in field.words for read in _as_editor_reads(word)]}
    else:
        one = _leaf(field.form, lists)
    if field.shape == "list":
        return {"type": "array", "items": one, **({} if field.told.may_be_empty else {"minItems": 1})}
    if field.shape == "map":
        return {"type": "object", "additionalProperties": one}
    return one


def _as_editor_reads(word: str) -> tuple[str | bool | int, ...]:
    """A word of a closed list, and what an editor takes it for that types values by their look."""
    if word in {"true", "false"}:
        return (word == "true", word)
    return (int(word), word) if word.isdecimal() else (word,)


def _leaf(form: Form | None, lists: frozenset[str]) -> dict[str, Any]:
    if form is None:
        return {}
    if isinstance(form, RefForm):
        name = _name_of(form)
        return {"$ref": f"#/definitions/{name}"} if name in lists else {"type": "string", "pattern": _ID}
    if form.name == "flag":
        return {"enum": [True, False, "true", "false"]}
    return {"type": _TEXT, "examples": [form.example]}
