"""No value of a claim reaches a report, whatever is wrong with the claim and whoever finds it.

Every number of the claim is one that stands nowhere else in the sample, so it is found wherever it slips through.
"""

import re
from pathlib import Path

import pytest

from kamdocs.load.mask import HIDDEN, masked, masked_line
from tests.cli.running import call, sample, text_of

FORMATS = ("text", "concise", "json", "github")
CLAIM = """\
id: CLM-2024-0001
programme: PRG-S1
direction: on_customer
category: logistics_premium
parts: [PRT-100-A]
period: {from: 2021-03-17, to: 2021-04-19}
event_on: 2021-05-23
basis: {document: DOC-2022-0001, clause: "7713"}
method: stated
amount_claimed: 8137.11 EUR
amount_expected: 7213.17 EUR
probability: 37 %
premium_freight: 5119.13 EUR
idle_hours: 417.5 h
avoided_cost: 1117.19 EUR
validated: {by: PER-0003, on: 2021-06-29, because: Freight bills checked.}
track:
  - {state: identified, on: 2021-05-27}
  - {state: quantified, on: 2021-06-03}
  - {state: validated, on: 2021-06-29, by: PER-0003}
"""
SECRETS = re.compile(
    r"(?<!\d)(?:8.?137|8137[.,]11|7.?213|5.?119|1.?117[.,]19|417[.,]5|7713|2021-0[3456]-\d\d|17[.,]03[.,]2021|37 ?%)"
)
CUT = "{day: 2021-03-17, firm: 2 pcs, taken: 1 pcs}"
WAIVER = "{rule: CLM003, because: x, until: 2021-04-19, approved_by: PER-0003, approved_on: 2021-03-17}"
BROKEN = {
    "VAL001": ("amount_claimed:", "amount_clamed:"),
    "VAL002": ("direction: on_customer\n", ""),
    "VAL003": ("amount_expected: 7213.17 EUR", "amount_expected:"),
    "VAL004": ("amount_claimed: 8137.11 EUR", "amount_claimed: [8137.11 EUR]"),
    "VAL005": ("8137.11 EUR", "8137,11 EUR"),
    "VAL005 grouped": ("8137.11 EUR", "8.137,11 EUR"),
    "VAL005 blank": ("8137.11 EUR", "8 137,11 EUR"),
    "VAL006": ("8137.11 EUR", "8,137 EUR"),
    "VAL007": ("8137.11 EUR", "8137.11.0 EUR"),
    "VAL008": ("event_on: 2021-05-23", "event_on: 17.03.2021"),
    "VAL008 other": ("event_on: 2021-05-23", "event_on: 2021-03-37"),
    "VAL010": ("8137.11 EUR", "8137.11"),
    "VAL011": ("8137.11 EUR", "8137.11 EURO"),
    "VAL012": ("8137.11 EUR", "8137.1137 EUR"),
    "VAL013": ("idle_hours: 417.5 h", "idle_hours: -417.5 h"),
    "VAL014": ("category: logistics_premium", 'category: "8137.11 EUR"'),
    "VAL016": ("parts: [PRT-100-A]", "parts: [8137-11-EUR]"),
    "VAL017": ("because: Freight bills checked.", 'because: "8137.11 EUR ' + "x" * 4000 + '"'),
    "VAL020": ("method: stated", f"cuts: [{CUT}, {CUT}]\nmethod: stated"),
    "YML005": ("amount_claimed: 8137.11 EUR", "amount_claimed:\t8137.11 EUR"),
    "YML009": (
        "amount_claimed: 8137.11 EUR",
        "<<<<<<< ours\namount_claimed: 8137.11 EUR\n=======\namount_claimed: 7213.17 EUR\n>>>>>>> theirs",
    ),
    "YML010": ("amount_claimed: 8137.11 EUR", "amount_claimed: [8137.11 EUR"),
    "YML011": ("amount_claimed: 8137.11 EUR", "amount_claimed: 8137.11 EUR\namount_claimed: 7.213,17 EUR"),
    "YML012": ("amount_claimed: 8137.11 EUR", "amount_claimed: &x 8137.11 EUR"),
    "YML013": ("amount_claimed: 8137.11 EUR", "amount_claimed: !!str 8137.11 EUR"),
    "YML019": (
        "because: Freight bills checked.}",
        "because: Freight bills checked.}\ntitle: Freight #1 of 8137.11 EUR",
    ),
    "GEN002": ("parts: [PRT-100-A]", "parts: [PRT-100-X]"),
    "GEN003": ("{state: quantified, on: 2021-06-03}", "{state: quantified, on: 2021-04-03}"),
    "GEN006": ("from: 2021-03-17, to: 2021-04-19", "from: 2021-05-17, to: 2021-04-19"),
    "GEN008": ("method: stated", f"waivers: [{WAIVER}]\nmethod: stated"),
    "GEN022": ("on: 2021-06-29, because", "on: 2021-06-30, because"),
    "GEN023": ("amount_claimed: 8137.11 EUR\n", ""),
    "EVD001": (", by: PER-0003}\n", ", by: PER-0003}\n  - {state: submitted, on: 2021-06-30}\n"),
    "CLM001": ('basis: {document: DOC-2022-0001, clause: "7713"}\n', ""),
}


