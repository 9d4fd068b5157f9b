"""The lists: one page per account and kind, with the fields that tell its records apart; and a page of all lists."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kamdocs.kinds.kind import Kind
from kamdocs.site.accounts import AccountViews
from kamdocs.site.board import Board
from kamdocs.site.layout import SHORT
from kamdocs.site.links import list_address, page_ref
from kamdocs.site.reach import HEADER
from kamdocs.site.shown import kind_word, label
from kamdocs.site.views import Cell, ColumnView, Leaf, RecordView, Ref, RowView, SectionView, TableView

MOST_ROWS = 2000
_MOST_COLUMNS, _LONGEST = 5, 80
_SCREEN, _GAP = 95, 4
"""Signs that title and fields may take together beside id, standing and person, and the blank between two of them."""
_HEADER_LABELS = frozenset(label(name) for name in HEADER)


def list_boards(shown: Iterable[AccountViews], kinds: Iterable[Kind], w: Mapping[str, str]) -> tuple[Board, ...]:
    """The lists of every account and kind that has a record to show, and the page that names them."""
    boards: list[Board] = []
    rows: list[RowView] = []
    for account in shown:
        by_kind: dict[str, list[RecordView]] = defaultdict(list)
        for view in account.listed:
            by_kind[view.kind].append(view)
        for kind in kinds:
            views = by_kind.get(kind.slug, [])
            if views:
                boards += _lists(account.account, kind, views, w)
                rows.append(_overview_row(account.account, kind, views))
    columns = (ColumnView(w["kind"]), ColumnView(w["account"]), ColumnView(w["records"], numeric=True))
    table = TableView(w["lists"], columns, tuple(rows), "lists", w["nothing"])
    return (Board("lists/", "lists", w["lists"], sections=(SectionView("", tables=(table,)),)), *boards)


def _overview_row(account: str, kind: Kind, views: list[RecordView]) -> RowView:
    number = str(len(views))
    link = page_ref(list_address(account, kind.about.folder))
    return RowView((Cell(kind.about.plural, ref=link), Cell(account), Cell(number, numeric=True, sort=number)))


def _lists(account: str, kind: Kind, views: list[RecordView], w: Mapping[str, str]) -> list[Board]:
    """One list; above 2,000 rows one per programme, and a page that leads to them."""
    address, plural = list_address(account, kind.about.folder), kind.about.plural
    if len(views) <= MOST_ROWS:
        return [_list(address, plural, views, w)]
    groups: dict[str, list[RecordView]] = defaultdict(list)
    for view in views:
        groups[view.facets.programmes[0] if view.facets.programmes else "other"].append(view)
    boards, rows = [], []
    for name, some in sorted(groups.items()):
        boards.append(_list(f"{address}{name}/", f"{plural} · {name}", some, w))
        count = str(len(some))
        rows.append(RowView((Cell(name, ref=page_ref(f"{address}{name}/")), Cell(count, numeric=True, sort=count))))
    table = TableView(plural, (ColumnView(w["programme"]), ColumnView(w["records"], numeric=True)), tuple(rows))
    steps = ((account, _home_of(account)), (plural, ""))
    top = Board(address, "list", plural, sections=(SectionView("", tables=(table,)),), steps=steps)
    return [top, *boards]


def _home_of(account: str) -> str:
    """The page of an account; `group` has none of its own."""
    return f"{account}/" if account != "group" else "lists/"


def _list(address: str, heading: str, views: list[RecordView], w: Mapping[str, str]) -> Board:
    account, folder = views[0].account, views[0].folder
    table = list_table(heading, folder, views, w)
    steps = ((account, _home_of(account)), (heading, ""))
    return Board(address, "list", heading, sections=(SectionView("", tables=(table,)),), steps=steps)


def list_table(caption: str, csv: str, views: list[RecordView], w: Mapping[str, str]) -> TableView:
    """Records as rows: title, id, the fields of the kind with one short value, standing, who is in charge."""
    names = _columns(views)
    with_standing = any(view.facets.standing for view in views)
    with_owner = any(view.owner for view in views)
    numeric = {name for view in views for name, cell in _singles(view).items() if cell.numeric}
    columns = [ColumnView(w["title"]), ColumnView("ID"), *(ColumnView(name, name in numeric) for name in names)]
    columns += [ColumnView(w["standing"])] * with_standing + [ColumnView(w["in_charge"])] * with_owner
    rows = []
    for view in views:
        singles = _singles(view)
        cells = [Cell(view.title, ref=Ref(view.account, view.id, text=view.title)), Cell(view.id)]
        cells += [singles.get(name, Cell("")) for name in names]
        tone = view.facets.tone if view.facets.standing else ""
        cells += [Cell(view.facets.standing, tone=tone, until=view.facets.until)] * with_standing
        cells += [Cell(view.owner.label, ref=view.owner) if view.owner else Cell("")] * with_owner
        rows.append(RowView(tuple(cells), anchor=view.id))
    return TableView(caption, tuple(columns), tuple(rows), csv, w["nothing"])


def _singles(view: RecordView) -> dict[str, Cell]:
    """What a list may show of a record: its summary, then fields of the kind itself that hold one short value."""
    summary: dict[str, Cell] = {}
    for fact in view.summary:
        before = summary.get(fact.label)
        summary[fact.label] = Cell(f"{before.text}, {fact.cell.text}") if before else fact.cell
    return summary | {
        node.label: node.cells[0]
        for node in view.nodes
        if isinstance(node, Leaf)
        and len(node.cells) == 1
        and len(node.cells[0].text) <= _LONGEST
        and (node.label not in _HEADER_LABELS or node.label == "Programme")
    }


def _columns(views: list[RecordView]) -> list[str]:
    """The fields worth a column: those that most records have and that differ, in the order of the model.

    A field that says the title again is none, and together they are no wider than a screen.
    """
    values: dict[str, dict[str, str]] = defaultdict(dict)
    for view in views:
        for name, cell in _singles(view).items():
            values[name][view.id] = cell.text
    titles = {view.id: view.title for view in views}
    worth = [name for name, held in values.items() if 2 * len(held) >= len(views) and not _repeats(held, titles)]
    differing = [name for name in worth if len(set(values[name].values())) > 1 or len(views) == 1]
    chosen: list[str] = []
    room = _SCREEN - max(len(one) for one in titles)
    for name in (differing or worth)[:_MOST_COLUMNS]:
        width = _GAP + max(len(name.split()[0]), *(min(len(text), SHORT) for text in values[name].values()))
        if width <= room or not chosen:
            chosen.append(name)
            room -= width
    return chosen


def _repeats(held: Mapping[str, str], titles: Mapping[str, str]) -> bool:
    """Whether a field only says what the title says, which may be cut short."""
    return all(text.startswith(titles[one].removesuffix("…").strip()) for one, text in held.items())


def kind_words(kinds: Iterable[Kind]) -> dict[str, str]:
    """The name of each kind as words, by slug."""
    return {kind.slug: kind_word(kind.about) for kind in kinds}
