"""Money at stake and priority, from the words of an example."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kamdocs.calc import conversion, stake
from kamdocs.core.money import Money
from kamdocs.core.parsing import parse_money
from kamdocs.core.stake import Owed, Sort, Stake

Given = Mapping[str, Any]


def _stake(told: Mapping[str, str]) -> Stake:
    money = parse_money(told["money"]) if "money" in told else None
    owed = Owed(told.get("owed", "to us"))
    return Stake(told["record"], Sort(told["sort"]), owed, money, told.get("unknown", ""))


def at_stake(given: Given) -> str:
    found = stake.at_stake(_stake(one) for one in given["stakes"])
    sums = [f"{money} {owed.value} {sort.value}" for owed, sort, money in found.sums]
    return ", ".join([*sums, f"{found.unknown} unknown"])


def converted(given: Given) -> str:
    quotes = tuple(conversion.Quote(*pair.split("/"), Decimal(rate)) for pair, rate in given["rates"].items())
    return str(conversion.converted(parse_money(given["money"]), given["to"], quotes))


def priority(given: Given) -> str:
    money: Money | None = parse_money(given["largest"]) if "largest" in given else None
    flags = {name: True for name in ("unknown_money", "introduced_unagreed", "escalated") if name in given}
    of = stake.Urgency(int(given["days_left"]) if "days_left" in given else None, money, **flags)
    limit = parse_money("50000.00 EUR")
    return str(int(stake.priority(of, first_within=10, second_within=30, limit=limit)))
