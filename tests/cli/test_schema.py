"""Schemas for the editor: they take every record that the loader takes, complete ids, and are current."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from kamdocs.cli import writing
from kamdocs.cli.schema import all_schemas
from kamdocs.cli.workspace import Workspace
from kamdocs.core.facts import Block, FieldOf, fields_of
from kamdocs.kinds import BY_FOLDER, KINDS
from kamdocs.project import find_project
from tests.cli.running import ROOT, call, sample

SCHEMAS = ROOT / ".vscode" / "schemas"
RECORDS = (ROOT / "records", ROOT / "tests" / "sample" / "records", ROOT / "site_templates" / "init" / "records")


class Editor(yaml.SafeLoader):
    """YAML as an editor reads it: numbers, true and false by their look, days as text."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith((":timestamp", ":bool"))]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def read(text: str) -> Any:
    """A text as an editor reads it."""
    return yaml.load(text, Editor)


def files() -> Iterator[tuple[Path, str]]:
    """Every record and configuration file with the name of its schema."""
    for folder in RECORDS:
        for file in sorted(folder.rglob("*.yaml")):
            if file.parent == folder:
                yield file, file.stem
            elif file.parent.name in BY_FOLDER:
                yield file, BY_FOLDER[file.parent.name].slug


@pytest.fixture(scope="module")
def schemas() -> dict[str, dict[str, Any]]:
    """The schemas of this repository's records."""
    return all_schemas(Workspace(find_project(ROOT)))


def test_they_are_schemas(schemas: dict[str, dict[str, Any]]) -> None:
    assert set(schemas) == {kind.slug for kind in KINDS} | {"policy", "publications"}
    for schema in schemas.values():
        jsonschema.Draft7Validator.check_schema(schema)


def test_every_record_is_accepted(schemas: dict[str, dict[str, Any]]) -> None:
    checks = {name: jsonschema.Draft7Validator(schema) for name, schema in schemas.items()}
    found = list(files())
    assert len(found) > 200
    refused = [
        f"{file.relative_to(ROOT)}: {'/'.join(map(str, error.path))}: {error.message[:120]}"
        for file, name in found
        for error in checks[name].iter_errors(read(file.read_text("utf-8")))
    ]
    assert refused == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("price", "id: PRC-1\npart: PRT-1\nsite: SIT-1\nprice_type: serial\nlines: [{valid_from: 2024-01-01}]\n"),
        ("price", "id: PRC-1\nparts: PRT-1\n"),
        ("contact", "id: PER-1\nside: internal\n"),
        ("part", "id: PRT-1\ntechnical_indices: A\n"),
        ("claim", "id: CLM-2024-0001\nparts: []\n"),
        ("price", "id: PRC-1\npart: a bracket\n"),
    ],
)
def test_what_is_wrong_is_underlined(kind: str, text: str, schemas: dict[str, dict[str, Any]]) -> None:
    """An unknown word, an unknown field, a missing field, one value for a list, an empty list, a name for an id."""
    assert list(jsonschema.Draft7Validator(schemas[kind]).iter_errors(read(text)))


@pytest.mark.parametrize(
    "typed", ["no", "on", "0123456", "171E2", "10:30", "4.8200", "true", "2024-07-01", "~x", "0x1F", "1_000"]
)
def test_what_the_loader_takes_as_text_is_accepted_as_it_was_typed(
    typed: str, schemas: dict[str, dict[str, Any]]
) -> None:
    record = read(f"id: PER-0001\nside: internal\nfunction: {typed}\nname: {typed}\n")
    assert not list(jsonschema.Draft7Validator(schemas["contact"]).iter_errors(record))


def _fields(model: type[Block]) -> Iterator[FieldOf]:
    for field in fields_of(model).values():
        yield field
        if field.block is not None:
            yield from _fields(field.block)


def test_every_word_of_every_closed_list_is_accepted_as_an_editor_reads_it(
    schemas: dict[str, dict[str, Any]],
) -> None:
    checked = 0
    for kind in KINDS:
        enums = [tuple(one) for one in _enums(schemas[kind.slug])]
        for field in _fields(kind.model):
            for word in field.words:
                assert any(read(word) in one and all(read(other) in one for other in field.words) for one in enums)
                checked += 1
    assert checked > 200