@pytest.mark.parametrize("name", list(BROKEN))
def test_no_value_of_a_claim_is_printed(name: str, tmp_path: Path) -> None:
    """The code fires, at a line of the claim, in every format, and no format says a value."""
    before, after = BROKEN[name]
    assert before in CLAIM
    project = sample(tmp_path, {"sample/claims/CLM-2024-0001.yaml": CLAIM.replace(before, after, 1)})
    for one in FORMATS:
        done = call(project, "check", "--as-of", "2024-12-02", "--strict", "--output-format", one)
        said = done.out + done.err
        assert name[:6] in said, said
        assert not (found := SECRETS.search(said)), (found, said)


def test_a_value_that_is_printed_would_be_found(tmp_path: Path) -> None:
    """The same words in a price are printed, so the search above can fail."""
    price = "sample/prices/PRC-100-A-ONE.yaml"
    project = sample(tmp_path, {price: text_of(price).replace("3.0000 EUR", "8137,11 EUR")})
    for one in FORMATS:
        assert SECRETS.search(call(project, "check", "--output-format", one).out), one


LETTER = """\
id: COM-2024-0003
class: {}
direction: in
channel: email
date: 2024-03-01
party: customer
contacts: [PER-0101]
subject: Freight
prices_stated: [{{part: PRT-100-A, site: SIT-ONE, technical_index: A, unit_price: "8137,11 EUR"}}]
"""


@pytest.mark.parametrize(
    ("reads", "is_printed"), [("price", True), ("schedule", True), ("claim", False), ("cost", False)]
)
def test_a_record_that_names_its_class_is_treated_by_it(reads: str, is_printed: bool, tmp_path: Path) -> None:
    """A letter about prices may be quoted; a letter about a claim may not."""
    project = sample(tmp_path, {"sample/communications/COM-2024-0003.yaml": LETTER.format(reads)})
    for one in FORMATS:
        said = call(project, "check", "--output-format", one).out
        assert "VAL" in said
        assert bool(SECRETS.search(said)) == is_printed, said


def test_a_letter_that_names_no_class_is_not_quoted(tmp_path: Path) -> None:
    text = LETTER.format("x").replace("class: x\n", "")
    project = sample(tmp_path, {"sample/communications/COM-2024-0003.yaml": text})
    assert not SECRETS.search(call(project, "check").out)


@pytest.mark.parametrize(
    ("code", "says", "expected"),
    [
        ("VAL005", '"8,4 EUR" is not a number yet; I read 8.4', f"{HIDDEN} is not a number yet; I read {HIDDEN}"),
        ("VAL005", "Write `8.4 EUR`.", f"Write `{HIDDEN}`."),
        ("VAL006", '"8,400" can mean 8.400 or 8400', f"{HIDDEN} can mean {HIDDEN} or {HIDDEN}"),
        ("VAL013", "-3 h is outside 0 or more", f"{HIDDEN} is outside 0 or more"),
        (
            "VAL014",
            'unknown category "x 3"; did you mean `index`?',
            f"unknown category {HIDDEN}; did you mean `index`?",
        ),
        ("VAL011", "`€` does not fit `amount`: kg, m2", "`€` does not fit `amount`: kg, m2"),
        ("VAL017", "4100 characters, at most 4000", "4100 characters, at most 4000"),
        ("VAL020", "`cuts` has `2024-01-02` twice", f"`cuts` has `{HIDDEN}` twice"),
        ("VAL007", '"a "8.4" b" is not a number', f"{HIDDEN} is not a number"),
        ("VAL002", "claim needs `direction`, `period`", "claim needs `direction`, `period`"),
        ("YML009", 'two versions meet here: "a: 3" and "a: 4"', "two versions meet here"),
        ("YML011", "`a` stands twice: line 3 says 1,5, this line says 2", "`a` stands twice: line 3 and this line"),
        ("YML010", "a bracket `[` is not closed, opened on line 7", "a bracket `[` is not closed, opened on line 7"),
    ],
)
def test_sentences(code: str, says: str, expected: str) -> None:
    assert masked(code, says) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("amount: 8.4 EUR", f"amount: {HIDDEN}"),
        ("  - amount: 8.4 EUR  # about 9", f"  - amount: {HIDDEN}"),
        ("  - {day: 2024-01-02, firm: 3 pcs}", f"  - {{day: {HIDDEN}"),
        ("track:", "track:"),
        ("# asks for 8400 EUR", HIDDEN),
        ('  "amount": 8.4', f"  {HIDDEN}"),
        ("    of 8400 EUR", f"    {HIDDEN}"),
        ("", ""),
    ],
)
def test_lines(line: str, expected: str) -> None:
    assert masked_line(line) == expected
