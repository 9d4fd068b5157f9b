"""A plan: which version counts, its standing, and its pieces by month, year, part and plant."""

from datetime import date
from decimal import Decimal

import pytest

from kamdocs.core.view import Link, Mark, Number, Table
from kamdocs.kinds.volume_plan import figures
from kamdocs.kinds.volume_plan.model import Source, VolumePlan, counting_plan
from kamdocs.kinds.volume_plan.page import page
from tests.books import book_from, sample_files

PATH = "sample/volume-plans/VOL-S1-2024-01.yaml"
PLAIN = sample_files()[PATH].decode()
NEWER = "sample/volume-plans/VOL-S1-2024-11.yaml"
FOLLOWER = PLAIN.replace("VOL-S1-2024-01", "VOL-S1-2024-11").replace("2024-01-16", "2024-11-12")


def shown(table: Table) -> list[list[object]]:
    return [
        [
            cell.text if isinstance(cell, Number) else cell.record if isinstance(cell, Link) else cell
            for cell in row.cells
        ]
        for row in table.rows
    ]


def test_the_plan_frozen_last_counts_for_its_source_alone() -> None:
    book = book_from({NEWER: FOLLOWER.replace("source: customer_official", "source: internal")})
    official = counting_plan(book, "PRG-S1", Source.CUSTOMER_OFFICIAL)
    internal = counting_plan(book, "PRG-S1", Source.INTERNAL)
    assert official is not None
    assert internal is not None
    assert (official.id, internal.id) == ("VOL-S1-2024-01", "VOL-S1-2024-11")
    assert counting_plan(book, "PRG-S1", Source.EDI) is None


def test_a_version_counts_from_the_day_on_which_it_was_frozen() -> None:
    book = book_from({NEWER: FOLLOWER})
    days = [date(2024, 1, 15), date(2024, 1, 16), date(2024, 11, 11), date(2024, 11, 12)]
    found = [counting_plan(book, "PRG-S1", Source.CUSTOMER_OFFICIAL, on=day) for day in days]
    assert [plan.id if plan else None for plan in found] == [None, *["VOL-S1-2024-01"] * 2, "VOL-S1-2024-11"]


@pytest.mark.parametrize(
    ("as_of", "marks"),
    [
        ("2024-01-15", [Mark("not frozen yet", "off"), Mark("not frozen yet", "off")]),
        ("2024-11-11", [Mark("newest frozen", "good"), Mark("not frozen yet", "off")]),
        ("2024-12-02", [Mark("followed", "off"), Mark("newest frozen", "good")]),
        ("2025-02-28", [Mark("followed", "off"), Mark("newest frozen", "good")]),
        ("2025-03-01", [Mark("followed", "off"), Mark("old", "bad")]),
    ],
)
def test_standing(as_of: str, marks: list[Mark]) -> None:
    book = book_from({NEWER: FOLLOWER}, as_of=as_of)
    assert [figures.standing(plan, book)[0].value for plan in book.all(VolumePlan)] == marks


def test_by_month_has_a_row_per_part_and_site() -> None:
    book = book_from()
    table = figures.plan_by_month(book.all(VolumePlan)[0], book)
    assert shown(table) == [
        ["PRT-100-A", "SIT-ONE", "series", "8,000", "6,001", "8,200", "8,200", "30,401"],
        ["PRT-200-B", "SIT-ONE", "series", "4,000", "3,000", "4,100", "4,100", "15,200"],
        ["All", None, None, "12,000", "9,001", "12,300", "12,300", "45,601"],
    ]
    assert table.rows[-1].about == ("PRT-100-A", "SIT-ONE", "PRT-200-B")


def test_a_plant_sees_its_exact_share_in_whole_pieces() -> None:
    """60 % of 6,001 is 3,600.6: kept exactly, shown half up."""
    book = book_from()
    table = figures.plan_by_month(book.all(VolumePlan)[0], book, "PLT-ONE")
    cell = table.rows[0].cells[4]
    assert cell == Number(Decimal("3600.6"), "3,601")
    assert shown(figures.plan_by_part(book.all(VolumePlan)[0], book, "PLT-TWO")) == [
        ["PRT-100-A", "3,200", "2,400", "3,280", "3,280", "12,160"]
    ]


