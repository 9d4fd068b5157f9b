"""How a published series is shown: its standing, and its last three years as a chart with the table beside it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kamdocs.core.audience import Class
from kamdocs.core.money import round_half_up
from kamdocs.core.series import MonthValue, ValueStatus
from kamdocs.core.view import Chart, Column, Fact, Link, Mark, Number, Point, Row, Section, Table

SHOWN_MONTHS = 36
Cell = str | Link | Mark | Number | None


def series_standing(known: Sequence[MonthValue], due: date | None, ended: date | None, as_of: date) -> tuple[Fact, ...]:
    """Current, late or discontinued, with the newest value.

    Args:
        known: Values known on the day, oldest first.
        due: Last day on which the following value is in time.
        ended: Last day of the series, if it has ended.
        as_of: The day.
    """
    if ended is not None and ended <= as_of:
        mark, note = Mark("discontinued", "off"), f"since {ended}"
    elif due is None:
        mark, note = Mark("late", "bad"), "no value is known yet"
    elif due < as_of:
        mark, note = Mark("late", "bad"), f"the value after {known[-1].month} was due on {due}"
    else:
        mark, note = Mark("current", "good"), f"next value by {due}"
    return (Fact("Standing", mark, Class.SCHEDULE, note),)


def series_section(
    known: Sequence[MonthValue], unit: str, decimals: int, *, name: str, seen_as: Class = Class.SCHEDULE
) -> Section:
    """The last 36 months as a chart and a table.

    Args:
        known: Values known on the day, oldest first.
        unit: Unit of the values.
        decimals: How many digits are shown after the point.
        name: File name of the table.
        seen_as: Class of what is shown; a record that names a series may be stricter than the series.
    """
    shown = known[-SHOWN_MONTHS:]
    table = _table(shown, unit, decimals, name, seen_as)
    if not shown:
        return Section("Values", tables=(table,))
    points = tuple(
        Point(
            str(item.month),
            item.value,
            _text(item.value, decimals),
            "plain" if item.status is ValueStatus.FINAL else "planned",
        )
        for item in shown
    )
    chart = Chart("steps", _message(known, unit, decimals), unit, points, seen_as, table)
    return Section("Values", charts=(chart,))


def _text(value: Decimal, decimals: int) -> str:
    return f"{round_half_up(value, decimals):,}"


def _message(known: Sequence[MonthValue], unit: str, decimals: int) -> str:
    newest = known[-1]
    says = f"{_text(newest.value, decimals)} {unit} in {newest.month}"
    before = next((item for item in known if item.month == newest.month.plus(-12)), None)
    if before is None:
        return says
    move = round_half_up((Fraction(newest.value) / Fraction(before.value) - 1) * 100, 1)
    word = "as a year before" if move == 0 else f"{abs(move)} % {'above' if move > 0 else 'below'} the year before"
    return f"{says}, {word}"


def _table(shown: Sequence[MonthValue], unit: str, decimals: int, name: str, seen_as: Class) -> Table:
    columns = (
        Column("Month", seen_as),
        Column(unit, seen_as, numeric=True),
        Column("Status", seen_as),
        Column("Published on", seen_as),
    )
    rows = []
    for item in reversed(shown):
        tone = "good" if item.status is ValueStatus.FINAL else "wait"
        published = item.published_on.isoformat() if item.published_on else None
        value = Number(item.value, _text(item.value, decimals))
        cells: tuple[Cell, ...] = (str(item.month), value, Mark(item.status.value, tone), published)
        rows.append(Row(cells))
    return Table(f"Last {len(shown)} months", columns, tuple(rows), name, "No value is known yet.")
