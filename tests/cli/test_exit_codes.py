"""Exit codes: 0 nothing blocking, 1 blocking, 2 kamdocs cannot work, 70 kamdocs is wrong, 130 interrupted."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from kamdocs.cli import show
from tests.cli.running import INTERRUPTIBLE, PRICE, call, environment, run, sample, text_of

BROKEN = {PRICE: text_of(PRICE).replace("3.0000 EUR", "3,0000 EUR")}
LATE = {"sample/people/PER-0102.yaml": text_of("sample/people/PER-0102.yaml") + "left_on: 2020-01-31\n"}


def test_nothing_blocking_is_0(tmp_path: Path) -> None:
    done = run(sample(tmp_path), "check")
    assert (done.code, done.err) == (0, "")
    assert "nothing blocks the merge" in done.out


def test_warnings_alone_are_0(tmp_path: Path) -> None:
    """A contact that nobody has confirmed for a year is worth a look, and no more."""
    done = call(sample(tmp_path), "check", "--as-of", "2025-11-24", "--account", "sample")
    assert "to check" in done.out
    assert "nothing blocks the merge" in done.out
    assert done.code == 0


def test_something_blocking_is_1(tmp_path: Path) -> None:
    done = run(sample(tmp_path, BROKEN), "check")
    assert done.code == 1
    assert "blocks the merge" in done.out


def test_errors_of_the_calendar_block_with_strict_only(tmp_path: Path) -> None:
    """A name that had to be erased long ago is late; that is no mistake of whoever edits another file."""
    project = sample(tmp_path, LATE)
    free, strict = call(project, "check"), call(project, "check", "--strict")
    assert "CON010" in free.out
    assert "1 error of the calendar" in free.out
    assert (free.code, strict.code) == (0, 1)
    assert "of the calendar" not in strict.out


def _no_records(folder: Path) -> Path:
    return folder


def _empty_records(folder: Path) -> Path:
    (folder / "records").mkdir()
    return folder


def _no_policy(folder: Path) -> Path:
    sample(folder)
    (folder / "records" / "policy.yaml").unlink()
    return folder


def _broken_settings(folder: Path) -> Path:
    sample(folder)
    (folder / "pyproject.toml").write_text("[tool.kamdocs\n", "utf-8")
    return folder


def _other_root(folder: Path) -> Path:
    sample(folder)
    (folder / "pyproject.toml").write_text('[tool.kamdocs]\nrecords = ["records", "strict"]\n', "utf-8")
    return folder


BAD = {
    "no records": (_no_records, ("check",), "There is no `records/` in ", "kamdocs init"),
    "an empty folder": (_empty_records, ("check",), "records has no policy.yaml.", "kamdocs init"),
    "no policy": (_no_policy, ("check",), "records has no policy.yaml.", "Restore it"),
    "no policy for the sites": (_no_policy, ("build",), "records has no policy.yaml.", "Restore it"),
    "settings that are no TOML": (_broken_settings, ("check",), "pyproject.toml cannot be read", "Correct the file"),
    "a root that is not here": (_other_root, ("check",), "The record root strict is no folder.", "Clone it"),
    "a project that is not here": (sample, ("check", "--project", "nowhere"), "nowhere is no folder.", "--project"),
    "an unknown account": (sample, ("check", "--account", "sampel"), "There is no account `sampel`.", "`sample`"),
    "an unknown account to draft in": (
        sample,
        ("new", "tool", "--account", "nobody"),
        "There is no account `nobody`.",
        "There are: sample, group.",
    ),
    "an unknown id": (
        sample,
        ("check", "PRC-100-A-ONF"),
        "There is no record PRC-100-A-ONF.",
        "Did you mean PRC-100-A-ONE?",
    ),
    "an unknown id to show": (
        sample,
        ("show", "PRC-100-A-ONF"),
        "There is no record PRC-100-A-ONF.",
        "Did you mean PRC-100-A-ONE?",
    ),
    "an unknown code": (sample, ("explain", "PRC999"), "Nothing here is called `PRC999`.", "kamdocs rules"),
    "a path that is not here": (sample, ("check", "records/sampel"), "There is no records/sampel.", "Name a file"),
    "a path outside the records": (
        sample,
        ("check", "/usr"),
        "/usr lies outside the records.",
        "Records are in records.",
    ),
    "a day that is none": (sample, ("check", "--as-of", "2024-02-30"), '"2024-02-30" is no day.', "2024-12-02"),
    "a day in words": (sample, ("build", "--as-of", "yesterday"), '"yesterday" is no day.', "2024-12-02"),
    "an unknown command": (sample, ("chekc",), "There is no command `chekc`.", "Did you mean `kamdocs check`?"),
    "an unknown option": (sample, ("check", "--strikt"), "`kamdocs check` has no option `--strikt`.", "`--strict`"),
    "an unknown format": (
        sample,
        ("check", "--output-format", "yaml"),
        "`--output-format` is one of: text, concise, json, github.",
        "--help",
    ),
    "an option without its value": (sample, ("check", "--as-of"), "--as-of", "--help"),
    "a word too few": (sample, ("show",), "`kamdocs show` needs ID.", "--help"),
    "a word too many": (sample, ("rules", "everything"), "everything", "--help"),
    "no repository to compare in": (sample, ("check", "--against", "main"), "is not in a Git repository", "--against"),
    "an unknown kind": (sample, ("new", "prise"), "There is no kind `prise`.", "Did you mean `price`?"),
    "rows that are not here": (sample, ("new", "part", "--from", "rows.csv"), "rows.csv cannot be read", "CSV"),
}


@pytest.mark.parametrize("name", list(BAD))
def test_bad_input_is_2_with_one_sentence_and_a_way_out(name: str, tmp_path: Path) -> None:
    make, words, sentence, hint = BAD[name]
    done = call(make(tmp_path), *words)
    assert done.code == 2, done
    assert done.out == ""
    first, *rest = done.err.splitlines()
    assert first.startswith("kamdocs: ")
    assert sentence in first
    assert len(rest) == 1
    assert hint in rest[0]
    assert "Traceback" not in done.err


def test_bad_input_is_2_of_the_process_too(tmp_path: Path) -> None:
    done = run(tmp_path, "check")
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 2


def test_records_that_may_not_be_read_are_2(tmp_path: Path) -> None:
    """As a user without the right; root of a test machine reads everything, so the right is taken from the folder."""
    project = sample(tmp_path / "project")
    (project / "records").chmod(0o000)
    try:
        done = _as_nobody(project, "check")
    finally:
        (project / "records").chmod(0o755)
    assert done.returncode == 2, done
    assert "The record root records cannot be read: Permission denied." in done.stderr
    assert "Ask for the permission." in done.stderr


def _as_nobody(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run as a user without rights where the tests run as root.

    The environment may lie where that user may not read: a first run, with all rights, loads everything of it.
    """
    program = (
        "import contextlib, io, os, sys\n"
        "from kamdocs.cli.main import main\n"
        f"os.chdir({str(project)!r})\n"
        f"sys.argv = ['kamdocs', *{words!r}]\n"
        "said = io.StringIO()\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):\n"
        "    main()\n"
        "if os.geteuid() == 0:\n"
        "    os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        "main()\n"
    )
    for folder in (project, *project.parents):
        if folder.is_relative_to(tempfile.gettempdir()) and folder != Path(tempfile.gettempdir()):
            folder.chmod(folder.stat().st_mode | 0o055)
    return subprocess.run(
        [sys.executable, "-c", program], env=environment(), capture_output=True, text=True, timeout=60, check=False
    )


