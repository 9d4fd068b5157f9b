"""Examples of indexation as text: months with their values in, averages, triggers and adjustments out."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kamdocs.calc import exchange_rate, index_adjustment, index_average, index_booking, index_trigger
from kamdocs.calc.units import PriceUnit
from kamdocs.core.money import Money, UnitPrice
from kamdocs.core.parsing import parse_delta, parse_duration
from kamdocs.core.parsing_days import parse_day, parse_month
from kamdocs.core.period import Month
from kamdocs.core.quantity import Quantity
from kamdocs.core.series import MonthValue, ValueStatus

Given = Mapping[str, Any]


def _percent(given: Given, name: str) -> Decimal | None:
    return Decimal(given[name].removesuffix(" %")) if name in given else None


def _quantity(text: str | None) -> Quantity | None:
    if text is None:
        return None
    amount, _, unit = text.partition(" ")
    return Quantity(Decimal(amount), unit)


def _series(given: Given, name: str, decimals: str = "2") -> index_average.Monthly:
    """`2184.67`, `2184.67 provisional`, `2184.67 alternate 2024-05-02`: value, status, day of publication."""
    values = {}
    for month, words in given[name].items():
        value, *rest = words.split()
        status = next((ValueStatus(word) for word in rest if not word[0].isdigit()), ValueStatus.FINAL)
        day = next((parse_day(word) for word in rest if word[0].isdigit()), None)
        at = parse_month(month)
        values[at] = MonthValue.model_construct(month=at, value=Decimal(value), status=status, published_on=day)
    ended = parse_day(given[f"{name}_ended"]) if f"{name}_ended" in given else None
    return index_average.Monthly(name.upper(), values, int(given.get(f"{name}_decimals", decimals)), ended)


def _months(given: Given) -> tuple[Month, ...]:
    if "months" in given:
        return tuple(parse_month(month) for month in given["months"])
    length = index_average.length_of(given.get("frequency", ""))
    first = index_average.period_at(parse_day(given["day"]), parse_month(given["applies_from"]), length)
    return index_average.window_months(first, int(given["window"]), int(given["lag"]))


def window(given: Given) -> str:
    months = _months(given)
    return f"{months[0]} to {months[-1]}"


def average(given: Given) -> str:
    months = _months(given)
    as_of = parse_day(given["as_of"]) if "as_of" in given else None
    fallback = _series(given, "fallback") if "fallback" in given else None
    series = index_average.source_of(_series(given, "series"), fallback, months, as_of=as_of)
    step = None
    if "fx" in given:
        how = given["fx"]
        decimals = int(how["decimals"]) if "decimals" in how else None
        window, after = how["average"] == "window", how["convert"] == "after_average"
        rates = _series(given, "rates", "4")
        step = index_average.CurrencyStep(rates, how.get("quoted") != "other way", window, after, decimals)
    allowed = given.get("provisional_allowed") == "true"
    how = index_average.Averaging(int(given.get("decimals", "2")), step, allowed)
    found = index_average.average(series, months, how, as_of=as_of)
    rate = f" at {found.rate}" if found.rate is not None else ""
    return f"{found.value}{rate}{' of the successor' if series.name == 'FALLBACK' else ''}" + (
        ", provisional" if found.provisional else ""
    )


def rate_average(given: Given) -> str:
    months = tuple(parse_month(month) for month in given.get("months", given["rates"]))
    found = exchange_rate.rate_average(
        _series(given, "rates", "4"),
        months,
        inverted=given.get("inverted") == "true",
        provisional_allowed=given.get("provisional_allowed") == "true",
    )
    return f"{found.value}{', provisional' if found.provisional else ''}"


def _threshold(given: Given) -> index_trigger.Threshold:
    return index_trigger.Threshold(_percent(given, "threshold"), given.get("operator"), given.get("mode"))


def _movement(given: Given) -> index_trigger.Movement:
    deviation = index_trigger.deviation_of(Decimal(given["average"]), Decimal(given["reference"]))
    plain = {"threshold": "0 %", "operator": "gt", "mode": "full"}
    return index_trigger.movement(deviation, _threshold({**plain, **given}))


def trigger(given: Given) -> str:
    average, reference = Decimal(given["average"]), Decimal(given["reference"])
    found = index_trigger.movement(index_trigger.deviation_of(average, reference), _threshold(given))
    exact = found.of(average - reference)
    assert found.triggered or exact == 0, "what is not triggered moves nothing"
    shown = f"{Decimal(exact.numerator) / Decimal(exact.denominator):f}"
    return f"{'triggered' if found.triggered else 'not triggered'}, {shown}"


def _passing(given: Given) -> index_adjustment.Passing:
    unit = PriceUnit.of(parse_delta(f"0 {given['unit']}"))
    factor = Decimal(given["factor"]) if "factor" in given else None
    return index_adjustment.Passing(_percent(given, "pass_through"), unit, int(given["decimals"]), factor)


def _swing(given: Given, average: str = "average", reference: str = "reference") -> index_adjustment.Swing:
    return index_adjustment.Swing(Decimal(given[average]), Decimal(given[reference]), given["per"])


def weight_form(given: Given) -> str:
    scrap = None
    if "recovery" in given or "scrap_share" in given:
        own = _swing(given, "scrap_average", "scrap_reference") if "scrap_average" in given else None
        scrap = index_adjustment.Scrap(_percent(given, "recovery"), _percent(given, "scrap_share"), own)
    weights = index_adjustment.Weights(_quantity(given.get("gross")), _quantity(given.get("net")))
    passing, swing = _passing(given), _swing(given)
    found = index_adjustment.weight_form(weights, _movement(given), swing, passing=passing, scrap=scrap)
    return str(found.value)


def proportional_form(given: Given) -> str:
    terms = [
        index_adjustment.Term(Decimal(share.removesuffix(" %")), Decimal(average), Decimal(base))
        for share, average, base in given["terms"]
    ]
    deviation = index_adjustment.weighted_deviation(terms, _percent(given, "fixed"))
    plain = {"threshold": "0 %", "operator": "gt", "mode": "full"}
    moved = index_trigger.movement(deviation, _threshold({**plain, **given}))
    original, passing = _price(given), _passing(given)
    found = index_adjustment.proportional_form(original, moved, passing=passing)
    limit = None
    if (cap := _percent(given, "cap")) is not None:
        limit = index_booking.ceiling_of(cap, original, passing.unit, passing.decimals)
    held = index_booking.booked(found.value, Decimal(0), accumulates=False, ceiling=limit)
    return f"{held.aggregate}, price {original.amount + held.aggregate}"


def _price(given: Given) -> UnitPrice:
    return parse_delta(given["original"])


def unit_form(given: Given) -> str:
    surcharge = None
    if "surcharge" in given:
        value, on = given["surcharge"]
        amount, _, unit = value.partition(" ")
        inflated = Quantity(Decimal(amount), unit) if unit == "%" else Money(Decimal(amount), unit)
        surcharge = index_adjustment.Inflated(inflated, on == "difference")
    found = index_adjustment.unit_form(
        _quantity(given.get("weight")),
        _movement(given),
        _swing(given),
        passing=_passing(given),
        surcharge=surcharge,
    )
    return str(found.value)


def exchange_form(given: Given) -> str:
    average, reference = Decimal(given["average"]), Decimal(given["reference"])
    exposure = exchange_rate.Exposure(
        _percent(given, "share") or Decimal(0), Decimal(given.get("base", given["reference"]))
    )
    found = exchange_rate.exchange_form(
        _price(given), exposure, _movement(given), difference=average - reference, passing=_passing(given)
    )
    return str(found.value)


def booked(given: Given) -> str:
    unit = PriceUnit.of(_price(given)) if "original" in given else PriceUnit("EUR")
    limit = None
    if (cap := _percent(given, "cap")) is not None:
        limit = index_booking.ceiling_of(cap, _price(given), unit, int(given["decimals"]))
    adds = given["compare_to"] == "last_applied"
    previous, adjustment = Decimal(given["previous"]), Decimal(given["adjustment"])
    found = index_booking.booked(adjustment, previous, accumulates=adds, ceiling=limit)
    assert found.aggregate == previous + found.entry, "the entry leads from what was there to the aggregate"
    return f"{found.aggregate}, entry {found.entry}{', capped' if found.capped else ''}"


def effective_day(given: Given) -> str:
    days = {name: parse_day(given[name]) for name in ("published", "request") if name in given}
    notice = parse_duration(given["notice"]) if "notice" in given else None
    change = index_booking.IndexChange(days.get("published"), notice, days.get("request"))
    found = index_booking.effective_day(
        given.get("rule"), parse_month(given["first"]), change, increase=given.get("increase", "true") == "true"
    )
    return found.isoformat()


ALL = (
    window,
    average,
    rate_average,
    trigger,
    weight_form,
    proportional_form,
    unit_form,
    exchange_form,
    booked,
    effective_day,
)
"""What the examples run."""
