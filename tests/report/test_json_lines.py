"""JSON lines: versioned, one object a line, every finding whole, and the same finding known again in the next run."""

import json
from dataclasses import replace
from typing import Any

from kamdocs.core.code import WARNING
from kamdocs.core.place import Place, Spot
from kamdocs.report.json_lines import VERSION, fingerprint, json_lines
from tests.report.reports import FINDING, SHOWN, report, shown


def objects(*found: Any, **more: Any) -> list[dict[str, Any]]:
    """The lines as objects."""
    return [json.loads(line) for line in json_lines(report(*found, **more))]


def test_head_findings_and_tail() -> None:
    head, one, tail = objects(SHOWN, base="main 4f1c2aa", differs=9, waived=2, not_run=("PRC013",))
    assert head == {
        "type": "run",
        "schema": VERSION,
        "as_of": "2024-12-02",
        "day_from": "policy",
        "accounts": ["aurora", "group"],
        "records": 312,
        "base": "main 4f1c2aa",
        "differs": 9,
    }
    assert tail == {
        "type": "summary",
        "blocking": 1,
        "findings": 1,
        "waived": 2,
        "checked": 41,
        "not_run": ["PRC013"],
        "left_out": [],
        "says": "1 blocks the merge · 2 waived · 41 rules had something to check, 1 not run",
    }
    assert one == {
        "type": "finding",
        "code": "PRC901",
        "severity": "error",
        "nature": "static",
        "blocks": True,
        "title": "3.0700 EUR is planted",
        "account": "aurora",
        "id": "PRC-1-MEL",
        "item": "2025-01-01",
        "address": ["AURORA", "PRG-X2", "PRC-1-MEL Connector plate", "2025-01-01"],
        "root": "records",
        "file": "records/aurora/prices/PRC-1-MEL.yaml",
        "line": 41,
        "column": 17,
        "end_column": 27,
        "found": "3.0700 EUR",
        "expected": None,
        "why": "96,000 pieces a year would be sold too cheap.",
        "actions": [
            {
                "label": "1. Raise the price. 2. Get the exception of the sales director. 3. Correct the volume.",
                "command": None,
                "kind": "ask",
            }
        ],
        "decider": "sales director (M. Weber)",
        "note": None,
        "docs": "rules/PRC901/",
        "fingerprint": fingerprint(SHOWN),
    }


def test_a_text_to_write_is_an_edit_and_anything_else_a_question() -> None:
    edit = replace(SHOWN, expected="4.82 EUR", finding=replace(FINDING, fix="Write `4.82 EUR`."))
    _, one, _ = objects(edit)
    assert one["expected"] == "4.82 EUR"
    assert one["actions"] == [{"label": "Write `4.82 EUR`.", "command": None, "kind": "edit"}]


def test_nothing_is_shortened_or_coloured() -> None:
    lines = list(json_lines(report(*(shown(line=number) for number in range(1, 1001)))))
    assert len(lines) == 1002
    assert not any("\x1b" in line for line in lines)


def test_a_finding_is_one_line_whatever_it_says() -> None:
    bad = replace(
        SHOWN, finding=replace(FINDING, says='a\n"b"\u2028c\x85', place=Place("records/a\nb\udce9.yaml", 1, 1, 2))
    )
    lines = list(json_lines(report(bad)))
    assert len(lines) == 3
    assert json.loads(lines[1])["title"] == 'a\n"b"\u2028c\x85'


def test_the_same_finding_is_known_again() -> None:
    """Lines and values move; code, record, item and field stay."""
    moved = replace(FINDING, says="3.0800 EUR is planted", place=replace(FINDING.place, line=99), severity=WARNING)
    elsewhere = replace(FINDING, spot=Spot("PRC-1-MEL", ("lines", 1, "layers")))
    assert fingerprint(replace(SHOWN, finding=moved)) == fingerprint(SHOWN)
    assert fingerprint(replace(SHOWN, finding=elsewhere)) != fingerprint(SHOWN)
    assert fingerprint(shown(record="PRC-2-MEL")) != fingerprint(SHOWN)
    assert fingerprint(shown(item="2026-01-01")) != fingerprint(SHOWN)
    assert fingerprint(shown(code="PRC902")) != fingerprint(SHOWN)
