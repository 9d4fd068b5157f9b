"""Offers as tests write them: two parts, a request, rounds."""

from kamdocs.core.book import Book
from kamdocs.kinds.offer.model import Offer

LINE = "{part: %s, site: SIT-ONE, price_type: series, technical_index: %s, unit_price: %s, volumes: {%s}}"
SENT = "\n  - {state: validated, on: 2024-06-03}\n  - {state: sent, on: 2024-06-10, evidence: [COM-2023-0001]}\n"


def bracket(price: str = "1.2345 EUR", volumes: str = "2026: 8000 pcs, 2027: 10001 pcs, 2028: 12000 pcs") -> str:
    return LINE % ("PRT-100-A", "B", price, volumes)


def cover(price: str = "2.0000 EUR", volumes: str = "2026: 5000 pcs") -> str:
    return LINE % ("PRT-200-B", '"02"', price, volumes)


def offer(
    *lines: str, name: str = "OFR-2024-0001", number: int = 1, track: str = SENT, more: str = ""
) -> dict[str, str]:
    rows = "".join(f"\n  - {line}" for line in lines or (bracket(),))
    text = f"id: {name}\nrfq: RFQ-2024-0001\nround: {number}\nlines:{rows}\n{more}track:{track}"
    return {f"sample/offers/{name}.yaml": text}


def get(book: Book, name: str = "OFR-2024-0001") -> Offer:
    found = book.get_as(Offer, name)
    assert found is not None
    return found
