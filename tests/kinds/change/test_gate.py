"""The gate over real records: both doors, why and until when, money in both directions, ceilings, what is unknown."""

from datetime import date

import pytest

from kamdocs.core.book import Book
from kamdocs.kinds.change.figures import GateRow, gate_rows
from kamdocs.kinds.change.figures.gate_table import day_words, reasons, signers, sums_words
from kamdocs.site.at_plant import plant_book
from tests.books import book_from, sample_files
from tests.kinds.change.story import CHANGE, OFFER, PART, RELEASE, book_on, changed, story

CHG, PRC_M, PRC_N = f"changes/{CHANGE}", "prices/PRC-300-C-MM", "prices/PRC-300-C-NN"
PLAN = "volume-plans/VOL-S1-2024-02"
AGREED = ("commercial_track:\n", "commercial_track:\n  - {state: agreed, on: 2024-02-01, evidence: [COM-2023-0002]}\n")
ONE_OFF = "one_off: {tooling: 600.00 EUR, validation: 400.00 EUR, obsolescence: 0.00 EUR, development: 0.00 EUR}\n"


def rows(book: Book) -> dict[str, GateRow]:
    """The rows of the story by site."""
    return {row.site: row for row in gate_rows(book) if row.change.id == CHANGE}


def at_m(book: Book) -> GateRow:
    return rows(book)["SIT-M"]


def agreed(*pairs: tuple[str, str]) -> dict[str, str]:
    """The change with an agreement as its only commercial act."""
    track = changed(CHG, *pairs)[CHG]
    head = track.partition("commercial_track:")[0]
    return {CHG: f"{head}{AGREED[1]}"}


def test_the_customer_owes_us_at_one_site() -> None:
    march, april = at_m(book_on("2024-03-31")).cost, at_m(book_on("2024-04-10")).cost
    assert day_words(march) == "+64.35 EUR, owed to us, quoted, planned pieces"
    assert str(april.a_day) == "61.88 EUR"
    assert sums_words(march) == "since 2024-03-11: +1351.35 EUR"
    assert sums_words(april) == "since 2024-03-11: +1970.10 EUR"


def test_we_owe_the_customer_at_the_other_site_and_nothing_is_netted() -> None:
    ahead = rows(book_on("2024-03-05"))["SIT-N"].cost
    over = rows(book_on("2024-04-10"))["SIT-N"].cost
    assert day_words(ahead) == "-24.75 EUR, owed by us, quoted, planned pieces"
    assert sums_words(over) == "2024-03-01 to 2024-03-10: -247.50 EUR"
    assert str(over.a_day) == "0.00 EUR"


@pytest.mark.parametrize(
    ("day", "answer", "until"),
    [
        ("2024-03-03", "NO-GO", None),
        ("2024-03-04", "GO", "2024-03-05"),
        ("2024-04-05", "GO", "2024-04-06"),
        ("2024-04-06", "GO", "2024-04-07"),
        ("2024-04-07", "GO", "2024-04-07"),
        ("2024-04-08", "NO-GO", None),
    ],
)
def test_a_release_carries_to_its_last_day(day: str, answer: str, until: str | None) -> None:
    """70.00 EUR a day from 2024-03-11 reach 1960.00 EUR on 2024-04-07; a GO never outlives its release."""
    found = at_m(book_on(day)).introduce
    assert (found.answer.value, str(found.valid_until) if found.valid_until else None) == (answer, until)


def test_both_sides_of_the_ceiling_are_said() -> None:
    assert at_m(book_on("2024-04-07")).introduce.because.endswith(
        "carries until 2024-04-07: stated 1960.00 EUR, measured 1784.48 EUR, ceiling 2000.00 EUR"
    )
    cheap = at_m(book_on("2024-04-10", release=RELEASE.replace("70.00", "50.00"))).introduce
    assert (cheap.answer.value, str(cheap.valid_until)) == ("GO", "2024-04-10")
    assert "measured 1970.10 EUR, the price per day was too low, ceiling 2000.00 EUR" in cheap.because


def test_where_pieces_are_unknown_the_stated_side_decides_alone() -> None:
    few = changed(PLAN, (", 2024-04: 7500", ""), ("21660", "14160"))
    row = at_m(book_on("2024-04-07", few))
    assert row.introduce.answer.value == "GO"
    assert "the stated side decides alone, not computable: pieces missing for 2024-04" in row.introduce.because
    assert day_words(row.cost) == "not computable: pieces missing for 2024-04"
    assert sums_words(row.cost) == "since 2024-03-11 not computable: pieces missing for 2024-04"


