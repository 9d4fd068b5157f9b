"""Changes: the two doors, the amount of a release, the quote's day, what a plant is told, the table of the account."""

from datetime import date

import pytest

from kamdocs.core.book import Book
from kamdocs.core.view import Mark
from kamdocs.kinds.change.figures import (
    change_status,
    door,
    one_off_total,
    quote_due,
    released_amount,
    standing,
    summary,
)
from kamdocs.kinds.change.model import Change, Door
from kamdocs.kinds.change.page import page
from tests.books import book_from, sample_files

PATH = "sample/changes/CHG-2024-0002.yaml"
CUSTOMER = "sample/customers/CUS-SAMPLE.yaml"
NOT_ASSESSED = "{state: not_assessed, on: 2024-07-01}"
AGREED = "{state: agreed, on: 2024-11-18, evidence: [COM-2023-0002]}"
ONE_OFF = "one_off: {tooling: 1200.00 EUR, validation: 300.50 EUR, obsolescence: 0.00 EUR, development: 0.00 EUR}\n"


def text(*commercial: str, extra: str = "") -> str:
    acts = "".join(f"  - {act}\n" for act in commercial or (NOT_ASSESSED,))
    return (
        "id: CHG-2024-0002\ninitiator: customer\nreason: Softer lip on the rear cover.\nreceived_on: 2024-07-01\n"
        'lines:\n  - {part: PRT-200-B, index_from: "02", index_to: "03"}\n'
        f"{extra}technical_track:\n  - {{state: inquiry, on: 2024-07-01}}\ncommercial_track:\n{acts}"
    )


def release(door_: str, first: str, last: str, by: str = "PER-0001") -> str:
    why = "because: Line stop at the customer otherwise."
    money = "price_per_day: 70.00 EUR, cost_ceiling: 2000.00 EUR"
    return f"risk_releases:\n  - {{door: {door_}, by: {by}, on: {first}, {why}, until: {last}, {money}}}\n"


def book_of(*commercial: str, extra: str = "", as_of: str = "2024-12-02") -> Book:
    return book_from({PATH: text(*commercial, extra=extra)}, as_of=as_of)


def get(book: Book) -> Change:
    found = book.get_as(Change, "CHG-2024-0002")
    assert found is not None
    return found


def answers(book: Book) -> list[tuple[str, str]]:
    found = [door(get(book), which, book) for which in (Door.LAUNCH, Door.INTRODUCE)]
    return [(answer.value, str(until) if until else "") for answer, until in found]


def test_nothing_agreed_and_nothing_released_is_no_go() -> None:
    assert answers(book_of()) == [("NO-GO", ""), ("NO-GO", "")]


def test_agreed_in_writing_opens_both_doors_for_a_day() -> None:
    assert answers(book_of(AGREED)) == [("GO", "2024-12-03"), ("GO", "2024-12-03")]


def test_agreed_only_the_day_after_is_no_go() -> None:
    later = AGREED.replace("2024-11-18", "2024-12-03")
    assert answers(book_of(NOT_ASSESSED, later)) == [("NO-GO", ""), ("NO-GO", "")]


def test_agreed_on_our_own_letter_is_no_go() -> None:
    own = AGREED.replace("COM-2023-0002", "COM-2023-0001")
    assert answers(book_of(own)) == [("NO-GO", ""), ("NO-GO", "")]


def test_agreed_on_a_paper_that_is_not_here_is_unknown() -> None:
    elsewhere = AGREED.replace("COM-2023-0002", "MTG-2024-0001")
    assert answers(book_of(elsewhere)) == [("UNKNOWN", ""), ("UNKNOWN", "")]


def test_a_release_opens_its_own_door_on_its_days() -> None:
    extra = release("introduce", "2024-12-02", "2024-12-02")
    assert answers(book_of(extra=extra)) == [("NO-GO", ""), ("GO", "2024-12-02")]
    assert answers(book_of(extra=extra, as_of="2024-12-03")) == [("NO-GO", ""), ("NO-GO", "")]
    assert answers(book_of(extra=extra, as_of="2024-12-01")) == [("NO-GO", ""), ("NO-GO", "")]


def test_a_release_without_authority_opens_nothing() -> None:
    assert answers(book_of(extra=release("launch", "2024-11-04", "2025-01-31", "PER-0004"))) == [
        ("NO-GO", ""),
        ("NO-GO", ""),
    ]


def test_given_away_with_a_signature_is_agreed() -> None:
    gift = "free_of_charge: {by: PER-0001, on: 2024-11-04, because: Settled with the next award.}\n"
    assert answers(book_of("{state: waived, on: 2024-11-04}", extra=gift))[0] == ("GO", "2024-12-03")
    assert answers(book_of("{state: waived, on: 2024-11-04}"))[0] == ("NO-GO", "")


