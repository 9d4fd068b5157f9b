"""What policy and waivers make of a finding, and the codes about waivers themselves: GEN008, GEN010, GEN012."""

from dataclasses import replace

import pytest

from kamdocs.core.book import Book
from kamdocs.core.code import DATED, ERROR, INFO, STATIC, WARNING, Code
from kamdocs.core.finding import Finding
from kamdocs.rules import waivers
from kamdocs.rules.retired import RETIRED
from kamdocs.rules.rule import rules_in
from kamdocs.rules.waivers import judge, waiver_findings
from tests.books import book_from

PRICE = "PRC-100-A-ONE"
FILE = f"sample/prices/{PRICE}.yaml"
POLICY = """\
written_for: 0.1
owner: PER-0003
holds: strict
time_zone: Europe/Paris
reporting_currency: EUR
functions: [kam, sales_director, controller, plant_manager, logistics]
limits:
  waiver_authority:
    owner: PER-0003
    because: A second pair of eyes for every exception.
    values: {2022-01-01: {PRC: sales_director, PRC016: controller}}
"""


def code(name: str, nature: str = "static") -> Code:
    """A code with no more than its name."""
    return Code(name, "a-name", ERROR, DATED if nature == "dated" else STATIC, "What.", "Why.", "Fix.")


CODES = {name: code(name) for name in ("PRC016", "GEN006", "GEN002", "GEN008")} | {"PRC017": code("PRC017", "dated")}


def finding(name: str = "PRC016", item: str = "2023-01-01", day: str = "2023-01-01") -> Finding:
    """A finding on a line of the sample's price."""
    return Finding(name, ERROR, STATIC, "It differs.", account="sample", record=PRICE, item=item, day=day)


def book(waiver: str = "", policy: str = "") -> Book:
    """The sample with one waiver in its price and a few lines more of policy."""
    overlay = {"policy.yaml": POLICY + policy}
    if waiver:
        text = book_text().replace("lines:\n", f"waivers:\n  - {{{waiver}}}\nlines:\n", 1)
        overlay[FILE] = text
    return book_from(overlay)


def book_text() -> str:
    """The price of the sample as it stands."""
    from tests.books import sample_files

    return sample_files()[FILE].decode()


def waiver(rule: str = "PRC016", until: str = "2024-12-02", by: str = "PER-0003", more: str = "") -> str:
    """One waiver, in braces later."""
    approved = f"approved_by: {by}, approved_on: 2024-06-03"
    return f"rule: {rule}, because: The split is asked for., until: {until}, {approved}{more}"


def test_without_policy_and_waiver_a_finding_stays_as_it_is() -> None:
    judged = judge([finding()], book(), CODES)
    assert (judged.shown, judged.waived) == ((finding(),), ())


def test_a_waiver_takes_its_finding_out_and_counts_it() -> None:
    judged = judge([finding(), finding("GEN006")], book(waiver()), CODES)
    assert judged.shown == (finding("GEN006"),)
    assert judged.waived == (finding(),)


def test_a_waiver_of_one_item_excuses_that_item_only() -> None:
    with_item = book(waiver(more=", item: 2023-01-01"))
    deeper = finding(item="2023-01-01/value_added")
    judged = judge([finding(), finding(item="2024-01-01"), deeper], with_item, CODES)
    assert judged.shown == (finding(item="2024-01-01"),)
    assert judged.waived == (finding(), deeper)


def test_what_a_waiver_covered_counts_as_dated_once_it_has_run_out() -> None:
    judged = judge([finding()], book(waiver(until="2024-12-01")), CODES)
    assert judged.waived == ()
    assert judged.shown == (replace(finding(), nature=DATED, note="waived until 2024-12-01"),)


def test_policy_changes_a_severity_and_switches_off() -> None:
    lines = """\
severities:
  PRC016: {severity: info, owner: PER-0003, because: We are splitting the prices until summer.}
  GEN006: {severity: off, owner: PER-0003, because: Old periods are kept as they came.}
"""
    judged = judge([finding(), finding("GEN006")], book(policy=lines), CODES)
    assert judged.shown == (replace(finding(), severity=INFO, note="severity by policy"),)
    assert judged.waived == ()


