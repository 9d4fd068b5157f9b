"""What an offer is worth a year, when it reached a state, whether it has expired, and which round counts."""

from datetime import date
from decimal import Decimal

import pytest

from kamdocs.core.quantity import Quantity
from kamdocs.core.view import Mark
from kamdocs.kinds.offer.figures import (
    exact_value,
    first_on,
    is_live,
    reached_on,
    standing,
    value_shown,
    value_year,
    yearly_value,
)
from kamdocs.kinds.offer.model import counting_offer, offers_answering
from tests.books import book_from
from tests.kinds.offer.written import SENT, bracket, cover, get, offer


def worth(*lines: str, more: str = "sop: 2026-03-02\n") -> str:
    return str(yearly_value(get(book_from(offer(*lines, more=more)))))


def test_the_first_year_after_sop_counts_and_only_the_sum_is_rounded() -> None:
    assert worth(bracket()) == "12346.23 EUR"  # 1.2345 x 10001 = 12346.2345
    assert worth(bracket(), cover(volumes="2027: 1001 pcs")) == "14348.23 EUR"


def test_a_line_without_such_a_year_counts_with_its_largest() -> None:
    assert worth(bracket(), cover(volumes="2025: 400 pcs, 2026: 300 pcs")) == "13146.23 EUR"
    assert worth(bracket(), more="") == "14814.00 EUR"
    seven, nine = Quantity(Decimal(7), "pcs"), Quantity(Decimal(9), "pcs")
    assert value_year({2026: seven, 2027: nine, 2028: nine, 2029: seven}, None) == 2028
    assert value_year({2026: seven, 2027: nine}, date(2027, 1, 1)) == 2027
    assert value_year({}, None) is None


@pytest.mark.parametrize(
    ("price", "text"),
    [
        ("123.4500 EUR per 100", "12346.23 EUR"),
        ("1234.5000 EUR per 1000", "12346.23 EUR"),
        ("390.00 EUR per km", "None"),
    ],
)
def test_a_price_unit_is_taken_per_piece(price: str, text: str) -> None:
    assert worth(bracket(price)) == text


@pytest.mark.parametrize("second", ["2.0000 USD", "200.0000 EUR per 100"])
def test_two_currencies_or_price_units_have_no_sum(second: str) -> None:
    assert worth(bracket(), cover(second)) == "None"


def test_a_currency_without_minor_units_is_rounded_to_whole_ones() -> None:
    assert worth(bracket("1.2345 JPY")) == "12346 JPY"


def test_a_threshold_reads_the_value_before_it_is_rounded() -> None:
    """10,001 pieces at 1.2345 EUR."""
    found = get(book_from(offer(bracket("1.2345 EUR"), more="sop: 2026-03-02\n")))
    assert str(exact_value(found)) == "12346.2345 EUR"
    assert str(yearly_value(found)) == "12346.23 EUR"


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([bracket(), cover("2.0000 USD")], "not computable: unit_price is in EUR and USD"),
        ([bracket("390.00 EUR per km")], "not computable: unit_price of PRT-100-A is per km, its volumes are in pcs"),
    ],
)
def test_a_value_that_is_not_computable_names_what_keeps_it_from_it(lines: list[str], says: str) -> None:
    found = get(book_from(offer(*lines)))
    assert value_shown(found) == says
    assert exact_value(found) is yearly_value(found) is None


def test_states_are_read_up_to_a_day() -> None:
    back = "\n  - {state: validated, on: 2024-05-06}\n  - {state: draft, on: 2024-05-13}" + SENT.replace(
        "validated, on: 2024-06-03", "validated, on: 2024-06-04"
    )
    one = get(book_from(offer(track=back)))
    assert first_on(one.track, "validated") == date(2024, 5, 6)
    assert first_on(one.track, "accepted") is None
    assert reached_on(one, "validated") == date(2024, 6, 4)
    assert reached_on(one, "validated", date(2024, 5, 10)) == date(2024, 5, 6)
    assert reached_on(one, "validated", date(2024, 5, 20)) is None
    assert reached_on(one, "sent", date(2024, 6, 9)) is None


@pytest.mark.parametrize(
    ("as_of", "word", "live"),
    [
        ("2024-06-02", "no state yet", False),
        ("2024-06-04", "validated", False),
        ("2024-06-10", "sent", True),
        ("2024-08-31", "sent", True),
        ("2024-09-01", "expired", False),
    ],
)
def test_standing_by_day(as_of: str, word: str, live: bool) -> None:
    book = book_from(offer(more="valid_until: 2024-08-31\n"), as_of=as_of)
    facts = standing(get(book), book)
    assert isinstance(facts[0].value, Mark)
    assert facts[0].value.word == word
    assert is_live(get(book), book.as_of) is live
    if word == "expired":
        assert facts[0].note == "valid until 2024-08-31"
        assert [fact.value for fact in facts[1:]] == [Mark("sent", "wait")]


def test_a_decided_offer_does_not_expire() -> None:
    lost = SENT + "  - {state: lost, on: 2024-08-05}\n"
    book = book_from(offer(more="valid_until: 2024-08-31\n", track=lost))
    assert [fact.value for fact in standing(get(book), book)] == [Mark("lost", "bad")]


ROUNDS = {
    **offer(name="OFR-2024-0001", number=1, track=SENT + "  - {state: superseded, on: 2024-07-01}\n"),
    **offer(name="OFR-2024-0003", number=2),
    **offer(name="OFR-2024-0002", number=3, track="\n  - {state: draft, on: 2024-10-07}\n"),
}


@pytest.mark.parametrize(
    ("last", "counting"),
    [
        ("", "OFR-2024-0003"),
        ("in_validation, on: 2024-10-14", "OFR-2024-0002"),
        ("withdrawn, on: 2024-10-14", "OFR-2024-0003"),
    ],
)
def test_the_highest_round_counts_unless_it_is_no_offer_yet_or_any_more(last: str, counting: str) -> None:
    more = f"  - {{state: {last}}}\n" if last else ""
    third = offer(name="OFR-2024-0002", number=3, track="\n  - {state: draft, on: 2024-10-07}\n" + more)
    book = book_from({**ROUNDS, **third})
    found = counting_offer(book, "RFQ-2024-0001")
    assert found is not None
    assert found.id == counting
    assert [one.round for one in offers_answering(book, "RFQ-2024-0001")] == [1, 2, 3]


def test_which_round_counted_on_a_day() -> None:
    book = book_from(ROUNDS)
    before = counting_offer(book, "RFQ-2024-0001", date(2024, 6, 2))
    first = counting_offer(book, "RFQ-2024-0001", date(2024, 6, 30))
    assert before is None
    assert first is not None
    assert first.id == "OFR-2024-0003"
    assert counting_offer(book, "RFQ-2024-0099") is None