def test_a_plant_gets_the_same_answer_as_everybody() -> None:
    """A quarter of the pieces would carry a cheap release much longer; the answer is that of all plants together."""
    for day in ("2024-04-10", "2024-04-11"):
        book = book_on(day, release=RELEASE.replace("70.00", "50.00"))
        assert at_m(plant_book(book, "PLT-TWO")).introduce == at_m(book).introduce
    assert at_m(book).introduce.answer.value == "NO-GO"


def test_a_door_that_was_used_says_since_when() -> None:
    row = at_m(book_on("2024-04-08"))
    assert reasons(row) == "launch: not agreed; introduce: not agreed, introduced on 2024-03-11"
    assert row.is_overrun
    assert not at_m(book_on("2024-04-07")).is_overrun
    assert not at_m(book_on("2024-03-10", release="")).is_overrun
    launched = changed(CHG, ("technical_track", "tier2_order_on: 2024-02-20\ntechnical_track"))
    row = at_m(book_on("2024-03-05", launched))
    assert reasons(row) == "launch: not agreed, launched on 2024-02-20; introduce: released"
    assert row.is_overrun


def test_a_loaded_price_is_an_introduction_whose_day_only_price_readers_get() -> None:
    loaded = changed(
        PRC_N, ("on: 2024-02-20, evidence: [COM-2023-0002]}", "on: 2024-02-20}, {state: loaded, on: 2024-02-27}")
    )
    row = rows(book_on("2024-03-05", loaded, release=""))["SIT-N"]
    assert row.introduced_on == date(2024, 3, 1)
    assert reasons(row) == "launch: not agreed; introduce: not agreed, introduced already"


def test_agreed_in_writing_opens_both_doors() -> None:
    row = at_m(book_on("2024-04-08", agreed()))
    assert [one.answer.value for one, _ in row.doors()] == ["GO", "GO"]
    assert row.introduce.because.startswith("agreed on 2024-02-01, proof of grade 3")
    assert day_words(row.cost) == "+61.88 EUR, owed to us, quoted, planned pieces"


def test_an_agreed_delta_goes_before_the_offer() -> None:
    delta = "index_to: D, price_delta: {value_added: 0.2000 EUR, mandated: 0.0100 EUR}}]"
    row = at_m(book_on("2024-03-31", agreed(("index_to: D}]", delta))))
    assert day_words(row.cost) == "+54.60 EUR, owed to us, planned pieces"


@pytest.mark.parametrize(
    ("limit", "one_off", "answer", "reason"),
    [
        ("1000.00 EUR", ONE_OFF, "GO", "agreed"),
        ("999.99 EUR", ONE_OFF, "NO-GO", "not agreed in writing"),
        ("999.99 EUR", "", "UNKNOWN", "unknown: one-offs"),
        ("999.99 USD", ONE_OFF, "UNKNOWN", "unknown: one-offs"),
    ],
)
def test_large_one_offs_ask_for_a_binding_paper(limit: str, one_off: str, answer: str, reason: str) -> None:
    more = agreed(("technical_track", f"{one_off}technical_track"))
    because = "because: A letter is not enough."
    policy = f"  one_off_order: {{owner: PER-0003, {because}, values: {{2022-01-01: {limit}}}}}\n"
    overlay = story(more, release="") | {"policy.yaml": sample_files()["policy.yaml"].decode() + policy}
    found = at_m(book_from(overlay, as_of="2024-03-05")).introduce
    assert (found.answer.value, found.reason) == (answer, reason)


def test_proof_counts_only_from_its_own_day_on() -> None:
    """The letter is of 2023-12-04: an agreement of the day before is not proved by it."""
    early = {CHG: agreed()[CHG].replace("agreed, on: 2024-02-01", "agreed, on: 2023-12-03")}
    assert at_m(book_on("2024-03-05", early, release="")).introduce.reason == "not agreed in writing"
    in_time = {CHG: agreed()[CHG].replace("agreed, on: 2024-02-01", "agreed, on: 2023-12-04")}
    assert at_m(book_on("2024-03-05", in_time, release="")).introduce.reason == "agreed"


def test_a_proof_that_is_not_here_is_unknown() -> None:
    elsewhere = {CHG: agreed()[CHG].replace("COM-2023-0002", "MTG-2024-0001")}
    found = at_m(book_on("2024-03-05", elsewhere, release="")).introduce
    assert (found.answer.value, found.reason, found.valid_until) == ("UNKNOWN", "unknown: proof not here", None)


