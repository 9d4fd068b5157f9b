"""A kind is whole: model, face, line in the table of contents, tests, records, and every field told."""

from pathlib import Path

import pytest

from kamdocs.core.audience import Class
from kamdocs.core.facts import Block, Item, fact, fields_of, maybe
from kamdocs.core.forms import Line
from kamdocs.core.record import About, Record
from kamdocs.core.walk import innermost
from kamdocs.kinds import KINDS
from kamdocs.rules.every_kind import EVERY_KIND
from tests.house.sources import PACKAGE, ROOT

FOLDERS = sorted(path for path in (PACKAGE / "kinds").iterdir() if path.is_dir() and path.name != "__pycache__")


def missing_in(folder: Path, listed: set[str], tests: Path, records: Path) -> list[str]:
    """What a kind lacks, by the name of its folder."""
    slug = folder.name
    found = [f"{slug}: no {name}" for name in ("__init__.py", "model.py") if not (folder / name).is_file()]
    if slug not in listed:
        return [*found, f"{slug}: no line in kinds/__init__.py"]
    if not list((tests / slug).rglob("test_*.py")) and not list((tests / slug).rglob("cases/*.yaml")):
        found.append(f"{slug}: no tests in tests/kinds/{slug}")
    kind = next(one for one in KINDS if one.slug == slug)
    if not list(records.glob(f"*/{kind.about.folder}/*.yaml")):
        found.append(f"{slug}: no example in records/*/{kind.about.folder}")
    return found


def test_every_kind_is_whole() -> None:
    """Nothing is missing anywhere."""
    listed = {kind.slug for kind in KINDS}
    assert len(FOLDERS) >= 19
    assert [text for one in FOLDERS for text in missing_in(one, listed, ROOT / "tests/kinds", ROOT / "records")] == []


def test_a_planted_kind_is_found_incomplete(tmp_path: Path) -> None:
    """An empty folder lacks everything; a listed one without tests and records lacks those."""
    (tmp_path / "nothing").mkdir()
    assert len(missing_in(tmp_path / "nothing", set(), tmp_path, tmp_path)) == 3
    (tmp_path / "price").mkdir()
    assert len(missing_in(tmp_path / "price", {"price"}, tmp_path, tmp_path)) == 4


def untold(model: type[Block], above: str) -> list[str]:
    """Fields whose sentence is missing or is no sentence."""
    found = []
    for name, field in fields_of(model).items():
        says = field.told.says
        if not says.endswith(".") or len(says) < 4:
            found.append(f"{above}.{name}: {says!r}")
        if (block := innermost(field).block) is not None:
            found += untold(block, f"{above}.{name}")
    return found


def test_every_field_says_what_it_is() -> None:
    """One sentence with a full stop for each field, at every depth."""
    assert sum(len(fields_of(kind.model)) for kind in KINDS) > 300
    assert [text for kind in KINDS for text in untold(kind.model, kind.slug)] == []


def test_a_planted_field_without_a_sentence_is_found() -> None:
    """A word is no sentence."""

    class Row(Item):
        """A row inside a list of lists."""

        note: Line = fact("a note")

    class Planted(Item):
        """Planted."""

        name: Line = fact("name")
        rows: tuple[tuple[Row, ...], ...] = maybe("Rows.", default=())

    assert untold(Planted, "planted") == ["planted.name: 'name'", "planted.rows.note: 'a note'"]


def test_a_field_without_a_class_does_not_import() -> None:
    """Hidden unless shown: a record whose field names no class cannot even be defined."""
    with pytest.raises(TypeError, match="no class for subject"):

        class Planted(Record):
            """Planted."""

            about = About("planted", "planted", "PLA", "PLA-1", "Planted", Class.PRICE)
            subject: Line = fact("A field that nobody classed.")


def test_rules_for_every_kind_are_listed() -> None:
    """Every module of rules for every kind that defines a rule is in the list that the engine reads."""
    listed = {module.__name__.rsplit(".", 1)[1] for module in EVERY_KIND}
    defining = {
        path.stem for path in (PACKAGE / "rules" / "every_kind").glob("*.py") if "\n@rule(" in path.read_text("utf-8")
    }
    assert defining == listed
