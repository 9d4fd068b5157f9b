"""Pages that the code writes about itself: every rule with its examples, every kind with its fields."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

import yaml

from kamdocs.core.code import Code
from kamdocs.core.facts import Block, FieldOf, fields_of
from kamdocs.core.record import About
from kamdocs.kinds.kind import Kind
from kamdocs.shipped import cases_of
from kamdocs.site.board import Board
from kamdocs.site.links import page_ref
from kamdocs.site.shown import kind_word, words
from kamdocs.site.views import Cell, ColumnView, RowView, SectionView, TableView

_MOST_EXAMPLES, _LONGEST_EXAMPLE = 3, 2500


def rule_boards(codes: Mapping[str, Code], w: Mapping[str, str]) -> Iterator[Board]:
    """One page per code, and the page of all codes."""
    rows = []
    for name, code in sorted(codes.items()):
        rows.append(RowView((Cell(name, ref=page_ref(f"rules/{name}/")), *_cells(code)), anchor=name))
        steps = ((w["rules"], "rules/"), (name, ""))
        title = f"{name} {words(code.name).replace('-', ' ')}"
        yield Board(
            f"rules/{name}/", "rule", title, steps=steps, more={"code": code, "examples": tuple(examples_of(name))}
        )
    columns = tuple(ColumnView(text) for text in ("Code", "Name", "Severity", "Decided", "What"))
    table = TableView(w["rules"], columns, tuple(rows), "rules")
    yield Board("rules/", "rules", w["rules"], sections=(SectionView("", tables=(table,)),))


def _cells(code: Code) -> tuple[Cell, ...]:
    name = code.name.replace("-", " ")
    return Cell(name), Cell(code.severity.value), Cell(code.nature.value), Cell(code.what)


def examples_of(code: str) -> Iterator[dict[str, object]]:
    """The first cases of a code: name, the files it is shown with, what is found."""
    file = cases_of(code)
    if file is None:
        return
    found = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)
    cases = found.get("cases", ()) if isinstance(found, dict) else ()
    for case in islice((one for one in cases if isinstance(one, dict)), _MOST_EXAMPLES):
        files = case.get("records") or {}
        says = [str(one.get("says", "")) for one in case.get("findings") or () if isinstance(one, dict)]
        yield {
            "name": str(case.get("name", "")),
            "files": [(str(path), str(text)[:_LONGEST_EXAMPLE]) for path, text in files.items()],
            "says": says,
        }


def kind_boards(kinds: Iterable[Kind], w: Mapping[str, str], others: Iterable[str] = ()) -> Iterator[Board]:
    """One page per kind with every field, and the page of all kinds.

    Args:
        kinds: All kinds, in business order.
        w: Words of the frame.
        others: Words that belong to accounts which the site does not show; no example names one of them.
    """
    foreign = [word.lower() for word in others]
    rows = []
    for kind in kinds:
        about, says = kind.about, (kind.model.__doc__ or "").split("\n\n")[0]
        name = kind_word(about)
        link = Cell(name, ref=page_ref(f"kinds/{about.slug}/"))
        cells = (link, Cell(about.folder), _example(about, foreign), Cell(says))
        rows.append(RowView(cells, anchor=about.slug))
        steps = ((w["kinds"], "kinds/"), (name, ""))
        section = SectionView("", tables=tuple(_field_tables(kind)))
        yield Board(f"kinds/{about.slug}/", "kind", name, lead=says, sections=(section,), steps=steps)
    columns = tuple(ColumnView(text) for text in (w["kind"], "Folder", "Example", "What it is"))
    table = TableView(w["kinds"], columns, tuple(rows), "kinds")
    yield Board("kinds/", "kinds", w["kinds"], sections=(SectionView("", tables=(table,)),))


def _example(about: About, foreign: Iterable[str]) -> Cell:
    named = any(word in about.example.lower() for word in foreign)
    return Cell(f"{about.prefix}-…" if named else about.example)


def _field_tables(kind: Kind) -> Iterator[TableView]:
    columns = tuple(ColumnView(text) for text in ("Field", "Form", "Required", "Class", "Meaning"))
    yield TableView(f"Fields of {words(kind.slug)}", columns, tuple(_rows(kind.model, "", ())), f"{kind.slug}-fields")


def _rows(model: type[Block], above: str, seen: tuple[type[Block], ...]) -> Iterator[RowView]:
    for field in fields_of(model).values():
        path = f"{above}{field.name}"
        texts = (path, _form(field), _required(field), field.told.reads or "as its row")
        yield RowView((*(Cell(text) for text in texts), _says(field)), anchor=path)
        if field.block is not None and field.block not in seen:
            yield from _rows(field.block, f"{path}.", (*seen, field.block))


def _says(field: FieldOf) -> Cell:
    marks = [word for word, holds in (("key", field.told.key), ("binding", field.told.binding)) if holds]
    return Cell(field.told.says + (f" ({', '.join(marks)})" if marks else ""))


def _required(field: FieldOf) -> str:
    if field.required:
        return "yes"
    return field.told.need.says if field.told.need else "no"


def _form(field: FieldOf) -> str:
    if field.block is not None:
        text = "block"
    elif field.form is not None:
        text = f"{field.form.name}, e.g. {field.form.example}"
    else:
        text = " · ".join(field.words)
    return {"list": f"list of {text}", "map": f"map to {text}"}.get(field.shape, text)