@pytest.mark.parametrize(
    ("release", "says"),
    [
        (RELEASE.replace("    price_per_day: 70.00 EUR\n", ""), "opens nothing: price_per_day missing"),
        (RELEASE.replace("    until: 2024-04-30\n", ""), "release of 2024-03-04 opens nothing: until missing"),
        (RELEASE.replace("70.00 EUR", "70.00 USD"), "opens nothing: cost_ceiling in EUR, price per day in USD"),
        (RELEASE.replace("PER-0001", "PER-0004"), "plant_manager may not sign a risk release on 2024-03-04"),
        (RELEASE.replace("door: introduce", "door: launch"), "commercially in negotiation since 2024-02-20"),
        (RELEASE.replace("2024-03-04", "2024-03-06"), "release of 2024-03-06 not yet signed"),
        (RELEASE.replace("until: 2024-04-30", "until: 2024-03-04"), "release of 2024-03-04 ended on 2024-03-04"),
    ],
)
def test_a_release_that_opens_nothing_says_why(release: str, says: str) -> None:
    found = at_m(book_on("2024-03-05", release=release)).introduce
    assert (found.answer.value, found.reason) == ("NO-GO", "not agreed")
    assert says in found.because


def test_an_unread_delegation_leaves_a_release_unknown() -> None:
    book = book_on("2024-03-05")
    assert book.group is not None
    book.group.unread["DOA-OTHER-2024"] = "records/group/delegations-of-authority/DOA-OTHER-2024.yaml"  # type: ignore[index]
    found = at_m(book).introduce
    assert (found.answer.value, found.reason) == ("UNKNOWN", "unknown: authority not here")


def test_who_decides() -> None:
    row = at_m(book_on("2024-03-05"))
    assert (row.in_charge, signers(row)) == ("PER-0002", "sales director")
    dear = RELEASE.replace("PER-0001", "PER-0004").replace("2000.00", "200000.00")
    assert signers(at_m(book_on("2024-03-05", release=dear))) == "no function"


def test_without_sites_every_site_with_a_price_counts() -> None:
    everywhere = changed(CHG, ("sites: [SIT-M, SIT-N], ", ""))
    assert set(rows(book_on("2024-03-05", everywhere))) == {"SIT-M", "SIT-N"}
    priced = {**everywhere, PRC_M: changed(PRC_M, (PART, "PRT-100-A"), ("SIT-M", "SIT-ONE"))[PRC_M]}
    assert set(rows(book_on("2024-03-05", priced))) == {"SIT-N"}


def test_ppap_stands_beside_the_doors() -> None:
    row = at_m(book_on("2024-04-05"))
    assert (row.ppap, row.introduce.answer.value) == ("interim", "GO")


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (changed(f"offers/{OFFER}", (f"change: {CHANGE}\n", "")), f"price_delta missing in {CHANGE}, and no offer"),
        (changed(f"offers/{OFFER}", ("priced_on: 2024-02-08\n", "")), f"priced_on missing in {OFFER}"),
        (changed(f"offers/{OFFER}", ("3.4015 EUR", "3.4015 USD")), f"offer {OFFER} is in another currency"),
        (changed(PRC_M, ("technical_index: C", "technical_index: B")), "changes between index B of the price"),
    ],
)
def test_what_is_missing_is_named_and_the_doors_answer_all_the_same(more: dict[str, str], says: str) -> None:
    row = at_m(book_on("2024-03-31", more))
    assert row.introduce.answer.value == "GO"
    assert day_words(row.cost).startswith(f"not computable: {says}")
    assert says in sums_words(row.cost)


def test_a_price_in_two_currencies_is_not_guessed() -> None:
    other = changed(PRC_M, ("PRC-300-C-MM", "PRC-300-C-USD"), ("3.1540 EUR", "3.4000 USD"))
    row = at_m(book_on("2024-03-31", {"prices/PRC-300-C-USD": other[PRC_M]}))
    assert "valid in two currencies on 2024-03-11" in sums_words(row.cost)


