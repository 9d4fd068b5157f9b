"""A nomination: proof of itself, the award that counts, the award beside the offer."""

from datetime import date
from decimal import Decimal

import pytest

from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.view import Cell, Fact, Link, Mark, Number, Row
from kamdocs.kinds.nomination.figures import award_beside_offer, standing
from kamdocs.kinds.nomination.model import Nomination, counting_nomination
from kamdocs.kinds.volume_plan.figures import yearly_volume
from tests.books import book_from, sample_files

PLAIN = sample_files()["sample/nominations/NOM-2021-0001.yaml"].decode()
PLAN = "sample/volume-plans/VOL-S1-2024-01.yaml"


SECOND = PLAIN.replace("id: NOM-2021-0001", "id: NOM-2023-0001").replace("2021-10", "2023-10")
SECOND_FILE = "sample/nominations/NOM-2023-0001.yaml"


def get(book: Book, name: str = "NOM-2021-0001") -> Nomination:
    found = book.get_as(Nomination, name)
    assert found is not None
    return found


def test_it_is_a_binding_document_from_the_day_of_the_letter() -> None:
    book = book_from()
    one = get(book)
    proof = one.proof()
    assert (proof.grade, proof.on, proof.party, proof.signatory) == (4, date(2021, 10, 11), "customer", "PER-0102")
    assert one.heading(book) == "Compact car S1, 2021-10-11"
    assert standing(one, book) == (Fact("State", Mark("accepted", "good"), Class.PRICE, "since 2021-10-14"),)


@pytest.mark.parametrize(
    ("as_of", "counting"),
    [(None, "NOM-2021-0001"), ("2023-10-12", "NOM-2023-0001"), ("2023-10-31", "NOM-2021-0001"), ("2021-10-10", None)],
)
def test_the_latest_award_counts_unless_it_is_contested(as_of: str | None, counting: str | None) -> None:
    book = book_from({SECOND_FILE: SECOND + "  - {state: contested, on: 2023-10-30}\n"})
    found = counting_nomination(book, "PRT-200-B", "SIT-ONE", date.fromisoformat(as_of) if as_of else None)
    assert (found[0].id if found else None) == counting
    assert counting_nomination(book, "PRT-100-A", "SIT-ONE") is None


def test_a_yearly_volume_comes_from_the_award_where_no_plan_names_the_year() -> None:
    book = book_from()
    assert yearly_volume(book, "PRT-200-B", 2025) == Decimal(8200)
    assert yearly_volume(book, "PRT-200-B", 2023) == Decimal(48000)
    assert yearly_volume(book, "PRT-200-B", 2023, site="SIT-ONE") == Decimal(48000)
    assert yearly_volume(book, "PRT-200-B", 2026) is None
    assert yearly_volume(book, "PRT-100-A", 2023) is None
    without = book_from(without=[PLAN])
    assert yearly_volume(without, "PRT-200-B", 2022) == Decimal(40000)
    assert yearly_volume(without, "PRT-200-B", 2025) is None


def test_an_award_of_all_sites_is_known_only_if_each_of_them_says_the_year() -> None:
    site = sample_files()["sample/customer-sites/SIT-ONE.yaml"].decode()
    other = {"sample/customer-sites/SIT-TWO.yaml": site.replace("SIT-ONE", "SIT-TWO").replace("code: ONE", "code: TWO")}
    award = SECOND.replace("SIT-ONE", "SIT-TWO").replace("{2022: 40000 pcs, 2023: 48000 pcs}", "{2023: 7000 pcs}")
    book = book_from({**other, SECOND_FILE: award}, without=[PLAN])
    assert yearly_volume(book, "PRT-200-B", 2023) == Decimal(55000)
    assert yearly_volume(book, "PRT-200-B", 2022) is None
    assert yearly_volume(book, "PRT-200-B", 2022, site="SIT-ONE") == Decimal(40000)


def texts(row: Row) -> list[str]:
    return [text(cell) for cell in row.cells]


def text(cell: Cell) -> str:
    match cell:
        case Link():
            return cell.record
        case Mark():
            return cell.word
        case Number():
            return cell.text
    return str(cell)


def test_the_award_stands_beside_the_offer_field_by_field() -> None:
    changed = PLAIN.replace("4.2000 EUR", "4.1500 EUR").replace("2023: 48000", "2023: 45000")
    changed = changed.replace("net 60 days", "net 90 days") + (
        "deviations:\n  - {field: payment_terms, offered: net 60 days, awarded: net 90 days, because: Group terms.}\n"
        "  - {field: volumes, offered: 48000 pcs, awarded: 45000 pcs}\n"
    )
    book = book_from({"sample/nominations/NOM-2021-0001.yaml": changed})
    table = award_beside_offer(get(book), book)
    line = ["PRT-200-B", "SIT-ONE"]
    assert [texts(row) for row in table.rows] == [
        [*line, "unit price", "4.2000 EUR", "4.1500 EUR", "-0.0500 EUR", "no deviation recorded"],
        [*line, "technical index", "02", "02", "none", ""],
        [*line, "volumes 2022", "40000 pcs", "40000 pcs", "none", ""],
        [*line, "volumes 2023", "48000 pcs", "45000 pcs", "-3000 pcs", "recorded without a reason"],
        ["All parts", "", "payment terms", "net 60 days", "net 90 days", "differs", "Group terms."],
        ["All parts", "", "incoterm", "DAP", "DAP", "none", ""],
    ]
    assert {column.seen_as for column in table.columns} == {Class.PRICE}


def test_what_cannot_be_compared_or_was_not_awarded_says_so() -> None:
    dollars = PLAIN.replace("4.2000 EUR", "4.5000 USD")
    book = book_from({"sample/nominations/NOM-2021-0001.yaml": dollars})
    assert texts(award_beside_offer(get(book), book).rows[0])[5:] == ["not comparable", "not comparable"]
    other = PLAIN.replace("PRT-200-B", "PRT-100-A").replace('"02"', "A")
    book = book_from({"sample/nominations/NOM-2021-0001.yaml": other})
    rows = [texts(row) for row in award_beside_offer(get(book), book).rows]
    assert rows[0][3:6] == ["not said", "4.2000 EUR", "not offered"]
    assert rows[-1] == ["PRT-200-B", "SIT-ONE", "unit price", "4.2000 EUR", "not said", "not awarded", ""]


def test_without_an_offer_there_is_nothing_to_compare() -> None:
    book = book_from({"sample/nominations/NOM-2021-0001.yaml": PLAIN.replace("offer: OFR-2021-0001\n", "")})
    table = award_beside_offer(get(book), book)
    assert (table.rows, table.empty) == ((), "Awarded without an offer of ours.")
