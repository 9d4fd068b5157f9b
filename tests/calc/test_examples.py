"""Every worked example of `examples/`: numbers come as text, and each gives a result or is refused by name."""

import inspect
import pkgutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from kamdocs import calc
from kamdocs.calc import cash, days, series, volumes
from kamdocs.calc.refusal import Refused
from kamdocs.core.parsing import parse_duration
from kamdocs.core.parsing_days import parse_day, parse_month
from kamdocs.core.period import Span
from kamdocs.load.yaml_events import parse
from tests.calc import gates, indexation, productive, profits, reductions, retros, stakes
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


def as_decimal(given: Given) -> str:
    return str(volumes.as_decimal(Fraction(given["quantity"])))


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
        as_decimal,
        next_value_due,
        due_date,
        joined,
        *productive.ALL,
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
        *indexation.ALL,
        level,
        mandated_part,
        pass_through,
        purchased_part,
        raw_material,
        reductions.reduced,
        reductions.tier_rate,
        reductions.first_step,
        reductions.committed_saving,
        reductions.shared_above,
        stakes.at_stake,
        stakes.converted,
        stakes.priority,
        retros.retro_window,
        retros.retro_of_lines,
        retros.retro_of_rows,
        retros.retro_settled,
        retros.retro_agrees,
        retros.month_turnover,
        retros.order_intake,
        retros.hit_rate,
        retros.proven_share,
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


def _public() -> dict[str, Callable[..., Any]]:
    """Every public calculation by its name."""
    modules = [import_module(f"kamdocs.calc.{one.name}") for one in pkgutil.iter_modules(calc.__path__)]
    return {
        f"{module.__name__}.{name}": function
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }


def test_every_public_calculation_runs_in_some_example() -> None:
    """One example may run several; a function that none of them runs is not proved by the others."""
    called = set()
    before = sys.getprofile()
    sys.setprofile(lambda frame, event, _: called.add(frame.f_code) if event == "call" else None)
    try:
        for calculation, example in (one.values for one in _examples()):
            with suppress(Refused):
                CALCULATIONS[calculation](example["given"])
    finally:
        sys.setprofile(before)
    assert [name for name, function in _public().items() if function.__code__ not in called] == []