def test_a_release_costs_its_ceiling_and_its_days() -> None:
    """Both ends count: 2024-11-04 to 2024-11-13 are ten days of 70.00 EUR."""
    (one,) = get(book_of(extra=release("launch", "2024-11-04", "2024-11-13"))).risk_releases
    assert str(released_amount(one)) == "2700.00 EUR"
    (backwards,) = get(book_of(extra=release("launch", "2024-11-13", "2024-11-04"))).risk_releases
    assert released_amount(backwards) is None


def test_standing_names_both_doors() -> None:
    book = book_of(AGREED)
    assert [(fact.label, fact.value, fact.note) for fact in standing(get(book), book)] == [
        ("May launch", Mark("GO until 2024-12-03", "good", "2024-12-03"), "after 2024-12-03: unknown, ask"),
        ("May introduce", Mark("GO until 2024-12-03", "good", "2024-12-03"), "after 2024-12-03: unknown, ask"),
    ]


def test_a_plant_reads_the_commercial_state_and_nothing_else() -> None:
    book = book_of(NOT_ASSESSED, "{state: quoted, on: 2024-12-03, evidence: [COM-2023-0001]}")
    assert [(fact.label, fact.value) for fact in summary(get(book), book, "plant")] == [
        ("Commercial state", "not assessed")
    ]


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        ("", None),
        ("change_quote_deadline: 3 weeks\n", date(2024, 7, 22)),
        ("change_quote_deadline: 15 working days\n", date(2024, 7, 22)),
    ],
)
def test_the_quote_is_due_by_the_customers_deadline(deadline: str, expected: date | None) -> None:
    customer = sample_files()[CUSTOMER].decode() + deadline
    book = book_from({PATH: text(), CUSTOMER: customer})
    assert quote_due(get(book), book) == expected


def test_a_written_day_goes_first() -> None:
    book = book_of(extra="quote_due: 2024-08-30\n")
    assert quote_due(get(book), book) == date(2024, 8, 30)


def test_a_sum_says_what_is_not_in_it() -> None:
    assert str(getattr(one_off_total(get(book_of(extra=ONE_OFF))), "text", "")) == "1500.50 EUR"
    partly = "one_off: {tooling: 1200.00 EUR}\n"
    assert getattr(one_off_total(get(book_of(extra=partly))), "text", "") == "1200.00 EUR, 3 unknown"
    mixed = "one_off: {tooling: 1200.00 EUR, validation: 300.00 USD}\n"
    assert one_off_total(get(book_of(extra=mixed))) == "not comparable"
    assert one_off_total(get(book_of())) is None


def test_the_account_shows_changes_by_commercial_state() -> None:
    table = change_status(book_of(AGREED, extra=ONE_OFF))
    assert [(row.anchor, row.cells[4], row.cells[5]) for row in table.rows] == [
        ("CHG-2024-0001", "not assessed", "2024-11-18"),
        ("CHG-2024-0002", "agreed", "2024-11-18"),
    ]
    assert {len(row.cells) for row in table.rows} == {len(table.columns)}


def test_the_page_shows_lines_money_and_both_tracks() -> None:
    book = book_of(AGREED, extra=ONE_OFF + release("launch", "2024-11-04", "2024-11-13"))
    lines, doors, money, tracks = page(get(book), book).sections
    assert lines.tables[0].rows[0].cells[1:3] == ("every site with a price", "02 → 03")
    assert [fact.label for fact in money.facts] == ["Paid once, together"]
    assert [row.cells[0] for row in money.tables[2].rows] == ["Tooling", "Validation", "Obsolescence", "Development"]
    assert [table.caption for table in doors.tables] == [
        "May launch, may introduce",
        "What the disagreement of index and price costs",
        "Releases before agreement",
    ]
    assert doors.tables[2].rows[0].cells[:3] == ("launch", "2024-11-04", "2024-11-13")
    assert [table.caption for table in tracks.tables] == ["Technical track", "Commercial track"]
    assert tracks.tables[1].rows[0].cells[:2] == ("agreed", "2024-11-18")


@pytest.mark.parametrize(
    ("reason", "title"),
    [
        ("Softer lip.", "Softer lip"),
        ("Clip reinforced after assembly trials, one mandated fastener added to the carrier.",
         "Clip reinforced after assembly trials, one mandated fastener …"),
    ],
)  # fmt: skip
def test_the_title_is_the_beginning_of_the_reason(reason: str, title: str) -> None:
    book = book_from({PATH: text().replace("Softer lip on the rear cover.", reason)})
    assert get(book).heading(book) == title
