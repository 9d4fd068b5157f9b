"""What a change is worth that is given away: one-offs, and the price over the pieces of the year of the signature."""

import pytest

from kamdocs.kinds.change.figures import gift_value
from tests.kinds.change.story import CHANGE, PART, book_on, changed, the_change

CHG, PLAN = f"changes/{CHANGE}", "volume-plans/VOL-S1-2024-02"
ONE_OFF = "one_off: {tooling: 600.00 EUR, validation: 0.00 EUR, obsolescence: 0.00 EUR, development: 0.00 EUR}\n"
SIGNED = "free_of_charge: {by: PER-0001, on: 2024-03-04, because: Settled with the next award.}\n"
PRICE_N = "prices/PRC-300-C-NN"


def _worth(
    delta: str, *edits: tuple[str, str], head: str = ONE_OFF + SIGNED, more: dict[str, str] | None = None
) -> str:
    layers = f"index_to: D, price_delta: {{{delta}}}"
    texts = changed(CHG, ("index_to: D", layers), ("technical_track", f"{head}technical_track"), *edits)
    book = book_on("2024-04-08", texts | (more or {}), release="")
    return str(gift_value(the_change(book), book))


@pytest.mark.parametrize(
    ("delta", "text"),
    [
        ("value_added: 0.0500 EUR", "1683.00 EUR"),  # 21,660 pieces of 2024 at both sites
        ("value_added: -0.0100 EUR, mandated: 0.0600 EUR", "1683.00 EUR"),
        ("value_added: 5.0001 EUR per 100", "1683.02 EUR"),  # 1,083.02166
        ("value_added: -0.0500 EUR", "-483.00 EUR"),
        ("value_added: 0.0000 EUR", "600.00 EUR"),
        ("value_added: 0.0500 USD", "None"),
    ],
)
def test_one_offs_and_the_price_of_a_year(delta: str, text: str) -> None:
    assert _worth(delta) == text


def test_the_year_is_that_of_the_signature() -> None:
    """No piece is planned in 2025; a delta of zero asks for none."""
    later = (SIGNED, SIGNED.replace("2024-03-04", "2025-03-04"))
    assert _worth("value_added: 0.0500 EUR", later) == "None"
    assert _worth("value_added: 0.0000 EUR", later) == "600.00 EUR"


def test_without_sites_only_those_with_a_price_count() -> None:
    """15,560 of the 21,660 pieces go to site M: 778.00 and 600.00 once."""
    everywhere = ("sites: [SIT-M, SIT-N], ", "")
    assert _worth("value_added: 0.0500 EUR", everywhere) == "1683.00 EUR"
    elsewhere = changed(PRICE_N, (PART, "PRT-100-A"), ("SIT-N", "SIT-ONE"))
    assert _worth("value_added: 0.0500 EUR", everywhere, more=elsewhere) == "1378.00 EUR"
    unplanned = changed(PLAN, ("  - {part: PRT-300-C, site: SIT-N, months: {2024-03: 3100, 2024-04: 3000}}\n", ""))
    unplanned = {PLAN: unplanned[PLAN].replace("21660", "15560")}
    assert _worth("value_added: 0.0500 EUR", everywhere, more=unplanned) == "None"


def test_unknown_one_offs_are_no_zero() -> None:
    assert _worth("value_added: 0.0500 EUR", head=SIGNED) == "None"
