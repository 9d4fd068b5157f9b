"""`init`: a repository that is clean from the first minute; nothing is overwritten, nothing half-written."""

import shutil
from pathlib import Path

import pytest

from kamdocs import __version__
from kamdocs.cli import writing
from tests.cli.running import ROOT, call, run

SHIPPED = ROOT / "site_templates" / "init"


def test_right_after_it_check_finds_nothing_to_do(tmp_path: Path) -> None:
    begun = run(tmp_path, "init")
    assert (begun.code, begun.err) == (0, "")
    done = run(tmp_path, "check", "--strict")
    assert done.code == 0
    assert "✖" not in done.out
    assert "⚠" not in done.out
    assert "nothing blocks the merge" in done.out
    assert done.out.splitlines()[-1].startswith(("nothing blocks the merge · ", "Next: "))


@pytest.mark.slow
def test_right_after_it_the_sites_are_built(tmp_path: Path) -> None:
    assert call(tmp_path, "init").code == 0
    done = run(tmp_path, "build")
    assert done.code == 0, done.err
    assert list((tmp_path / "site").glob("*/index.html"))


def test_every_shipped_file_is_there_and_named(tmp_path: Path) -> None:
    done = call(tmp_path, "init", "ours")
    shipped = sorted(path.relative_to(SHIPPED).as_posix() for path in SHIPPED.rglob("*") if path.is_file())
    written = sorted(
        path.relative_to(tmp_path / "ours").as_posix() for path in (tmp_path / "ours").rglob("*") if path.is_file()
    )
    assert written == shipped
    assert [line.removeprefix("Written: ") for line in done.out.splitlines()[:-1]] == shipped
    assert done.out.splitlines()[-1] == "Nothing is committed. Next: cd ours, then kamdocs check, then kamdocs build"
    assert not (tmp_path / "ours" / ".git").exists()


def test_the_version_is_filled_in_everywhere(tmp_path: Path) -> None:
    call(tmp_path, "init")
    texts = [path.read_text("utf-8") for path in tmp_path.rglob("*") if path.is_file()]
    assert not any("{version}" in text for text in texts)
    assert any(__version__ in text for text in texts)


@pytest.mark.parametrize("there", ["records/policy.yaml", ".gitignore", "pyproject.toml"])
def test_what_is_there_is_not_overwritten_and_nothing_is_written(there: str, tmp_path: Path) -> None:
    mine = tmp_path / there
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_text("mine", "utf-8")
    done = call(tmp_path, "init")
    assert done.code == 2
    assert done.err.startswith(f"kamdocs: {there} is there already.")
    assert "Nothing was written." in done.err
    assert mine.read_text("utf-8") == "mine"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [mine]


def test_a_second_call_changes_nothing(tmp_path: Path) -> None:
    call(tmp_path, "init")
    policy = tmp_path / "records" / "policy.yaml"
    policy.write_text("mine", "utf-8")
    done = call(tmp_path, "init")
    assert done.code == 2
    assert " more are there already." in done.err
    assert policy.read_text("utf-8") == "mine"


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ours").write_text("a file", "utf-8")
    done = call(tmp_path, "init", "ours")
    assert done.code == 2
    assert "ours is no folder." in done.err


def test_inside_the_records_of_a_project_it_is_refused(tmp_path: Path) -> None:
    call(tmp_path, "init")
    done = call(tmp_path, "init", "records/example")
    assert done.code == 2
    assert "lies inside the records of" in done.err


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk takes ten files; the eleventh does not fit."""
    written = []

    def full(descriptor: int) -> None:
        written.append(descriptor)
        if len(written) > 10:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.os, "fsync", full)
    done = call(tmp_path, "init", "ours")
    assert done.code == 2
    assert "no space left on device" in done.err
    assert "Nothing was written." in done.err
    assert len(written) == 11
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_its_own_is_cleaned_up_only_where_it_was_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stood there before stands there afterwards."""
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "notes.txt").write_text("mine", "utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.os, "fsync", full)
    assert call(tmp_path, "init", "ours").code == 2
    assert [path.name for path in (tmp_path / "ours").iterdir()] == ["notes.txt"]


def test_a_disk_without_links_is_good_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some shared folders know no hard links."""

    def refuse(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(writing.os, "link", refuse)
    assert call(tmp_path, "init").code == 0
    assert call(tmp_path, "check").code == 0
    assert not list(tmp_path.rglob("*.part"))
    shutil.rmtree(tmp_path / "records")
