"""Billings: how a row is written, and which extract of a programme and year counts."""

import pytest

from kamdocs.core.audience import Class
from kamdocs.core.facts import fields_of
from kamdocs.kinds.billing.model import Billing, BillingRow, counting_billings
from kamdocs.load.loader import Words, load
from tests.books import book_from, sample_files

PATH = "sample/billings/BIL-S1-2024.yaml"
TEXT = sample_files()[PATH].decode()


def codes_of(text: str) -> list[str]:
    _, problems = load(text.encode(), Billing, Words(frozenset()))
    return [problem.code for problem in problems]


def test_prices_are_a_class_of_their_own_beside_quantities() -> None:
    billing = book_from().get_as(Billing, "BIL-S1-2024")
    assert billing is not None
    fields = fields_of(BillingRow)
    assert billing.class_of(fields["quantity"], Class.SCHEDULE) is Class.SCHEDULE
    assert billing.class_of(fields["unit_price"], Class.SCHEDULE) is Class.PRICE
    assert billing.class_of(fields_of(Billing)["control_total"]) is Class.PRICE
    assert billing.heading(book_from()) == "Compact car S1, 2024"


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("quantity: -10\n", "quantity: 10\n", []),
        ("quantity: -10\n", "quantity: 10 pcs\n", ["VAL010"]),
        ("unit: pcs", "unit: kg", ["VAL014"]),
        ("programme: PRG-S1\n", "", ["VAL002"]),
        ("control_total: {quantity: -10, amount: -30.00 EUR}\n", "", ["VAL002"]),
        ("document: credit_note", "document: letter", ["VAL014"]),
        ("basis: delivery", "basis: guess", ["VAL014"]),
    ],
)
def test_quantities_are_bare_and_signed_and_the_totals_are_stated(old: str, new: str, codes: list[str]) -> None:
    assert old in TEXT
    assert codes_of(TEXT.replace(old, new, 1)) == codes


def test_the_latest_extract_of_a_programme_and_year_counts() -> None:
    older = TEXT.replace("BIL-S1-2024", "BIL-S1-2024-08").replace("as_of: 2024-11-29", "as_of: 2024-08-30")
    later = TEXT.replace("BIL-S1-2024", "BIL-S1-2024-12").replace("as_of: 2024-11-29", "as_of: 2025-01-02")
    other = TEXT.replace("BIL-S1-2024", "BIL-S1-2023").replace("year: 2024", "year: 2023")
    named = {"BIL-S1-2024-08": older, "BIL-S1-2024-12": later, "BIL-S1-2023": other}
    overlay = {f"sample/billings/{name}.yaml": text for name, text in named.items()}

    def counting(as_of: str) -> dict[int, str]:
        return {year: one.id for (_, year), one in counting_billings(book_from(overlay, as_of=as_of)).items()}

    assert counting("2024-12-02") == {2024: "BIL-S1-2024", 2023: "BIL-S1-2023"}
    assert counting("2024-11-28") == {2024: "BIL-S1-2024-08"}
    assert counting("2025-01-02") == {2024: "BIL-S1-2024-12", 2023: "BIL-S1-2023"}
