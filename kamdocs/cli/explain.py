"""`kamdocs explain`: what a code, a kind or a field means, from the same declarations as the handbook."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from kamdocs.cli.catalogue import codes, record_rules
from kamdocs.cli.command import Command
from kamdocs.core.code import Code, is_protected
from kamdocs.core.errors import KamdocsError
from kamdocs.core.facts import Block, FieldOf, fields_of
from kamdocs.core.ids import nearest
from kamdocs.core.policy import Policy, RootFile
from kamdocs.core.publication import Publications
from kamdocs.core.record import Record
from kamdocs.exchange.draft import example
from kamdocs.kinds import BY_SLUG, KINDS
from kamdocs.kinds.kind import Kind
from kamdocs.rules.retired import RETIRED
from kamdocs.rules.waiting import WAITING


@click.command(cls=Command, short_help="what a code, a kind or a field means")
@click.argument("word", metavar="CODE|KIND|FIELD")
@click.option("--project", default=".", metavar="FOLDER", help="The folder that holds records/.")
def command(word: str, project: str) -> int:
    """Explain a code, a kind or a field.

    \b
    Examples:
      kamdocs explain PRC001
      kamdocs explain price
      kamdocs explain price.unit_price
      kamdocs explain unit_price
      kamdocs explain policy
    """
    lines = [*_code(word.upper(), project)] or [*_kind(word)] or [*_settings(word)] or [*_field(word)]
    if not lines:
        fields = (path.rpartition(".")[2] for model in _models().values() for path, _ in _paths(model, ""))
        known = (*codes(), *WAITING, *_models(), *dict.fromkeys(fields))
        meant = nearest(word, known) or nearest(word.upper(), known)
        hint = f"Did you mean `{meant}`?" if meant else "`kamdocs rules` lists the codes."
        raise KamdocsError(f"Nothing here is called `{word}`.", hint)
    for line in lines:
        click.echo(line)
    return 0


def _code(name: str, project: str) -> Iterator[str]:
    if name in RETIRED:
        yield f"{name}  retired"
        yield f"{'What':<9} {RETIRED[name].because}"
        yield f"{'Instead':<9} {', '.join(RETIRED[name].successors)}"
    elif name in WAITING:
        yield f"{name}  not in force yet: waiting for {WAITING[name].waits_for}"
        yield f"{'What':<9} {WAITING[name].what}"
    elif name in codes():
        yield from _in_force(codes()[name], project)


def _in_force(code: Code, project: str) -> Iterator[str]:
    marks = [str(code.severity), str(code.nature)]
    marks += ["cannot be changed or waived"] if is_protected(code.code) else []
    marks += ["prints no value"] if code.strict else []
    marks += ["only with --against"] if any(one.code is code and one.against for one in record_rules()) else []
    yield f"{code.code}  {code.name} · {' · '.join(marks)}"
    for label, words in (("What", code.what), ("Why", code.why), ("Fix", code.fix), ("Source", code.source)):
        if words:
            yield f"{label:<9} {words}"
    yield from _yours(code.code, project)


def _yours(code: str, project: str) -> Iterator[str]:
    """Who decides here, and where the code fires."""
    from kamdocs.cli.checking import check
    from kamdocs.cli.deciding import who_decides
    from kamdocs.cli.workspace import Workspace
    from kamdocs.project import find_project

    try:
        workspace = Workspace(find_project(Path(project)))
    except KamdocsError:
        yield f"{'Yours':<9} there are no records here"
        return
    if workspace.has_policy and (decides := who_decides(code, workspace.book("group"))):
        yield f"{'Decides':<9} {decides}"
    report = check(workspace, (*workspace.accounts, "group"))
    places = [str(one.finding.place) for one in report.shown if one.code.code == code]
    more = f" and {len(places) - 5} more" if len(places) > 5 else ""
    found = f"{len(places)} here: {', '.join(places[:5])}{more}" if places else "no finding here"
    yield f"{'Yours':<9} {found}{'; not run on every record of this copy' if code in report.not_run else ''}"


def _kind(word: str) -> Iterator[str]:
    kind = BY_SLUG.get(word) or next((one for one in KINDS if word in (one.about.folder, one.about.prefix)), None)
    if kind is None:
        return
    about = kind.about
    where = {"account": "each account", "group": "group", "both": "each account and group"}[about.lives]
    yield f"{about.slug}  {(kind.model.__doc__ or '').strip().splitlines()[0]}"
    account = "group" if about.lives == "group" else "ACCOUNT"
    yield f"{'Written':<9} records/{account}/{about.folder}/{about.example}.yaml, in {where}"
    yield f"{'Class':<9} {about.home or 'by record: the record names it in `class`'}"
    yield ""
    yield from _fields(kind.model, "  ")
    yield from _states(kind)
    if kind.rules:
        yield ""
        yield f"{'Rules':<9} {', '.join(rule.code.code for rule in kind.rules)}"


def _fields(model: type[Block], indent: str) -> Iterator[str]:
    for field in fields_of(model).values():
        yield f"{indent}{_described(field)}"
        if field.block is not None and field.name not in {"waivers", "revision"}:
            yield from _fields(field.block, indent + "  ")


def _described(field: FieldOf) -> str:
    need = "required" if field.required else field.told.need.says if field.told.need else "optional"
    if field.told.code and not field.required:
        need = f"required, {field.told.code}"
    form = field.form.name if field.form else " · ".join(field.words) or "block"
    listed = {"list": f"[{form}]", "map": f"{{…: {form}}}"}.get(field.shape, form)
    marks = [need, *(["binds"] if field.told.binding else []), *(["key"] if field.told.key else [])]
    reads = f" · {field.told.reads}" if field.told.reads else ""
    return f"{field.name}: {listed} — {field.told.says} ({', '.join(marks)}{reads})"


def _states(kind: Kind) -> Iterator[str]:
    for name, track in kind.model.tracks.items():
        yield ""
        yield f"{name}:"
        for state in track.states:
            after = f" after {', '.join(state.after)}" if state.after else ""
            proof = f", proof of grade {state.proof}" if state.proof else ""
            sign = f", signed in `{state.sign}`" if state.sign else ""
            yield f"  {state.name}{after}{proof}{sign}"


def _models() -> Mapping[str, type[Block]]:
    """Everything that has fields, by name: the kinds in business order, then the configuration."""
    kinds: dict[str, type[Block]] = {kind.slug: kind.model for kind in KINDS}
    return {**kinds, "policy": Policy, "publications": Publications, "root": RootFile}


def _settings(word: str) -> Iterator[str]:
    """A file of the configuration with its fields."""
    if word in BY_SLUG or word.removesuffix(".yaml") not in _models():
        return
    name = word.removesuffix(".yaml")
    model = _models()[name]
    yield f"{name}  {(model.__doc__ or '').strip().splitlines()[0]}"
    yield f"{'Written':<9} records/{name}.yaml"
    yield ""
    yield from _fields(model, "  ")


def _field(word: str) -> Iterator[str]:
    """The fields of this name; what every record has is said once."""
    owner, _, name = word.partition(".")
    models = {owner: _models()[owner]} if name and owner in _models() else _models()
    wanted = name if name and owner in _models() else word
    header = fields_of(Record)
    if wanted in header and len(models) > 1:
        yield f"in every record: {_told(header[wanted])}"
    for slug, model in models.items():
        alike: dict[str, list[str]] = {}
        for path, field in _paths(model, ""):
            same = path == wanted or path.endswith(f".{wanted}")
            of_header = len(models) > 1 and path.split(".")[0] in header and issubclass(model, Record)
            if same and not of_header:
                alike.setdefault(_told(field), []).append(f"{slug}.{path}")
        for told, places in alike.items():
            more = f" and {len(places) - 1} more" if len(places) > 1 else ""
            yield f"{places[0]}{more}: {told}"


def _told(field: FieldOf) -> str:
    return f"{_described(field).partition(': ')[2]}, e.g. `{example(field)}`"


def _paths(model: type[Block], above: str) -> Iterator[tuple[str, FieldOf]]:
    for field in fields_of(model).values():
        yield f"{above}{field.name}", field
        if field.block is not None:
            yield from _paths(field.block, f"{above}{field.name}.")
