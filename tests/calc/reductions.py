"""Yearly reductions from the words of an example: values, rates and pieces as text, results as text again."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from kamdocs.calc import lta
from kamdocs.core.money import Money, round_half_up
from kamdocs.core.parsing import parse_delta, parse_duration
from kamdocs.core.parsing_days import parse_day

Given = Mapping[str, Any]


def _rate(text: str) -> Decimal:
    return Decimal(text.removesuffix(" %"))


def _steps(given: Given) -> lta.Steps:
    is_chain, rounds = given.get("compounding", "chain") == "chain", given.get("round_each_step", "true") == "true"
    return lta.Steps(is_chain, rounds, int(given.get("decimals", "4")))


def reduced(given: Given) -> str:
    """What each step leaves of its base, with what is outside added; other causes come between, `off` is misbooked."""
    base, outside, steps = lta.Reducible.of(Decimal(given["base"])), Decimal(given.get("outside", "0")), _steps(given)
    found = []
    for one in given["steps"]:
        if "moved" in one:
            base = base.moved(Decimal(one["moved"]))
            continue
        left = lta.reduced(base, _rate(one["rate"]), steps)
        booked = Fraction(left) - base.now + Fraction(one.get("off", "0"))
        base = lta.after_step(base, _rate(one["rate"]), steps, booked=booked)
        found.append(f"{left + outside:f}")
    return ", ".join(found)


def tier_rate(given: Given) -> str:
    tiers = [(Decimal(pieces), _rate(rate)) for pieces, rate in given["tiers"].items()]
    return f"{lta.tier_rate(tiers, Decimal(given['pieces']) if 'pieces' in given else None)} %"


def first_step(given: Given) -> str:
    sop = parse_day(given["sop"]) if "sop" in given else None
    if given["start_rule"] == "second_full_year":
        return str(lta.after_second_full_year(sop))
    return str(lta.after_sop(sop, parse_duration(given["start_after"]) if "start_after" in given else None))


def committed_saving(given: Given) -> str:
    rows = [lta.Saved(Fraction(one["pieces"]), parse_delta(one["delta"])) for one in given["prices"]]
    return str(lta.committed_saving(rows))


def shared_above(given: Given) -> str:
    """Net, excess and share of a piece, the new price, and what the customer gets in a year."""
    pieces = Decimal(given["volume"]) if "volume" in given else None
    net = lta.net_saving(Decimal(given["gross"]), pieces, Decimal(given["costs"]))
    scheduled, price = Decimal(given["scheduled"]), Decimal(given["price"])
    found = lta.shared_above(net, scheduled, _rate(given["customer_share"]), decimals=4)
    shown = [round_half_up(found.net, 4), round_half_up(found.excess, 4), found.share, price - scheduled - found.share]
    value = Money(round_half_up((scheduled + found.share) * (pieces or Decimal(0)), 2), "EUR")
    return f"{', '.join(f'{one:f}' for one in shown)}, {value}"