def test_plants_add_up_to_the_plan() -> None:
    book = book_from()
    plan = book.all(VolumePlan)[0]
    assert shown(figures.plan_by_plant(plan, book)) == [
        ["PLT-ONE", "15,401", "18,040", "33,441"],
        ["PLT-TWO", "5,600", "6,560", "12,160"],
        ["All", "21,001", "24,600", "45,601"],
    ]
    exact = [figures.volumes(plan, book, plant) for plant in ("PLT-ONE", "PLT-TWO")]
    assert sum(one.quantity for rows in exact for one in rows) == plan.control_total.amount


def test_a_part_that_is_not_known_has_no_plant() -> None:
    book = book_from(without=["sample/parts/PRT-200-B.yaml"])
    table = figures.plan_by_plant(book.all(VolumePlan)[0], book)
    assert [row[0] for row in shown(table)] == ["plant unknown", "PLT-ONE", "PLT-TWO", "All"]


def test_purposes_and_sites_of_a_part_are_one_row_for_purchasing() -> None:
    service = "  - part: PRT-100-A\n    site: SIT-ONE\n    purpose: service\n    months: {2025-01: 100}\n"
    book = book_from({PATH: PLAIN.replace("totals:", service + "totals:")})
    plan = book.all(VolumePlan)[0]
    assert [row[:3] for row in shown(figures.plan_by_month(plan, book))][:2] == [
        ["PRT-100-A", "SIT-ONE", "series"],
        ["PRT-100-A", "SIT-ONE", "service"],
    ]
    assert shown(figures.plan_by_part(plan, book))[0] == ["PRT-100-A", "8,000", "6,001", "8,300", "8,200", "30,501"]
    assert shown(figures.plan_by_year(plan, book))[0] == ["PRT-100-A", "14,001", "16,500", "30,501"]


def test_a_month_that_a_row_does_not_name_stays_empty() -> None:
    book = book_from({PATH: PLAIN.replace("2024-11: 4000, ", "")})
    assert shown(figures.plan_by_part(book.all(VolumePlan)[0], book))[1][1] is None


@pytest.mark.parametrize(
    ("part", "year", "site", "pieces"),
    [
        ("PRT-100-A", 2025, None, Decimal(16400)),
        ("PRT-100-A", 2025, "SIT-ONE", Decimal(16400)),
        ("PRT-100-A", 2025, "SIT-TWO", None),
        ("PRT-100-A", 2026, None, None),
        ("PRT-999-Z", 2025, None, None),
    ],
)
def test_yearly_volume_is_known_or_unknown_never_zero(part: str, year: int, site: str | None, pieces: object) -> None:
    assert figures.yearly_volume(book_from(), part, year, site=site) == pieces


def test_yearly_volume_falls_back_to_the_contract() -> None:
    contract = PLAIN.replace("source: customer_official", "source: contract")
    assert figures.yearly_volume(book_from({PATH: contract}), "PRT-100-A", 2025) == Decimal(16400)
    internal = PLAIN.replace("source: customer_official", "source: internal")
    assert figures.yearly_volume(book_from({PATH: internal}), "PRT-100-A", 2025) is None


def test_page_and_title() -> None:
    book = book_from()
    plan = book.all(VolumePlan)[0]
    assert plan.heading(book) == "Compact car S1, 2024-01"
    years, months, plants = page(plan, book).sections
    assert years.charts[0].title == "24,600 pieces in 2025, the highest year"
    assert (months.tables[0].caption, plants.tables[0].caption) == (
        "VOL-S1-2024-01 by month",
        "VOL-S1-2024-01 by plant and year",
    )


@pytest.mark.parametrize("key", ["PRT-100-A/SIT-ONE/series", "PRT-100-A/SIT-ONE/2025", "PRT-200-B"])
def test_rows_and_totals_are_found_by_their_key(key: str) -> None:
    assert book_from().all(VolumePlan)[0].item(key)
