"""Coverage of proof: turnover whose price stands on a binding paper, its source named, unknown turnover apart."""

from decimal import Decimal

from kamdocs.kinds.billing.figures.coverage import BILLING, PLAN, Coverage, coverage, coverage_tables
from tests.books import book_from, sample_files

BILL = "sample/billings/BIL-S1-2024.yaml"
PRICE = "sample/prices/PRC-100-A-ONE.yaml"
AGREED_ONLY = "      - {state: loaded, on: 2023-12-18, evidence: [ORD-2023-0001]}\n"


def _billing(*rows: str) -> str:
    return (
        "id: BIL-S1-2024\nprogramme: PRG-S1\nyear: 2024\nsource: ERP\nas_of: 2024-12-01\nunit: pcs\nrows:\n"
        + "".join(f"  - {row}\n" for row in rows)
        + "control_total: {quantity: 1, amount: 1.00 EUR}\n"
    )


def _row(month: str, quantity: str, document: str = "invoice", part: str = "PRT-100-A") -> str:
    return (
        f"{{part: {part}, site: SIT-ONE, month: {month}, document: {document}, basis: delivery, "
        f"quantity: {quantity}, unit_price: 3.0000 EUR}}"
    )


def _coverage(*rows: str, price: str | None = None, as_of: str = "2024-12-02") -> Coverage:
    overlay = {BILL: _billing(*rows)} if rows else {}
    if price is not None:
        overlay[PRICE] = price
    without = [] if rows else [path for path in sample_files() if "/billings/" in path]
    return coverage(book_from(overlay, as_of=as_of, without=without))


def test_returns_are_taken_off_and_the_source_is_named() -> None:
    found = _coverage(_row("2024-03", "1000"), _row("2024-03", "-40", "return"), _row("2024-04", "500"))
    mine = next(row for row in found.rows if row.part == "PRT-100-A")
    assert found.source == BILLING
    assert mine.turnover is not None
    assert mine.turnover.amount == Decimal("4380.00")
    assert len(mine.missing) == 10


def test_credit_notes_are_no_pieces_and_where_he_bills_himself_his_rows_count() -> None:
    found = _coverage(_row("2024-03", "1000"), _row("2024-03", "990", "self_bill"), _row("2024-03", "5", "credit_note"))
    mine = next(row for row in found.rows if row.part == "PRT-100-A")
    assert mine.turnover is not None
    assert mine.turnover.amount == Decimal("2970.00")
    alone = _coverage(_row("2024-03", "1000"), _row("2024-03", "5", "credit_note"))
    assert next(row.turnover.amount for row in alone.rows if row.turnover) == Decimal("3000.00")


def test_a_month_belongs_to_the_price_of_its_days() -> None:
    """Half of December 2023 is outside the twelve months; a price that changes inside a month counts by days."""
    text = sample_files()[PRICE].decode().replace("valid_from: 2024-01-01", "valid_from: 2024-04-16")
    found = _coverage(_row("2024-04", "300"), price=text)
    mine = next(row for row in found.rows if row.part == "PRT-100-A")
    assert mine.turnover is not None
    assert mine.turnover.amount == Decimal("915.00")  # 150 at 3.1000 and 150 at 3.0000


def test_only_a_binding_paper_counts_as_proof() -> None:
    text = sample_files()[PRICE].decode().replace(AGREED_ONLY, "")
    proven, open_ = _coverage(_row("2024-03", "1000")), _coverage(_row("2024-03", "1000"), price=text)
    assert proven.share is not None
    assert open_.share is not None
    assert (str(proven.share.percent), str(open_.share.percent)) == ("100.00", "0.00")
    listed = coverage_tables(book_from({BILL: _billing(_row("2024-03", "1000")), PRICE: text}))[0]
    assert any("PRT-100-A" in row.about for row in listed.rows)


def test_without_billing_the_plan_is_named_and_what_it_lacks_is_not_zero() -> None:
    found = _coverage()
    assert found.source == PLAN
    assert found.share is not None
    unknown = [row for row in found.rows if row.turnover is None]
    assert found.share.unknown == len(unknown)
