"""JSON Schemas of the kinds for an editor: they accept what the loader takes as text, and complete ids."""

from collections.abc import Mapping
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
    about = kind.about
    schema = _block(kind.model, ids)
    summary = (kind.model.__doc__ or "").strip().splitlines()[0]
    return {"$schema": DIALECT, "title": about.slug, "description": summary, **schema}


def model_schema(model: type[Block], title: str) -> dict[str, Any]:
    """The schema of a configuration file."""
    return {"$schema": DIALECT, "title": title, **_block(model, {})}


def _block(model: type[Block], ids: Ids) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    required = []
    for name, field in fields_of(model).items():
        properties[name] = {**_value(field, ids), "description": _sentence(field)}
        for old in field.told.formerly:
            properties[old] = {"deprecated": True, "description": f"Now called `{name}`."}
        if field.required and not field.told.formerly:
            required.append(name)
    schema: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**schema, "required": required} if required else schema


def _sentence(field: FieldOf) -> str:
    need = f" Needed {field.told.need.says}." if field.told.need else ""
    return f"{field.told.says}{need}"


def _value(field: FieldOf, ids: Ids) -> dict[str, Any]:
    if field.block is not None:
        one = _block(field.block, ids)
    elif field.words:
        one = {"enum": [_as_editor_reads(word) for word in field.words]}
    else:
        one = _leaf(field.form, ids)
    if field.shape == "list":
        return {"type": "array", "items": one, **({} if field.told.may_be_empty else {"minItems": 1})}
    if field.shape == "map":
        return {"type": "object", "additionalProperties": one}
    return one


def _as_editor_reads(word: str) -> str | bool:
    return {"true": True, "false": False}.get(word, word)


def _leaf(form: Form | None, ids: Ids) -> dict[str, Any]:
    if form is None:
        return {}
    if isinstance(form, RefForm):
        return _reference(form, ids)
    if form.name == "flag":
        return {"enum": [True, False, "true", "false"]}
    return {"type": _TEXT, "examples": [form.example]}


def _reference(form: RefForm, ids: Ids) -> dict[str, Any]:
    plain = {"type": "string", "pattern": _ID}
    known = {record: name for kind in form.kinds for record, name in ids.get(kind, {}).items()}
    if not known:
        return plain
    return {"anyOf": [{"enum": list(known), "enumDescriptions": list(known.values())}, plain]}
