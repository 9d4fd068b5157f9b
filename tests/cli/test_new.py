"""`new`: a draft that `check` accepts, with an id that nobody else has; all of it is written, or nothing."""

import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from kamdocs.cli import writing
from kamdocs.history.snapshots import Repository
from kamdocs.kinds import BY_SLUG, KINDS
from tests.cli.drafted import ASKED, attach
from tests.cli.running import CLAIM, INTERRUPTIBLE, Ran, call, environment, sample, text_of

PART = ASKED["part"]


def files(project: Path) -> dict[str, bytes]:
    """Everything below `records/`, by path."""
    root = project / "records"
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def errors(project: Path) -> list[str]:
    """The lines of a report that block or warn."""
    done = call(project, "check", "--output-format", "concise", "--strict")
    return [line for line in done.out.splitlines() if ".yaml:" in line and " CFG015 " not in line]


def test_every_kind_is_tried() -> None:
    assert set(ASKED) == {kind.slug for kind in KINDS}


@pytest.mark.parametrize("slug", list(ASKED))
def test_a_draft_with_what_is_needed_is_accepted_by_check(slug: str, tmp_path: Path) -> None:
    project, asked = sample(tmp_path), ASKED[slug]
    if slug in {"document", "customer_order", "nomination"}:
        attach(project)
    before = files(project)
    account = ["--account", "second"] if slug == "customer" else []
    done = call(project, *asked.words(slug), *account)
    assert done.code == 0, done.err
    about = BY_SLUG[slug].about
    where = "group" if about.lives == "group" else "second" if slug == "customer" else "sample"
    path = f"{where}/{about.folder}/{asked.becomes}.yaml"
    after = files(project)
    assert set(after) - set(before) == {path}
    assert {name: after[name] for name in before} == before
    assert done.out == f"Written: records/{path}\nNothing is committed. Next: kamdocs check\n"
    bad = [line for line in errors(project) if f"records/{path}:" in line and "[info]" not in line]
    assert [line for line in bad if "[warning]" not in line] == []
    assert call(project, "show", asked.becomes).code == 0


@pytest.mark.parametrize("slug", [kind.slug for kind in KINDS])
def test_missing_values_are_2_and_their_flags_are_named(slug: str, tmp_path: Path) -> None:
    project = sample(tmp_path)
    before = files(project)
    done = call(project, "new", slug)
    assert done.code == 2
    first, second = done.err.splitlines()
    assert first.startswith(f"kamdocs: {slug} needs `")
    names = first.split("`")[1::2]
    for name in names:
        assert f"--set {name}=…" in second
    assert second.startswith("  Give them: --set ")
    assert files(project) == before


def test_the_flags_that_are_named_are_enough(tmp_path: Path) -> None:
    """No second round: what the first refusal names is all that a draft needs."""
    project = sample(tmp_path)
    refused = call(project, "new", "plant").err.splitlines()[0]
    names = refused.split("`")[1::2]
    assert names == ["name", "lead"]
    words = [word for name in names for word in ("--set", f"{name}={ASKED['plant'].values[name]}")]
    assert call(project, "new", "plant", *words, "--id", "PLT-THREE").code == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--set", "colour=blue"], "no field `colour`"),
        (["--set", "colour"], '"colour" is no FIELD=VALUE.'),
        (["--id", "PLT-4"], "PLT-4 is no id of a contact."),
        (["--id", "per 4"], "per 4 is no id of a contact."),
        (["--id", "PER-0002"], "PER-0002 is there already."),
        (["--set", "side=nobody"], "VAL014"),
        (["--set", "verified_on=2024-02-30"], "VAL008"),
    ],
)
def test_what_does_not_fit_is_2_and_nothing_is_written(words: list[str], sentence: str, tmp_path: Path) -> None:
    project = sample(tmp_path)
    before = files(project)
    done = call(project, "new", "contact", "--set", "side=internal", "--set", "function=kam", *words)
    assert done.code == 2
    assert sentence in done.err
    assert "Traceback" not in done.err
    assert files(project) == before


@pytest.mark.parametrize("typed", ["../../../outside", "PER-0009/../../x", "/etc/PER-0009", "CON", "PER-0009\n"])
def test_no_id_leads_out_of_the_folder_of_its_kind(typed: str, tmp_path: Path) -> None:
    project = sample(tmp_path / "project")
    before = sorted(tmp_path.rglob("*"))
    done = call(project, "new", "contact", "--set", "side=internal", "--set", "function=kam", "--id", typed)
    assert done.code == 2
    assert "is no id of a contact." in done.err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_mistake_of_the_account_is_told_in_the_words_of_check(tmp_path: Path) -> None:
    """A price for a part that does not exist."""
    project = sample(tmp_path)
    before = files(project)
    words = ["--set", "part=PRT-100-X", "--set", "site=SIT-ONE", "--set", "lines.unit_price=1.0000 EUR"]
    done = call(project, "new", "price", *words, "--set", "lines.technical_index=A")
    assert done.code == 2
    assert "GEN002 PRT-100-X does not exist" in done.err
    assert files(project) == before


