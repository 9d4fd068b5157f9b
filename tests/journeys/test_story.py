"""What a key account manager lives through: a price breaks, an agreed line is touched, a rule is switched off."""

from pathlib import Path

import pytest

from tests.books import overlaid
from tests.journeys.running import SAMPLE, SWITCH, Workplace

PRICE = "records/aurora/prices/PRC-4711-009-A-MEL.yaml"
LONE = "records/aurora/prices/PRC-4711-021-A-MEL.yaml"
WAIVED = "records/aurora/prices/PRC-4711-033-A-MEL.yaml"
POLICY = "records/policy.yaml"
AGREED = "unit_price: 3.1929 EUR"
AFTER_THE_WAIVER = ("--as-of", "2026-01-15")


def test_the_example_records_pass(example: Workplace) -> None:
    done = example.check()
    assert done.code == 0, done.said
    assert "nothing blocks the merge" in done.out


def test_layers_that_do_not_sum(example: Workplace) -> None:
    example.edit(LONE, "value_added: 1.8120 EUR", "value_added: 1.8130 EUR")
    place = example.place(LONE, "{value_added: 1.8130 EUR")
    done = example.check()
    assert done.code == 1, done.said
    assert f"{place}: PRC016 layers add up to 1.8430 EUR, the price is 1.8420 EUR\n" in done.out
    assert "1 blocks the merge" in done.out


@pytest.mark.parametrize(
    ("was", "now", "quoted", "says"),
    [
        ("3.1200 EUR", "3,1200 EUR", "3,1200", 'VAL005 "3,1200 EUR" is not a number yet; I read 3.1200'),
        ("COM-2024-0118", "COM-2024-9118", "COM-2024-9118", "GEN002 COM-2024-9118 does not exist"),
        ("2025-01-01", "2025-02-30", "2025-02-30", "VAL"),
    ],
    ids=["decimal comma", "unknown reference", "a day that is none"],
)
def test_a_wrong_value_is_named_once_at_its_line_and_column(
    example: Workplace, was: str, now: str, quoted: str, says: str
) -> None:
    example.edit(PRICE, was, now)
    done = example.check()
    assert done.code == 1, done.said
    assert f"{example.place(PRICE, quoted)}: {says}" in done.out
    assert [line for line in done.out.splitlines() if line.startswith(PRICE)] == [
        line for line in done.out.splitlines() if line.startswith(f"{example.place(PRICE, quoted)}: {says}")
    ], done.out
    assert "1 blocks the merge" in done.out


def test_an_agreed_price_is_followed_and_never_edited(example: Workplace) -> None:
    example.start_branch("cheaper")
    example.edit(PRICE, AGREED, "unit_price: 3.1829 EUR")
    example.commit("a quiet correction")
    place = example.place(PRICE, "3.1829 EUR")
    done = example.check("--against", "main")
    assert done.code == 1, done.said
    assert f"{place}: GEN004 `unit_price` was 3.1929 EUR, is 3.1829 EUR, and binds since 2022-11-29\n" in done.out
    assert "1 record differs from main" in done.out


@pytest.mark.parametrize("code", ["GEN004", "PRC016"])
def test_switching_a_rule_off_in_the_same_branch_does_not_help(example: Workplace, code: str) -> None:
    example.start_branch("quiet")
    example.edit(PRICE, AGREED, "unit_price: 3.1829 EUR")
    example.write(POLICY, example.text(POLICY) + SWITCH.format(code=code))
    example.commit("a quiet correction, and the rule that would speak")
    place, layers = example.place(PRICE, "3.1829 EUR"), example.place(PRICE, "{value_added: 1.9429 EUR, mandated")
    row = int(place.split(":")[1]) + 1
    done = example.check("--against", "main")
    assert done.code == 1, done.said
    assert f"{place}: GEN004 " in done.out
    assert f"{PRICE}:{row}:{layers.split(':')[2]}: PRC016 " in done.out
    gate = example.place(POLICY, f"{code}: {{severity")
    assert f"{gate}: GEN011 `severities.{code}` was not there, is {{severity: off" in done.out


def test_the_same_switch_counts_once_it_is_merged(example: Workplace) -> None:
    """Proves that the test above compares with something: on `main` itself the switch works."""
    example.edit(LONE, "value_added: 1.8120 EUR", "value_added: 1.8130 EUR")
    assert " PRC016 " in example.check().out
    example.write(POLICY, example.text(POLICY) + SWITCH.format(code="PRC016"))
    done = example.check()
    assert done.code == 0, done.said
    assert " PRC016 " not in done.out


def _introduce(example: Workplace) -> None:
    """What was planned for the days after the example has happened: the new indices are shipped at the new prices."""
    for part, day in (("PRT-4712-014-B", "2024-12-09"), ("PRT-4712-016-A", "2025-01-13")):
        planned = f"planned_on: {day}}}"
        example.edit(f"records/aurora/parts/{part}.yaml", planned, f"planned_on: {day}, shipped_from: {day}}}")


def test_dated_errors_block_only_on_records_that_were_changed(example: Workplace) -> None:
    run_out = f"{example.place(WAIVED, '2025-03-31')}: GEN010 "
    example.start_branch("later")
    _introduce(example)
    example.edit(PRICE, "own: {sap_condition: PR00/4711009A/MEL}", "own: {sap_condition: PR00/4711009A/MELFI}")
    example.commit("another record")
    untouched = example.check("--against", "main", *AFTER_THE_WAIVER)
    assert untouched.code == 0, untouched.said
    assert run_out in untouched.out

    example.write(WAIVED, example.text(WAIVED).replace("took no heat shield", "took none"))
    example.commit("the record whose waiver has run out")
    touched = example.check("--against", "main", *AFTER_THE_WAIVER)
    assert touched.code == 1, touched.said
    assert run_out in touched.out
    assert "1 blocks the merge" in touched.out


def test_without_a_base_dated_errors_block_only_when_asked(example: Workplace) -> None:
    _introduce(example)
    assert example.check(*AFTER_THE_WAIVER).code == 0
    assert example.check("--strict", *AFTER_THE_WAIVER).code == 1


def test_the_first_pull_request_finds_no_policy_at_its_base(tmp_path: Path) -> None:
    place = Workplace(tmp_path)
    place.write("README.md", "Commercial records.\n")
    place.begin()
    place.start_branch("first-records")
    Workplace.with_records(tmp_path / "copy", SAMPLE)
    (tmp_path / "copy" / "records").rename(tmp_path / "records")
    (tmp_path / "copy").rmdir()
    place.commit("our first records")
    done = place.check("--against", "main", "--as-of", "2024-12-02")
    assert done.code == 0, done.said
    assert "main has no policy.yaml: that of the working tree counts." in done.out
    held = sum(1 for path in overlaid({}) if path.count("/") == 2 and path.endswith(".yaml"))
    assert f"{held} records differ from main" in done.out


def test_an_unknown_base_is_one_sentence(example: Workplace) -> None:
    done = example.check("--against", "mian")
    assert done.code == 2
    assert done.err.splitlines() == [
        "kamdocs: There is no branch, tag or commit `mian`.",
        "  Did you mean `main`?",
    ]
