"""Every worked example of `examples/`: numbers come as text, and each gives a result or is refused by name."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from kamdocs.calc import cash, days, series, volumes
from kamdocs.calc.refusal import Refused
from kamdocs.core.parsing import parse_duration
from kamdocs.core.parsing_days import parse_day, parse_month
from kamdocs.core.period import Span
from kamdocs.load.yaml_events import parse
from tests.calc import gates, profits
from tests.calc.indices import joined
from tests.calc.prices import (
    change_price,
    identity,
    level,
    mandated_part,
    pass_through,
    purchased_part,
    raw_material,
)

EXAMPLES = Path(__file__).parent / "examples"
Given = Mapping[str, Any]


def _day(given: Given, name: str) -> date:
    return parse_day(given[name])


def _calendar(given: Given) -> days.WorkingDays | None:
    if "calendar" not in given:
        return None
    told = given["calendar"]
    ends = [span.split("..") for span in told.get("shutdowns", [])]
    return days.WorkingDays(
        Span(parse_day(told["from"]), parse_day(told["to"]) if "to" in told else None),
        frozenset(parse_day(day) for day in told.get("off", [])),
        tuple(Span(parse_day(first), parse_day(last)) for first, last in ends),
    )


def _day_text(found: days.ReckonedDay) -> str:
    return f"{found.day}" if found.holidays_known else f"{found.day}, holidays unknown"


def _count_text(found: days.ReckonedCount) -> str:
    return f"{found.days}" if found.holidays_known else f"{found.days}, holidays unknown"


def answer_due(given: Given) -> str:
    return _day_text(days.answer_due(_day(given, "sent"), int(given["working_days"]), _calendar(given)))


def working_days_before(given: Given) -> str:
    return _day_text(days.working_days_before(_day(given, "day"), int(given["working_days"]), _calendar(given)))


def working_days_left(given: Given) -> str:
    return _count_text(days.working_days_left(_day(given, "as_of"), _day(given, "until"), _calendar(given)))


def working_days_taken(given: Given) -> str:
    return _count_text(days.working_days_taken(_day(given, "sent"), _day(given, "answered"), _calendar(given)))


def day_after(given: Given) -> str:
    return _day_text(days.day_after(_day(given, "start"), parse_duration(given["duration"]), _calendar(given)))


def split(given: Given) -> str:
    shares = {plant: Decimal(share) for plant, share in given["shares"].items()}
    found = volumes.split(Decimal(given["quantity"]), shares)
    assert volumes.total(found.values()) == Decimal(given["quantity"]), "the parts add up exactly"
    return ", ".join(f"{plant} {exact} ({volumes.whole_pieces(exact)})" for plant, exact in found.items())


def by_year(given: Given) -> str:
    months = {parse_month(month): Decimal(pieces) for month, pieces in given["months"].items()}
    return ", ".join(f"{year} {pieces}" for year, pieces in volumes.by_year(months).items())


def next_value_due(given: Given) -> str:
    delay = parse_duration(given["delay"]) if "delay" in given else None
    return f"{series.next_value_due(parse_month(given['last']), delay)}"


def due_date(given: Given) -> str:
    received = _day(given, "received_on") if "received_on" in given else None
    return f"{cash.due_date(cash.read_terms(given['terms']), _day(given, 'invoiced_on'), received)}"


CALCULATIONS: Mapping[str, Callable[[Given], str]] = {
    one.__name__: one
    for one in (
        answer_due,
        working_days_before,
        working_days_left,
        working_days_taken,
        day_after,
        split,
        by_year,
        next_value_due,
        due_date,
        joined,
        profits.cost_delta,
        profits.money_of_year,
        profits.profit_of_year,
        profits.recovered,
        gates.door_answer,
        gates.go_valid_until,
        gates.share_of_month,
        gates.share_of_year,
        gates.due_price,
        gates.exposure_of_days,
        gates.release_of,
        gates.last_day,
        change_price,
        identity,
        level,
        mandated_part,
        pass_through,
        purchased_part,
        raw_material,
    )
}


def _examples() -> Iterator[Any]:
    for file in sorted(EXAMPLES.glob("*.yaml")):
        tree = parse(file.read_bytes()).tree
        assert tree is not None, file
        for example in tree["examples"]:
            yield pytest.param(tree["calculation"], example, id=f"{file.stem}: {example['name']}")


@pytest.mark.parametrize(("calculation", "example"), list(_examples()))
def test_example(calculation: str, example: dict[str, Any]) -> None:
    """It gives exactly what the example says, or is refused in these words."""
    if "refuses" in example:
        with pytest.raises(Refused) as refused:
            CALCULATIONS[calculation](example["given"])
        assert str(refused.value) == example["refuses"]
        assert str(refused.value).startswith(refused.value.input_name)
    else:
        assert CALCULATIONS[calculation](example["given"]) == example["gives"]


def test_every_calculation_has_examples() -> None:
    """A calculation without an example would be believed for nothing."""
    files = {file.stem for file in EXAMPLES.glob("*.yaml")}
    assert files == set(CALCULATIONS)


def test_a_fraction_without_an_end_is_never_shown_as_exact() -> None:
    """A third of a piece has no exact decimal; a share in percent points always has one."""
    assert volumes.as_decimal(Fraction(18003, 5)) == Decimal("3600.6")
    with pytest.raises(Refused, match="quantity 1/3 has no exact decimal"):
        volumes.as_decimal(Fraction(1, 3))
