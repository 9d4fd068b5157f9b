"""No byte of a publication holds what its audience may not read; and the test that says so can fail."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from kamdocs.core.audience import READERS, Class, Reading
from kamdocs.core.book import Book
from kamdocs.core.code import ERROR
from kamdocs.core.record import Record
from kamdocs.core.view import Fact, Page
from kamdocs.kinds import BY_SLUG, KINDS
from kamdocs.kinds.claim.model import Claim
from kamdocs.site.build import build_publication
from kamdocs.site.leaks import LeakTest, Secrets, squeezed, tokens_of
from kamdocs.site.publication import AccountInput
from tests.books import book_from, sample_files
from tests.site.building import AS_OF, build, edition_of, files_of, site_for
from tests.site.marked import Marked, Marker, book_of, marked_records, markers_in, own_policy

AUDIENCES = ("sales", "controlling", "programme", "purchasing", "plant", "logistics", "management", "named")


@cache
def _marked() -> tuple[Marked, list[Record], Marked, list[Record]]:
    policy = own_policy(book_from().policy)
    ours, theirs = Marked("MARK", 100000), Marked("OTHER", 104000)
    return ours, marked_records(ours, policy), theirs, marked_records(theirs, policy)


def _all_markers() -> list[Marker]:
    ours, records, _, _ = _marked()
    return [one for record in records for one in markers_in(record, ours)]


def _built(audience: str, out: Path, **more: object) -> dict[str, bytes]:
    _, records, _, _ = _marked()
    policy = own_policy(book_from().policy)
    site = site_for(audience, accounts=("marked",), ask="logistics", **more)
    account = AccountInput(book_of("marked", records, policy, AS_OF))
    group = AccountInput(book_of("group", [], policy, AS_OF))
    edition = edition_of(account.book, out / "no-project")
    built = build_publication(site, {"marked": account}, group, edition=edition, out=out)
    assert not built.leaks, built.leaks[:5]
    return files_of(built.folder)


def _summarised(audience: str) -> str:
    """What the kinds say in their summaries, which an audience with `S` gets."""
    _, records, _, _ = _marked()
    book = book_of("marked", records, own_policy(book_from().policy), AS_OF)
    said = []
    for record in records:
        summary = BY_SLUG[record.about.slug].summary
        if summary is not None:
            said += [f"{fact.label} {fact.value} {fact.note}" for fact in summary(record, book, audience)]
    return "\n".join(said)


def test_every_field_that_can_be_told_apart_has_a_marker() -> None:
    markers = _all_markers()
    assert {one.record[:3] for one in markers} >= {kind.about.prefix for kind in KINDS}
    assert {one.seen_as for one in markers} >= set(Class)
    assert len({one.token for one in markers}) > 400


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_byte_holds_a_marker_of_a_class_that_the_audience_may_not_read(audience: str, tmp_path: Path) -> None:
    plant = {"plant": "PLT-MARK-1"} if audience == "plant" else {}
    files = _built(audience, tmp_path, **plant, **({"persons": ("PER-MARK-1",)} if audience == "named" else {}))
    everything = re.sub("(?<=\\d)\u202f(?=\\d{3})", "", "\n".join(_text(files)))
    said = _summarised(audience)
    for one in _all_markers():
        if READERS[one.seen_as][audience] is not Reading.VALUE and one.token not in said:
            assert one.token not in everything, one


@pytest.mark.parametrize("audience", ["sales", "named"])
def test_who_reads_everything_gets_every_marker(audience: str, tmp_path: Path) -> None:
    files = _built(audience, tmp_path, **({"persons": ("PER-MARK-1",)} if audience == "named" else {}))
    everything = re.sub("(?<=\\d)\u202f(?=\\d{3})", "", "\n".join(_text(files)))
    told = [one for one in _all_markers() if READERS[one.seen_as][audience] is Reading.VALUE and one.path != "id"]
    missing = [one for one in told if one.token not in everything]
    assert not missing, missing[:10]


def test_a_plant_gets_nothing_of_what_concerns_another_one(tmp_path: Path) -> None:
    ours, records, theirs, others = _marked()
    policy = own_policy(book_from().policy)
    account = AccountInput(book_of("marked", [*records, *others], policy, AS_OF))
    group = AccountInput(book_of("group", [], policy, AS_OF))
    site = site_for("plant", accounts=("marked",), plant="PLT-MARK-1", ask="logistics")
    edition = edition_of(account.book, tmp_path)
    built = build_publication(site, {"marked": account}, group, edition=edition, out=tmp_path)
    everything = "\n".join(_text(files_of(built.folder)))
    left = [one for record in others for one in markers_in(record, theirs) if one.token in everything]
    # customer and sites are those of the whole account
    assert not [one for one in left if one.record[:3] not in ("CUS", "SIT", "PER")], left[:5]
    assert any(one.token in everything for record in records for one in markers_in(record, ours))


def test_the_plant_reads_its_volumes_and_not_the_control_total(tmp_path: Path) -> None:
    ours, records, _, _ = _marked()
    plan = next(one for one in records if one.about.slug == "volume_plan")
    found = {one.path: one.token for one in markers_in(plan, ours)}
    files = _built("plant", tmp_path, plant="PLT-MARK-1")
    shown = files[f"r/marked/{plan.id}/index.html"].decode().replace("\u202f", "")
    assert found["rows.months"] in shown
    assert found["control_total"] not in shown


def test_an_amount_that_a_page_takes_for_internal_stops_the_publication(tmp_path: Path) -> None:
    before = build(site_for("purchasing"), tmp_path)
    old = files_of(before.folder)

    def wrong(record: Record, book: Book) -> Page:
        claim = book.get_as(Claim, "CLM-2024-0001")
        return Page(headline=(Fact("Claimed", str(claim and claim.amount_claimed), Class.SCHEDULE),))

    kinds = tuple(replace(kind, page=wrong) if kind.slug == "change" else kind for kind in KINDS)
    after = build(site_for("purchasing"), tmp_path, kinds=kinds)
    assert {(one.code, one.record) for one in after.leaks} == {("SEC003", "CLM-2024-0001")}
    assert all(one.severity is ERROR and one.blocks and "8400" not in one.says for one in after.leaks)
    assert any(one.place.file.endswith("r/sample/CHG-2024-0001/index.html") for one in after.leaks)
    assert files_of(before.folder) == old


@pytest.mark.parametrize("planted", ["8400.00 EUR", "Zanzibar invoices compared.", "CLM-2024-0001"])
def test_a_template_that_says_too_much_stops_the_publication(tmp_path: Path, planted: str) -> None:
    template = tmp_path / "project" / "site_templates" / "pages" / "change.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text("{% extends 'pages/record.html.j2' %}{% block sections %}" + planted + "{% endblock %}")
    claim = sample_files()["sample/claims/CLM-2024-0001.yaml"].decode()
    overlay = {
        "sample/claims/CLM-2024-0001.yaml": claim.replace("Freight bills checked.", "Zanzibar invoices compared.")
    }
    built = build(site_for("purchasing"), tmp_path, overlay, project=tmp_path / "project")
    assert {(one.code, one.record) for one in built.leaks} == {("SEC003", "CLM-2024-0001")}
    assert not built.folder.exists()


def test_a_page_that_a_company_adds_to_the_handbook_is_searched_as_well(tmp_path: Path) -> None:
    page = tmp_path / "project" / "site_templates" / "handbook" / "reader.md"
    page.parent.mkdir(parents=True)
    page.write_text("# Reader\n\nLast year 8400.00 EUR were claimed.\n")
    built = build(site_for("purchasing"), tmp_path, project=tmp_path / "project")
    assert {one.place.file.rpartition("/help/")[2] for one in built.leaks} == {"reader/index.html"}


def test_a_word_of_another_customer_stops_the_publication(tmp_path: Path) -> None:
    accounts_policy = sample_files()["policy.yaml"].decode() + "customer_markers: {other: [Zeppelin]}\n"
    overlay = {"policy.yaml": accounts_policy, "sample/changes/CHG-2024-0001.yaml": _change("As for ZEPPELIN.")}
    assert {one.code for one in build(site_for("sales"), tmp_path, overlay).leaks} == {"SEC002"}


@pytest.mark.parametrize(
    "text",
    ["48220.37", "<td>48\u202f220.37\u00a0EUR</td>", '"48220.37 EUR"', "48,220.37", "2024 48220.37", "x=48220.37&amp;"],
)
def test_an_amount_is_found_however_it_is_spelled(text: str) -> None:
    assert _searched("48220.37 EUR", text)


def test_an_amount_that_the_audience_may_read_is_no_leak() -> None:
    secrets = Secrets()
    secrets.hide("48220.37 EUR", "amount_claimed", "CLM-1")
    secrets.amounts.add("48220.37")
    assert not LeakTest(secrets).of_text("48220.37 EUR", "page")


@pytest.mark.parametrize("text", ["12", "true", "2024-07-01", "0.05 EUR", "1.50 EUR", "short words"])
def test_values_that_tell_nothing_are_not_looked_for(text: str) -> None:
    secrets = Secrets()
    secrets.hide(text, "field", "CLM-1")
    assert not secrets.by_token
    assert not secrets.by_number


def test_texts_are_found_with_entities_and_line_ends() -> None:
    assert _searched("Bills & freight\nchecked twice", "<dd>Bills &amp; freight checked twice</dd>")
    assert _searched("Bills & freight\nchecked twice", '["Bills & freight\\nchecked twice"]')
    assert not _searched("Bills & freight\nchecked twice", "freight was checked")


def test_tokens_are_those_of_the_page_and_their_parts() -> None:
    assert {"CLM-2024-0001", "2024-01-01", "PRC-1@2024-01-01"} <= tokens_of("see CLM-2024-0001. PRC-1@2024-01-01")


def _searched(value: str, text: str) -> list[object]:
    secrets = Secrets()
    secrets.hide(squeezed(value), "field", "CLM-1")
    return list(LeakTest(secrets).of_text(text, "page"))


def _change(words: str) -> str:
    text = sample_files()["sample/changes/CHG-2024-0001.yaml"].decode()
    return text.replace("Third screw in the front bracket after assembly trials.", f"Third screw. {words}")


def _text(files: dict[str, bytes]) -> list[str]:
    return [f"{name}\n{data.decode('utf-8', 'replace')}" for name, data in sorted(files.items())]