ROWS = """\
customer_number;description;id
300-C;Clip, left;PRT-300-C
301-C;"Clip; right";PRT-301-C
302-C;Clip "middle";PRT-302-C
"""
COMMON = [
    word
    for name, value in PART.values.items()
    if name not in {"customer_number", "description"}
    for word in ("--set", f"{name}={value}")
]


def from_rows(project: Path, text: str) -> Ran:
    (project / "rows.csv").write_text(text, "utf-8")
    return call(project, "new", "part", "--from", "rows.csv", *COMMON)


def test_one_draft_a_row(tmp_path: Path) -> None:
    project = sample(tmp_path)
    done = from_rows(project, ROWS.replace('"middle"', "middle"))
    assert done.code == 0, done.err
    assert done.out.splitlines()[:3] == [f"Written: records/sample/parts/PRT-{no}-C.yaml" for no in (300, 301, 302)]
    assert b"Clip; right" in files(project)["sample/parts/PRT-301-C.yaml"]
    assert [line for line in errors(project) if "[" not in line] == []


@pytest.mark.parametrize(
    ("old", "new", "where", "says"),
    [
        ("PRT-301-C", "PRT-300-C", "row 3", "PRT-300-C stands in two rows."),
        ("PRT-302-C", "TOL-0009", "row 4", "TOL-0009 is no id of a part."),
        ("PRT-300-C", "PRT-100-A", "row 2", "PRT-100-A is there already."),
        ("Clip, left;PRT-300-C", ";PRT-300-C", "row 2", "part needs `description`."),
    ],
)
def test_rows_are_all_or_nothing_and_the_row_is_named(
    old: str, new: str, where: str, says: str, tmp_path: Path
) -> None:
    project = sample(tmp_path)
    before = files(project)
    done = from_rows(project, ROWS.replace('"middle"', "middle").replace(old, new))
    assert done.code == 2
    assert f"rows.csv: {where}: " in done.err
    assert says in done.err
    assert "Nothing was written." in done.err
    assert files(project) == before


def test_rows_with_the_same_mistake_are_named_together(tmp_path: Path) -> None:
    done = from_rows(sample(tmp_path), "customer_number;description;id\n300-C;;PRT-300-C\n301-C;;PRT-301-C\n")
    assert done.code == 2
    assert "rows.csv: rows 2, 3: part needs `description`." in done.err


def test_every_mistake_is_named_with_its_row(tmp_path: Path) -> None:
    rows = "customer_number;description;id\n300-C;;PRT-300-C\n301-C;Clip;TOL-0009\n"
    done = from_rows(sample(tmp_path), rows)
    assert done.code == 2
    assert "2 mistakes:" in done.err
    assert "row 2: part needs `description`." in done.err
    assert "row 3: TOL-0009 is no id of a part." in done.err


def test_an_id_and_rows_do_not_go_together(tmp_path: Path) -> None:
    project = sample(tmp_path)
    (project / "rows.csv").write_text(ROWS, "utf-8")
    done = call(project, "new", "part", "--from", "rows.csv", "--id", "PRT-1")
    assert done.code == 2
    assert "do not go together" in done.err


def test_a_full_disk_leaves_no_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = sample(tmp_path)
    before = files(project)
    written = []

    def full(descriptor: int) -> None:
        written.append(descriptor)
        if len(written) > 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.os, "fsync", full)
    done = from_rows(project, ROWS.replace('"middle"', "middle"))
    assert done.code == 2
    assert "no space left on device" in done.err
    assert len(written) == 3
    assert files(project) == before


def test_ids_count_on_in_the_working_tree(tmp_path: Path) -> None:
    project = sample(tmp_path)
    words = ASKED["tool"].words("tool")
    assert [call(project, *words).out.splitlines()[0] for _ in range(2)] == [
        "Written: records/sample/tools/TOL-0002.yaml",
        "Written: records/sample/tools/TOL-0003.yaml",
    ]


def _git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def clones(tmp_path: Path) -> tuple[Path, Path]:
    """Two people with a clone each of one repository; the first has pushed a branch with a tool."""
    first = sample(tmp_path / "first")
    _git(first, "init")
    _git(first, "add", ".")
    _git(first, "commit", "-m", "Records")
    _git(tmp_path, "clone", "--bare", "first", "shared.git")
    _git(tmp_path, "clone", "shared.git", "second")
    _git(first, "remote", "add", "origin", "../shared.git")
    _git(first, "switch", "-c", "tool")
    assert call(first, *ASKED["tool"].words("tool")).out.startswith("Written: records/sample/tools/TOL-0002.yaml")
    _git(first, "add", ".")
    _git(first, "commit", "-m", "Tool")
    _git(first, "push", "origin", "tool")
    return first, tmp_path / "second"


