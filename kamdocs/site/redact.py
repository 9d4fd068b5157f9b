"""The one door: records become views for one reader. Nothing behind this module ever sees a hidden field."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from kamdocs.core.audience import Class
from kamdocs.core.facts import Block as Fields
from kamdocs.core.facts import fields_of
from kamdocs.core.finding import Finding
from kamdocs.core.place import Place
from kamdocs.core.record import Record
from kamdocs.core.view import Page
from kamdocs.kinds.part.model import Part
from kamdocs.site.acquisition import KINDS as LETTERS
from kamdocs.site.acquisition import without_figures
from kamdocs.site.anchors import Anchors
from kamdocs.site.ending import ENDING, ended_on, has_ended
from kamdocs.site.looking import HIDDEN, Looking
from kamdocs.site.needs import Need, need_of, with_stakes
from kamdocs.site.programmes import programmes_of
from kamdocs.site.sections import facts_seen, section_seen
from kamdocs.site.telling import Tells, tells
from kamdocs.site.tree import tree_of
from kamdocs.site.views import (
    Cell,
    Facets,
    FactView,
    FindingView,
    Items,
    Leaf,
    Node,
    RecordView,
    Ref,
    Relation,
    SectionView,
    TableView,
    cells_of,
)
from kamdocs.site.whole import as_shown, is_told, is_whole

Cells = tuple[tuple[str, Cell], ...]
FEW_ROWS = 8
_NUMBERS = frozenset({"Customer number", "Customer tag", "Customer reference", "Number", "EDI id"})


def view_of(record: Record, looking: Looking, findings: Iterable[Finding]) -> RecordView:
    """What the reader sees of a record that is in his reach."""
    held = looking.book.held(record.id)
    sight, kind = looking.sight, looking.kinds[type(record)]
    nodes = tree_of(as_shown(record, looking), sight)
    page = looking.page(record)
    stands = kind.standing(record, looking.book) if kind.standing else ()
    if isinstance(record, LETTERS) and not is_whole(record, looking):
        page, stands = Page(without_figures(page.headline)), without_figures(stands)
    standing = facts_seen(stands, sight)
    summary = facts_seen(looking.reach_for(record.id).summaries.get(record.id, ()), sight, summary=True)
    sections = tuple(_lean(seen) for one in page.sections if (seen := section_seen(one, sight)))
    anchors = Anchors(sections)
    whole = reads_whole(record, looking)
    cells = tuple(cells_of(nodes))
    return RecordView(
        account=looking.account_of(record.id),
        id=record.id,
        kind=record.about.slug,
        folder=record.about.folder,
        title=looking.title(record.id),
        file=held.file if held else "",
        whole=whole,
        sections=tuple(anchors.section(one) for one in sections),
        nodes=anchors.nodes(nodes),
        headline=facts_seen(page.headline, sight),
        standing=standing,
        summary=summary,
        owner=_owner(record, looking),
        evidence=_evidence(cells, looking),
        names=_relations(cells),
        findings=tuple(_finding(one, record, looking) for one in findings if concerns(one, record, looking)),
        attachments=_attachments(record, looking) if whole else (),
        facets=_facets(record, looking, _stands(standing, nodes), cells),
        numbers=tuple(cell.csv for label, cell in cells if label in _NUMBERS),
        ended=has_ended(record, looking.book.as_of) and _reads_tracks(record, looking),
        over=has_ended(record, looking.book.as_of),
    )


def _lean(section: SectionView) -> SectionView:
    """A section whose short tables have no CSV file: they are copied faster than downloaded."""

    def lean(table: TableView) -> TableView:
        return replace(table, csv="") if len(table.rows) <= FEW_ROWS else table

    charts = tuple(replace(chart, table=lean(chart.table)) for chart in section.charts)
    return replace(section, tables=tuple(lean(table) for table in section.tables), charts=charts)


def reads_whole(record: Record, looking: Looking) -> bool:
    """Whether the reader reads every field of a record and knows everything that it is about."""
    classes = {record.home_class, record.highest_class, *_classes(record, record, None)}
    return all(looking.reader.reads(name) for name in classes) and is_whole(record, looking)


def _reads_tracks(record: Record, looking: Looking) -> bool:
    """Whether the reader may know that a record ended: he reads the track that says so."""
    fields, tracks = fields_of(type(record)), [name for name in ENDING if name in record.tracks]
    return all(looking.reader.reads(record.class_of(fields[name])) for name in tracks)


def _classes(record: Record, block: Fields, within: Class | None) -> Iterable[Class]:
    for field in fields_of(type(block)).values():
        value = getattr(block, field.attribute)
        if value is None or value == () or value == {}:
            continue
        seen_as = record.class_of(field, within)
        yield seen_as
        held = value if field.shape == "list" else value.values() if field.shape == "map" else (value,)
        for one in held:
            if isinstance(one, Fields):
                yield from _classes(record, one, seen_as)


def _owner(record: Record, looking: Looking) -> Ref | None:
    """Who is in charge: `owner`, else the lead of the account (a responsibility comes with its kind)."""
    named = record.owner or looking.account_lead
    return looking.link(named) if named and looking.reader.reads(Class.CONTACT) else None


def _evidence(cells: Cells, looking: Looking) -> tuple[Ref, ...]:
    """The proofs that the reader may see, each once, with its grade and day where he may read them."""
    found: dict[str, Ref] = {}
    for label, cell in cells:
        if label == "Evidence" and cell.ref and cell.ref.record not in found:
            found[cell.ref.record] = replace(cell.ref, item="", note=_grade(cell.ref.record, looking))
    return tuple(found.values())


def _grade(record_id: str, looking: Looking) -> str:
    record = looking.book.get(record_id)
    if record is None or not looking.reader.reads(record.home_class):
        return ""
    proof = record.proof()
    return f"{looking.title(record_id)} · grade {proof.grade}" + (f", {proof.on}" if proof.on else "")


def _relations(cells: Cells) -> tuple[Relation, ...]:
    """The records that the visible fields name, by field."""
    found: dict[str, dict[str, Ref]] = defaultdict(dict)
    for label, cell in cells:
        if cell.ref and label != "Evidence":
            found[label].setdefault(cell.ref.record, replace(cell.ref, item=""))
    return tuple(Relation(label, tuple(refs.values())) for label, refs in found.items())


def with_named_by(views: Mapping[str, RecordView], others: Iterable[RecordView] = ()) -> dict[str, RecordView]:
    """The same views, each with the records that name it. Only what a visible field names is turned round.

    Args:
        views: Views by id, of one account or of `group`.
        others: Views of further accounts of the publication that name records of `group`.
    """
    named: dict[str, dict[str, list[Ref]]] = defaultdict(lambda: defaultdict(list))
    for view in (*views.values(), *others):
        own = Ref(view.account, view.id, text="", note=view.title)
        for relation in (*view.names, Relation("Evidence", view.evidence)):
            for ref in relation.refs:
                if ref.record in views and ref.account == views[ref.record].account and ref.record != view.id:
                    named[ref.record][relation.label].append(own)
    turned = {
        target: tuple(Relation(label, tuple(refs)) for label, refs in relations.items())
        for target, relations in named.items()
    }
    return {key: replace(view, named_by=turned.get(key, ())) for key, view in views.items()}


def concerns(finding: Finding, record: Record, looking: Looking) -> bool:
    """Whether a finding is shown at all: not about a class that the reader may not read, nor about a hidden row."""
    if tells(finding, record, looking) is Tells.NOTHING:
        return False
    value: object = looking.whole.get(record.id) or record  # its rows are counted as the file has them
    for step in finding.spot.path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, tuple) and step < len(value) else None
        else:
            field = fields_of(type(value)).get(step) if isinstance(value, Fields) else None
            value = getattr(value, field.attribute) if field else None
        if isinstance(value, Fields) and not looking.keeps(value):
            return False
    return True


def _finding(finding: Finding, record: Record, looking: Looking) -> FindingView:
    """A finding; its sentence only where the reader reads the field it is about and it tells nothing hidden."""
    code = looking.codes.get(finding.code)
    reads = tells(finding, record, looking) is Tells.SENTENCE and is_told(finding.spot.path, record, looking)
    says = looking.masked(finding.says) if reads else ""
    said = bool(says) and HIDDEN not in says and not looking.tells_hidden(record, says)
    fix = looking.masked(finding.fix) if said else ""
    helps = HIDDEN not in fix and not looking.tells_hidden(record, fix)
    return FindingView(
        code=finding.code,
        name=(code.name if code else finding.code).replace("-", " "),
        severity=finding.severity.value,
        says=says if said else "",
        fix=((fix if helps else "") or (code.fix if code else "")),
        place=str(finding.place) if finding.place.file else str(Place(_file(record, looking))),
        record=looking.link(record.id) or Ref(looking.book.account, record.id),
        day=finding.day if said else "",
        note=looking.masked(finding.note) if said else "",
        need=_need(replace(finding, says=says), record, looking) if said else None,
    )


def _need(finding: Finding, record: Record, looking: Looking) -> Need:
    """The same as an entry of what needs somebody, with the money that the reader may read."""
    need = need_of(finding, looking.book)
    whole = is_whole(record, looking)
    read = (one for one in need.stakes if whole and looking.reader.reads(one.seen_as))
    return with_stakes(need, (replace(one, unknown=looking.masked(one.unknown)) for one in read), looking.book)


def _file(record: Record, looking: Looking) -> str:
    held = looking.book.held(record.id)
    return held.file if held else ""


def _attachments(record: Record, looking: Looking) -> tuple[str, ...]:
    """The files beside a record that are really here; one that leads out of the records is not followed."""
    named = [one.file for one in getattr(record, "files", None) or () if getattr(one, "file", None)]
    held = {name: looking.book.attached(record.id, name) for name in named}
    return tuple(
        name
        for name, file in held.items()
        if file and isinstance(getattr(file, "path", None), Path) and not file.is_pointer and not file.leaves_root
    )


def _facets(record: Record, looking: Looking, stands: Cell, cells: Cells) -> Facets:
    programmes = [one.id for one in programmes_of(record, looking.book) if looking.sees(one.id)]
    plants = {cell.ref.record for label, cell in cells if label == "Plant" and cell.ref}
    for part in {cell.ref.record for _, cell in cells if cell.ref}:
        if isinstance(one := looking.book.get(part), Part):
            plants |= {held.plant for held in one.plants if looking.sees(held.plant)}
    return Facets(tuple(programmes), tuple(sorted(plants)), stands.text, stands.tone or "off", stands.until)


def _stands(standing: tuple[FactView, ...], nodes: tuple[Node, ...]) -> Cell:
    """The word for where a record stands: its computed standing, else the last state of its own track."""
    return next((fact.cell for fact in standing if fact.cell.tone), None) or _last_state(nodes)


def _last_state(nodes: tuple[Node, ...]) -> Cell:
    """The last state of the record's own track, if the reader sees it."""
    for node in nodes:
        if isinstance(node, Items) and node.label in ("Track", "Technical track", "Commercial track"):
            states = [leaf for leaf in node.items[-1].nodes if isinstance(leaf, Leaf) and leaf.label == "State"]
            return states[0].cells[0] if states else Cell("")
    return Cell("")


def left_lists(record: Record, looking: Looking, limit: date | None) -> bool:
    """Whether a record ended before `limit`, so that it leaves lists and search; its page stays."""
    ended = ended_on(record, looking.book.as_of)
    return limit is not None and ended is not None and ended < limit
