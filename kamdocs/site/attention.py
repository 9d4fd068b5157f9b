"""What needs somebody: the findings of the records that the reader sees, the heaviest first, and the next days."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kamdocs.core.code import Severity
from kamdocs.site.accounts import AccountViews
from kamdocs.site.board import Board
from kamdocs.site.coming import Near, near_days
from kamdocs.site.links import page_ref
from kamdocs.site.views import Cell, ColumnView, FindingView, RecordView, RowView, SectionView, TableView

MOST_OF_ONE_CODE = 20
_ORDER = {Severity.ERROR.value: 0, Severity.WARNING.value: 1, Severity.INFO.value: 2}
_TONES = {Severity.ERROR.value: "bad", Severity.WARNING.value: "wait"}

Found = tuple[FindingView, RecordView]


def findings_of(shown: Iterable[AccountViews]) -> list[Found]:
    """The findings of all visible records, the heaviest first, then by day, code and record."""
    found = [(one, view) for account in shown for view in account.views.values() for one in view.findings]
    return sorted(found, key=lambda pair: (_ORDER.get(pair[0].severity, 3), pair[0].day, pair[0].code, pair[1].id))


def findings_table(found: Iterable[Found], w: Mapping[str, str], caption: str, csv: str = "") -> TableView:
    """Findings as rows; a code that speaks of more than twenty records is one row with their number.

    Where the reader may not read the sentence, the name of the rule stands in its place.
    """
    by_code: dict[str, list[Found]] = defaultdict(list)
    for pair in found:
        by_code[pair[0].code].append(pair)
    rows: list[RowView] = []
    for pairs in by_code.values():
        if len(pairs) > MOST_OF_ONE_CODE:
            rows.append(_row(pairs[0][0], None, f"{len(pairs)} {w['rows']}", w))
        else:
            rows += [_row(one, view, one.says or one.name, w) for one, view in pairs]
    headings = (w["record"], w["title"], w["weight"], w["code"], w["what"], w["in_charge"])
    return TableView(caption, tuple(ColumnView(name) for name in headings), tuple(rows), csv, w["nothing_needs"])


def _row(one: FindingView, view: RecordView | None, says: str, w: Mapping[str, str]) -> RowView:
    code = Cell(one.code, ref=page_ref(f"rules/{one.code}/"))
    weight = Cell(w.get(one.severity, one.severity), tone=_TONES.get(one.severity, "off"))
    if view is None:
        return RowView((Cell("…"), Cell(one.name), weight, code, Cell(says), Cell("")))
    owner = Cell(view.owner.label, ref=view.owner) if view.owner else Cell("")
    return RowView((Cell(view.id, ref=view.ref), Cell(view.title), weight, code, Cell(says), owner))


def days_table(near: Iterable[Near], w: Mapping[str, str], caption: str, csv: str = "") -> TableView:
    """Days as rows."""
    rows = []
    for one in near:
        owner = Cell(one.view.owner.label, ref=one.view.owner) if one.view.owner else Cell("")
        cells = (Cell(one.on), Cell(one.what), Cell(one.view.title, ref=one.view.ref), Cell(one.view.id), owner)
        rows.append(RowView(cells))
    headings = (ColumnView(w["on"]), ColumnView(w["what"]), ColumnView(w["record"]), ColumnView("ID"))
    return TableView(caption, (*headings, ColumnView(w["in_charge"])), tuple(rows), csv, w["nothing"])


def attention_board(shown: tuple[AccountViews, ...], w: Mapping[str, str]) -> Board:
    """The queue of the publication."""
    found = findings_of(shown)
    sections = []
    for severity in _ORDER:
        heading = w[f"{severity}_heading"]
        some = [pair for pair in found if pair[0].severity == severity]
        if some:
            table = findings_table(some, w, f"{heading} ({len(some)})", f"findings-{severity}")
            sections.append(SectionView(f"{heading} ({len(some)})", tables=(table,)))
    near = near_days((view for account in shown for view in account.listed), shown[0].looking.book.as_of)
    if near:
        table = days_table(near, w, f"{w['coming']} ({len(near)})", "days")
        sections.append(SectionView(w["coming"], tables=(table,)))
    lead = w["nothing_needs"] if not found else ""
    return Board("attention/", "attention", w["attention"], lead=lead, sections=tuple(sections))
