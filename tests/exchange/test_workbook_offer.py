"""The workbook of an offer: its formulas give the offered prices, and it holds nothing that is ours alone."""

import io
import subprocess
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from kamdocs.core.book import Book
from kamdocs.core.errors import KamdocsError
from kamdocs.exchange.workbook_offer import workbook
from kamdocs.kinds.offer.model import Offer
from tests.books import book_from, sample_files
from tests.cli.offered import ROUND_1, breakdown, offer, rounds
from tests.exchange.spreadsheet import computed

OURS = ("47.11", "88.22", "6.66", "7.77", "9.99", "13.37", "424242", "Secret", "PER-", "CBD-", "openpyxl", "npv",
        "margin", "One shift only")  # fmt: skip
FIXED = "  - {component: 7K-020, quantity: 3 pcs, unit_price: 0.1150 EUR, handling_fee: 3.5 %}"


def account(**files: str) -> Book:
    """The sample with the rounds, and files replaced by their path without its ending."""
    return book_from(rounds() | {f"sample/{name}.yaml": text for name, text in files.items()})


def made(book: Book, record: str = ROUND_1, language: str = "en") -> bytes:
    found = book.get_as(Offer, record)
    assert found is not None
    return workbook(found, book, language)


def opened(data: bytes, *, values: bool = False) -> Workbook:
    return load_workbook(io.BytesIO(data), data_only=values)


