"""The committed saving of a step leaves out a site whose only prices are of a type that does not count yet."""

from kamdocs.kinds.lta.figures import committed
from kamdocs.kinds.lta.model import Lta
from tests.books import book_from, sample_files

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
