"""Annotations: within the host's limits, and nothing that a record says can be read as a command."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdocs.core.code import INFO, WARNING
from kamdocs.core.place import Place
from kamdocs.report.github import A_LEVEL, annotation, github
from kamdocs.report.shown import Shown
from tests.report.reports import FINDING, SHOWN, report, shown

COMMAND = re.compile(r"::(error|warning|notice) (file=[^,]*,line=\d+,col=\d+,endColumn=\d+,)?title=[^:,]*::[^\r\n]*")


def commands(lines: list[str]) -> list[str]:
    """The lines that the host reads as commands, as its runner finds them."""
    return [line for line in lines if line.lstrip().startswith("::") or "##[" in line]


def test_an_annotation() -> None:
    assert annotation("error", SHOWN) == (
        "::error file=records/aurora/prices/PRC-1-MEL.yaml,line=41,col=17,endColumn=27,"
        "title=PRC901 PRC-1-MEL Connector plate::"
        "3.0700 EUR is planted. 1. Raise the price. 2. Get the exception of the sales director. 3. Correct the volume."
    )


def test_a_question_ends_the_sentence_by_itself() -> None:
    one = replace(SHOWN, finding=replace(FINDING, says="PRT-1 does not exist; did you mean PRT-2?", fix="Correct it."))
    assert annotation("error", one).endswith("::PRT-1 does not exist; did you mean PRT-2? Correct it.")


def test_ten_a_level_and_the_last_one_counts_the_rest() -> None:
    found = [
        *(shown(line=number, code="VAL005" if number > 3 else "GEN002") for number in range(1, 26)),
        *(shown(line=number, severity=WARNING, blocks=False, code="TLG004") for number in range(1, 12)),
        *(shown(line=number, severity=INFO, blocks=False, code="CFG015") for number in range(1, 11)),
    ]
    lines = list(github(report(*found)))
    for level, more in (("error", "16 more: 16 of VAL005"), ("warning", "2 more: 2 of TLG004"), ("notice", "")):
        told = [line for line in lines if line.startswith(f"::{level} ")]
        assert len(told) == A_LEVEL
        assert told[-1].startswith(f"::{level} title=kamdocs::and {more}") if more else "more" not in told[-1]
    log = lines[lines.index("::group::All findings") : lines.index("::endgroup::")]
    assert len(log) == 1 + len(found)


def test_what_the_pull_request_touched_comes_first() -> None:
    touched = replace(shown(line=99, code="PRC001"), differs=True)
    lines = list(github(report(*(shown(line=number) for number in range(1, 30)), touched)))
    assert "title=PRC001" in next(line for line in lines if line.startswith("::error"))


HOSTILE = [
    "x\n::error::forged",
    "x\r::add-mask::secret",
    "x\r\n::set-output name=a::b",
    "::error file=a::forged",
    "##[error]forged",
    "100 % done, really: yes",
    "%0A::error::forged",
    "a,line=1::b",
    "\u2028::error::forged",
    "x" * 5000,
]


def hostile(words: str) -> Shown:
    """A finding in which everything that a record or a file name decides says this."""
    one = replace(FINDING, says=words, fix=words, place=Place(f"records/{words}.yaml", 1, 1, 2))
    return replace(SHOWN, finding=one, address=(words,))


def judge(words: str) -> None:
    lines = [part for line in github(report(hostile(words), left_out=(words,))) for part in re.split(r"[\r\n]", line)]
    told = commands(lines)
    assert [line.split(" ")[0] for line in told] == ["::error", "::group::All", "::endgroup::"]
    assert COMMAND.fullmatch(told[0])
    assert len(told[0]) < 20_000


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_that_a_record_says_forges_a_command(words: str) -> None:
    judge(words)


@given(st.text(st.sampled_from("a:%,#[]\r\n =\u2028\x1bé"), max_size=30))
def test_nothing_at_all_forges_a_command(words: str) -> None:
    judge(words)


def test_a_forged_command_would_be_seen() -> None:
    """So the judgement above can fail."""
    assert commands(["a", "::error::forged"]) == ["::error::forged"]
    assert commands(["  ::error::forged", "b ##[error]forged"]) == ["  ::error::forged", "b ##[error]forged"]


def test_percent_and_line_ends_arrive_as_they_were() -> None:
    """The host decodes what was escaped; a person reads the sentence as it was."""
    line = annotation("error", replace(SHOWN, finding=replace(FINDING, says="60 % of 100 %, not\nmore", fix="-")))
    message = line.split("::", 2)[2]
    assert message.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%") == "60 % of 100 %, not\nmore. -"
