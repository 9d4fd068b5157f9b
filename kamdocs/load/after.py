"""What can be said of a block only once it is typed: keys that stand twice, fields without meaning, declared words."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from kamdocs.core import forms
from kamdocs.core.facts import Block, FieldOf, Item, fields_of, key_names
from kamdocs.core.forms import Form, FunctionForm
from kamdocs.core.ids import nearest
from kamdocs.core.place import Path
from kamdocs.core.proof import Attachment
from kamdocs.core.record import spell
from kamdocs.load.problem import Problem

_OWN_TYPES: Mapping[str, Any] = {
    "line": forms.Line,
    "text": forms.Text,
    "word": forms.Word,
    "flag": forms.Flag,
    "number": forms.Number,
    "day": forms.Day,
    "month": forms.MonthOf,
    "money": forms.Money,
    "unit_price": forms.UnitPrice,
    "percent": forms.Percent,
    "pieces": forms.Pieces,
    "duration": forms.Length,
}
_OWN_FORMS: Mapping[str, Form] = {
    name: next(part for part in annotated.__metadata__ if isinstance(part, Form))
    for name, annotated in _OWN_TYPES.items()
}


def own_form_names() -> tuple[str, ...]:
    """The forms that policy may give an own field."""
    return tuple(_OWN_FORMS)


def after_loading(
    block: Block, functions: frozenset[str] | None, own_fields: Mapping[str, Mapping[str, str]]
) -> list[Problem]:
    """Problems of a typed block (VAL009, VAL014, VAL018, VAL019, VAL020)."""
    problems = list(_inside(block, (), functions))
    own: dict[str, str] = getattr(block, "own", {})
    if own:
        slug: str = block.about.slug  # type: ignore[attr-defined]
        problems += _own(own, slug, own_fields.get(slug, {}))
    return problems


@cache
def _interesting(model: type[Block]) -> tuple[FieldOf, ...]:
    """The fields of a model at which something can be wrong after typing; all others are never looked at."""
    return tuple(field for field in fields_of(model).values() if _may_be_wrong(field))


def _may_be_wrong(field: FieldOf) -> bool:
    if field.told.refused_without or field.told.refused_with or isinstance(field.form, FunctionForm):
        return True
    block = field.block
    if block is None:
        return False
    keyed = field.shape == "list" and bool(key_names(block)) and not field.told.code
    return keyed or block is Attachment or bool(_interesting(block))


def _inside(block: Block, path: Path, functions: frozenset[str] | None) -> Iterator[Problem]:
    for field in _interesting(type(block)):
        value = getattr(block, field.attribute)
        if value is None or value == ():
            continue
        here = (*path, field.name)
        if field.told.refused_without or field.told.refused_with:
            yield from _meaningless(block, field, here)
        if field.block is None:
            if isinstance(field.form, FunctionForm) and functions is not None and field.form.applies(block):
                yield from _function(value, field.name, here, functions)
        elif field.shape == "list":
            yield from _list(value, field, here, functions)
        elif field.shape == "one":
            yield from _inside(value, here, functions)
        else:
            for key, item in value.items():
                yield from _inside(item, (*here, str(key)), functions)
    if type(block) is Attachment and (block.file is None) == (block.held_in is None):
        yield Problem("VAL009", "a file or an archive number, one of both", "Keep one of the two keys.", path=path)


def _list(items: tuple[Block, ...], field: FieldOf, path: Path, functions: frozenset[str] | None) -> Iterator[Problem]:
    keyed = field.block is not None and key_names(field.block) and not field.told.code
    seen: set[str] = set()
    for index, item in enumerate(items):
        if keyed and isinstance(item, Item):
            key = item.key_text()
            if key in seen:
                says = f"`{field.name}` has `{key}` twice"
                yield Problem("VAL020", says, path=(*path, index), loads=True)
            seen.add(key)
        yield from _inside(item, (*path, index), functions)


def _meaningless(block: Block, field: FieldOf, path: Path) -> Iterator[Problem]:
    other, word = field.told.refused_without or field.told.refused_with or ("", "")
    found = getattr(block, fields_of(type(block))[other].attribute)
    if (found is not None and word in ("", spell(found))) == bool(field.told.refused_with):
        stands = f"`{other}: {spell(found)}`" if found is not None else f"no `{other}`"
        yield Problem(
            "VAL019", f"`{field.name}` has no meaning with {stands}", "Delete one of the two.", path=path, key=True
        )


def _function(name: str, field: str, path: Path, functions: frozenset[str]) -> Iterator[Problem]:
    if name in functions:
        return
    meant = nearest(name, functions)
    offer = f"; did you mean `{meant}`?" if meant else ""
    fix = f"One of: {', '.join(sorted(functions))}."
    yield Problem("VAL014", f'unknown {field} "{name}"{offer}', fix, path=path)


def _own(own: dict[str, str], slug: str, declared: Mapping[str, str]) -> Iterator[Problem]:
    for name, text in own.items():
        path = ("own", name)
        if name not in declared:
            yield Problem("VAL018", f"own field `{name}` is not declared for {slug}", path=path, key=True, loads=True)
        elif (form := _OWN_FORMS.get(declared[name])) is not None:
            try:
                form.typed(text)
            except ValueError:
                says = f"own field `{name}` is declared as {declared[name]}"
                yield Problem("VAL018", says, f"Write it as `{form.example}`.", path=path, loads=True)
