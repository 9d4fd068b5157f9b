"""One whole report per format, kept as a file: a person has to look at it, no assertion can.

`python -m tests.report.test_expected` writes the files anew; look at the difference before committing it.
"""

import tempfile
from pathlib import Path

import pytest

from tests.cli.running import CLAIM, PRICE, call, sample, text_of

EXPECTED = Path(__file__).parent.parent / "expected"
FILES = {"text": "report.txt", "concise": "report-concise.txt", "json": "report.jsonl", "github": "report-github.txt"}
TOOL = "sample/tools/TOL-0001.yaml"
PERSON = "sample/people/PER-0101.yaml"
SECOND = "sample/prices/PRC-100-A-ONE-SERVICE.yaml"
MISTAKES = {
    PRICE: text_of(PRICE).replace("valid_from: 2023-01-01", "valid_from: 2024-01-01"),
    SECOND: text_of(PRICE)
    .replace("PRC-100-A-ONE", "PRC-100-A-ONE-SERVICE")
    .replace("price_type: series", "price_type: service")
    .replace("3.0000 EUR", "3,0000 EUR"),
    TOOL: text_of(TOOL).replace("plant: PLT-ONE", "plant: PLT-ON"),
    CLAIM: text_of(CLAIM).replace("8400.00 EUR", "8.400,00 EUR"),
    PERSON: text_of(PERSON).replace("verified_on: 2024-09-02", "verified_on: 2022-09-02"),
}
"""One of each: a rule, a number, a reference, a value nobody may see, a matter of the calendar, the pinned day."""


def said(output_format: str, folder: Path) -> str:
    """The whole report in one format."""
    return call(sample(folder, MISTAKES), "check", "--output-format", output_format).out


@pytest.mark.parametrize("output_format", list(FILES))
def test_the_whole_report_is_as_it_was_last_looked_at(output_format: str, tmp_path: Path) -> None:
    assert said(output_format, tmp_path) == (EXPECTED / FILES[output_format]).read_text("utf-8")


def test_every_sort_of_mistake_is_in_it() -> None:
    """So the files keep showing what they are kept for."""
    text = (EXPECTED / FILES["concise"]).read_text("utf-8")
    for code in ("PRC001", "VAL005", "GEN002", "CON001", "CFG015"):
        assert f": {code} " in text


if __name__ == "__main__":
    EXPECTED.mkdir(exist_ok=True)
    for name, file in FILES.items():
        with tempfile.TemporaryDirectory() as folder:
            (EXPECTED / file).write_text(said(name, Path(folder)), "utf-8", newline="\n")
