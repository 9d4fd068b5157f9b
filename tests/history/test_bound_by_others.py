"""Fields that bind by what another record says: a breakdown from its offer's `sent`, a price line by its proof."""

from datetime import date

import pytest

from kamdocs.cli.workspace import MODELS
from kamdocs.history import past
from kamdocs.history.compare import compare
from tests.books import book_from, overlaid, sample_files

DAY = date(2024, 12, 2)
BREAKDOWN = "sample/cost-breakdowns/CBD-2021-0001-200-B.yaml"
COMPONENT = "sample/mandated-components/MDC-7K-090.yaml"
AGREEMENT = "sample/purchase-agreements/PUR-2023-0001.yaml"
OFFER = "sample/offers/OFR-2021-0001.yaml"


def _text(path: str) -> str:
    return sample_files()[path].decode()


def _says(path: str, old: str, new: str, *, base: dict[str, str] | None = None) -> list[str]:
    """What GEN004 says of one edit, against the sample with an overlay as BASE."""
    overlay = base or {}
    before = overlay.get(path, _text(path))
    assert old in before
    after = before.replace(old, new, 1)
    found = compare(overlaid({**overlay, path: before}), overlaid({**overlay, path: after}), MODELS)
    known = book_from(overlay, as_of=DAY.isoformat())
    return [hit.says for one in found.records for hit in past.rewritten(one, DAY, known)]


def test_a_breakdown_binds_from_the_day_on_which_its_offer_was_sent() -> None:
    """Its values are strict and stay hidden; the day is that of the offer."""
    assert _says(BREAKDOWN, "profit: 0.5000 EUR", "profit: 0.4000 EUR") == [
        "`profit` was ▒▒▒, is ▒▒▒, and binds since 2021-08-03"
    ]


def test_it_is_free_while_the_offer_has_not_been_sent() -> None:
    offer = _text(OFFER).partition("  - {state: sent")[0]
    assert _says(BREAKDOWN, "profit: 0.5000 EUR", "profit: 0.4000 EUR", base={OFFER: offer}) == []


def test_a_revision_frees_it_again() -> None:
    new = "revision: {no: 2, by: PER-0003, on: 2024-11-29, because: Typing error.}\nprofit: 0.4000 EUR"
    edited = _text(BREAKDOWN).replace("  profit: 0.5000 EUR", "  profit: 0.4000 EUR")
    edited += new.partition("\n")[0] + "\n"
    found = compare(overlaid({}), overlaid({BREAKDOWN: edited}), MODELS)
    assert [hit for one in found.records for hit in past.rewritten(one, DAY, book_from())] == []


@pytest.mark.parametrize(
    ("evidence", "says"),
    [
        (", evidence: [DOC-2022-0001]", ["`unit_price` was 0.2500 EUR, is 0.2600 EUR, and binds since 2022-11-28"]),
        (", evidence: [COM-2023-0001]", []),
        ("", []),
    ],
)
def test_a_mandated_price_binds_once_the_customer_has_written_it(evidence: str, says: list[str]) -> None:
    """A contract of the customer binds, our own letter does not."""
    before = _text(COMPONENT).replace(", evidence: [DOC-2022-0001]", evidence)
    assert _says(COMPONENT, "0.2500 EUR", "0.2600 EUR", base={COMPONENT: before}) == says


def test_a_purchase_price_binds_with_any_evidence() -> None:
    proved = _text(AGREEMENT).replace("0.2500 EUR}", "0.2500 EUR, evidence: [COM-2023-0001]}")
    assert _says(AGREEMENT, "0.2500 EUR", "0.2600 EUR", base={AGREEMENT: proved}) == [
        "`unit_price` was ▒▒▒, is ▒▒▒, and binds since 2023-11-06"
    ]
    assert _says(AGREEMENT, "0.2500 EUR", "0.2600 EUR") == []


def test_the_last_day_of_a_mandated_price_binds_with_its_line() -> None:
    assert _says(COMPONENT, "valid_from: 2023-01-01,", "valid_from: 2023-01-01, valid_to: 2024-12-31,") == [
        "`valid_to` was not there, is 2024-12-31, and binds since 2022-11-28"
    ]