def _enums(schema: Any) -> Iterator[list[Any]]:
    if isinstance(schema, dict):
        if isinstance(schema.get("enum"), list):
            yield schema["enum"]
        for inner in schema.values():
            yield from _enums(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from _enums(inner)


def test_every_field_has_its_sentence(schemas: dict[str, dict[str, Any]]) -> None:
    for kind in KINDS:
        properties = schemas[kind.slug]["properties"]
        for name, field in fields_of(kind.model).items():
            assert properties[name]["description"].startswith(field.told.says), (kind.slug, name)


def test_people_parts_and_sites_complete_with_their_names(tmp_path: Path) -> None:
    found = all_schemas(Workspace(find_project(sample(tmp_path))))
    lists = found["price"]["definitions"]
    completed = {name: dict(zip(one["anyOf"][0]["enum"], one["anyOf"][0]["enumDescriptions"], strict=True))
                 for name, one in lists.items()}  # fmt: skip
    assert completed["contact"]["PER-0002"] == "Jonas Lindqvist, kam (group)"
    assert completed["customer_site"] == {"SIT-ONE": "Assembly works One (sample)"}
    assert set(completed["part"]) == {"PRT-100-A", "PRT-200-B"}
    assert found["price"]["properties"]["part"]["allOf"] == [{"$ref": "#/definitions/part"}]


def test_they_are_written_and_wired_to_the_records(tmp_path: Path) -> None:
    project = sample(tmp_path)
    settings = project / ".vscode" / "settings.json"
    settings.parent.mkdir()
    settings.write_text(
        '{"editor.tabSize": 2, "yaml.schemas": {"old.json": ["x"], "./.vscode/schemas/gone.json": ["y"]}}', "utf-8"
    )
    done = call(project, "schema")
    assert done.code == 0, done.err
    wired = json.loads(settings.read_text("utf-8"))
    assert wired["editor.tabSize"] == 2
    assert wired["yaml.schemas"]["old.json"] == ["x"]
    assert "./.vscode/schemas/gone.json" not in wired["yaml.schemas"]
    assert wired["yaml.schemas"]["./.vscode/schemas/price.json"] == ["records/*/prices/*.yaml"]
    assert wired["yaml.schemas"]["./.vscode/schemas/policy.json"] == ["records/policy.yaml"]
    for name, patterns in wired["yaml.schemas"].items():
        if name.startswith("./"):
            assert (project / name).is_file()
            assert patterns


def test_settings_that_cannot_be_extended_are_left_alone(tmp_path: Path) -> None:
    project = sample(tmp_path)
    settings = project / ".vscode" / "settings.json"
    settings.parent.mkdir()
    settings.write_text('{"editor.tabSize": 2, // with a comment\n}', "utf-8")
    done = call(project, "schema")
    assert done.code == 2
    assert "--to" in done.err
    assert sorted(path.name for path in settings.parent.iterdir()) == ["settings.json"]
    assert call(project, "schema", "--to", "schemas").code == 0
    assert (project / "schemas" / "price.json").is_file()


def test_a_full_disk_leaves_the_old_schemas_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = sample(tmp_path)
    assert call(project, "schema").code == 0
    folder = project / ".vscode"
    for file in (folder / "schemas").iterdir():
        file.write_text("{}", "utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    written = []

    def full(descriptor: int) -> None:
        written.append(descriptor)
        if len(written) > 5:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.os, "fsync", full)
    done = call(project, "schema")
    assert done.code == 2
    assert "no space left on device" in done.err
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_those_of_this_repository_are_current(tmp_path: Path) -> None:
    """After a change of a model or of people, parts and sites: `kamdocs schema`."""
    assert call(ROOT, "schema", "--to", str(tmp_path)).code == 0
    fresh = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in SCHEMAS.iterdir()}
    assert sorted(fresh) == sorted(kept)
    assert [name for name, data in fresh.items() if kept[name] != data] == []
    wired = json.loads((SCHEMAS.parent / "settings.json").read_text("utf-8"))["yaml.schemas"]
    assert sorted(wired) == sorted(f"./.vscode/schemas/{name}" for name in fresh)
