"""Productivity from the words of an example: savings, pieces, shares and grades as text, results as text again."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from kamdocs.calc import productivity
from kamdocs.core.parsing import parse_money, parse_unit_price

Given = Mapping[str, Any]
USUAL = {"1": "10 %", "2": "30 %", "3": "60 %", "4": "90 %", "5": "100 %"}


def _percent(text: str) -> Decimal:
    return Decimal(text.removesuffix(" %"))


def _found(given: Given) -> productivity.Forecast:
    ideas = [
        productivity.Contribution(
            int(one["grade"]), parse_unit_price(one["saving"]), Fraction(one["pieces"]), _percent(one["share"])
        )
        for one in given["ideas"]
    ]
    weights = {int(grade): _percent(weight) for grade, weight in given.get("weights", USUAL).items()}
    return productivity.forecast(ideas, weights, given.get("currency", "EUR"))


def forecast(given: Given) -> str:
    """The four scenarios HG4–5, 3–5, 2–5, 1–5, then what is weighted; the last scenario is gross, the second hard."""
    found = _found(given)
    assert (found.gross, found.hard) == (found.from_grade[1], found.from_grade[3])
    sums = [*(found.from_grade[grade] for grade in (4, 3, 2, 1)), found.weighted]
    return ", ".join(str(found.money(one)) for one in sums)


def covered(given: Given) -> str:
    """Weighted and hard coverage, margin at risk, and what is paid once beside it."""
    found = productivity.covered(_found(given), Fraction(given["target"]))
    once = [parse_money(cost) for cost in given.get("one_off", ["0.00 EUR"])]
    shares = f"{productivity.percent(found.weighted)}, {productivity.percent(found.hard)}"
    return f"{shares}, {found.gap}, {productivity.paid_once(once)}"


def funded(given: Given) -> str:
    """Savings, reductions, share and what nobody funds."""
    savings = [
        productivity.Saving(parse_unit_price(one["saving"]), Fraction(one["pieces"])) for one in given["savings"]
    ]
    steps = [(Fraction(amount), currency) for amount, currency in (one.split(" ") for one in given["reductions"])]
    found = productivity.funded(savings, steps)
    return f"{found.savings}, {found.reductions}, {productivity.percent(found.share)}, {found.unfunded}"


ALL = (forecast, covered, funded)
