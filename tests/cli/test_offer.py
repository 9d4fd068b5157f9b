"""`offer`: what leaves the house, only from a validated offer without errors; and the draft of the next round."""

import hashlib
import re
from pathlib import Path

import pytest

from kamdocs.load.yaml_events import parse
from tests.cli.offered import ROUND_1, ROUND_2, ROUND_3, breakdown, offer, rounds
from tests.cli.running import Ran, call, sample

FILE = f"sample/offers/{ROUND_1}.yaml"
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")


def written(project: Path, *words: str, record: str = ROUND_1) -> Ran:
    return call(project, "offer", record, "--to", "out.xlsx", *words)


def test_workbook_and_letter_with_their_hashes(tmp_path: Path) -> None:
    project = sample(tmp_path, rounds())
    before = sorted(path for path in project.rglob("*") if path.is_file())
    done = written(project, "--letter")
    assert done.code == 0, done.err
    made = [project / "out.xlsx", project / "out.txt"]
    assert sorted(path for path in project.rglob("*") if path.is_file()) == sorted([*before, *made])
    hashes = [hashlib.sha256(path.read_bytes()).hexdigest() for path in made]
    assert done.out.splitlines() == [
        "As of 2024-12-02 · sample",
        "Written: out.xlsx",
        "Written: out.txt",
        "For COM-2024-0001, once the files lie in the folder of the account:",
        "files:",
        f"  - {{file: files/COM-2024-0001-1.xlsx, sha256: {hashes[0]}}}",
        f"  - {{file: files/COM-2024-0001-2.txt, sha256: {hashes[1]}}}",
        "Nothing is sent. Next: send the files, then kamdocs new communication",
    ]


@pytest.mark.parametrize(
    ("language", "price", "reduction"), [("en", "2.8453 EUR", "2.0 %"), ("de", "2,8453 EUR", "2,0 %")]
)
def test_every_number_of_the_letter_stands_in_the_record(
    tmp_path: Path, language: str, price: str, reduction: str
) -> None:
    project = sample(tmp_path, rounds())
    assert written(project, "--letter", "--language", language).code == 0
    letter = (project / "out.txt").read_text("utf-8")
    assert f": {price}\n" in letter
    assert f"- 2026: {reduction}" in letter
    records = "".join(path.read_text("utf-8") for path in (project / "records/sample").rglob("*.yaml"))
    known = set(_NUMBER.findall(records))
    said = [number.replace(",", ".") for number in _NUMBER.findall(letter)]
    assert len(said) > 30
    assert [number for number in said if number not in known] == []


def test_the_letter_holds_nothing_of_ours(tmp_path: Path) -> None:
    dear = rounds() | {FILE: offer(1).replace("cost: 12000.00 EUR", "cost: 11555.00 EUR")}
    dear["sample/customers/CUS-SAMPLE.yaml"] = _with_markup()
    project = sample(tmp_path, dear)
    assert written(project, "--letter").code == 0
    letter = (project / "out.txt").read_text("utf-8")
    assert "12000.00 EUR" in letter
    assert [word for word in ("11555", "PER-", "PRT-", "SIT-", "One shift only", "13.37") if word in letter] == []


def _with_markup() -> str:
    from tests.cli.running import text_of

    return text_of("sample/customers/CUS-SAMPLE.yaml").replace(
        "tool_markup_allowed: false", "tool_markup_allowed: true"
    )


def test_a_project_may_have_its_own_letter(tmp_path: Path) -> None:
    project = sample(tmp_path, rounds())
    folder = project / "site_templates" / "letters"
    folder.mkdir(parents=True)
    (folder / "offer.en.txt.j2").write_text("We offer {{ offer }}.\n", "utf-8")
    assert written(project, "--letter").code == 0
    assert (project / "out.txt").read_text("utf-8") == "We offer OFR-2024-0901.\n"
    (folder / "offer.en.txt.j2").write_text("{{ margin }}", "utf-8")
    done = written(project, "--letter", "--force")
    assert done.code == 2
    assert "site_templates/letters/offer.en.txt.j2 does not work: 'margin' is undefined" in done.err


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("  - {state: validated, on: 2024-10-01}\n", "OFR-2024-0901 is in validation since 2024-10-01"),
        ("", "OFR-2024-0901 was withdrawn on 2024-10-02: there is nothing to send"),
    ],
)
def test_only_from_validated_on(tmp_path: Path, state: str, says: str) -> None:
    text = offer(1).replace(state, "") if state else offer(1) + "  - {state: withdrawn, on: 2024-10-02}\n"
    project = sample(tmp_path, rounds() | {FILE: text})
    done = written(project, "--letter")
    assert done.code == 1
    assert says in done.err
    assert "Nothing was written. Next: kamdocs check OFR-2024-0901" in done.err
    assert not list(project.glob("out.*"))