def test_a_contract_year_spreads_from_sop_to_eop() -> None:
    """Without a plan the nomination counts: 36600 pieces of 2024 over 366 days, 100 a day."""
    nomination = """id: NOM-2024-0300
programme: PRG-S1
awarded_on: 2022-01-10
payment_terms: net 60 days
incoterm: DAP
place: Mirafiori
signatory: PER-0101
lines:
  - part: PRT-300-C
    site: SIT-M
    technical_index: C
    unit_price: 3.1540 EUR
    volumes: {2024: 36600 pcs}
files: [{held_in: archive 12, sha256: "%s"}]
track: [{state: received, on: 2022-01-12}]
""" % ("0" * 64)
    plan = changed(PLAN, (PART, "PRT-100-A"), ("SIT-M", "SIT-ONE"))
    row = at_m(book_on("2024-03-31", {**plan, "nominations/NOM-2024-0300": nomination}))
    assert str(row.cost.a_day) == "24.75 EUR"


def test_before_the_introduction_the_planned_day_counts() -> None:
    later = changed(f"parts/{PART}", ("planned_on: 2024-03-11, shipped_from: 2024-03-11", "planned_on: 2024-04-15"))
    row = at_m(book_on("2024-03-05", later))
    assert day_words(row.cost) == "+61.88 EUR, owed to us, quoted, planned pieces, expected from 2024-04-15"
    assert sums_words(row.cost) == ""


def test_two_changes_between_price_and_shipments_add_up() -> None:
    """C to D is quoted at +0.2475, D to E agreed at -0.0475: E is due at 0.2000 above the price of C."""
    index_e = """  - index: E
    release_date: 2024-02-06
    ppap_state: none
    introductions: [{site: SIT-M, shipped_from: 2024-03-20}]
    bom: [{component: 7K-900, quantity: 1 pcs}]
"""
    second = """id: CHG-2024-0301
initiator: customer
reason: Clip lighter.
received_on: 2024-02-02
lines:
  - {part: PRT-300-C, sites: [SIT-M], index_from: D, index_to: E, price_delta: {value_added: -0.0475 EUR}}
technical_track: [{state: inquiry, on: 2024-02-02}]
commercial_track: [{state: agreed, on: 2024-02-20, evidence: [COM-2023-0002]}]
"""
    part = changed(f"parts/{PART}", ("", ""))[f"parts/{PART}"] + index_e
    book = book_on("2024-03-31", {f"parts/{PART}": part, "changes/CHG-2024-0301": second})
    by_change = {row.change.id: row.cost for row in gate_rows(book) if row.site == "SIT-M"}
    assert str(by_change[CHANGE].a_day) == "52.00 EUR"
    assert by_change[CHANGE].since == date(2024, 3, 11)
    assert (str(by_change["CHG-2024-0301"].a_day), by_change["CHG-2024-0301"].since) == ("52.00 EUR", date(2024, 3, 20))


def test_a_launch_is_measured_by_the_tools_of_the_change() -> None:
    tool = sample_files()["sample/tools/TOL-0001.yaml"].decode()
    released = tool.replace("id: TOL-0001", "id: TOL-0300") + f"change: {CHANGE}\n"
    launch = RELEASE.replace("door: introduce", "door: launch")
    asked = changed(CHG, ("technical_track", "tier2_order_on: 2024-03-06\ntechnical_track"))
    alone = at_m(book_on("2024-03-08", asked, release=launch)).launch
    assert f"not computable: tool of {CHANGE} missing" in alone.because
    assert alone.answer.value == "GO"
    measured = at_m(book_on("2024-03-08", {**asked, "tools/TOL-0300": released}, release=launch)).launch
    assert measured.answer.value == "NO-GO"
    assert "used up at once" in measured.because


def test_a_change_that_is_over_is_left_out_unless_it_was_used_without_agreement() -> None:
    closed = changed(CHG, ("[{state: inquiry, on: 2024-02-01}", "[{state: closed, on: 2024-03-12}"))
    assert rows(book_on("2024-04-05", closed))["SIT-M"].introduce.answer.value == "GO"
    assert set(rows(book_on("2024-04-10", closed))) == {"SIT-M", "SIT-N"}
    done = {CHG: agreed()[CHG].replace("[{state: inquiry, on: 2024-02-01}", "[{state: closed, on: 2024-03-12}")}
    assert rows(book_on("2024-04-10", done)) == {}
    assert rows(book_on("2024-01-31")) == {}


def test_rows_come_in_the_order_of_their_weight() -> None:
    book = book_on("2024-04-08")
    assert [row.is_overrun for row in gate_rows(book)] == [True, True]
    later = book_on("2024-12-02")
    assert [row.change.id for row in gate_rows(later)] == [CHANGE, CHANGE, "CHG-2024-0001"]
