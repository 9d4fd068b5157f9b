"""The GO / NO-GO board: may launch, may introduce, for whoever may see the part; as a page, as CSV and as JSON."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from kamdocs.core.view import Section
from kamdocs.kinds.change.figures.gate import GateRow, gate_rows, unread_changes
from kamdocs.kinds.change.figures.gate_table import gate_table
from kamdocs.report.gate import document, door_object
from kamdocs.report.gate_schema import gate_schema
from kamdocs.site.accounts import AccountViews
from kamdocs.site.board import Board
from kamdocs.site.links import page_ref
from kamdocs.site.looking import Looking
from kamdocs.site.sections import section_seen, table_seen
from kamdocs.site.views import Cell, FactView, SectionView

_ON_HOME = ("Part", "Site", "Change", "May launch", "May introduce", "Valid until", "Why")
_FIRST = 8
ADDRESS, DATA, SCHEMA = "gate/", "data/gate.json", "data/gate.schema.json"


def gate_board(shown: tuple[AccountViews, ...], pinned: date | None, w: Mapping[str, str]) -> Board:
    """The board of a publication.

    Args:
        shown: Its accounts.
        pinned: The day that policy pins; the screen compares with it instead of the reader's clock.
        w: Words of the frame.
    """
    accounts = _accounts(shown)
    sections = []
    for account in accounts:
        heading = account.account if len(accounts) > 1 else ""
        table = gate_table(account.looking.book)
        seen = section_seen(Section(heading, tables=(table,)), account.looking.sight)
        if seen is not None:
            sections.append(seen)
    sentences = [w["gate_after"], w["gate_never"]]
    if any(unread_changes(account.looking.book) for account in accounts):
        sentences.append(w["gate_unread"])
    if pinned is not None:
        sentences.append(w["gate_pinned"].replace("{day}", pinned.isoformat()))
    more: dict[str, object] = {"data": DATA, "schema": SCHEMA, "empty": not sections and w["gate_none"]}
    return Board(ADDRESS, "gate", w["gate"], lead=" ".join(sentences), sections=tuple(sections), more=more)


def gate_section(shown: tuple[AccountViews, ...], w: Mapping[str, str]) -> tuple[SectionView, ...]:
    """Doors of a plant for its first page, those that are closed first: it asks what it may introduce."""
    tables = []
    for account in _accounts(shown):
        table = gate_table(account.looking.book).picked(_ON_HOME, caption=account.account, name="")
        if (seen := table_seen(table, account.looking.sight)) is not None and seen.rows:
            closed_first = sorted(seen.rows, key=lambda row: all(cell.tone != "bad" for cell in row.cells))
            tables.append(replace(seen, rows=tuple(closed_first[:_FIRST])))
    return (SectionView(w["gate"], tables=tuple(tables), ref=page_ref(ADDRESS)),) if tables else ()


def gate_fact(shown: tuple[AccountViews, ...], w: Mapping[str, str]) -> FactView:
    """How many doors say NO-GO, for the first page. What says GO ends, and is not counted."""
    closed = sum(
        any(one.answer.value == "NO-GO" for one, _ in row.doors())
        for account in _accounts(shown)
        for row in _visible(account.looking)
    )
    return FactView(w["gate"], Cell(f"{closed} NO-GO", ref=page_ref(ADDRESS), tone="bad" if closed else "off"))


def gate_files(shown: tuple[AccountViews, ...], as_of: date) -> dict[str, str]:
    """The doors for the systems of a plant, and the schema of that document; what a reader may not read is null."""
    doors = []
    for account in _accounts(shown):
        looking = account.looking
        doors += [_seen(door_object(row, account.account, looking.reader.reads), looking) for row in _visible(looking)]
    plants = {account.looking.reader.plant for account in shown}
    head = {"as_of": as_of.isoformat(), "day_from": "site", "plant": next(iter(plants), "") or None}
    schema = json.dumps(gate_schema(), ensure_ascii=False, indent=1) + "\n"
    # A change that did not load may be one that nobody here is to know of: the board says that something is missing.
    return {DATA: document(head, doors, ()), SCHEMA: schema}


def _accounts(shown: tuple[AccountViews, ...]) -> list[AccountViews]:
    return [one for one in shown if one.account != "group" and one.views]


def _visible(looking: Looking) -> list[GateRow]:
    """The doors whose change and part the reader may know of."""
    return [row for row in gate_rows(looking.book) if looking.sees(row.change.id) and looking.sees(row.line.part)]


def _seen(one: dict[str, object], looking: Looking) -> dict[str, object]:
    """A door without the site and the person that the reader may not know of, and without hidden ids in its words."""
    for name in ("site", "agreement_by"):
        if isinstance(value := one[name], str) and not looking.sees(value):
            one[name] = None
    for door in (one["launch"], one["introduce"]):
        if isinstance(door, dict) and isinstance(because := door["because"], str):
            door["because"] = looking.masked(because)
    return one
