"""The committed saving of a step: which sites it leaves out, what it cannot add up, what it was computed from."""

from kamdocs.kinds.lta.figures import committed, explained
from kamdocs.kinds.lta.model import Lta
from tests.books import book_from, sample_files
from tests.kinds.lta.written import book_of, lta, price, step, the_lta, volumes

PRICE = "sample/prices/PRC-100-A-ONE.yaml"
LTA = """\
id: LTA-2024-09
parts: [PRT-100-A]
basis: value_added
excludes: [mandated, indexed_material, amortisation, logistics]
start_rule: fixed_date
compounding: chain
steps: [{year: 2025, rate: 2 %, effective: 2025-01-01}]
track: [{state: agreed, on: 2024-10-14, evidence: [DOC-2022-0001]}]
"""


def _refused(price_type: str) -> tuple[str, ...]:
    """What is not computable if the part has a second site with one price of this type, from 2026 on."""
    text = sample_files()[PRICE].decode()
    first = text.split("  - valid_from: 2024-01-01")[0].replace("2023-01-01", "2026-01-01")
    other = first.replace("PRC-100-A-ONE", "PRC-100-A-TWO").replace("site: SIT-ONE", "site: SIT-TWO")
    site = sample_files()["sample/customer-sites/SIT-ONE.yaml"].decode().replace("SIT-ONE", "SIT-TWO")
    book = book_from(
        {
            "sample/ltas/LTA-2024-09.yaml": LTA,
            "sample/prices/PRC-100-A-TWO.yaml": other.replace("price_type: series", f"price_type: {price_type}"),
            "sample/customer-sites/SIT-TWO.yaml": site,
        }
    )
    lta = book.get_as(Lta, "LTA-2024-09")
    assert lta is not None
    return tuple(words for words in committed(book, lta, lta.steps[0]).refused if "SIT-TWO" in words)


def test_a_service_price_before_the_end_of_series_is_no_gap() -> None:
    assert _refused("service") == ()


def test_a_missing_series_price_is_named() -> None:
    assert _refused("series") == ("price of PRT-100-A at SIT-TWO missing on 2025-01-01",)


def test_what_cannot_be_added_up_says_why() -> None:
    """A price per km has no pieces: the sum is refused, and whoever reads the figure finds the reason."""
    more = {"volume-plans/VOL-D-01.yaml": volumes({"2025-01": 1000})}
    line = ("2023-01-01", "value_added: 8.8000 EUR per km")
    book = book_of([lta(step(2025))], [price(line, unit="EUR per km")], more=more)
    found = committed(book, the_lta(book), the_lta(book).steps[0])
    assert found.refused == ("delta is per km, not per piece",)


def test_pieces_are_exact_and_name_their_row() -> None:
    """17 of 31 days of January: what is multiplied is what the step says, not whole pieces."""
    more = {"volume-plans/VOL-D-01.yaml": volumes({"2025-01": 4100, "2025-02": 4100})}
    book = book_of(
        [lta(step(2025, effective="2025-01-15"))], [price(("2023-01-01", "value_added: 1.6000 EUR"))], more=more
    )
    found = explained(the_lta(book), book, "2025", book.as_of)[-1]
    assert found.result == "203.15 EUR"
    assert found.steps[0].formula == "6348.387096774194… * 0.0320"
    spot = next(one.spot for one in found.inputs if one.name == "pieces of PRT-900-D at SIT-ONE")
    assert spot is not None
    assert (spot.record, spot.path) == ("VOL-D-01", ("rows", 0))
