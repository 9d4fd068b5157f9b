"""Figures step by step, for a terminal and for machines."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kamdocs.core.explained import Explained, Input
from kamdocs.core.place import Spot
from kamdocs.report.shown import visible

VERSION = 1
PlaceOf = Callable[[Spot], str]
"""Gives file and line of a spot, e.g. `records/aurora/ltas/LTA-2024-03.yaml:14`; empty where there is none."""


@dataclass(frozen=True, slots=True)
class FiguresReport:
    """The figures of one record.

    Attributes:
        record: Its id, with the key of the item that was asked for.
        title: What it is.
        account: Where it stands.
        on: The day of the figures.
        as_of: What was known by then.
        figures: Its figures.
    """

    record: str
    title: str
    account: str
    on: date
    as_of: date
    figures: Sequence[Explained]


def text(report: FiguresReport, place_of: PlaceOf) -> Iterator[str]:
    """Each figure with what went in, its steps and its result."""
    yield f"As of {report.as_of} · {report.account} · figures on {report.on}"
    yield visible(f"{report.record}  {report.title}")
    for one in report.figures:
        yield ""
        yield from map(visible, _figure(one, place_of))


def _figure(one: Explained, place_of: PlaceOf) -> Iterator[str]:
    yield f"{one.name}  [{one.source}]" if one.source else one.name
    names = [item.name for item in one.inputs] + [step.name for step in one.steps]
    width = max(map(len, names), default=0)
    for item in one.inputs:
        place = _place(item, place_of)
        yield f"  {item.name:<{width}}  {item.value}{f'   {place}' if place else ''}"
    for step in one.steps:
        rounding = f"   ({step.rounding})" if step.rounding else ""
        yield f"  {step.name:<{width}}  = {step.formula}"
        yield f"  {'':<{width}}  = {step.value}{rounding}"
    yield f"  not computable: {one.refused}" if one.refused else f"  → {one.result}"


def _place(item: Input, place_of: PlaceOf) -> str:
    return place_of(item.spot) if item.spot is not None else ""


def machine(report: FiguresReport, place_of: PlaceOf) -> str:
    """The same as one JSON object; numbers are text, so that no digit is lost."""
    figures = [
        {
            "name": one.name,
            "source": one.source,
            "inputs": [
                {"name": item.name, "value": item.value, "place": _place(item, place_of) or None} for item in one.inputs
            ],
            "steps": [
                {"name": step.name, "formula": step.formula, "value": step.value, "rounding": step.rounding or None}
                for step in one.steps
            ],
            "result": None if one.refused else one.result,
            "not_computable": one.refused or None,
        }
        for one in report.figures
    ]
    head = {"version": VERSION, "record": report.record, "account": report.account}
    days = {"as_of": report.as_of.isoformat(), "on": report.on.isoformat()}
    return json.dumps({**head, **days, "figures": figures}, ensure_ascii=False, indent=2)
