"""What lies in the folder of an account: records, attachments, and what is neither."""

import os
from pathlib import Path

import pytest

from kamdocs.cli.workspace import FOLDERS, MODELS
from kamdocs.load.listing import list_account
from kamdocs.load.loader import Words
from kamdocs.load.shelf import load_shelf
from kamdocs.project import Root
from tests.books import SAMPLE

SITE = (SAMPLE / "sample/customer-sites/SIT-ONE.yaml").read_bytes()


def found(folder: Path) -> list[tuple[str, str, str]]:
    """File, code and sentence of every refusal in the account `acc`."""
    root = Root("records", folder, "records")
    _, problems = load_shelf(list_account((root,), "acc", FOLDERS), MODELS, Words())
    return [(shown, problem.code, problem.says) for shown, _, problem in problems]


def put(folder: Path, path: str, data: bytes = SITE) -> Path:
    """A file below the record root."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def test_plain_account(tmp_path: Path) -> None:
    """Records, attachments, READMEs, a baseline and hidden files bring nothing."""
    put(tmp_path, "acc/customer-sites/SIT-ONE.yaml")
    for path in ("acc/README.md", "acc/baseline.yaml", "acc/.hidden.yaml", "acc/files/COM-1.pdf"):
        put(tmp_path, path)
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("acc/customer-sites/SIT-ONE.yml", "records/acc/customer-sites/SIT-ONE.yaml"),
        ("acc/customer-sites/SIT-ONE.YAML", "records/acc/customer-sites/SIT-ONE.yaml"),
        ("acc/customer-site/SIT-ONE.yaml", "records/acc/customer-sites/SIT-ONE.yaml"),
        ("acc/prices/2024/PRC-1.yaml", "records/acc/prices/PRC-1.yaml"),
    ],
)
def test_no_record_but_near_one(tmp_path: Path, path: str, meant: str) -> None:
    """YML020 offers the path that was meant."""
    put(tmp_path, path)
    assert found(tmp_path) == [(f"records/{path}", "YML020", f"records/{path} is no record; did you mean {meant}?")]


def test_reserved_by_windows(tmp_path: Path) -> None:
    """YML020 for a name that Windows cannot hold."""
    put(tmp_path, "acc/prices/CON.yaml")
    (finding,) = found(tmp_path)
    assert finding[1:] == ("YML020", "records/acc/prices/CON.yaml is no record: Windows reserves this name")


def test_one_file_on_windows(tmp_path: Path) -> None:
    """YML021: paths that differ only in case, or in the way an accent is coded."""
    put(tmp_path, "acc/files/Letter.txt")
    put(tmp_path, "acc/files/letter.txt")
    put(tmp_path, "acc/files/caf\u00e9.txt")
    put(tmp_path, "acc/files/cafe\u0301.txt")
    assert [code for _, code, _ in found(tmp_path)] == ["YML021", "YML021"]


def test_one_account_on_windows(tmp_path: Path) -> None:
    """YML021: the folders of two accounts that Windows and macOS take for one, at the later of them."""
    put(tmp_path, "Acc/customer-sites/SIT-ONE.yaml")
    put(tmp_path, "acc/customer-sites/SIT-TWO.yaml")
    assert found(tmp_path) == [
        ("records/acc", "YML021", "records/acc and records/Acc are one folder on Windows and macOS")
    ]


def test_a_folder_named_like_a_record(tmp_path: Path) -> None:
    """YML001: a folder is no plain file, whatever its name says."""
    folder = put(tmp_path, "acc/customer-sites/SIT-ONE.yaml").parent
    (folder / "SIT-TWO.yaml").mkdir()
    says = "this file cannot be read: not a plain file"
    assert found(tmp_path) == [("records/acc/customer-sites/SIT-TWO.yaml", "YML001", says)]


def test_link_that_leaves_the_records(tmp_path: Path) -> None:
    """YML001: a link out of the root is not followed; one inside it is."""
    outside = put(tmp_path, "outside/SIT-ONE.yaml")
    inside = put(tmp_path, "root/acc/customer-sites/SIT-ONE.yaml")
    (inside.parent / "SIT-TWO.yaml").symlink_to(outside)
    (tmp_path / "root/acc/prices").symlink_to(tmp_path / "outside")
    assert sorted(found(tmp_path / "root")) == [
        (
            "records/acc/customer-sites/SIT-TWO.yaml",
            "YML001",
            "this file cannot be read: a link that leads out of the records",
        ),
        ("records/acc/prices", "YML001", "this file cannot be read: a folder behind a link"),
    ]


def test_link_to_nothing_and_pipe(tmp_path: Path) -> None:
    """YML001: a link to nothing and a pipe are no plain files; nothing hangs."""
    folder = put(tmp_path, "acc/customer-sites/SIT-ONE.yaml").parent
    (folder / "SIT-TWO.yaml").symlink_to(folder / "gone.yaml")
    os.mkfifo(folder / "SIT-THREE.yaml")
    assert sorted(found(tmp_path)) == [
        ("records/acc/customer-sites/SIT-THREE.yaml", "YML001", "this file cannot be read: not a plain file"),
        ("records/acc/customer-sites/SIT-TWO.yaml", "YML001", "this file cannot be read: it is gone"),
    ]


def test_larger_than_four_mebibytes(tmp_path: Path) -> None:
    """YML006 before anything is parsed, and the file beside it is read."""
    put(tmp_path, "acc/customer-sites/SIT-ONE.yaml")
    put(tmp_path, "acc/customer-sites/SIT-BIG.yaml", SITE + b"# " + b"x" * (4 * 1024 * 1024))
    assert found(tmp_path) == [("records/acc/customer-sites/SIT-BIG.yaml", "YML006", "4.1 MiB, at most 4 MiB are read")]


def test_a_bad_file_hides_nothing(tmp_path: Path) -> None:
    """The good file beside a bad one is a record; the bad one is known but unread."""
    put(tmp_path, "acc/customer-sites/SIT-ONE.yaml")
    put(tmp_path, "acc/customer-sites/SIT-BAD.yaml", b"id: [\n")
    root = Root("records", tmp_path, "records")
    shelf, problems = load_shelf(list_account((root,), "acc", FOLDERS), MODELS, Words())
    assert list(shelf.held) == ["SIT-ONE"]
    assert dict(shelf.unread) == {"SIT-BAD": "records/acc/customer-sites/SIT-BAD.yaml"}
    assert [problem.code for _, _, problem in problems] == ["YML010"]
