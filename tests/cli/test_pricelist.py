"""`pricelist` and `letter`: the prices of a day in the customer's columns, and the confirmation of one of them."""

import csv
import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.running import call, sample, text_of

CUSTOMER = "sample/customers/CUS-SAMPLE.yaml"
FILE = "sample/prices/PRC-100-A-ONE.yaml"
COLUMNS = """\
price_list:
  - {heading: Codice, shows: part}
  - {heading: Prezzo, shows: unit_price}
  - {heading: di cui valore, shows: value_added}
"""
OURS = ("PER-", "because", "Lindqvist", "openpyxl", "kamdocs", "evidence", "track", "owner")


def rows_of(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8"))))


def test_a_list_in_the_customers_columns_with_the_record_of_each_row(tmp_path: Path) -> None:
    project = sample(tmp_path, {CUSTOMER: text_of(CUSTOMER) + COLUMNS})
    done = call(project, "pricelist", "--on", "2024-06-03", "--to", "out.csv")
    assert done.code == 0, done.err
    head, *rows = rows_of(project / "out.csv")
    assert head == ["Codice", "Prezzo", "di cui valore", "Our reference"]
    assert ["100-A", "3.0000 EUR", "2.5000 EUR", "PRC-100-A-ONE@2024-01-01"] in rows


def test_without_a_mapping_the_usual_columns_stand(tmp_path: Path) -> None:
    project = sample(tmp_path)
    assert call(project, "pricelist", "--on", "2023-06-05", "--to", "out.csv", "--language", "de").code == 0
    head, *rows = rows_of(project / "out.csv")
    assert head[:3] == ["Teil", "Benennung", "Lieferort"]
    assert head[-1] == "Unsere Referenz"
    assert [row[5] for row in rows if row[0] == "100-A"] == ["3.1000 EUR"]


def test_the_workbook_holds_numbers_and_nothing_of_ours(tmp_path: Path) -> None:
    project = sample(tmp_path, {CUSTOMER: text_of(CUSTOMER) + COLUMNS})
    assert call(project, "pricelist", "--on", "2024-06-03", "--to", "out.xlsx").code == 0
    book = load_workbook(project / "out.xlsx")
    sheet = book.worksheets[0]
    row = next(cells for cells in sheet.iter_rows() if cells[0].value == "100-A")
    assert (str(row[1].value), row[1].number_format) == ("3", '#,##0.0000 "EUR"')
    assert row[3].value == "PRC-100-A-ONE@2024-01-01"
    assert [one.sheet_state for one in book.worksheets] == ["visible"]
    assert (book.properties.creator, book.properties.lastModifiedBy) == (None, None)
    with zipfile.ZipFile(project / "out.xlsx") as archive:
        everything = "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    assert [word for word in OURS if word in everything] == []


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    project = sample(tmp_path)
    hashes = set()
    for _ in range(2):
        assert call(project, "pricelist", "--on", "2024-06-03", "--to", "out.xlsx", "--force").code == 0
        hashes.add(hashlib.sha256((project / "out.xlsx").read_bytes()).hexdigest())
    assert len(hashes) == 1


@pytest.mark.parametrize("shows", ["evidence", "lines.track", "owner", "build_up", "note", "margin"])
def test_what_is_only_ours_is_no_column(tmp_path: Path, shows: str) -> None:
    columns = f"price_list:\n  - {{heading: X, shows: {shows}}}\n"
    project = sample(tmp_path, {CUSTOMER: text_of(CUSTOMER) + columns})
    done = call(project, "pricelist", "--to", "out.csv")
    assert done.code == 2
    assert f"The price list of CUS-SAMPLE shows {shows}, which no list holds." in done.err
    assert not (project / "out.csv").exists()


def test_a_day_without_prices_names_the_nearest_ones(tmp_path: Path) -> None:
    project = sample(tmp_path)
    done = call(project, "pricelist", "--on", "2001-01-01", "--to", "out.csv")
    assert done.code == 2
    assert "No agreed price of sample holds on 2001-01-01." in done.err
    assert "Prices change on: 20" in done.err
    assert not (project / "out.csv").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--to", "out.txt"), "neither a workbook nor a CSV file"),
        (("--to", "no/out.csv"), "There is no folder no"),
        (("--to", "out.csv", "--on", "soon"), '"soon" is no day'),
        (("--to", "out.csv", "--account", "other"), "There is no account `other`"),
    ],
)
def test_refusals(tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    done = call(sample(tmp_path), "pricelist", *words)
    assert done.code == 2
    assert says in done.err


def test_a_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    columns = "price_list:\n  - {heading: '=1+1', shows: part}\n"
    project = sample(tmp_path, {CUSTOMER: text_of(CUSTOMER) + columns})
    assert call(project, "pricelist", "--to", "out.csv").code == 0
    assert rows_of(project / "out.csv")[0][0] == "'=1+1"


def test_the_letter_names_what_each_movement_confirms(tmp_path: Path) -> None:
    done = call(sample(tmp_path), "letter", "PRC-100-A-ONE@2024-01-01")
    assert done.code == 0, done.err
    assert "Part: 100-A Bracket, front\nTechnical index: A\n" in done.out
    assert "Price: 3.0000 EUR\nValid from: 2024-01-01\n" in done.out
    assert "It follows the price of 3.1000 EUR. Each movement confirms its reason:\n" in done.out
    assert "-0.1000 EUR\n  Our reference: COM-2023-0002\n" in done.out
    assert [word for word in OURS if word in done.out] == []
    assert "2.5000" not in done.out


def test_the_letter_in_german_into_a_file(tmp_path: Path) -> None:
    project = sample(tmp_path)
    words = ("letter", "PRC-100-A-ONE@2023-01-01", "--language", "de", "--to", "brief.txt")
    assert call(project, *words).code == 0
    text = (project / "brief.txt").read_text("utf-8")
    assert "Preis: 3,1000 EUR\nGültig ab: 2023-01-01 bis einschließlich 2023-12-31\n" in text
    assert "Er folgt" not in text
    assert call(project, *words).code == 2
    assert call(project, *words, "--force").code == 0


def test_a_draft_is_not_confirmed(tmp_path: Path) -> None:
    text = text_of(FILE).replace("state: agreed, on: 2022-11-28", "state: draft, on: 2022-11-28")
    project = sample(tmp_path, {FILE: text.replace("      - {state: loaded, on: 2022-12-12, by: PER-0002}\n", "")})
    done = call(project, "letter", "PRC-100-A-ONE@2023-01-01")
    assert done.code == 2
    assert "PRC-100-A-ONE@2023-01-01 is draft on 2024-12-02: there is nothing to confirm." in done.err


def test_steps_that_do_not_give_the_price_are_not_confirmed(tmp_path: Path) -> None:
    text = text_of(FILE).replace("delta: -0.1000 EUR", "delta: -0.0900 EUR")
    done = call(sample(tmp_path, {FILE: text}), "letter", "PRC-100-A-ONE@2024-01-01")
    assert done.code == 2
    assert "the steps give 3.0100 EUR, 3.0000 EUR is written" in done.err


def test_a_file_without_its_line_names_the_lines(tmp_path: Path) -> None:
    done = call(sample(tmp_path), "letter", "PRC-100-A-ONE")
    assert done.code == 2
    assert "PRC-100-A-ONE@2023-01-01, PRC-100-A-ONE@2024-01-01" in done.err
