"""A publication takes the place of the old one whole or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kamdocs.core.errors import KamdocsError
from kamdocs.site.write import MARK, new_folder, take_place, write_text
from tests.site.building import build, files_of, site_for


def _write(target: Path, text: str) -> None:
    with new_folder(target) as new:
        write_text(new, "index.html", text)
        take_place(new, target)


def _write_half(target: Path) -> None:
    with new_folder(target) as new:
        write_text(new, "index.html", "half")
        raise KeyboardInterrupt


def test_the_new_site_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    _write(tmp_path / "sales", "one")
    _write(tmp_path / "sales", "two")
    assert (tmp_path / "sales" / "index.html").read_text() == "two"
    assert [path.name for path in tmp_path.iterdir()] == ["sales"]


def test_a_failure_half_way_leaves_the_old_site_and_nothing_else(tmp_path: Path) -> None:
    _write(tmp_path / "sales", "one")
    with pytest.raises(KeyboardInterrupt):
        _write_half(tmp_path / "sales")
    assert (tmp_path / "sales" / "index.html").read_text() == "one"
    assert [path.name for path in tmp_path.iterdir()] == ["sales"]


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_a_failure_between_the_two_renames_puts_the_old_site_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    _write(tmp_path / "sales", "one")
    real = os.rename

    def rename(source: Path, target: Path) -> None:
        if Path(source).name == ".new-sales":
            raise error
        real(source, target)

    monkeypatch.setattr(os, "rename", rename)
    with pytest.raises((KeyboardInterrupt, KamdocsError)):
        _write(tmp_path / "sales", "two")
    assert (tmp_path / "sales" / "index.html").read_text() == "one"
    assert [path.name for path in tmp_path.iterdir()] == ["sales"]


def test_what_a_kill_left_behind_is_put_right_by_the_next_build(tmp_path: Path) -> None:
    _write(tmp_path / "sales", "one")
    os.rename(tmp_path / "sales", tmp_path / ".old-sales")  # killed between the two renames
    (tmp_path / ".new-sales").mkdir()
    with pytest.raises(KeyboardInterrupt), new_folder(tmp_path / "sales"):
        raise KeyboardInterrupt
    assert (tmp_path / "sales" / "index.html").read_text() == "one"
    assert [path.name for path in tmp_path.iterdir()] == ["sales"]


def test_a_folder_that_kamdocs_did_not_make_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "sales").mkdir()
    (tmp_path / "sales" / "thesis.txt").write_text("mine")
    with pytest.raises(KamdocsError, match="not made by kamdocs"), new_folder(tmp_path / "sales"):
        pytest.fail("the folder was opened")
    assert [path.name for path in (tmp_path / "sales").iterdir()] == ["thesis.txt"]


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    (tmp_path / "sales").mkdir()
    _write(tmp_path / "sales", "one")
    assert (tmp_path / "sales" / MARK).is_file()


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "sales").write_text("a file")
    with pytest.raises(KamdocsError, match="is no folder"), new_folder(tmp_path / "sales"):
        pytest.fail("the file was opened as a folder")


_FULL = """
import resource, signal, sys
from pathlib import Path
from kamdocs.core.errors import KamdocsError
from tests.site.building import build, site_for
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))
try:
    build(site_for("sales"), Path(sys.argv[1]))
except KamdocsError as error:
    print(error.message)
    sys.exit(2)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_disk_that_takes_no_more_leaves_the_old_site(tmp_path: Path) -> None:
    folder = build(site_for("sales"), tmp_path).folder
    before = files_of(folder)
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", _FULL, str(tmp_path)], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2, done.stderr
    assert "cannot be written" in done.stdout
    assert files_of(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["sales"]


def test_the_same_commit_and_day_give_the_same_bytes(tmp_path: Path) -> None:
    one = build(site_for("sales"), tmp_path / "one").folder
    two = build(site_for("sales"), tmp_path / "two").folder
    assert files_of(one) == files_of(two)