def test_one_folder_that_may_not_be_read_is_a_finding(tmp_path: Path) -> None:
    """The other folders are still checked."""
    project = sample(tmp_path / "project", BROKEN)
    closed = project / "records" / "sample" / "tools"
    closed.chmod(0o000)
    try:
        done = _as_nobody(project, "check", "--output-format", "concise")
    finally:
        closed.chmod(0o755)
    assert done.returncode == 1, done
    assert "records/sample/tools:1:1: YML001" in done.stdout
    assert "VAL005" in done.stdout


def test_a_mistake_of_kamdocs_is_70_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object, **__: object) -> int:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(show.command, "callback", crash)
    done = call(sample(tmp_path), "show", "PRC-100-A-ONE")
    assert done.code == 70
    assert "Traceback (most recent call last)" in done.err
    assert "ZeroDivisionError: planted" in done.err
    last = done.err.splitlines()[-1]
    assert last.startswith("This is a mistake of kamdocs, not yours.")
    assert "report" in last


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt(), 130), (OSError(28, "No space left on device"), 2)])
def test_what_breaks_a_command_off_has_its_own_code(
    error: BaseException, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> int:
        raise error

    monkeypatch.setattr(show.command, "callback", stop)
    done = call(sample(tmp_path), "show", "PRC-100-A-ONE")
    assert done.code == code
    assert "Traceback" not in done.err


SLOW = """
import sys, time
import kamdocs.cli.build as build
import kamdocs.cli.checking as checking
def slow(*_, **__):
    print("working", flush=True)
    time.sleep(60)
checking.check_account = build.check_account = slow
checking._WORTH_A_PROCESS = {limit}
checking.cores = lambda: 2
sys.argv = ["kamdocs", {command!r}]
from kamdocs.cli.main import main
main()
"""


@pytest.mark.parametrize(("command", "limit"), [("check", 1500), ("check", 1), ("build", 1500)])
def test_an_interrupt_is_130_and_leaves_nothing_half_written(command: str, limit: int, tmp_path: Path) -> None:
    """The signal reaches all processes, as Ctrl-C does, while one of them is at work; the second case has workers."""
    project = sample(tmp_path)
    shutil.copytree(project / "records" / "sample", project / "records" / "second")
    before = sorted(path.relative_to(project) for path in project.rglob("*"))
    with subprocess.Popen(
        [sys.executable, "-c", INTERRUPTIBLE + SLOW.format(limit=limit, command=command)],
        cwd=project,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        while "working" not in process.stdout.readline():
            assert process.poll() is None
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 130, err
    assert err == "Interrupted; nothing is half-written.\n"
    assert sorted(path.relative_to(project) for path in project.rglob("*")) == before


def test_a_reader_that_stops_reading_is_no_mistake(tmp_path: Path) -> None:
    """`kamdocs rules | head -1` ends quietly."""
    with subprocess.Popen(
        [sys.executable, "-m", "kamdocs", "rules"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        err = process.stderr.read()
    assert err == b""
    assert process.returncode == 0


def test_a_full_disk_behind_the_output_is_2(tmp_path: Path) -> None:
    """A report that could not be written must not look like one."""
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kamdocs", "rules"],
            cwd=tmp_path,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert "no space left on device" in done.stderr.lower()
    assert "Traceback" not in done.stderr