def formulas(book: Workbook) -> Iterator[tuple[str, str]]:
    """Sheet and cell of every formula."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield sheet.title, cell.coordinate


def prices(data: bytes) -> list[Fraction]:
    """The prices of the first sheet, as its formulas give them."""
    book = opened(data)
    sheet = book.worksheets[0]
    return [computed(book, sheet.title, cell.coordinate) for (cell,) in sheet["F8:F9"]]


def test_the_formulas_give_the_offered_prices() -> None:
    assert prices(made(account())) == [Fraction("2.8453"), Fraction("1.2")]


def test_every_formula_has_its_value_in_the_file() -> None:
    """Programs that do not compute show what others compute."""
    data = made(account())
    live, kept = opened(data), opened(data, values=True)
    found = list(formulas(live))
    assert len(found) > 5
    for sheet, cell in found:
        assert Fraction(Decimal(str(kept[sheet][cell].value))) == computed(live, sheet, cell), (sheet, cell)


def test_a_product_between_two_roundings_is_set_to_its_own_decimals_first() -> None:
    """0.350 kg of 2.4150 EUR are 0.84525 EUR, which binary numbers make a little less."""
    sheet = opened(made(account())).worksheets[1]
    assert sheet["I12"].value == "=ROUND(ROUND(C12*E12,13),4)-H12"
    assert sheet["I13"].value == "=ROUND(C13*E13,4)"
    assert sheet["I14"].value == "=ROUND(C14*E14/100,4)"


def test_prices_per_hundred_and_mandated_parts_with_their_fee() -> None:
    """3 pieces of 0.1150 EUR with 3.5 % are 35.7075 EUR per 100."""
    layers = breakdown(1, bought="  []", raw="  []", fixed=FIXED).replace("0000 EUR\n", "0000 EUR per 100\n")
    lines = [
        f"{line} per 100" if line.startswith("  ") and line.endswith("EUR") else line for line in layers.split("\n")
    ]
    offered = offer(1, first="37.0075 EUR per 100", second="1.2000 EUR")
    book = account(**{"cost-breakdowns/CBD-2024-0901-100-A": "\n".join(lines), f"offers/{ROUND_1}": offered})
    data = made(book)
    assert prices(data) == [Fraction("37.0075"), Fraction("1.2")]
    row = [cell.value for cell in opened(data).worksheets[1][12]]
    assert row == ["Mandated part", "7K-020", 3, "pcs", 0.115, "EUR per piece", 0.035, None,
                   "=ROUND(C12*E12*100*(1+G12),4)"]  # fmt: skip


def test_nothing_of_ours_and_nothing_hidden() -> None:
    data = made(account())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        everything = "\n".join(archive.read(name).decode() for name in archive.namelist())
    assert "Aluminium" in everything
    assert [word for word in OURS if word in everything] == []
    book = opened(data)
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible"] * 3
    assert not book.defined_names
    for sheet in book.worksheets:
        assert not sheet.defined_names
        assert not [one for one in (*sheet.row_dimensions.values(), *sheet.column_dimensions.values()) if one.hidden]
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.comment]


def test_the_properties_say_the_day_of_the_validation_and_nobody() -> None:
    properties = opened(made(account())).properties
    assert properties.creator in (None, "")
    assert properties.lastModifiedBy is None
    assert properties.created.isoformat() == properties.modified.isoformat() == "2024-10-01T00:00:00"
    assert [properties.title, properties.subject, properties.description, properties.keywords] == [None] * 4


def test_the_same_record_gives_the_same_bytes() -> None:
    first, second = made(account()), made(account())
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert made(account(), "OFR-2024-0902") != first


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_words_of_a_record_never_become_a_formula(start: str) -> None:
    part = sample_files()["sample/parts/PRT-100-A.yaml"].decode()
    part = part.replace("description: Bracket, front", f'description: "{start} bracket"')
    sheet = opened(made(account(**{"parts/PRT-100-A": part}))).worksheets[0]
    cell = sheet["B8"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (f"{start} bracket", "s", True)


def test_sheets_are_named_after_the_customers_part_numbers() -> None:
    part = sample_files()["sample/parts/PRT-100-A.yaml"].decode()
    part = part.replace("customer_number: 100-A", 'customer_number: "A 205 / 7.1 [*] of a very long number"')
    data = made(account(**{"parts/PRT-100-A": part}), language="de")
    assert opened(data).sheetnames == ["Angebot", "A 205 - 7.1 - of a very long nu", "0200 B"]
    assert prices(data) == [Fraction("2.8453"), Fraction("1.2")]


def test_a_breakdown_that_does_not_give_its_price_is_refused_without_a_value() -> None:
    book = account(**{"cost-breakdowns/CBD-2024-0901-100-A": breakdown(1, labour="0.4001")})
    with pytest.raises(KamdocsError, match="The breakdown of PRT-100-A does not give its price") as refused:
        made(book)
    assert "0.4" not in refused.value.message + refused.value.hint


def test_a_missing_breakdown_is_named() -> None:
    files = {name: text for name, text in rounds().items() if "0901-200-B" not in name}
    with pytest.raises(KamdocsError, match="OFR-2024-0901 has no breakdown for PRT-200-B"):
        made(book_from(files))


def test_numbers_stand_right_below_their_headings_and_a_page_is_a4() -> None:
    first, second, _ = opened(made(account())).worksheets
    assert [first[cell].alignment.horizontal for cell in ("A7", "F7", "H7")] == [None, "right", "right"]
    assert (first["F8"].number_format, first["H8"].number_format) == ("#,##0.0000", "#,##0")
    assert (first["B3"].value, first["B3"].alignment.horizontal) == (1, "left")
    assert (second["E12"].number_format, second["G12"].value) == ("#,##0.0000", None)
    for sheet in (first, second):
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"Calibri"}


@pytest.mark.office
def test_a_spreadsheet_computes_the_same_totals(soffice: str, tmp_path: Path) -> None:
    """The values are taken out first, so that what comes back was computed there."""
    data = made(account())
    bare = opened(data)
    bare.save(tmp_path / "offer.xlsx")
    sheets = bare.sheetnames
    assert all(
        opened((tmp_path / "offer.xlsx").read_bytes(), values=True)[s][c].value is None for s, c in formulas(bare)
    )
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    words = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out")]
    subprocess.run([*words, str(tmp_path / "offer.xlsx")], check=True, capture_output=True, timeout=180)
    back = opened((tmp_path / "out" / "offer.xlsx").read_bytes(), values=True)
    assert back.sheetnames == sheets
    kept = opened(data, values=True)
    for sheet, cell in formulas(bare):
        assert back[sheet][cell].value == kept[sheet][cell].value, (sheet, cell)
