"""`check`: what is looked at, by which day, over which roots, and what is said of everything that was not."""

import os
import unicodedata
from pathlib import Path

import pytest

from tests.books import overlaid, sample_files, write_project
from tests.cli.running import CLAIM, DAY, PRICE, Ran, call, sample, text_of

TOOL = "sample/tools/TOL-0001.yaml"
PERSON = "group/people/PER-0002.yaml"
BROKEN = {
    PRICE: text_of(PRICE).replace("3.0000 EUR", "3,0000 EUR"),
    TOOL: text_of(TOOL) + "colour: blue\n",
    PERSON: text_of(PERSON) + "shoe_size: 43\n",
}


def concise(project: Path, *words: str) -> Ran:
    return call(project, "check", "--output-format", "concise", *words)


def codes(done: Ran) -> list[str]:
    """The codes of a concise report, without the reminder that the day is pinned."""
    return [code for place in done.places if (code := place.rpartition(" ")[2]) != "CFG015"]


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Three mistakes: in a price, a tool, and a person of ours."""
    return sample(tmp_path, BROKEN)


def test_everything_is_checked_and_one_broken_file_hides_no_other(broken: Path) -> None:
    done = concise(broken)
    assert done.code == 1
    assert codes(done) == ["VAL001", "VAL005", "VAL001"]
    assert [place for place in done.places if "CFG015" not in place] == [
        f"records/{PERSON}:5:1: VAL001",
        f"records/{PRICE}:16:17: VAL005",
        f"records/{TOOL}:{text_of(TOOL).count(chr(10)) + 1}:1: VAL001",
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["records/sample/prices/PRC-100-A-ONE.yaml"], ["VAL005"]),
        (["records/sample/prices"], ["VAL005"]),
        (["records/sample/tools", "records/group"], ["VAL001", "VAL001"]),
        (["records/sample"], ["VAL005", "VAL001"]),
        (["records"], ["VAL001", "VAL005", "VAL001"]),
        (["."], ["VAL001", "VAL005", "VAL001"]),
        (["PRC-100-A-ONE"], ["VAL005"]),
        (["TOL-0001", "PER-0002"], ["VAL001", "VAL001"]),
        (["PRC-100-A-ONE@2024-01-01"], ["VAL005"]),
        (["PRT-100-A"], []),
        (["--account", "sample"], ["VAL005", "VAL001"]),
        (["--account", "group"], ["VAL001"]),
        (["--account", "group", "--account", "sample"], ["VAL001", "VAL005", "VAL001"]),
    ],
)
def test_paths_ids_and_accounts_choose_what_is_reported(words: list[str], found: list[str], broken: Path) -> None:
    done = concise(broken, *words)
    assert codes(done) == found
    assert done.code == (1 if found else 0)


def test_paths_count_from_the_folder_the_user_stands_in(broken: Path) -> None:
    done = concise(broken / "records" / "sample" / "prices", "PRC-100-A-ONE.yaml")
    assert codes(done) == ["VAL005"]
    assert done.places == ["records/sample/prices/PRC-100-A-ONE.yaml:16:17: VAL005"]


def test_an_id_in_small_letters_is_understood_by_its_hint(broken: Path) -> None:
    done = concise(broken, "prc-100-a-one")
    assert done.code == 2
    assert "Did you mean PRC-100-A-ONE?" in done.err


def test_the_day_is_that_of_the_call_then_of_policy(tmp_path: Path) -> None:
    project = sample(tmp_path)
    assert concise(project).out.startswith(f"As of {DAY} (policy) · ")
    assert concise(project, "--as-of", "2025-12-02").out.startswith("As of 2025-12-02 (--as-of) · ")


def test_without_a_pinned_day_it_is_today(tmp_path: Path) -> None:
    """Read in the time zone of policy; a test may not know the day, only that nothing else was taken."""
    first = concise(write_project(tmp_path, overlaid({}))).out.splitlines()[0]
    assert first.startswith("As of 20")
    assert "(" not in first


def test_another_day_brings_what_the_calendar_brings(tmp_path: Path) -> None:
    project = sample(tmp_path)
    assert codes(concise(project)) == []
    later = concise(project, "--as-of", "2025-12-02")
    assert {"CON001"} <= set(codes(later))
    assert later.code == 0


POLICY = text_of("policy.yaml")


def test_a_mistake_in_policy_stops_the_rules_and_says_so(tmp_path: Path) -> None:
    """Files are still read; rules judge by policy, so none is run, and nobody may take that for a clean tree."""
    wrong = POLICY.replace("reporting_currency: EUR", "reporting_currency: euro")
    twice = text_of(PRICE).replace("valid_from: 2023-01-01", "valid_from: 2024-01-01")
    project = sample(tmp_path, {"policy.yaml": wrong, PRICE: twice, TOOL: BROKEN[TOOL]})
    done = concise(project)
    assert done.code == 1
    assert "PRC001" not in done.out
    assert sorted(codes(done)) == ["VAL001", "VAL014"]
    assert any(place.startswith("records/policy.yaml:5:") for place in done.places)
    assert "Policy has mistakes, so no rule on records was run." in done.out
    assert "0 rules had something to check" in done.out
    assert ", 0 not run" not in done.out


def test_the_mistake_in_policy_is_shown_whatever_was_asked_for(tmp_path: Path) -> None:
    wrong = POLICY.replace("reporting_currency: EUR", "reporting_currency: euro")
    done = concise(sample(tmp_path, {"policy.yaml": wrong}), f"records/{PRICE}")
    assert done.code == 1
    assert [place.split(":")[0] for place in done.places] == ["records/policy.yaml"]


def test_a_file_that_does_not_load_is_named_with_the_rules_it_escaped(broken: Path) -> None:
    """The claim is made on a part, the tool belongs to it: nothing says that an unread record does not exist."""
    done = concise(broken)
    assert "GEN002" not in done.out
    last = done.out.splitlines()[-1]
    assert last.endswith(" not run")
    assert not last.endswith(" 0 not run")
    assert "Not run on some record: " in done.out


ROOTS = POLICY + f"as_of: {DAY}\nroots:\n  strict: {{holds: strict, kinds: [claim]}}\n"
LETTER = "sample/communications/COM-2024-0001.yaml"
ABOUT_THE_CLAIM = """\
id: COM-2024-0001
class: claim
direction: out
channel: call
date: 2024-11-04
party: us
from: PER-0002
to: [PER-0101]
subject: Freight of July and August
about: [CLM-2024-0001]
"""


def _two_roots(folder: Path, holds: str = "strict") -> Path:
    """Claims in a root of their own; a communication in the first root points at one."""
    about = {"policy.yaml": ROOTS, LETTER: ABOUT_THE_CLAIM}
    write_project(folder, overlaid(about, without=[CLAIM]))
    strict = folder / "strict" / CLAIM
    strict.parent.mkdir(parents=True)
    strict.write_text(text_of(CLAIM), "utf-8")
    (folder / "strict" / "root.yaml").write_text(f"holds: {holds}\n", "utf-8")
    return folder


BOTH = ("--records", "records", "--records", "strict")
RECORDS = 1 + sum(path.count("/") == 2 and path.endswith(".yaml") for path in sample_files())
"""Those of the sample and the letter."""


def test_a_second_root_is_checked_with_the_first(tmp_path: Path) -> None:
    done = concise(_two_roots(tmp_path), *BOTH)
    assert codes(done) == []
    assert done.code == 0
    assert done.out.splitlines()[-1].endswith(" 0 not run")
    assert f" {RECORDS} records" in done.out.splitlines()[0]


def test_a_mistake_in_the_second_root_has_its_place_there(tmp_path: Path) -> None:
    project = _two_roots(tmp_path)
    file = project / "strict" / CLAIM
    file.write_text(text_of(CLAIM).replace("parts: [PRT-100-A]", "parts: [PRT-100-X]"), "utf-8")
    done = concise(project, *BOTH)
    assert codes(done) == ["GEN002"]
    assert f"strict/{CLAIM}:5:9: GEN002" in done.places


def test_a_root_that_is_not_joined_is_silent_and_counted(tmp_path: Path) -> None:
    """The reference into it is no mistake; the rules of its kinds are counted as not run."""
    done = concise(_two_roots(tmp_path))
    assert codes(done) == []
    assert done.code == 0
    assert not done.out.splitlines()[-1].endswith(" 0 not run")
    assert "CLM001" in done.out
    assert f" {RECORDS - 1} records" in done.out.splitlines()[0]


def test_without_the_root_in_policy_the_same_reference_is_a_mistake(tmp_path: Path) -> None:
    """So the silence above comes from policy and from nothing else."""
    project = _two_roots(tmp_path)
    (project / "records" / "policy.yaml").write_text(POLICY + f"as_of: {DAY}\n", "utf-8")
    assert codes(concise(project)) == ["GEN002"]


def test_no_root_holds_more_than_it_says(tmp_path: Path) -> None:
    done = concise(_two_roots(tmp_path, holds="confidential"), *BOTH)
    assert done.code == 1
    assert "SEC001" in codes(done) or any(code.startswith("CFG") for code in codes(done))
    assert "8400" not in done.out


def test_the_roots_of_the_settings_are_joined(tmp_path: Path) -> None:
    project = _two_roots(tmp_path)
    (project / "pyproject.toml").write_text('[tool.kamdocs]\nrecords = ["records", "strict"]\n', "utf-8")
    assert f" {RECORDS} records" in concise(project).out.splitlines()[0]


def test_a_link_out_of_the_records_is_a_finding(tmp_path: Path) -> None:
    project = sample(tmp_path / "project")
    outside = tmp_path / "PRT-999-Z.yaml"
    outside.write_text("secret: of somebody else\n", "utf-8")
    (project / "records" / "sample" / "parts" / "PRT-999-Z.yaml").symlink_to(outside)
    done = concise(project)
    assert done.code == 1
    assert codes(done) == ["YML001"]
    assert "of somebody else" not in done.out


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("files/Übersicht.txt", unicodedata.normalize("NFD", "files/Übersicht.txt")),
        ("files/letter.txt", "files/Letter.txt"),
    ],
)
def test_names_that_are_one_on_other_systems_are_a_finding(first: str, second: str, tmp_path: Path) -> None:
    project = sample(tmp_path)
    for name in (first, second):
        (project / "records" / "sample" / name).write_text("text", "utf-8")
    if (
        len(os.listdir(project / "records" / "sample" / "files"))
        != len([path for path in overlaid({}) if path.startswith("sample/files/")]) + 2
    ):
        pytest.fail("this file system does not keep both names apart")
    done = concise(project)
    assert done.code == 1
    assert "YML021" in codes(done)


def test_outside_git_it_works_and_says_what_is_left_out(tmp_path: Path) -> None:
    done = concise(sample(tmp_path))
    assert done.code == 0
    assert "The records are not in a Git repository" in done.out
