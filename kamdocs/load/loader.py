"""A parsed file to a record: the model types the text, and every refusal becomes one problem with its path."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kamdocs.core.facts import Block, FieldOf, fields_of
from kamdocs.core.ids import nearest, nearest_name
from kamdocs.core.place import Path
from kamdocs.core.record import Record
from kamdocs.load.after import after_loading
from kamdocs.load.item_refs import Key, misfitting
from kamdocs.load.problem import Problem
from kamdocs.load.yaml_events import Parsed, parse

B = TypeVar("B", bound=Block)

KEY = "[key]"
"""How a refusal says that the key of a map is meant, not its value."""

_TREE_SHAPES: Mapping[type[object], str] = {dict: "a block", list: "a list", str: "one value"}
_MOVED = {
    "kind": "the kind follows from the folder",
    "customer": "the account follows from the folder",
    "class": "each field has its class; this kind is not read by record",
    "audience": "who reads it follows from the class; `only_for` narrows it",
    "links": "references stand in their own fields",
    "tags": "there are no tags; the fields say it",
    "state": "a state is written in `track`",
    "state_date": "a state is written in `track` with its day",
    "agreed_on": "`agreed` is an entry of `track` with its day",
    "loaded_on": "`loaded` is an entry of `track` with its day",
    "paid_on": "`paid` is an entry of `payment_track` with its day",
}


@dataclass(frozen=True)
class Words:
    """What the loader takes from policy and from the kinds.

    Attributes:
        functions: Names of our functions; None = not known, so not checked.
        own_fields: By kind: name of the own field to the name of its form.
        keys: By prefix of the ids of a kind: the keys of its lists; what is not named is not checked.
    """

    functions: frozenset[str] | None = None
    own_fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    keys: Mapping[str, tuple[Key, ...]] = field(default_factory=dict)


def load(data: bytes, model: type[B], words: Words | None = None) -> tuple[B | None, list[Problem]]:
    """Read one file as this model.

    Args:
        data: Bytes of the file.
        model: What it should be.
        words: Names that policy declares.

    Returns:
        The block (None if a problem forbids it) and all problems found.
    """
    return typed(parse(data), model, words or Words())


def typed(parsed: Parsed, model: type[B], words: Words) -> tuple[B | None, list[Problem]]:
    """Type a parsed file by its model."""
    tree = parsed.tree
    if tree is None:
        return None, parsed.problems
    problems = _renamed(tree, model) if _has_former_names(model) else []
    empties = list(_empties(tree, model)) if parsed.has_empty else []
    problems += [_no_value(path) for path in empties]
    try:
        block = model.model_validate(tree)
    except ValidationError as error:
        problems += _refusals(error.errors(include_url=False, include_context=True), model, tree, empties)
        return None, _one_each(problems)
    if empties:
        return None, problems
    problems += after_loading(block, words.functions, words.own_fields)
    if words.keys and isinstance(block, Record):
        problems += misfitting(block, words.keys)
    if any(not problem.loads for problem in problems):
        return None, problems
    return block, problems


def _no_value(path: Path) -> Problem:
    return Problem("VAL003", f"`{_name(path)}` has no value", path=path, key=True)


def _name(path: Path) -> str:
    names = [step for step in path if isinstance(step, str)]
    return names[-1] if names else ""


@cache
def _has_former_names(model: type[Block]) -> bool:
    return any(known.told.formerly for known in fields_of(model).values())


def _renamed(tree: dict[str, Any], model: type[Block]) -> list[Problem]:
    """Former field names are read as the new ones, with a warning each (first level)."""
    found = []
    for known in fields_of(model).values():
        for old in known.told.formerly:
            if old in tree and known.name not in tree:
                tree[known.name] = tree.pop(old)
                says = f"`{old}` is now called `{known.name}`"
                found.append(Problem("VAL022", says, f"Write `{known.name}`.", path=(old,), key=True, loads=True))
    return found


def _empties(tree: Any, model: type[Block] | None, path: Path = ()) -> Iterator[Path]:
    """Fields without value: nothing, `~`, `""`, `[]`, `{}`, unless the model lets them be empty."""
    steps = tree.items() if isinstance(tree, dict) else enumerate(tree)
    fields = fields_of(model) if model and isinstance(tree, dict) else {}
    for step, value in steps:
        known = fields.get(step) if isinstance(step, str) else None
        if value is None or value == "" or value == [] or value == {}:
            if not (known and known.told.may_be_empty and value in ([], {})):
                yield (*path, step)
        elif isinstance(value, dict | list):
            inner = known.block if known else model if isinstance(tree, list) else None
            yield from _empties(value, inner, (*path, step))


def _field_at(model: type[Block], path: Path) -> tuple[FieldOf | None, type[Block]]:
    """The field that a path leads to, as the place reached sees it, and the block that it stands in."""
    known: FieldOf | None = None
    block = model
    for step in path:
        if step == KEY:
            continue
        if known is not None and known.shape != "one":
            known = known.inner or replace(known, shape="one")
        elif (known := fields_of(block).get(str(step))) is None:
            return None, block
        if known.shape == "one" and known.block is not None:
            block = known.block
    return known, block


def _refusals(
    errors: list[ErrorDetails], model: type[Block], tree: dict[str, Any], empties: list[Path]
) -> Iterator[Problem]:
    missing: dict[Path, list[str]] = defaultdict(list)
    misspelt: set[tuple[Path, str]] = set()
    for error in errors:
        path: Path = tuple(error["loc"])
        if any(path[: len(empty)] == empty for empty in empties):
            continue
        if error["type"] == "missing":
            missing[path[:-1]].append(str(path[-1]))
        else:
            problem = _refusal(error, path, model)
            misspelt.add((path[:-1], problem.part if problem.code == "VAL001" else ""))
            yield problem
    for path, names in missing.items():
        fields = ", ".join(f"`{name}`" for name in names if (path, name) not in misspelt)
        if fields:
            yield Problem("VAL002", f"{_block_word(model, path)} needs {fields}", path=path)


def _block_word(model: type[Block], path: Path) -> str:
    about = getattr(model, "about", None)
    kind = about.slug if about else model.__name__.lower()
    return f"`{_name(path)}`" if path else str(kind)


def _refusal(error: ErrorDetails, path: Path, model: type[Block]) -> Problem:
    at_key = path[-1:] == (KEY,)
    path = path[:-1] if at_key else path
    code, name = error["type"], _name(path[:-1] if at_key else path)
    known, block = _field_at(model, path[:-1] if at_key else path)
    if code == "extra_forbidden":
        return _unknown_field(name, path, block)
    if code.startswith("VAL"):
        context = error.get("ctx", {})
        says = str(context.get("says", "")).replace("{field}", name)
        fix, part = str(context.get("fix", "")), str(context.get("part", ""))
        return Problem(code, says, fix, path=path, key=at_key, part=part)
    value = error["input"]
    if code in {"enum", "literal_error"} and isinstance(value, str):
        words = () if known is None else known.key_words if at_key else known.words
        return replace(_unknown_word(name, value, path, words), key=at_key)
    return _wrong_shape(name, value, path, known)


def _unknown_field(name: str, path: Path, block: type[Block]) -> Problem:
    if name in _MOVED:
        return Problem("VAL001", f"unknown field `{name}`: {_MOVED[name]}", path=path, key=True)
    meant = nearest_name(name, fields_of(block))
    offer = f"; did you mean `{meant}`?" if meant else ""
    fix = f"Write `{meant}`, or delete the field." if meant else ""
    return Problem("VAL001", f"unknown field `{name}`{offer}", fix, path=path, key=True, part=meant)


def _unknown_word(name: str, value: str, path: Path, words: tuple[str, ...]) -> Problem:
    meant = nearest(value, words)
    offer = f"; did you mean `{meant}`?" if meant else ""
    fix = f"One of: {', '.join(words)}."
    return Problem("VAL014", f'unknown {name} "{value}"{offer}', fix, path=path)


def _wrong_shape(name: str, value: object, path: Path, known: FieldOf | None) -> Problem:
    if value is None:
        return _no_value(path)
    shapes = {"one": "a block", "list": "a list", "map": "a block"}
    needed = shapes[known.shape] if known else "a block"
    if known is not None and known.shape == "one" and known.words:
        needed = "one value"
    here = _TREE_SHAPES.get(type(value), "something else")
    fix = f"Write it as `{_example(known)}`." if known else ""
    return Problem("VAL004", f"`{name}` needs {needed}, here is {here}", fix, path=path)


def _example(known: FieldOf) -> str:
    one = known.example
    if known.block is not None and known.shape != "map":
        one = "{" + ", ".join(f"{name}: …" for name in list(fields_of(known.block))[:3]) + "}"
    if known.shape == "map":
        return "{" + f"{known.key_form.example if known.key_form else 'name'}: {one}" + "}"
    return f"[{one}]" if known.shape == "list" else one


def _one_each(problems: list[Problem]) -> list[Problem]:
    """One problem per place: the first that speaks."""
    seen: set[tuple[Path, bool]] = set()
    kept = []
    for problem in problems:
        place = (problem.path, problem.key)
        if place not in seen or problem.code == "VAL002":
            kept.append(problem)
        seen.add(place)
    return kept
