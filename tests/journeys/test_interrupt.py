"""A build that is interrupted, killed, or runs out of room: each site stands whole, as it was or as it will be."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kamdocs.site.write import MARK
from tests.cli.running import INTERRUPTIBLE
from tests.journeys.running import SAMPLE, Done, Workplace, kamdocs_words, quiet_environment, run

pytestmark = pytest.mark.slow
BUILD = ("build", "--as-of", "2024-12-02")
PART = "records/sample/parts/PRT-100-A.yaml"
THREE_PUBLICATIONS = """\
publications:
  - {name: logistics, audience: logistics, accounts: all, title: Logistics,
     url: "https://kam.example/logistics/", ask: PER-0002}
  - {name: purchasing, audience: purchasing, accounts: all, title: Purchasing,
     url: "https://kam.example/purchasing/", ask: PER-0002}
  - {name: management, audience: management, accounts: all, title: Management,
     url: "https://kam.example/management/", ask: PER-0001}
"""
ONE_PUBLICATION = """\
publications:
  - {name: logistics, audience: logistics, accounts: all, title: Logistics,
     url: "https://kam.example/logistics/", ask: PER-0002}
"""
Bytes = dict[str, bytes]


def sites(folder: Path) -> dict[str, Bytes]:
    """Every byte of every publication, and of whatever else lies beside them."""
    return {
        one.name: {path.relative_to(one).as_posix(): path.read_bytes() for path in one.rglob("*") if path.is_file()}
        for one in folder.iterdir()
    }


def rename_part(place: Workplace) -> None:
    """A change that every site shows."""
    place.edit(PART, "description: ", "description: Renamed ")


@dataclass(frozen=True)
class Project:
    """A project with its sites before and after a change, to begin a test from.

    Attributes:
        folder: The project after the change, with the sites of before.
        old: The sites of before.
        new: The sites as the change makes them.
    """

    folder: Path
    old: dict[str, Bytes]
    new: dict[str, Bytes]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Three publications of the sample, more than two cores build at once, before and after a change."""
    place = Workplace.with_records(tmp_path_factory.mktemp("project") / "work", SAMPLE)
    place.write("records/publications.yaml", THREE_PUBLICATIONS)
    before = place.kamdocs(*BUILD)
    assert before.code == 0, before.said
    rename_part(place)
    after = place.kamdocs(*BUILD, "--to", "../after")
    assert after.code == 0, after.said
    old, new = sites(place.folder / "site"), sites(place.folder.parent / "after")
    assert old.keys() == new.keys()
    assert [name for name in old if old[name] == new[name]] == [], "the change is not seen"
    return Project(place.folder, old, new)


@pytest.fixture
def place(project: Project, tmp_path: Path) -> Workplace:
    """The project after the change, with the sites of before."""
    shutil.copytree(project.folder, tmp_path / "work")
    return Workplace(tmp_path / "work")