@pytest.mark.parametrize(
    ("day", "severity"), [("2022-12-31", INFO), ("2023-01-01", ERROR), ("", ERROR)], ids=["before", "first day", "none"]
)
def test_a_code_counts_from_a_day_on(day: str, severity: object) -> None:
    lines = """\
applies_from:
  - {rule: PRC016, account: sample, from: 2023-01-01, owner: PER-0003, because: Older prices were never split.}
"""
    (shown,) = judge([finding(day=day)], book(policy=lines), CODES).shown
    assert shown.severity is severity
    assert shown.note == ("counts from 2023-01-01 on" if severity is INFO else "")


def test_another_account_has_its_own_first_day() -> None:
    lines = """\
applies_from:
  - {rule: PRC016, account: aurora, from: 2023-01-01, owner: PER-0003, because: Older prices were never split.}
"""
    assert judge([finding(day="2022-06-01")], book(policy=lines), CODES).shown == (finding(day="2022-06-01"),)


def test_protected_codes_are_never_touched() -> None:
    lines = "severities: {GEN002: {severity: off, owner: PER-0003, because: Too many.}}\n"
    judged = judge([finding("GEN002")], book(waiver("GEN002"), lines), CODES)
    assert judged.shown == (finding("GEN002"),)


def says(found: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    """Code, place and sentence."""
    return [(one.code, ".".join(str(step) for step in one.spot.path), one.says) for one in found]


def test_gen008_a_code_names_its_function_before_its_family() -> None:
    by_family = waiver_findings([finding("PRC017")], book(waiver("PRC017")), CODES, RETIRED)
    assert says(by_family) == [
        ("GEN008", "waivers.0.approved_by", "PER-0003 may not waive PRC017: sales_director may, controller may not")
    ]
    assert by_family[0].fix == "Let sales_director approve it."
    assert says(waiver_findings([finding()], book(waiver()), CODES, RETIRED)) == []


def test_gen008_nobody_is_named() -> None:
    found = waiver_findings([finding("GEN006")], book(waiver("GEN006")), CODES, RETIRED)
    assert [one[2] for one in says(found)] == ["PER-0003 may not waive GEN006: policy names nobody who may"]


def test_gen010_is_silent_while_another_waiver_still_covers_it() -> None:
    text = f"{waiver(until='2024-12-01')}}}\n  - {{{waiver(until='2025-06-30')}"
    assert says(waiver_findings([finding()], book(text), CODES, RETIRED)) == []
    alone = waiver_findings([finding()], book(waiver(until="2024-12-01")), CODES, RETIRED)
    assert says(alone) == [("GEN010", "waivers.0.until", "waiver of PRC016 ended on 2024-12-01; the finding is back")]
    assert (alone[0].severity, alone[0].nature) == (ERROR, DATED)


def test_gen010_is_silent_where_the_code_is_off() -> None:
    lines = "severities: {PRC016: {severity: off, owner: PER-0003, because: Too many.}}\n"
    found = waiver_findings([finding()], book(waiver(until="2024-12-01"), lines), CODES, RETIRED)
    assert says(found) == []


def test_gen012_is_not_judged_while_something_is_unread() -> None:
    one = book(waiver())
    nothing = waiver_findings([], one, CODES, RETIRED)
    assert says(nothing) == [("GEN012", "waivers.0.rule", "this waiver excuses nothing")]
    assert (nothing[0].severity, nothing[0].nature) == (WARNING, STATIC)
    unread = Book(
        replace(one.shelf, unread={"PRT-300": "records/sample/parts/PRT-300.yaml"}),
        one.group,
        policy=one.policy,
        as_of=one.as_of,
    )
    assert says(waiver_findings([], unread, CODES, RETIRED)) == []


def test_the_codes_about_waivers_explain_themselves() -> None:
    codes = [one.code for one in rules_in(waivers)]
    assert [one.code for one in codes] == ["GEN008", "GEN010", "GEN012"]
    assert not [one.code for one in codes if not (one.what and one.why and one.fix)]
