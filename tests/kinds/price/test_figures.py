"""Prices: the line of a day, price types, standings, the next step, what a plant is told, the table of the account."""

from datetime import date

import pytest

from kamdocs.core.book import Book
from kamdocs.core.view import Link, Mark
from kamdocs.kinds.price.figures import price_status, standing, standing_of, summary, valid_line, valid_lines
from kamdocs.kinds.price.model import Price
from kamdocs.kinds.price.page import page
from tests.books import book_from

FOLDER = "sample/prices"
AGREED = "[{state: agreed, on: 2022-12-05, evidence: [DOC-2022-0001]}]"


def line(
    first: str, amount: str, *, last: str = "", track: str = AGREED, index: str = '"02"', currency: str = "EUR"
) -> str:
    end = f", valid_to: {last}" if last else ""
    money = f"{amount} {currency}"
    head = f"  - {{valid_from: {first}{end}, technical_index: {index}, unit_price: {money}"
    return f"{head}, layers: {{value_added: {money}}}, track: {track}}}\n"


def price(*lines: str, name: str = "PRC-200-B-ONE", kind: str = "series") -> dict[str, str]:
    head = f"id: {name}\npart: PRT-200-B\nsite: SIT-ONE\nprice_type: {kind}\nlines:\n"
    return {f"{FOLDER}/{name}.yaml": head + "".join(lines)}


def shown(book: Book, on: str, as_of: str = "2024-12-02") -> str:
    found = valid_line(book, "PRT-200-B", "SIT-ONE", on=date.fromisoformat(on), as_of=date.fromisoformat(as_of))
    return str(found.line.unit_price) if found else "none"


TWO = price(line("2023-01-01", "1.8000"), line("2024-01-01", "1.7000"))


@pytest.mark.parametrize(
    ("on", "amount"),
    [
        ("2022-12-31", "none"),
        ("2023-01-01", "1.8000 EUR"),
        ("2023-12-31", "1.8000 EUR"),
        ("2024-01-01", "1.7000 EUR"),
        ("2027-05-01", "1.7000 EUR"),
    ],
)
def test_a_line_holds_until_the_day_before_the_next(on: str, amount: str) -> None:
    assert shown(book_from(TWO), on) == amount


def test_a_price_holds_from_when_it_was_agreed_for_as_it_was_known() -> None:
    """Agreed in May for January: in April nobody knows it, in June it holds in February."""
    late = "[{state: agreed, on: 2024-05-13, evidence: [DOC-2022-0001]}]"
    book = book_from(price(line("2023-01-01", "1.8000"), line("2024-01-01", "1.7000", track=late)))
    assert shown(book, "2024-02-15", as_of="2024-05-12") == "1.8000 EUR"
    assert shown(book, "2024-02-15", as_of="2024-05-13") == "1.7000 EUR"


def test_a_last_day_is_included_and_leaves_a_gap() -> None:
    book = book_from(price(line("2023-01-01", "1.8000", last="2023-11-30"), line("2024-01-01", "1.7000")))
    assert shown(book, "2023-11-30") == "1.8000 EUR"
    assert shown(book, "2023-12-01") == "none"


def test_a_draft_is_no_price_and_a_contested_line_is_one() -> None:
    draft = "[{state: draft, on: 2023-11-06}]"
    contested = "[{state: contested, on: 2023-11-06, evidence: [DOC-2022-0001]}]"
    assert shown(book_from(price(line("2024-01-01", "1.7000", track=draft))), "2024-02-01") == "none"
    assert shown(book_from(price(line("2024-01-01", "1.7000", track=contested))), "2024-02-01") == "1.7000 EUR"


def test_a_temporary_price_goes_before_the_series_price() -> None:
    temporary = price(line("2024-03-01", "2.1000", last="2024-03-31"), name="PRC-200-B-ONE-TEMPORARY", kind="temporary")
    book = book_from(TWO | temporary)
    assert [shown(book, day) for day in ("2024-02-29", "2024-03-31", "2024-04-01")] == [
        "1.7000 EUR",
        "2.1000 EUR",
        "1.7000 EUR",
    ]


def test_pre_series_before_sop_and_service_after_eop() -> None:
    """Series of the programme runs from 2022-03-01 to 2028-06-30, both included."""
    early = "[{state: agreed, on: 2021-12-06, evidence: [DOC-2022-0001]}]"
    book = book_from(
        price(line("2021-01-01", "1.8000", track=early))
        | price(line("2021-01-01", "4.0000", track=early), name="PRC-200-B-ONE-PRE", kind="pre_series")
        | price(line("2021-01-01", "3.0000", track=early), name="PRC-200-B-ONE-SERVICE", kind="service")
    )
    assert [shown(book, day) for day in ("2022-02-28", "2022-03-01", "2028-06-30", "2028-07-01")] == [
        "4.0000 EUR",
        "1.8000 EUR",
        "1.8000 EUR",
        "3.0000 EUR",
    ]


