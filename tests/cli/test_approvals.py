"""`kamdocs approvals`: who has to sign what for which amount, what is missing and from whom."""

from pathlib import Path

import pytest

from tests.cli.running import call, run, sample, text_of
from tests.kinds.offer.one_offer import PLACE, SENT, changed, offered

CHANGE = "sample/changes/CHG-2024-0001.yaml"
POLICY = "policy.yaml"
STEPS = """  offer_roles:
    owner: PER-0003
    because: More eyes for more money.
    values:
      2022-01-01:
        - {above: 0.00 EUR, roles: [kam, controller]}
        - {above: 10000.00 EUR, roles: [sales_director]}
"""
FLOOR = "  margin_floor: {owner: PER-0003, because: Decided each year., values: {2022-01-01: 4.0 %}}\n"
DELEGATION = "id: DOA-{0}-2022\nscope: {1}\nfunction: {2}\nup_to: {3}\nvalid_from: 2022-01-01\n"
EXCEPTION = "margin: 3.9 %\nmargin_exception: {by: PER-0001, on: 2024-10-09, because: Entry into the line.}\n"
RELEASE = """risk_releases:
  - door: introduce
    by: PER-0001
    on: 2024-11-25
    because: Their line stops otherwise.
    until: 2024-12-24
    price_per_day: 1000.00 EUR
    cost_ceiling: 50000.00 EUR
technical_track:"""


def delegation(scope: str, function: str, up_to: str) -> dict[str, str]:
    """A delegation of group by path."""
    name = scope.upper().replace("_", "-")
    return {
        f"group/delegations-of-authority/DOA-{name}-2022.yaml": DELEGATION.format(name, scope, function, up_to),
    }


def said(folder: Path, overlay: dict[str, str], *words: str) -> tuple[int, str]:
    done = call(sample(folder, overlay), "approvals", *words)
    assert done.err == ""
    return done.code, done.out


def policy(more: str) -> dict[str, str]:
    return {POLICY: text_of(POLICY) + more + "as_of: 2024-12-02\n"}


def test_a_complete_offer_needs_nobody_else(tmp_path: Path) -> None:
    """In a process of its own, as a user runs it; the amount is that of K14."""
    done = run(sample(tmp_path, offered()), "approvals", "OFR-2024-0900")
    assert done.code == 0, done.err
    assert "given    validation by controller · offer 10000.00 EUR" in done.out
    assert "signed by PER-0003 Marta Oliveira, controller on 2024-10-07" in done.out
    assert done.out.endswith("3 signatures needed · 0 missing\n")


MISSING = [
    (
        (("  - {role: controller, by: PER-0003, on: 2024-10-07, result: ok}\n", ""),),
        "missing  validation by controller",
    ),
    ((("on: 2024-10-07, result: ok", "on: 2024-10-07, result: not_ok"),), "said not ok"),
    ((("priced_on: 2024-10-07", "priced_on: 2024-10-08"),), "the price changed on 2024-10-08, after it"),
    ((("round: 1", "owner: PER-0003\nround: 1"),), "nobody signs a record of his own"),
]


@pytest.mark.parametrize(("pairs", "says"), MISSING)
def test_what_does_not_count_is_missing(tmp_path: Path, pairs: tuple[tuple[str, str], ...], says: str) -> None:
    """Missing, refused, older than the last price, or of one's own record: each makes the exit code 1."""
    code, out = said(tmp_path, offered(*pairs), "OFR-2024-0900")
    assert code == 1
    assert says in out
    assert "ask controller: " in out
    assert out.endswith("3 signatures needed · 1 missing\n")


def test_the_price_of_the_same_day_was_seen(tmp_path: Path) -> None:
    code, _ = said(tmp_path, offered(("priced_on: 2024-10-07", "priced_on: 2024-10-07")), "OFR-2024-0900")
    assert code == 0


def test_who_owns_the_record_is_not_asked_for_it(tmp_path: Path) -> None:
    """The only controller owns the offer: nobody is left, and that is said."""
    _, out = said(tmp_path, offered(("round: 1", "owner: PER-0003\nround: 1")), "OFR-2024-0900")
    assert "ask controller: nobody there who may sign this record" in out


def test_the_yearly_value_decides_who_is_asked(tmp_path: Path) -> None:
    more = offered(("10000 pcs", "10001 pcs"))
    code, out = said(tmp_path / "above", {**more, **policy(STEPS)}, "OFR-2024-0900")
    assert code == 1
    assert "missing  validation by sales_director · offer 10001.00 EUR" in out
    assert "ask sales_director: PER-0001 Clara Winter, sales director" in out
    code, out = said(tmp_path / "exact", {**offered(), **policy(STEPS)}, "OFR-2024-0900")
    assert (code, "sales_director" in out) == (0, False)


def test_an_amount_that_is_not_known_is_no_signature(tmp_path: Path) -> None:
    code, out = said(tmp_path, offered(("1.0000 EUR", "1.0000 EUR per kg")), "OFR-2024-0900")
    assert (code, "unknown  validations · offer amount not known" in out) == (0, True)
    assert out.endswith("1 signature needed · 0 missing · 1 cannot be told\n")


