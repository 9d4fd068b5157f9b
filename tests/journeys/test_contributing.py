"""The ten steps for a key account manager: who types what they show gets a pull request that is green."""

import re
from datetime import date
from decimal import Decimal

import pytest

from tests.journeys.running import ROOT, Workplace

GUIDE = (ROOT / ".github" / "CONTRIBUTING.md").read_text("utf-8")
PRICE = "records/aurora/prices/PRC-4711-009-A-MEL.yaml"
PINNED = date(2024, 12, 2)


def ten_steps() -> list[str]:
    """The numbered steps, each with the texts it shows."""
    chapter = GUIDE.partition("\n## A. ")[2].partition("\n## B. ")[0]
    return [step.strip() for step in re.split(r"^\d+\. ", chapter, flags=re.M)[1:]]


def shown() -> dict[str, str]:
    """What the steps show for the file, by the first word of each field: `unit_price` to its lines."""
    found: dict[str, str] = {}
    for step in ten_steps():
        for block in re.findall(r"^ +```yaml\n(.*?)^ +```", step, re.M | re.S):
            found |= by_field(re.sub(r"^ {3}", "", block, flags=re.M))
    return found


def by_field(block: str) -> dict[str, str]:
    """The lines of one price, by the field they belong to."""
    found: dict[str, str] = {}
    name = ""
    for line in block.splitlines(keepends=True):
        begins = re.match(r"(?:  - | {4})(\w+):", line)
        name = begins[1] if begins else name
        found[name] = found.get(name, "") + line
    return found


def last_price(text: str) -> str:
    """The block that step 3 finds: from the last `- valid_from:` to the next word at the very left."""
    start = text.rindex("  - valid_from:")
    end = re.compile(r"^\w", re.M).search(text, start)
    return text[start : end.start() if end else len(text)]


def followed(text: str, **other: str) -> str:
    """The file after steps 3 to 7: the last block copied below itself, with what the steps show in its place."""
    old = last_price(text)
    copied = by_field(old) | shown() | other
    return text.replace(old, old + "".join(copied.values()))


def test_there_are_ten_steps_about_this_file() -> None:
    steps = ten_steps()
    assert len(steps) == 10
    assert f"`{PRICE}`" in steps[0]


def test_the_steps_show_every_field_that_changes() -> None:
    assert [*shown()] == ["valid_from", "technical_index", "unit_price", "layers", "build_up", "track"]


def test_what_is_written_down_as_done_has_happened() -> None:
    done = [date.fromisoformat(day) for day in re.findall(r"\bon: (\d{4}-\d{2}-\d{2})", shown()["track"])]
    assert done
    assert max(done) <= PINNED


def test_the_sum_of_step_six_is_true() -> None:
    said = re.search(r"((?:\d\.\d{4} \+ )+\d\.\d{4}) = (\d\.\d{4})", "".join(ten_steps()))
    assert said
    assert sum(Decimal(part) for part in said[1].split(" + ")) == Decimal(said[2])
    assert f"unit_price: {said[2]} EUR" in shown()["unit_price"]
    assert re.findall(r"\d\.\d{4}", shown()["layers"]) == said[1].split(" + ")


def test_the_edits_are_accepted(example: Workplace) -> None:
    example.start_branch("one-more-fastener")
    example.write(PRICE, followed(example.text(PRICE)))
    example.commit("one more fastener from February")
    done = example.check("--against", "main")
    assert done.code == 0, done.said
    assert "1 record differs from main" in done.out
    assert [line for line in done.out.splitlines() if line.startswith(PRICE)] == [], done.out
    assert "3.5142" in example.kamdocs("show", "PRC-4711-009-A-MEL").out


TABLE = {
    '`"3,5142 EUR" is not a number yet`': {"unit_price": "    unit_price: 3,5142 EUR\n"},
    "`layers add up to …, the price is …`": {"unit_price": "    unit_price: 3.5143 EUR\n"},
    "`… and … are both valid on …`": {"valid_from": "  - valid_from: 2025-01-01\n"},
    "`… does not exist; did you mean …?`": {
        "track": "    track:\n      - {state: proposed, on: 2024-12-02, evidence: [COM-2024-0198]}\n"
    },
    "`proposed needs proof of grade 2; …`": {"track": "    track:\n      - {state: proposed, on: 2024-12-02}\n"},
}
"""What the table below the steps lets the check say, and the slip that leads to it."""


@pytest.mark.parametrize("says", TABLE)
def test_the_table_below_the_steps_quotes_what_the_check_says(example: Workplace, says: str) -> None:
    assert f"| {says} |" in GUIDE
    example.start_branch("a-slip")
    example.write(PRICE, followed(example.text(PRICE), **TABLE[says]))
    example.commit("a slip")
    done = example.check("--against", "main")
    assert done.code == 1, done.said
    sentence = ".+".join(re.escape(part) for part in says.strip("`").split("…"))
    assert re.search(rf"^{re.escape(PRICE)}:\d+:\d+: \w+ {sentence}", done.out, re.M), done.out