def test_an_error_in_its_breakdown_stops_it_and_shows_no_cost(tmp_path: Path) -> None:
    wrong = {"sample/cost-breakdowns/CBD-2024-0901-100-A.yaml": breakdown(1, labour="0.4001")}
    done = written(sample(tmp_path, rounds() | wrong))
    assert done.code == 1
    assert "OFR001 " in done.err
    assert "0.4001" not in done.err + done.out


def test_an_expired_offer_is_named(tmp_path: Path) -> None:
    project = sample(tmp_path, rounds() | {FILE: offer(1, until="2024-11-30")})
    done = written(project)
    assert "Expired: OFR-2024-0901 stood until 2024-11-30." in done.err
    assert done.code == 0


def test_nothing_is_written_over_unless_asked(tmp_path: Path) -> None:
    project = sample(tmp_path, rounds())
    (project / "out.txt").write_text("mine", "utf-8")
    done = written(project, "--letter")
    assert done.code == 2
    assert "out.txt is there already" in done.err
    assert not (project / "out.xlsx").exists()
    assert (project / "out.txt").read_text("utf-8") == "mine"
    assert written(project, "--letter", "--force").code == 0
    assert (project / "out.txt").read_text("utf-8") != "mine"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((ROUND_1, "--to", "out.xls"), "out.xls is no workbook"),
        ((ROUND_1, "--to", "no/out.xlsx"), "There is no folder no"),
        (("PRT-100-A", "--to", "out.xlsx"), "PRT-100-A is no offer"),
    ],
)
def test_what_cannot_be_written_is_said(tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    done = call(sample(tmp_path, rounds()), "offer", *words)
    assert done.code == 2
    assert says in done.err


def test_the_next_round_begins_with_the_last(tmp_path: Path) -> None:
    project = sample(tmp_path, rounds())
    done = call(project, "new", "offer", "--after", ROUND_3)
    assert done.code == 0, done.err
    assert done.out.splitlines() == [
        "Written: records/sample/offers/OFR-2024-0904.yaml",
        "Left to fill: priced_on, valid_until, validations, moves; the prices are those of round 3.",
        "Nothing is committed. Next: kamdocs compare OFR-2024-0903 OFR-2024-0904",
    ]
    draft = (project / "records/sample/offers/OFR-2024-0904.yaml").read_bytes()
    tree, before = parse(draft).tree, parse(rounds()[f"sample/offers/{ROUND_3}.yaml"].encode()).tree
    assert tree is not None
    assert before is not None
    assert (tree["round"], tree["supersedes"], tree["rfq"]) == ("4", ROUND_3, "RFQ-2024-0901")
    assert tree["track"] == [{"state": "draft", "on": "2024-12-02"}]
    assert {name: tree[name] for name in ("lines", "price_basis", "exclusions")} == {
        name: before[name] for name in ("lines", "price_basis", "exclusions")
    }
    assert not {"priced_on", "valid_until", "validations", "moves"} & tree.keys()
    assert b"# valid_until:" in draft
    assert "OFR-2024-0904" not in call(project, "check", "--output-format", "concise").out


def test_the_next_round_takes_values_of_the_call(tmp_path: Path) -> None:
    project = sample(tmp_path, rounds())
    done = call(project, "new", "offer", "--after", ROUND_3, "--set", "lines.unit_price=2.7000 EUR")
    assert done.code == 0, done.err
    out = call(project, "compare", ROUND_3, "OFR-2024-0904").out
    assert "2.7661 EUR → 2.7000 EUR  -0.0661 EUR  -6279.50 EUR a year  no reason given" in out
    assert "layers: OFR-2024-0904 has no breakdown of PRT-100-A" in out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("offer", "--after", ROUND_2), "OFR-2024-0903 is round 3 already"),
        (("rfq", "--after", ROUND_2), "Only an offer has rounds"),
        (("offer", "--after", "PRT-100-A"), "PRT-100-A is no offer"),
        (("offer", "--after", ROUND_3, "--from", "rows.csv"), "--after and --from do not go together"),
    ],
)
def test_a_next_round_that_is_none_is_refused(tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    done = call(sample(tmp_path, rounds()), "new", *words)
    assert done.code == 2
    assert says in done.err
