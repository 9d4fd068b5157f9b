"""A price round for machines: everything that the round found, amounts as text so that no digit is lost."""

import json
from collections.abc import Iterable, Mapping, Sequence

from kamdocs.core.layers import Layer
from kamdocs.core.money import Money, UnitPrice
from kamdocs.kinds.price.draft import CauseSum, DraftedLine, Moved, NotComputable, Round, Untouched

VERSION = 1


def rounds_json(rounds: Sequence[Round], written: Iterable[str], lost: Iterable[str] = ()) -> str:
    """All rounds of one call as one JSON document.

    Args:
        rounds: The rounds, by account and day.
        written: Files that were written.
        lost: What has no day, so that it is in no round.
    """
    whole = {
        "type": "round",
        "schema": VERSION,
        "written": list(written),
        "not_computable": list(lost),
        "rounds": [_round(one) for one in rounds],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _round(one: Round) -> dict[str, object]:
    return {
        "account": one.account,
        "effective": one.on.isoformat(),
        "as_of": one.as_of.isoformat(),
        "causes": [_cause(found) for found in one.by_cause()],
        "money_a_year": _sums(one.total()),
        "lines_with_unknown_volume": one.unknown,
        "drafted": [_line(line) for line in one.drafted],
        "not_computable": [_refused(line) for line in one.refused],
        "not_touched": [_untouched(line) for line in one.untouched],
        "left_out": [{"because": out.because, "line": out.line, "why": out.why} for out in one.left_out],
        "adjustments": [
            {
                "id": new.id,
                "clause": new.clause.id,
                "period": str(new.result.period),
                "triggered": new.result.triggered,
                "provisional": new.result.provisional,
                "lines": {part: str(result.stated) for part, result in new.result.parts.items()},
            }
            for new in one.adjustments
        ],
        "notes": list(one.notes),
    }


def _cause(one: CauseSum) -> dict[str, object]:
    return {
        "because": one.because,
        "step": int(one.step),
        "what": one.step.words,
        "lines": one.lines,
        "typed_already": one.typed,
        "money_a_year": _sums(one.money),
        "lines_with_unknown_volume": one.unknown,
    }


def _line(one: DraftedLine) -> dict[str, object]:
    return {
        "line": one.name,
        "completes_a_draft": one.place is not None,
        "technical_index": one.technical_index,
        "old": str(one.before.unit_price),
        "old_layers": _layers(dict(one.before.layers.listed()) if one.before.layers else {}),
        "new": str(one.unit_price),
        "layers": _layers(one.layers),
        "build_up": [_move(move) for move in one.moves],
        "volume": f"{one.pieces:f}" if one.pieces is not None else None,
        "money_a_year": _money(one.money),
        "provisional": one.provisional,
        "builds_on": one.note or None,
        "later_lines": [f"{one.price.id}@{line.valid_from}" for line in one.later],
    }


def _move(one: Moved) -> dict[str, object]:
    return {
        "because": one.because,
        "step": int(one.step),
        "deltas": _layers(one.deltas),
        "delta": str(one.total),
        "money_a_year": _money(one.money),
        "is_new": one.is_new,
        "is_taken_again": bool(one.was),
    }


def _refused(one: NotComputable) -> dict[str, object]:
    return {
        "line": one.name,
        "reasons": _reasons(one.reasons),
        "other_causes": str(one.others) if one.others is not None else None,
        "other_causes_a_year": _money(one.others_money),
        "worth": _money(one.worth),
    }


def _untouched(one: Untouched) -> dict[str, object]:
    return {
        "line": one.name,
        "state": one.state.value,
        "missing": [_move(move) for move in one.missing],
        "not_computable": _reasons(one.refused),
    }


def _reasons(reasons: Iterable[tuple[str, str]]) -> list[dict[str, str | None]]:
    return [{"because": because or None, "why": why} for because, why in reasons]


def _layers(layers: Mapping[Layer, UnitPrice]) -> dict[str, str]:
    return {layer.value: str(value) for layer, value in layers.items()}


def _money(money: Money | None) -> str | None:
    return str(money) if money is not None else None


def _sums(sums: Iterable[Money]) -> list[str]:
    return [str(one) for one in sums]
