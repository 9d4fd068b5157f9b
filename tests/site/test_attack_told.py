"""What findings, figures and files told a reader whom `only_for` or the table of readers keeps from a fact."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from kamdocs.cli.build import _check
from kamdocs.cli.catalogue import engine
from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC
from kamdocs.core.finding import Finding
from kamdocs.core.place import Spot
from kamdocs.core.publication import Site
from kamdocs.site.accounts import AccountViews, shown_accounts
from kamdocs.site.csvs import csv_of
from kamdocs.site.gate import gate_files
from kamdocs.site.publication import AccountInput
from kamdocs.site.views import Cell, ColumnView, FindingView, RowView, TableView
from tests.books import book_from, sample_files
from tests.kinds.change.story import CHANGE, RELEASE, changed, story
from tests.site.building import edition_of, site_for

ROOT = Path(__file__).parents[1]
CASES = sorted(
    path
    for kind in ("change", "offer", "nomination", "part", "mandated_component", "purchase_agreement", "cost_breakdown")
    for path in (ROOT / "kinds" / kind / "cases").glob("*.yaml")
)
SECRET = "only_for: [controlling]\n"
OFFER, NOMINATION = "sample/offers/OFR-2021-0001.yaml", "sample/nominations/NOM-2021-0001.yaml"
MONEY, COMMERCIAL = r"\d EUR", r"commercially|quoted|invoiced|are paid|pass it on|nominated on"
KEPT = {
    "logistics": rf"{MONEY}|{COMMERCIAL}",
    "purchasing": COMMERCIAL,
    "plant": rf"{MONEY}|quoted|invoiced|are paid|pass it on|nominated on",
}


def text_of(path: str) -> str:
    """A file of the sample."""
    return sample_files()[path].decode()


def seen_by(
    site: Site,
    book: Book,
    findings: tuple[Finding, ...],
    group: Book,
    check: Callable[[Book], Iterable[Finding]] = _check,
) -> AccountViews:
    """The account before a reader, without its pages."""
    inputs = {"sample": AccountInput(book, findings, check=check)}
    edition = edition_of(book, ROOT / "no-project")
    return shown_accounts(site, inputs, AccountInput(group), edition)[0]


def told(site: Site, overlay: dict[str, str], *findings: Finding) -> AccountViews:
    """The sample with an overlay before a reader; without findings those of all rules."""
    book, group = (book_from(overlay, account=name) for name in ("sample", "group"))
    if findings:
        return seen_by(site, book, findings, group, lambda kept: [one for one in findings if kept.get(one.record)])
    return seen_by(site, book, engine().run(book).findings, group)


def findings_of(shown: AccountViews) -> Iterator[FindingView]:
    """All findings that the reader gets."""
    return (one for view in shown.views.values() for one in view.findings)


def a(code: str, record: str, *path: str | int) -> Finding:
    """A finding with a sentence of its own."""
    return Finding(code, ERROR, STATIC, "marked words", "sample", record, Spot(record, path))


def readers() -> dict[str, Site]:
    """One site for each audience of this file."""
    plain = {name: site_for(name) for name in ("sales", "programme", "purchasing", "logistics")}
    return plain | {"plant": site_for("plant", plant="PLT-ONE")}


def checked_cases(path: Path) -> Iterator[tuple[str, Book, Book, tuple[Finding, ...]]]:
    """The cases of a file that find something in files that load: name, account, group, all findings."""
    for case in yaml.load(path.read_text("utf-8"), yaml.BaseLoader)["cases"]:
        if not case.get("findings") or case.get("base"):
            continue
        more = {"as_of": case.get("as_of", "2024-12-02"), "without": case.get("without") or ()}
        try:
            book, group = (book_from(case.get("records"), account=name, **more) for name in ("sample", "group"))
        except AssertionError:
            continue  # the case has a file that is not meant to load
        yield case["name"], book, group, engine().run(book).findings


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_sentence_of_a_case_says_what_its_reader_may_not_know(path: Path) -> None:
    for name, book, group, found in checked_cases(path):
        for audience, kept in KEPT.items():
            shown = seen_by(readers()[audience], book, found, group)
            said = [one for one in findings_of(shown) if re.search(kept, one.says) and "mandated" not in one.name]
            assert not said, (audience, name, said[0].says)


@pytest.mark.parametrize(
    ("finding", "names", "sentences"),
    [
        (a("OFR001", "OFR-2021-0001", "lines", 0, "unit_price"), {"sales"}, {"sales"}),
        (a("OFR010", "OFR-2021-0001", "valid_until"), {"sales", "programme"}, {"sales", "programme"}),
        (a("OFR013", "MDC-7K-090", "lines", 0), {"sales", "programme"}, {"sales", "programme"}),
        (a("DIR002", "MDC-7K-090", "lines", 0), {"sales", "programme"}, {"sales", "programme"}),
        (a("DIR003", "PUR-2023-0001", "lines", 0, "unit_price"), {"sales", "purchasing"}, {"sales"}),
        (a("CHG007", "CHG-2024-0001", "quote_due"), {"sales", "programme"}, {"sales", "programme"}),
        (a("CHG011", "CHG-2024-0001", "free_of_charge"), {"sales", "programme"}, {"sales", "programme"}),
        (a("CHG001", "CHG-2024-0001", "technical_track"), set(readers()), {"sales", "programme", "plant"}),
        (a("CHG012", "PRT-100-A", "technical_indices"), set(readers()), {"sales", "programme"}),
        (a("CHG013", "CHG-2024-0001", "technical_track"), set(readers()), set(readers())),
        (a("GEN023", "CHG-2024-0001", "introduction_date"), set(readers()), {"sales", "programme"}),
    ],
    ids=lambda value: value.code if isinstance(value, Finding) else "",
)
def test_a_finding_is_for_who_may_read_what_it_is_about(finding: Finding, names: set[str], sentences: set[str]) -> None:
    """Not where it stands decides alone: a price that differs from its breakdown speaks of the breakdown."""
    component = changed_part()
    got = {audience: list(findings_of(told(site, component, finding))) for audience, site in readers().items()}
    assert {audience for audience, found in got.items() if found} == names
    assert {audience for audience, found in got.items() if any(one.says for one in found)} == sentences


def changed_part() -> dict[str, str]:
    """The mandated component goes into part 100-A, so that plant ONE meets it; the component is bought too dear."""
    part, bought = "sample/parts/PRT-100-A.yaml", "sample/purchase-agreements/PUR-2023-0001.yaml"
    line = "      - {component: 7K-020, quantity: 1 pcs, mandated: false}\n"
    mandated = "      - {component: 7K-090, quantity: 1 pcs, mandated: true}\n"
    return {part: text_of(part).replace(line, line + mandated), bought: text_of(bought).replace("0.2500", "0.2639")}


def test_a_sentence_made_with_a_record_that_is_kept_from_the_reader_is_not_shown() -> None:
    """Only controlling may know of the offer; the award names no price of it to sales, and nobody learns that they
    differ."""
    award = text_of(NOMINATION).replace("4.2000 EUR", "4.1000 EUR")
    overlay = {OFFER: text_of(OFFER) + SECRET, NOMINATION: award}
    sales, all_of_it = (told(site_for(name), overlay) for name in ("sales", "controlling"))
    assert any("4.2000 EUR" in one.says for one in findings_of(all_of_it))
    assert "OFR-2021-0001" not in sales.views
    assert "OFR019" not in {one.code for one in findings_of(sales)}
    assert "4.2000" not in repr(sales.views["NOM-2021-0001"])


def test_money_of_a_door_counts_no_offer_that_is_kept_from_the_reader() -> None:
    """The quoted price of the change is known to controlling; the doors answer the same for everybody."""
    name = "offers/OFR-2024-0300"
    overlay = story(changed(name, ("id: OFR-2024-0300\n", f"id: OFR-2024-0300\n{SECRET}")))
    answers, money = {}, {}
    for audience in ("controlling", "sales"):
        book, group = (book_from(overlay, as_of="2024-04-05", account=one) for one in ("sample", "group"))
        shown = seen_by(site_for(audience), book, (), group)
        doors = json.loads(gate_files((shown,), book.as_of)["data/gate.json"])["doors"]
        here = [one for one in doors if one["change"] == CHANGE]
        answers[audience] = [(one["launch"]["answer"], one["introduce"]["answer"]) for one in here]
        money[audience] = [one["money"]["a_day"] for one in here]
    assert answers["sales"] == answers["controlling"] != []
    assert "61.88" in money["controlling"]
    assert "61.88" not in money["sales"]


def test_a_change_that_did_not_load_is_named_to_nobody() -> None:
    book, group = (book_from(account=name) for name in ("sample", "group"))
    held = {key: one for key, one in book.shelf.held.items() if key != "CHG-2024-0001"}
    shelf = replace(book.shelf, held=held, unread={"CHG-2024-0001": "records/sample/changes/CHG-2024-0001.yaml"})
    lost = Book(shelf, book.group, policy=book.policy, as_of=book.as_of)
    files = gate_files((seen_by(site_for("logistics"), lost, (), group),), lost.as_of)
    assert "CHG-2024-0001" not in files["data/gate.json"]


def test_a_release_that_waits_does_not_tell_its_amount_by_who_may_sign_it() -> None:
    """Only who may read prices gets the functions for that amount."""
    dear = story(release=RELEASE.replace("PER-0001", "PER-0004").replace("2000.00", "200000.00"))
    signers = {}
    for audience in ("sales", "logistics"):
        book, group = (book_from(dear, as_of="2024-04-05", account=one) for one in ("sample", "group"))
        shown = seen_by(site_for(audience), book, (), group)
        doors = json.loads(gate_files((shown,), book.as_of)["data/gate.json"])["doors"]
        signers[audience] = next(one["release_by"] for one in doors if one["change"] == CHANGE)
    assert signers["sales"] == []
    assert signers["logistics"] != []


def test_a_finding_about_a_row_of_another_plant_is_counted_as_the_file_counts() -> None:
    """Plant TWO gets the plan without the first row; the first row that it gets is the second one of the file."""
    plan, other = "sample/volume-plans/VOL-S1-2024-01.yaml", "sample/parts/PRT-100-A.yaml"
    parts = {
        "sample/parts/PRT-100-X.yaml": text_of(other).replace("PRT-100-A", "PRT-100-X"),
        other: text_of(other).replace("60 %", "100 %").replace("  - {plant: PLT-TWO, share: 40 %}\n", ""),
    }
    rows = "rows:\n  - {part: PRT-100-A, site: SIT-ONE, months: {2025-01: 7}}\n"
    rows += "  - {part: PRT-100-X, site: SIT-ONE, months: {2025-01: 9}}\n"
    text = text_of(plan)
    text = text[: text.index("rows:")] + rows + "control_total: 16 pcs\n" + text[text.index("track:") :]
    site = site_for("plant", plant="PLT-TWO")
    got = [
        list(findings_of(told(site, {plan: text, **parts}, a("VOL002", "VOL-S1-2024-01", "rows", row, "months"))))
        for row in (0, 1)
    ]
    assert [len(one) for one in got] == [0, 1]


def test_the_rows_of_what_a_mandated_price_moves_are_prices() -> None:
    """Purchasing reads the mandated price, not at how many places a customer's price rests on it."""
    path = "sample/mandated-components/MDC-7K-090.yaml"
    second = "  - {valid_from: 2024-06-01, unit_price: 0.2600 EUR, evidence: [COM-2021-0001]}\n"
    text = text_of(path)
    lines = text.index("price_negotiated_by")
    overlay = {**changed_part(), path: text[:lines] + second + text[lines:]}
    captions = {}
    for audience in ("sales", "purchasing"):
        view = told(site_for(audience), overlay, a("DIR006", "MDC-7K-090", "id")).views["MDC-7K-090"]
        captions[audience] = {table.caption for section in view.sections for table in section.tables}
        assert any("0.2600" in cell.text for s in view.sections for t in s.tables for r in t.rows for cell in r.cells)
    assert "What it moves" in captions["sales"]
    assert "What it moves" not in captions["purchasing"]


def test_an_empty_cell_of_a_file_is_empty() -> None:
    table = TableView("", (ColumnView("One"), ColumnView("Two")), (RowView((Cell(""), Cell("=1+1"))),))
    assert csv_of(table) == "One,Two\n,'=1+1\n"
