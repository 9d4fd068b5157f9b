"""The form of an offer: it answers one thing, and from each state on it says what that state needs."""

import pytest

from kamdocs.core.facts import needs_of
from kamdocs.kinds.offer.model import Offer
from kamdocs.load.loader import load
from kamdocs.rules.every_kind.needed import field_needed_here
from kamdocs.rules.rule import Hit
from tests.books import book_from, sample_files
from tests.kinds.offer.written import bracket, get, offer

PLAIN = sample_files()["sample/offers/OFR-2021-0001.yaml"].decode()


def test_it_answers_a_request_or_a_change_not_both() -> None:
    _, problems = load((PLAIN + "change: CHG-2024-0001\n").encode(), Offer)
    assert [(one.code, one.says, one.path) for one in problems] == [
        ("VAL019", "`change` has no meaning with `rfq: RFQ-2021-0001`", ("change",))
    ]


def test_it_may_answer_a_change_or_nothing() -> None:
    for instead in ("change: CHG-2024-0001\n", ""):
        record, problems = load(PLAIN.replace("rfq: RFQ-2021-0001\n", instead).encode(), Offer)
        assert (record is not None, problems) == (True, [])


def test_title_names_what_it_answers_and_the_round() -> None:
    book = book_from({**offer(name="OFR-2024-0009", number=3)})
    assert get(book, "OFR-2021-0001").heading(book) == "Compact car S1, RFQ S1 4120, round 1"
    assert get(book, "OFR-2024-0009").heading(book) == "RFQ-2024-0001, round 3"


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("draft", None),
        ("in_validation", "in_validation needs `priced_on`"),
        ("validated", "in_validation needs `priced_on`; validated needs `valid_until`"),
        ("lost", None),
    ],
)
def test_what_a_state_needs(state: str, says: str | None) -> None:
    book = book_from(offer(track=f"\n  - {{state: {state}, on: 2024-06-03}}\n"))
    found = [hit if isinstance(hit, Hit) else Hit(*hit) for hit in field_needed_here(get(book), book)]
    assert [hit.says for hit in found] == ([says] if says else [])


def test_what_the_request_states_is_answered() -> None:
    rfq = sample_files()["sample/rfqs/RFQ-2021-0001.yaml"].decode()
    asked = rfq.replace("id: RFQ-2021-0001", "id: RFQ-2024-0001").replace(
        "eop: 2028-06-30", "capacity_apw: 300 pcs/week\nlifetime_volume: 90000 pcs"
    )
    draft = offer(bracket(), track="\n  - {state: draft, on: 2024-06-03}\n", more="lifetime_volume: 90000 pcs\n")
    book = book_from({"sample/rfqs/RFQ-2024-0001.yaml": asked, **draft})
    found = [hit if isinstance(hit, Hit) else Hit(*hit) for hit in field_needed_here(get(book), book)]
    assert [hit.says for hit in found] == ["the RFQ states it needs `sop`, `capacity_apw`"]


@pytest.mark.parametrize("field", ["price_basis", "tooling_lines", "validations"])
def test_another_rule_alone_speaks_of_what_it_asks_for(field: str) -> None:
    told = {one.name: one.told.need for one in needs_of(Offer)}[field]
    assert told is not None
    assert told.code in {"OFR005", "OFR007", "OFR015"}


def test_a_fee_is_needed_with_each_mandated_line() -> None:
    more = "mandated_lines:\n  - {part: PRT-100-A, component: 7K-031, quantity: 3 pcs, unit_price: 0.2500 EUR}\n"
    book = book_from(offer(track="\n  - {state: draft, on: 2024-06-03}\n", more=more))
    found = [hit if isinstance(hit, Hit) else Hit(*hit) for hit in field_needed_here(get(book), book)]
    assert [(hit.spot.path, hit.says) for hit in found] == [
        (("mandated_lines", 0, "handling_fee"), "mandated_lines needs `handling_fee`")
    ]


@pytest.mark.parametrize("pieces", ["0 pcs", "-5 pcs"])
def test_a_year_without_pieces_is_left_out_not_written(pieces: str) -> None:
    _, problems = load(PLAIN.replace("48000 pcs", pieces).encode(), Offer)
    assert [(one.code, one.path) for one in problems] == [("VAL013", ("lines", 0, "volumes", "2023"))]
