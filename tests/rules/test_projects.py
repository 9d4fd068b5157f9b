"""Whole projects on disk: several record roots, and configuration that is read as strictly as records."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from kamdocs.cli.checking import check
from kamdocs.cli.workspace import Workspace
from kamdocs.project import find_project
from tests.books import overlaid

JOINED = '[tool.kamdocs]\nrecords = ["records", "plants"]\n'
OTHER = "roots:\n  plants: {holds: internal, kinds: [tool]}\n"
TOOL = ("sample/tools/TOL-0001.yaml", "sample/files/TOL-0001.txt")


def _found(folder: Path, added: Mapping[str, str], moved: Iterable[str] = (), policy: str = "") -> list[str]:
    """All findings of the sample with some files moved into the root `plants` and others added."""
    for path, data in overlaid({}).items():
        target = folder / ("plants" if path in moved else "records") / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data + (policy.encode() if path == "policy.yaml" else b""))
    for path, text in {"pyproject.toml": JOINED, **added}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    workspace = Workspace(find_project(folder), "2024-12-02")
    report = check(workspace, (*workspace.accounts, "group"))
    return [f"{one.finding.place} {one.finding.code} {one.finding.says}" for one in report.shown]


def test_a_stray_file_is_shown_in_its_own_root(tmp_path: Path) -> None:
    """Each root has files of the account; the stray one lies in the first."""
    calendar = "id: CAL-S1\ncovers: {from: 2024-01-01}\nnon_working_days: [2024-12-25]\n"
    added = {"plants/sample/calendars/CAL-S1.yaml": calendar, "records/sample/files/offer.txt": "x"}
    assert _found(tmp_path, added) == ["records/sample/files/offer.txt:1:1 EVD011 files/offer.txt belongs to no record"]


def test_a_root_without_a_file_of_its_own_holds_what_policy_says(tmp_path: Path) -> None:
    """A tool is internal, its money is not."""
    fields = ("16:10", "funding"), ("17:16", "agreed_amount"), ("18:7", "cost"), ("19:15", "amortisation")
    more = ("20:22", "internal_validation"), ("21:13", "book_value")
    assert _found(tmp_path, {}, TOOL, OTHER) == [
        f"plants/sample/tools/TOL-0001.yaml:{place} SEC001 `{name}` is confidential, this root holds internal"
        for place, name in (*fields, *more)
    ]


def test_its_own_file_goes_first(tmp_path: Path) -> None:
    """What the root says of itself counts; that policy says something else is a finding of its own."""
    assert _found(tmp_path, {"plants/root.yaml": "holds: strict\n"}, TOOL, OTHER) == [
        "records/policy.yaml:14:19 CFG008 root `plants` holds strict, policy says internal"
    ]


def test_a_text_of_policy_that_a_comment_cuts_short_is_refused(tmp_path: Path) -> None:
    """Also inside lists of texts, blocks and histories of limits."""
    (tmp_path / "plants").mkdir()
    reason = (
        "  oral_agreement:\n    owner: PER-0001\n    because: as minuted in #12\n    values: {2024-01-01: 30 days}\n"
    )
    words = "confidential_words:\n  - floor # lowest price\n"
    assert [one for one in _found(tmp_path, {}, policy=reason + words) if "YML019" in one] == [
        'records/policy.yaml:15:28 YML019 everything after ` #` is lost: "#12"',
        'records/policy.yaml:18:11 YML019 everything after ` #` is lost: "# lowest price"',
    ]
