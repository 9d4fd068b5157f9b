"""The schema of the gate document, for the systems of plants: version 1. A change of its meaning is a new version."""

from typing import Any

from kamdocs.report.gate import VERSION

DIALECT = "http://json-schema.org/draft-07/schema#"
_ID = {"type": "string", "pattern": r"^[A-Z]{3}(-[A-Z0-9]+)+$"}
_DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_AMOUNT = {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}
_TEXT = {"type": "string"}


def gate_schema() -> dict[str, Any]:
    """The schema of what `kamdocs gate --output-format json` prints and a site offers as `data/gate.json`."""
    fields = {
        "type": {"const": "gate"},
        "schema": {"const": VERSION},
        "as_of": _said("The day of the answers.", _DAY),
        "day_from": {"enum": ["--as-of", "policy", "today", "site"], "description": "Where the day came from."},
        "plant": _said("The plant whose parts alone are meant; empty for all.", _or_null(_ID)),
        "says": _said("What the answers never ask for.", _TEXT),
        "unread": {"type": "array", "items": _object({"account": _TEXT, "change": _ID})},
        "doors": {"type": "array", "items": _object(_row())},
    }
    return {"$schema": DIALECT, "title": "kamdocs gate", **_object(fields)}


def _row() -> dict[str, Any]:
    return {
        "account": _TEXT,
        "change": _ID,
        "part": _ID,
        "site": _said("Empty where no site is known.", _or_null(_ID)),
        "index_from": _TEXT,
        "index_to": _TEXT,
        "ppap": _said("PPAP state of the new index, a condition of its own.", _TEXT),
        "launch": _object(_door()),
        "introduce": _object(_door()),
        "agreement_by": _said("Who answers for the agreement; empty where hidden or nobody is named.", _or_null(_ID)),
        "release_by": {"type": ["array", "null"], "items": _TEXT},
        "money": {"anyOf": [{"type": "null"}, _object(_money())], "description": "Empty where prices are hidden."},
    }


def _door() -> dict[str, Any]:
    return {
        "answer": {"enum": ["GO", "NO-GO", "UNKNOWN"]},
        "reason": _TEXT,
        "because": _said("In full; empty where prices are hidden.", _or_null(_TEXT)),
        "valid_until": _said("Last day of a GO. After it the answer is unknown: ask.", _or_null(_DAY)),
        "afterwards": _said("What to show after that day.", _or_null(_TEXT)),
        "used_on": _said("The day on which the door was used, up to the day of the answers.", _or_null(_DAY)),
    }


def _money() -> dict[str, Any]:
    return {
        "a_day": _said("Above 0 owed to us, below 0 owed by us.", _or_null(_AMOUNT)),
        "currency": _or_null({"type": "string", "pattern": "^[A-Z]{3}$"}),
        "not_computable": _said("What keeps a_day from being computed.", _or_null(_TEXT)),
        "is_expected": {"type": "boolean", "description": "It has not begun: the planned introduction is meant."},
        "since": _or_null(_DAY),
        "until": _or_null(_DAY),
        "owed_to_us": _said("Since the first day, 0 or more; never netted.", _or_null(_AMOUNT)),
        "owed_by_us": _said("Since the first day, 0 or less.", _or_null(_AMOUNT)),
        "sum_not_computable": _or_null(_TEXT),
        "notes": {"type": "array", "items": _TEXT},
    }


def _or_null(one: dict[str, Any]) -> dict[str, Any]:
    return {**one, "type": [one["type"], "null"]}


def _said(text: str, one: dict[str, Any]) -> dict[str, Any]:
    return {**one, "description": text}


def _object(fields: dict[str, Any]) -> dict[str, Any]:
    """A block that holds exactly these fields, each of them always."""
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}