@pytest.mark.parametrize(
    ("up_to", "code", "says"),
    [
        ("10000.00 EUR", 0, "given    margin exception for PRT-200-B · margin exception 10000.00 EUR"),
        ("9999.99 EUR", 1, "sales_director may sign a margin exception only up to a lower amount"),
        ("10000.00 USD", 1, "sales_director may sign a margin exception only up to a lower amount"),
    ],
)
def test_a_low_margin_needs_an_exception_with_authority(tmp_path: Path, up_to: str, code: int, says: str) -> None:
    """The margin itself is printed nowhere."""
    overlay = offered(breakdown=(("rates:", EXCEPTION + "rates:"),))
    overlay |= {**policy(FLOOR), **delegation("margin_exception", "sales_director", up_to)}
    found, out = said(tmp_path, overlay, "OFR-2024-0900")
    assert (found, says in out) == (code, True), out
    assert "3.9" not in out
    assert "4.0 %" not in out


def test_a_margin_at_the_limit_needs_none(tmp_path: Path) -> None:
    overlay = offered(breakdown=(("rates:", "margin: 4.0 %\nrates:"),)) | policy(FLOOR)
    code, out = said(tmp_path, overlay, "CBD-2024-0900-200-B")
    assert (code, "no signature is needed" in out) == (0, True)


def test_a_missing_exception_names_who_may_sign(tmp_path: Path) -> None:
    overlay = offered(breakdown=(("rates:", "margin: 3.9 %\nrates:"),)) | policy(FLOOR)
    overlay |= delegation("margin_exception", "sales_director", "50000.00 EUR")
    code, out = said(tmp_path, overlay, "OFR-2024-0900")
    assert (code, "missing  margin exception for PRT-200-B" in out) == (1, True)
    assert "ask sales_director: PER-0001 Clara Winter" in out


def test_a_release_is_signed_for_its_ceiling_and_its_days(tmp_path: Path) -> None:
    """50000 and thirty days of 1000 are 80000, which the sales director may sign; a cent above 100000 is too much."""
    text = changed(text_of(CHANGE), ("technical_track:", RELEASE))
    code, out = said(tmp_path / "within", {CHANGE: text}, "CHG-2024-0001")
    assert (code, "risk release 80000.00 EUR" in out) == (0, True)
    above = text.replace("50000.00", "70000.01")
    code, out = said(tmp_path / "above", {CHANGE: above}, "CHG-2024-0001")
    assert (code, "risk release 100000.01 EUR" in out) == (1, True)
    assert "sales_director may sign a risk release only up to a lower amount" in out


def test_a_release_without_its_ceiling_opens_nothing(tmp_path: Path) -> None:
    text = changed(text_of(CHANGE), ("technical_track:", RELEASE), ("    cost_ceiling: 50000.00 EUR\n", ""))
    code, out = said(tmp_path, {CHANGE: text}, "CHG-2024-0001")
    assert (code, "cost_ceiling missing" in out) == (1, True)


def test_a_door_that_was_used_needs_a_release(tmp_path: Path) -> None:
    text = changed(text_of(CHANGE), ("tooling_impact", "internal_release_on: 2024-11-29\ntooling_impact"))
    code, out = said(tmp_path, {CHANGE: text}, "CHG-2024-0001")
    assert (code, "missing  risk release to launch" in out) == (1, True)
    assert "launched since 2024-11-29 and not agreed" in out
    assert "ask sales_director: PER-0001" in out


GIFT = """one_off: {tooling: 900.00 EUR, validation: 100.00 EUR}
free_of_charge: {by: PER-0001, on: 2024-11-29, because: Start.}
"""


@pytest.mark.parametrize(("up_to", "code"), [("1000.00 EUR", 0), ("999.99 EUR", 1)])
def test_a_gift_is_signed_for_what_it_is_worth(tmp_path: Path, up_to: str, code: int) -> None:
    text = changed(
        text_of(CHANGE),
        ("stock_exposure", GIFT + "one_off_recovery: waived\nstock_exposure"),
        ("bom_delta", "price_delta: {value_added: 0.0000 EUR}\n    bom_delta"),
    )
    found, out = said(
        tmp_path, {CHANGE: text, **delegation("free_of_charge", "sales_director", up_to)}, "CHG-2024-0001"
    )
    assert (found, "gift to the customer · free of charge 1000.00 EUR" in out) == (code, True), out


def test_without_an_id_all_live_records_are_asked(tmp_path: Path) -> None:
    """A draft, an expired and a lost offer wait for nobody; a complete one is listed with its signatures."""
    lacking = (("result: ok", "result: not_ok"),)
    live, draft = (
        offered(),
        offered(*lacking, ("in_validation, on", "draft, on"), ("  - {state: validated, on: 2024-10-09}\n", "")),
    )
    assert said(tmp_path / "live", live)[1].count("given ") == 3
    assert said(tmp_path / "draft", draft) == (0, "As of 2024-12-02 · sample\n\n0 signatures needed · 0 missing\n")
    lost = changed(offered(*lacking)[PLACE] + SENT + "  - {state: lost, on: 2024-11-04}\n")
    assert said(tmp_path / "lost", {**offered(), PLACE: lost})[0] == 0
    sent = {**offered(), PLACE: changed(offered(*lacking)[PLACE] + SENT)}
    project = sample(tmp_path / "sent", sent)
    assert call(project, "approvals").code == 1
    assert call(project, "approvals", "--as-of", "2025-04-01").code == 0


def test_a_record_that_does_not_load_is_said(tmp_path: Path) -> None:
    _, out = said(tmp_path, {**offered(), PLACE: "id: OFR-2024-0900\nround: one\n"})
    assert "OFR-2024-0900 does not load" in out


def test_an_unknown_id_names_the_nearest(tmp_path: Path) -> None:
    done = call(sample(tmp_path, offered()), "approvals", "OFR-2024-0901")
    assert done.code == 2
    assert "Did you mean OFR-2024-0900?" in done.err
