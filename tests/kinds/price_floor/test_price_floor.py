"""Price floors: read by named persons alone, signed, with exceptions by price line."""

import pytest

from kamdocs.core.audience import Class
from kamdocs.kinds.price_floor.model import PriceFloor
from kamdocs.load.loader import Words, load
from tests.books import book_from, sample_files

PATH = "sample/price-floors/FLR-200-B-ONE.yaml"
TEXT = sample_files()[PATH].decode()
EXCEPTION = """exceptions:
  - {line: PRC-100-A-ONE@2024-01-01, by: PER-0001, on: 2023-11-06, because: Won back with the cover., until: 2024-12-31}
"""


def test_it_is_a_mandate_and_named_after_part_and_site() -> None:
    book = book_from()
    floor = book.get_as(PriceFloor, "FLR-200-B-ONE")
    assert floor is not None
    assert (floor.home_class, floor.highest_class) == (Class.MANDATE, Class.MANDATE)
    assert floor.heading(book) == "Cover, rear, Assembly works One"
    assert floor.item("2022-01-01")


def test_an_exception_is_known_by_its_price_line() -> None:
    floor = book_from({PATH: TEXT + EXCEPTION}).get_as(PriceFloor, "FLR-200-B-ONE")
    assert floor is not None
    assert [(one.line, one.by) for one in floor.exceptions] == [("PRC-100-A-ONE@2024-01-01", "PER-0001")]
    assert floor.item("PRC-100-A-ONE@2024-01-01")


@pytest.mark.parametrize(
    ("left_out", "code"),
    [
        ("only_for: [PER-0003]\n", "VAL002"),
        ("    approved: {by: PER-0003, on: 2021-12-06, because: Full cost at the contract volume.}\n", "VAL002"),
    ],
)
def test_without_readers_or_signature_there_is_no_floor(left_out: str, code: str) -> None:
    assert left_out in TEXT
    record, problems = load(TEXT.replace(left_out, "").encode(), PriceFloor, Words(frozenset()))
    assert record is None
    assert [problem.code for problem in problems] == [code]