class Building:
    """`kamdocs build` under way, in a process group of its own as a shell gives it.

    Args:
        place: The project.
        temporary: Where programs put what they need for a moment.
    """

    def __init__(self, place: Workplace, temporary: Path) -> None:
        self.site = place.folder / "site"
        temporary.mkdir()
        self.process = subprocess.Popen(
            [sys.executable, "-c", f"{INTERRUPTIBLE}from kamdocs.cli.main import main\nmain()", *BUILD],
            cwd=place.folder,
            env=quiet_environment(TMPDIR=str(temporary)),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def until(self, is_so: Callable[[], bool]) -> None:
        """Wait until something is so; the build must still be under way then."""
        end = time.monotonic() + 60
        while not is_so():
            assert time.monotonic() < end, "the build did not come so far"
            assert self.process.poll() is None, self.process.communicate()
            time.sleep(0.005)

    def has_begun(self) -> bool:
        """Whether pages are being written."""
        return any(path.is_file() for new in self.site.glob(".new-*") for path in new.rglob("*.html"))

    def signal_all(self, number: int) -> None:
        """What a terminal does on Ctrl-C, and a container that is taken away."""
        os.killpg(self.process.pid, number)

    def end(self) -> Done:
        """Wait for the end of the build and of all it has begun."""
        out, err = self.process.communicate(timeout=60)
        limit = time.monotonic() + 30
        while self.is_alive():
            assert time.monotonic() < limit, "a process of the build is still there"
            time.sleep(0.02)
        return Done(self.process.returncode, out, err)

    def is_alive(self) -> bool:
        """Whether some process of the group still runs."""
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return False
        return True


@pytest.fixture
def building(place: Workplace, tmp_path: Path) -> Iterator[Building]:
    """A build under way whose first pages are written."""
    begun = Building(place, tmp_path / "temporary")
    try:
        begun.until(begun.has_begun)
        yield begun
    finally:
        if begun.is_alive():
            begun.signal_all(signal.SIGKILL)
        begun.process.wait(timeout=30)


def assert_each_is_whole(found: dict[str, Bytes], project: Project) -> None:
    """Each publication is there, and every byte of it is that of before or that of after; not all are new."""
    whole = {name: found.get(name) in (project.old[name], project.new[name]) for name in project.old}
    assert whole == dict.fromkeys(project.old, True)
    assert any(found[name] == project.old[name] for name in project.old)


@pytest.mark.parametrize("to_all", [True, False], ids=["by Ctrl-C", "by a signal to the one process"])
def test_an_interrupt_leaves_whole_sites_and_nothing_else(
    building: Building, project: Project, tmp_path: Path, to_all: bool
) -> None:
    if to_all:
        building.signal_all(signal.SIGINT)
    else:
        building.process.send_signal(signal.SIGINT)
    done = building.end()
    assert done.code == 130, done.said
    assert done.err.splitlines() == ["Interrupted; nothing is half-written."]
    found = sites(building.site)
    assert found.keys() == project.old.keys()
    assert_each_is_whole(found, project)
    assert [*(tmp_path / "temporary").iterdir()] == []


def test_a_kill_leaves_the_old_sites_and_the_next_build_puts_all_right(
    building: Building, project: Project, place: Workplace
) -> None:
    building.signal_all(signal.SIGKILL)
    assert building.end().code == -signal.SIGKILL
    found = sites(building.site)
    assert_each_is_whole(found, project)
    left = [name for name in found if name.startswith(".new-")]
    assert left != [], "the kill came too late to prove anything"
    assert [name for name in left if MARK not in found[name]] == []
    next_one = place.kamdocs(*BUILD)
    assert next_one.code == 0, next_one.said
    assert sites(building.site) == project.new


def test_what_a_kill_left_of_a_publication_that_is_gone_is_cleaned_too(place: Workplace) -> None:
    left = place.folder / "site" / ".new-sales-former"
    left.mkdir()
    (left / MARK).write_text("", "utf-8")
    (left / "index.html").write_text("half", "utf-8")
    place.write("records/publications.yaml", ONE_PUBLICATION)
    done = place.kamdocs(*BUILD)
    assert done.code == 0, done.said
    assert [path.name for path in (place.folder / "site").iterdir()] == ["logistics"]


def test_a_killed_main_process_takes_its_workers_with_it(building: Building, project: Project) -> None:
    building.process.kill()
    assert building.end().code == -signal.SIGKILL
    assert_each_is_whole(sites(building.site), project)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[Workplace], Callable[[], None] | None]]:
    """A disk on which a built site fits and a second one does not.

    Where nobody may mount one, a limit on the size of a file takes its place.
    """
    disk = tmp_path / "disk"
    disk.mkdir()
    is_mounted = run(tmp_path, "mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(disk)).code == 0

    def fill(place: Workplace) -> Callable[[], None] | None:
        if not is_mounted:
            return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        used = shutil.disk_usage(disk).used
        room = run(tmp_path, "mount", "-o", f"remount,size={used + 512 * 1024}", str(disk))
        assert room.code == 0, room.said
        return None

    yield fill
    if is_mounted:
        assert run(tmp_path, "umount", str(disk)).code == 0


def test_a_full_disk_is_one_sentence_and_the_old_site_stands(
    small_disk: Callable[[Workplace], Callable[[], None] | None], tmp_path: Path
) -> None:
    place = Workplace.with_records(tmp_path / "disk" / "work", SAMPLE)
    place.write("records/publications.yaml", ONE_PUBLICATION)
    assert place.kamdocs(*BUILD).code == 0
    before = sites(place.folder / "site")
    rename_part(place)
    limit = small_disk(place)
    done = subprocess.run(
        kamdocs_words(*BUILD),
        cwd=place.folder,
        env=quiet_environment(TMPDIR=str(tmp_path)),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )
    assert done.returncode == 2, done.stdout + done.stderr
    said, hint = done.stderr.splitlines()
    assert said.startswith("kamdocs: ")
    assert "cannot be written" in said
    assert "The old site is still in place." in hint
    assert sites(place.folder / "site") == before
