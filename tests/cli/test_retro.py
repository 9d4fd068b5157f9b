"""`kamdocs retro`: what is open, what the extracts give for it, and the paper of a run."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.running import Ran, call, run, sample
from tests.exchange.spreadsheet import computed
from tests.kinds.retro_billing.late import FEBRUARY, JANUARY, LINE, billing, document, price
from tests.kinds.retro_billing.late import run as a_run

TOTALS = "{quantity: 4004, amount: 12412.40 EUR}"
LATE = price() | billing(JANUARY, FEBRUARY, totals=TOTALS)
DOCUMENTS = (
    *(document(number, 1001) for number in ("=1+1", "2", "3")),
    document("4", -3, type_="return", on="2024-02-09"),
    document("5", 900, type_="pro_forma"),
)
SIGNED = (
    "document_no: D-77\ndirection: credit\ntotal: -300.00 EUR\n"
    "approval: {by: PER-0003, on: 2024-03-04, because: The price fell.}\nowner: PER-0102\n"
)
OURS = ("PER-", "The price fell", "openpyxl", 'hidden="1"', "/tmp")
PAPER = LATE | a_run(*DOCUMENTS, more=SIGNED, state="issued")


def retro(folder: Path, *words: str) -> Ran:
    return call(folder, "retro", *words)


def test_what_is_open_is_listed_with_money_window_and_paper(tmp_path: Path) -> None:
    ran = run(sample(tmp_path, LATE), "retro")
    assert ran.code == 0, ran.err
    assert "sample: 1 correction open" in ran.out
    assert f"  {LINE}  -400.40 EUR, owed by us, 4004 pcs" in ran.out
    assert "no 1 of the part and site, 2024-01-01 to 2024-02-09, not calculated" in ran.out
    assert "allowed by ORD-2023-0001" in ran.out
    assert "  owed by us: -400.40 EUR" in ran.out


def test_unknown_money_is_counted_and_not_summed(tmp_path: Path) -> None:
    ran = retro(sample(tmp_path, price(), ["sample/billings/BIL-S1-2024.yaml"]))
    assert f"  {LINE}  unknown" in ran.out
    assert "not computable: billing of PRG-S1 2024 missing" in ran.out
    assert ran.out.count("unknown: 1") == 1
    assert "0.00" not in ran.out


def test_a_line_is_simulated_row_by_row(tmp_path: Path) -> None:
    ran = retro(sample(tmp_path, LATE), LINE)
    assert "2024-01  3003 pcs at 3.1000 EUR, agreed 3.0000 EUR: -300.30 EUR" in ran.out
    assert "2024-02-01 to 2024-02-09  1001 pcs at 3.1000 EUR, agreed 3.0000 EUR: -100.10 EUR" in ran.out
    nothing = retro(tmp_path, "PRC-100-A-ONE@2023-01-01")
    assert nothing.out.endswith("PRC-100-A-ONE@2023-01-01: no correction is open.\n")


def test_a_run_is_shown_with_its_control_total(tmp_path: Path) -> None:
    ran = retro(sample(tmp_path, PAPER), "RET-2024-0900")
    assert ran.code == 0, ran.err
    assert "control total: 4 documents, 3000 pcs, -300.00 EUR" in ran.out
    assert "5  2024-01-15  900 pcs at 3.1000 EUR: does not count: pro forma" in ran.out


def test_the_workbook_computes_each_line_and_its_totals(tmp_path: Path) -> None:
    ran = run(sample(tmp_path, PAPER), "retro", "RET-2024-0900", "--to", "run.xlsx")
    assert ran.code == 0, ran.err
    book = load_workbook(tmp_path / "run.xlsx")
    sheet = book.worksheets[0]
    first = next(row for row in range(1, 30) if sheet.cell(row, 1).value == "Document") + 1
    differences = [str(float(computed(book, sheet.title, f"G{row}"))) for row in range(first, first + 5)]
    assert differences == ["-100.1", "-100.1", "-100.1", "0.3", "-300.0"]
    assert computed(book, sheet.title, f"D{first + 4}") == 3000
    assert [sheet.cell(row, 8).value for row in (first, first + 4)] == ["RET-2024-0900@=1+1", "RET-2024-0900"]
    assert (sheet.cell(first, 1).data_type, sheet.cell(first, 1).value) == ("s", "=1+1")
    shown = load_workbook(tmp_path / "run.xlsx", data_only=True).worksheets[0]
    assert [shown.cell(row, 7).value for row in (first, first + 4)] == [-100.1, -300]


def test_nothing_that_is_only_ours_leaves_with_it(tmp_path: Path) -> None:
    sample(tmp_path, PAPER)
    for name in ("one.xlsx", "two.xlsx", "run.csv"):
        assert retro(tmp_path, "RET-2024-0900", "--to", str(tmp_path / name)).code == 0
    archive = zipfile.ZipFile(io.BytesIO((tmp_path / "one.xlsx").read_bytes()))
    inside = "".join(archive.read(one).decode("utf-8") for one in archive.namelist())
    for text in (inside, (tmp_path / "run.csv").read_text()):
        assert "D-77" in text or "RET-2024-0900" in text
        assert not [word for word in OURS if word in text]
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    properties = load_workbook(tmp_path / "one.xlsx").properties
    assert (properties.creator or "", properties.lastModifiedBy) == ("", None)
    assert str(properties.created.date()) == "2024-03-05"


def test_the_csv_names_each_record_and_ends_with_the_control_total(tmp_path: Path) -> None:
    ran = retro(sample(tmp_path, PAPER), "RET-2024-0900", "--to", str(tmp_path / "run.csv"), "--language", "de")
    assert ran.code == 0, ran.err
    rows = list(csv.reader((tmp_path / "run.csv").open(encoding="utf-8", newline="")))
    assert rows[0][:4] == ["Beleg", "Art", "Preisdatum", "Menge (Stück)"]
    assert rows[1] == ["'=1+1", "Rechnung", "2024-01-15", "1001", "3.1000", "3.0000", "-100.10",
                       "RET-2024-0900@=1+1", ""]  # fmt: skip
    assert rows[5][6:] == ["", "RET-2024-0900@5", "Pro forma"]
    assert rows[-1] == ["Kontrollsumme", "", "", "3000", "", "", "-300.00", "RET-2024-0900", ""]
    again = retro(tmp_path, "RET-2024-0900", "--to", str(tmp_path / "run.csv"))
    assert (again.code, "is there already" in again.err) == (2, True)
    assert retro(tmp_path, "RET-2024-0900", "--to", str(tmp_path / "run.csv"), "--force").code == 0


def test_a_run_with_an_error_or_without_a_debt_stays_in_the_house(tmp_path: Path) -> None:
    wrong = LATE | a_run(*DOCUMENTS, more=SIGNED.replace("-300.00", "-300.01"), state="issued")
    ran = retro(sample(tmp_path / "wrong", wrong), "RET-2024-0900", "--to", str(tmp_path / "run.xlsx"))
    assert (ran.code, "PRC010 -300.01 EUR is written, the lines give -300.00 EUR" in ran.err) == (1, True)
    given_up = LATE | a_run(*DOCUMENTS, more=SIGNED.partition("document_no")[0], state="not_billed")
    ran = retro(sample(tmp_path / "given", given_up), "RET-2024-0900", "--to", str(tmp_path / "run.xlsx"))
    assert (ran.code, "was not billed on 2024-03-05" in ran.err) == (1, True)
    assert not (tmp_path / "run.xlsx").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--to", "x.xlsx"), "A file is written of one run."),
        (("RET-2024-0900", "--to", "x.pdf"), "x.pdf is neither a workbook nor a CSV file."),
        ((LINE, "--to", "x.xlsx"), f"{LINE} is no retro-billing, only one is written."),
        (("SIT-ONE",), "SIT-ONE is no retro-billing and no price."),
        (("RET-2024-0999",), "There is no record RET-2024-0999."),
        (("PRC-100-A-ONE@2020-01-01",), "PRC-100-A-ONE has no line from 2020-01-01."),
    ],
)
def test_what_cannot_be_done_is_said_with_a_way_out(tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    ran = retro(sample(tmp_path, PAPER), *words)
    assert ran.code == 2
    assert f"kamdocs: {says}\n  " in ran.err


def test_a_draft_of_a_run_is_written_and_checked(tmp_path: Path) -> None:
    documents = ", ".join(f"{{{document(number, 1001)}}}" for number in ("1", "2"))
    words = ("--set", f"price={LINE}", "--set", f"lines=[{documents}]", "--set", "track.state=calculated")
    ran = call(sample(tmp_path, LATE), "new", "retro_billing", "--account", "sample", *words)
    assert ran.code == 0, ran.err
    (written,) = (tmp_path / "records/sample/retro-billings").glob("RET-2024-*.yaml")
    assert f"price: {LINE}" in written.read_text()
    assert f"calculated in {written.stem}" in retro(tmp_path).out
