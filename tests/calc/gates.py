"""How the worked examples of the two-door gate are read: days, prices and pieces as text, money as text again."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from kamdocs.calc import gate
from kamdocs.core.money import Money, UnitPrice
from kamdocs.core.parsing import parse_delta, parse_money, parse_unit_price
from kamdocs.core.parsing_days import parse_day, parse_month
from kamdocs.core.period import Month

Given = Mapping[str, Any]
_ONE_DAY = timedelta(days=1)


def _day(given: Given, name: str) -> date | None:
    return parse_day(given[name]) if name in given else None


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += _ONE_DAY


def _price(text: str) -> gate.PerPiece:
    price: UnitPrice = parse_unit_price(text)
    return gate.PerPiece.of(price)


def door_answer(given: Given) -> str:
    return gate.door_answer(gate.Answer(given["agreed"]), gate.Answer(given["released"])).value


def go_valid_until(given: Given) -> str:
    return str(gate.go_valid_until(parse_day(given["held_to"]), _day(given, "release_last")))


def share_of_month(given: Given) -> str:
    return str(gate.share_of_month(Decimal(given["pieces"]), parse_month(given["month"])))


def share_of_year(given: Given) -> str:
    year = int(given["year"])
    return str(gate.share_of_year(Decimal(given["pieces"]), year, sop=_day(given, "sop"), eop=_day(given, "eop")))


def due_price(given: Given) -> str:
    deltas = [gate.sum_of([parse_delta(layer) for layer in layers]) for layers in given["deltas"]]
    due = gate.due_price(_price(given["paid"]), deltas, is_ahead=given["shipments"] == "ahead")
    return f"{Decimal(due.amount.numerator) / due.amount.denominator} {due.currency}"


def _exposures(given: Given) -> Iterator[tuple[date, Fraction]]:
    """Each day from `from` to `to`, with the pieces of its month."""
    months = {parse_month(month): Decimal(pieces) for month, pieces in given["months"].items()}
    due, paid = _price(given["due"]), _price(given["paid"])
    for day in _days(parse_day(given["from"]), parse_day(given["to"])):
        month = Month.of(day)
        yield day, gate.exposure_of_day(gate.share_of_month(months[month], month), due, paid)


def exposure_of_days(given: Given) -> str:
    found = list(_exposures(given))
    currency = _price(given["paid"]).currency
    together = gate.exposure_of_days((one for _, one in found), currency)
    of_last = gate.shown_amount(found[-1][1], currency)
    return f"to us {together.owed_to_us}, by us {together.owed_by_us}, last day {of_last}"


def release_of(given: Given) -> str:
    release = _release(given)
    return f"{release.on} to {release.until}, {release.price_per_day} a day, {release.ceiling} at most"


def _release(given: Given) -> gate.Release:
    a_day = parse_money(given["price_per_day"]) if "price_per_day" in given else None
    ceiling = parse_money(given["cost_ceiling"]) if "cost_ceiling" in given else None
    return gate.release_of(parse_day(given["on"]), _day(given, "until"), a_day, ceiling)


def last_day(given: Given) -> str:
    """The last day, and what is used up on it and on the day after."""
    release, used_from = _release(given), _day(given, "used_from")
    daily = dict(_exposures(given["measured"])) if "measured" in given else None

    def measured(day: date) -> Fraction | None:
        if daily is None or day > max(daily):
            return None
        return sum((max(one, Fraction(0)) for on, one in daily.items() if on <= day), Fraction(0))

    last = gate.last_day(release, used_from=used_from, measured=measured)
    if last is None:
        return "none"
    used = gate.used_on(release, last, used_from=used_from, measured=measured)
    real = "unknown" if used.measured is None else _text(used.measured)
    low = ", price per day too low" if used.was_too_low else ""
    return f"{last}, stated {_text(used.stated)}, measured {real}{low}"


def _text(exact: Fraction) -> str:
    return str(Money(Decimal(exact.numerator) / exact.denominator, "")).strip()