def test_ids_of_branches_that_were_fetched_are_taken(clones: tuple[Path, Path]) -> None:
    _, second = clones
    words = ASKED["tool"].words("tool")
    assert Repository.needed(second / "records").stems_on_remote_branches().isdisjoint({"TOL-0002"})
    _git(second, "fetch")
    stems = Repository.needed(second / "records").stems_on_remote_branches()
    assert {"TOL-0001", "TOL-0002", "PER-0002"} <= stems
    assert call(second, *words).out.startswith("Written: records/sample/tools/TOL-0003.yaml")


def test_before_it_is_fetched_nobody_can_know(clones: tuple[Path, Path]) -> None:
    """Nothing opens a connection: the other branch is not here yet, so the same number is taken twice."""
    _, second = clones
    assert call(second, *ASKED["tool"].words("tool")).out.startswith("Written: records/sample/tools/TOL-0002.yaml")


def test_nothing_is_committed(clones: tuple[Path, Path]) -> None:
    _, second = clones
    assert call(second, *ASKED["tool"].words("tool")).code == 0
    told = subprocess.run(["git", "status", "--short"], cwd=second, check=True, capture_output=True, text=True).stdout
    assert told == "?? records/sample/tools/TOL-0002.yaml\n"


@contextmanager
def terminal(project: Path, *words: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """`new` on a terminal of its own."""
    main, side = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", f"{INTERRUPTIBLE}from kamdocs.cli.main import main\nmain()", "new", *words],
        cwd=project,
        env=environment({"COLUMNS": "200"}),
        stdin=side,
        stdout=side,
        stderr=side,
        start_new_session=True,
    ) as process:
        os.close(side)
        try:
            yield process, main
            process.wait(timeout=30)
        finally:
            process.kill()
            os.close(main)


def until(main: int, words: str, again: Callable[[], None] | None = None) -> str:
    """What stands on the terminal up to these words; `again` is done whenever half a second brought nothing."""
    told = b""
    for _ in range(40):
        if words.encode() in told:
            break
        if not select.select([main], [], [], 0.5)[0]:
            if again:
                again()
            continue
        try:
            told += os.read(main, 4096)
        except OSError:
            break
    said = told.decode("utf-8", "replace")
    assert words in said, said
    return said


def test_on_a_terminal_it_asks_for_what_is_missing(tmp_path: Path) -> None:
    project = sample(tmp_path)
    with terminal(project, "plant", "--set", "lead=PER-0004") as (process, main):
        assert "name: " in until(main, "): ")
        os.write(main, b"Plant Three\n")
        assert "id: " in until(main, "): ")
        os.write(main, b"PLT-THREE\n")
        until(main, "Written: records/group/plants/PLT-THREE.yaml")
    assert process.returncode == 0
    assert b"\nname: Plant Three\n" in files(project)["group/plants/PLT-THREE.yaml"]


def test_an_answer_that_does_not_fit_is_asked_for_again(tmp_path: Path) -> None:
    project = sample(tmp_path)
    with terminal(project, "contact", "--set", "function=kam") as (process, main):
        until(main, "): ")
        os.write(main, b"nobody\n")
        assert "internal, customer, tier2" in until(main, "): ")
        os.write(main, b"internal\n")
        assert "name: " in until(main, "): ")
        os.write(main, b"Ada Weiss\n")
        until(main, "Written: ")
    assert process.returncode == 0


def test_breaking_the_questions_off_writes_nothing(tmp_path: Path) -> None:
    project = sample(tmp_path)
    before = files(project)
    with terminal(project, "plant") as (process, main):
        until(main, "): ")
        break_off = partial(os.killpg, process.pid, signal.SIGINT)
        break_off()
        until(main, "nothing is half-written", break_off)  # a signal just before the question waits goes unheard
    assert process.returncode == 130
    assert files(project) == before


def test_a_finding_that_stood_there_before_is_not_the_draft_s_doing(tmp_path: Path) -> None:
    """Its sentence changes, because the new id is the nearest one now."""
    project = sample(tmp_path, {CLAIM: f"{text_of(CLAIM)}evidence: [COM-2024-0002]\n"})
    words = "--set direction=in --set channel=call --set date=2024-12-02 --set party=customer --set subject=Call"
    done = call(project, "new", "communication", *words.split(), "--set", "summary=They called.")
    assert done.code == 0, done.err
    assert "COM-2024-0002 does not exist" in call(project, "check", "--output-format", "concise").out
