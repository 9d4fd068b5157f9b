"""One JSON object a line, versioned: a head, one object a finding, a tail. Never coloured, never shortened."""

import hashlib
import json
from collections.abc import Iterator

from kamdocs.report.shown import Report, Shown, last_line

VERSION = 1
_LINE_ENDS = {point: f"\\u{point:04x}" for point in (0x85, 0x2028, 0x2029)}
"""What JSON may hold as it is, and some programs take for the end of a line."""


def json_lines(report: Report) -> Iterator[str]:
    """The run as JSON lines; `schema` in the first one is the version of their form."""
    yield _line(
        {
            "type": "run",
            "schema": VERSION,
            "as_of": report.as_of.isoformat(),
            "day_from": report.day_from,
            "accounts": list(report.accounts),
            "records": report.records,
            "base": report.base or None,
            "differs": report.differs,
        }
    )
    for one in report.shown:
        yield _line(_finding(one))
    yield _line(
        {
            "type": "summary",
            "blocking": len(report.blocking),
            "findings": len(report.shown),
            "waived": report.waived,
            "checked": report.checked,
            "not_run": list(report.not_run),
            "left_out": list(report.left_out),
            "says": last_line(report),
        }
    )


def _finding(one: Shown) -> dict[str, object]:
    found, place = one.finding, one.finding.place
    return {
        "type": "finding",
        "code": found.code,
        "severity": found.severity,
        "nature": found.nature,
        "blocks": found.blocks,
        "title": found.says,
        "account": found.account,
        "id": found.record or None,
        "item": found.item if found.item in one.address else None,
        "address": list(one.address),
        "root": one.root or None,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_column": place.end_column,
        "found": one.found or None,
        "expected": one.expected or None,
        "why": one.code.why,
        "actions": [_action(one)] if one.fix else [],
        "decider": one.decides or None,
        "note": found.note or None,
        "docs": f"rules/{found.code}/",
        "fingerprint": fingerprint(one),
    }


def _action(one: Shown) -> dict[str, object]:
    """What to do; `edit` where one text says it, else a person decides."""
    return {"label": one.fix, "command": None, "kind": "edit" if one.expected else "ask"}


def fingerprint(one: Shown) -> str:
    """The same finding in two runs has the same one: code, record, item and field, without line and value."""
    path = "/".join(str(step) for step in one.finding.spot.path if isinstance(step, str))
    parts = (
        one.finding.code,
        one.finding.account,
        one.finding.record or one.finding.place.file,
        one.finding.item,
        path,
    )
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


def _line(value: dict[str, object]) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_LINE_ENDS)
