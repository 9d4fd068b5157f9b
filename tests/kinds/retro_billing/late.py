"""A price that was loaded late, and the extracts of the months in between."""

from tests.books import sample_files

PRICE, BILL = "sample/prices/PRC-100-A-ONE.yaml", "sample/billings/BIL-S1-2024.yaml"
RUN = "sample/retro-billings/RET-2024-0900.yaml"
LINE = "PRC-100-A-ONE@2024-01-01"
_LOADED = "      - {state: loaded, on: 2023-12-18, evidence: [ORD-2023-0001]}\n"
JANUARY = "month: 2024-01, document: invoice, basis: delivery, quantity: 3003, unit_price: 3.1000 EUR"
FEBRUARY = (
    "month: 2024-02, document: invoice, basis: delivery, from: 2024-02-01, to: 2024-02-09, "
    "quantity: 1001, unit_price: 3.1000 EUR"
)
AFTER = (
    "month: 2024-02, document: invoice, basis: delivery, from: 2024-02-10, to: 2024-02-29, "
    "quantity: 2000, unit_price: 3.0000 EUR"
)


def price(loaded: str | None = "2024-02-10") -> dict[str, str]:
    """The price of 2024, loaded on a day or not at all; 3.1000 EUR before, 3.0000 EUR from January on."""
    text = sample_files()[PRICE].decode()
    assert _LOADED in text
    entry = _LOADED.replace("2023-12-18", loaded) if loaded else ""
    return {PRICE: text.replace(_LOADED, entry)}


def billing(*rows: str, as_of: str = "2024-11-29", totals: str = "{quantity: 1, amount: 1.00 EUR}") -> dict[str, str]:
    """The extract of 2024 with these rows of part 100-A."""
    listed = "".join(f"  - {{part: PRT-100-A, site: SIT-ONE, {row}}}\n" for row in rows)
    head = f"id: BIL-S1-2024\nprogramme: PRG-S1\nyear: 2024\nsource: ERP\nas_of: {as_of}\nunit: pcs\n"
    return {BILL: f"{head}rows:\n{listed}control_total: {totals}\n"}


def run(*lines: str, state: str = "calculated", more: str = "") -> dict[str, str]:
    """A run of that price with these documents."""
    listed = "".join(f"  - {{{line}}}\n" for line in lines)
    track = "track:\n  - {state: calculated, on: 2024-03-04}\n"
    if state == "issued":
        track += "  - {state: issued, on: 2024-03-05, evidence: [COM-2023-0001]}\n"
    if state == "not_billed":
        track += "  - {state: not_billed, on: 2024-03-05}\n"
    return {RUN: f"id: RET-2024-0900\nprice: {LINE}\nlines:\n{listed}{more}{track}"}


def document(number: str, pieces: int, *, on: str = "2024-01-15", type_: str = "invoice", old: str = "3.1000") -> str:
    """One document of a run."""
    return (
        f'invoice: "{number}", document_type: {type_}, pricing_date: {on}, quantity: {pieces} pcs, '
        f"old: {old} EUR, new: 3.0000 EUR"
    )