def test_two_currencies_are_two_prices() -> None:
    book = book_from(TWO | price(line("2023-01-01", "2.0000", currency="USD"), name="PRC-200-B-ONE-USD"))
    found = valid_lines(book, "PRT-200-B", "SIT-ONE", on=book.as_of, as_of=book.as_of)
    assert sorted(str(one.line.unit_price) for one in found) == ["1.7000 EUR", "2.0000 USD"]


def get(book: Book, name: str = "PRC-200-B-ONE") -> Price:
    found = book.get_as(Price, name)
    assert found is not None
    return found


def test_standing_of_each_line() -> None:
    proposed = "[{state: proposed, on: 2024-11-04, evidence: [COM-2023-0001]}]"
    withdrawn = "[{state: proposed, on: 2024-10-04, evidence: [COM-2023-0001]}, {state: withdrawn, on: 2024-11-04}]"
    book = book_from(
        price(
            line("2022-03-01", "1.9000", last="2022-12-31"),
            line("2023-01-01", "1.8000"),
            line("2024-01-01", "1.7000"),
            line("2025-01-01", "1.6000"),
            line("2026-01-01", "1.5000", track=proposed),
            line("2027-01-01", "1.4000", track=withdrawn),
        )
    )
    words = [standing_of(get(book), place, book.as_of).word for place in range(6)]
    assert words == ["ended", "followed", "in force", "not yet", "not agreed", "withdrawn"]


def test_standing_shows_today_and_the_next_step() -> None:
    proposed = "[{state: proposed, on: 2024-11-04, evidence: [COM-2023-0001]}]"
    book = book_from(price(line("2024-01-01", "1.7000"), line("2025-01-01", "1.6000", track=proposed)))
    facts = {fact.label: (getattr(fact.value, "word", getattr(fact.value, "text", "")), fact.note) for fact in
             standing(get(book), book)}  # fmt: skip
    assert facts == {
        "Standing": ("in force", ""),
        "Price today": ("1.7000 EUR", "from 2024-01-01, open end"),
        "Next step": ("1.6000 EUR", "from 2025-01-01, proposed, not agreed"),
    }


@pytest.mark.parametrize(("index", "word"), [("A", "yes"), ("B", "no")])
def test_a_plant_reads_whether_the_price_of_the_index_in_series_is_agreed(index: str, word: str) -> None:
    """Index A of 100-A is in series at works One; the plant reads yes or no and no amount."""
    head = "id: PRC-100-A-ONE\npart: PRT-100-A\nsite: SIT-ONE\nprice_type: series\nlines:\n"
    text = head + line("2024-01-01", "3.0000", index=index)
    book = book_from({f"{FOLDER}/PRC-100-A-ONE.yaml": text})
    (fact,) = summary(get(book, "PRC-100-A-ONE"), book, "plant")
    assert (fact.label, fact.value, fact.note) == (
        "Price agreed for the index in series",
        Mark(word, "good" if word == "yes" else "bad"),
        "index A",
    )


def test_status_shows_what_holds_today_what_comes_next_and_gaps() -> None:
    proposed = "[{state: proposed, on: 2024-11-04, evidence: [COM-2023-0001]}]"
    book = book_from(price(line("2025-01-01", "1.6000", track=proposed)))
    table = price_status(book)
    texts = [[getattr(cell, "text", "") or getattr(cell, "word", cell) for cell in row.cells[5:]] for row in table.rows]
    assert [row.anchor for row in table.rows] == ["PRC-100-A-ONE", "PRC-200-B-ONE"]
    assert texts == [
        ["A", "3.0000 EUR", "2024-01-01", "open", "loaded", None, None, None],
        [None, "no price today", None, None, None, "1.6000 EUR", "2025-01-01", "proposed"],
    ]
    assert len(table.columns) == len(table.rows[0].cells)
    assert table.rows[1].about == ("PRC-200-B-ONE", "PRT-200-B", "SIT-ONE")


def test_the_page_shows_lines_newest_first_their_layers_and_steps() -> None:
    book = book_from()
    lines, _, layers, _ = page(get(book, "PRC-100-A-ONE"), book).sections
    first, second = lines.tables[0].rows
    assert first.cells[:3] == ("2024-01-01", "open", "A")
    assert first.cells[4:] == (
        "loaded",
        Link("COM-2023-0002"),
        Link("ORD-2023-0001"),
        Mark("in force", "good"),
    )
    assert second.cells[:2] == ("2023-01-01", "2023-12-31")
    assert second.cells[7] == Mark("followed", "off")
    (chart,) = lines.charts
    assert [(point.label, point.text, point.style) for point in chart.points] == [
        ("2023-01-01", "3.1000 EUR", "past"),
        ("2024-01-01", "3.0000 EUR", "plain"),
    ]
    assert chart.title == "From 3.1000 EUR to 3.0000 EUR since 2023-01-01"
    headings = [column.heading for column in layers.tables[0].columns]
    assert headings == ["Valid from", "value added", "indexed material", "tool amortisation", "Price"]


def test_the_title_names_part_and_site() -> None:
    book = book_from()
    assert get(book, "PRC-100-A-ONE").heading(book) == "Bracket, front, Assembly works One"
