"""Examples of joined indices as text: three sides by day in, the days of disagreement out."""

from collections.abc import Mapping
from typing import Any

from kamdocs.calc.coherence import Side, Steps, Stretch, disagreements
from kamdocs.calc.coherence import joined as join
from kamdocs.core.parsing_days import parse_day


def joined(given: Mapping[str, Any]) -> str:
    sides = {side: _steps(given[side.value]) for side in Side if side.value in given}
    found = join(sides, last=parse_day(given["last"]))
    days = [one.days for one in found]
    assert not found or sum(days) == (found[-1].last - found[0].first).days + 1, "no gap and no overlap"
    return " · ".join(_said(one) for one in disagreements(found)) or "no disagreement"


def _steps(told: Any) -> Steps:
    pairs = told.items() if isinstance(told, Mapping) else told
    return [(parse_day(day), None if index == "unknown" else index) for day, index in pairs]


def _said(one: Stretch) -> str:
    indices = ", ".join(f"{side.value} {getattr(one, side.value) or 'unknown'}" for side in Side)
    alone = f"{one.odd[0].value} stands alone" if len(one.odd) == 1 else ", ".join(one.odd)
    return f"{one.first} to {one.last} ({one.days} days): {indices}; {alone}"
