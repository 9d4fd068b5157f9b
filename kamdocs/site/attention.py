"""What needs somebody: the findings of the records that the reader sees with their money, and the next days.

The order is that of `needs`: what is lost after a day first, then money, then unknown money, then the rest.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kamdocs.core.book import Book
from kamdocs.core.code import Severity
from kamdocs.site.accounts import AccountViews
from kamdocs.site.board import Board
from kamdocs.site.coming import Near, near_days
from kamdocs.site.links import page_ref
from kamdocs.site.needs import Block, Need, money_words
from kamdocs.site.views import Cell, ColumnView, FactView, FindingView, RecordView, Ref, RowView, SectionView, TableView

MOST_OF_ONE_CODE = 20
_ORDER = {Severity.ERROR.value: 0, Severity.WARNING.value: 1, Severity.INFO.value: 2}
_TONES = {Severity.ERROR.value: "bad", Severity.WARNING.value: "wait"}
_ADDRESS = "attention/"

Found = tuple[FindingView, RecordView]


def findings_of(shown: Iterable[AccountViews]) -> list[Found]:
    """The findings of all visible records in the order of the list; what only informs comes last."""
    found = [
        (_place(one, account.looking.book), one, view)
        for account in shown
        for view in account.views.values()
        for one in view.findings
    ]
    return [(one, view) for _, one, view in sorted(found, key=lambda three: (three[0], three[1].code, three[2].id))]


def _place(one: FindingView, book: Book) -> tuple[object, ...]:
    """The place of the list; a sentence that the reader may not read stands behind, by its weight."""
    if one.need is None or one.severity == Severity.INFO.value:
        return (len(Block), _ORDER.get(one.severity, 3))
    return one.need.order(book)


def findings_table(found: Iterable[Found], w: Mapping[str, str], caption: str, csv: str = "") -> TableView:
    """Findings as rows; a code that speaks of more than twenty records is one row with their number.

    Where the reader may not read the sentence, the name of the rule stands in its place.
    """
    by_code: dict[str, list[Found]] = defaultdict(list)
    for pair in (every := list(found)):
        by_code[pair[0].code].append(pair)
    rows: list[RowView] = []
    for one, view in every:
        pairs = by_code[one.code]
        if len(pairs) <= MOST_OF_ONE_CODE:
            rows.append(_row(one, view, one.says or one.name, w))
        elif pairs[0][0] is one:
            rows.append(_row(one, None, f"{len(pairs)} {w['rows']}", w))
    headings = (w["record"], w["title"], w["until_since"], w["money"], w["code"], w["what"], w["in_charge"])
    return TableView(caption, tuple(ColumnView(name) for name in headings), tuple(rows), csv, w["nothing_needs"])


def _row(one: FindingView, view: RecordView | None, says: str, w: Mapping[str, str]) -> RowView:
    code = Cell(one.code, ref=page_ref(f"rules/{one.code}/"), tone=_TONES.get(one.severity, "off"))
    if view is None:
        return RowView((Cell("…"), Cell(one.name), Cell(""), Cell(""), code, Cell(says), Cell("")))
    owner = Cell(view.owner.label, ref=view.owner) if view.owner else Cell("")
    until, money = (_until(one.need, w), Cell(money_words(one.need))) if one.need else (Cell(""), Cell(""))
    return RowView((Cell(view.id, ref=view.ref), Cell(view.title), until, money, code, Cell(says), owner))


def _until(need: Need, w: Mapping[str, str]) -> Cell:
    if need.cut_off is not None:
        left = f", {need.days_left} {w['working_days']}" if need.days_left else ""
        return Cell(f"{need.cut_off}{left}", tone="wait" if need.days_left else "bad")
    return Cell(f"{w['since']} {need.since}" if need.since else "")


def days_table(near: Iterable[Near], w: Mapping[str, str], caption: str, csv: str = "") -> TableView:
    """Days as rows."""
    rows = []
    for one in near:
        owner = Cell(one.view.owner.label, ref=one.view.owner) if one.view.owner else Cell("")
        cells = (Cell(one.on), Cell(one.what), Cell(one.view.title, ref=one.view.ref), Cell(one.view.id), owner)
        rows.append(RowView(cells))
    headings = (ColumnView(w["on"]), ColumnView(w["what"]), ColumnView(w["record"]), ColumnView("ID"))
    return TableView(caption, (*headings, ColumnView(w["in_charge"])), tuple(rows), csv, w["nothing"])


def attention_boards(shown: tuple[AccountViews, ...], w: Mapping[str, str]) -> Iterator[Board]:
    """The list of the publication by block with the next days, and a page for each person in charge of some of it."""
    found = findings_of(shown)
    by_person: dict[Ref, list[Found]] = defaultdict(list)
    for one, view in found:
        if view.owner is not None:
            by_person[view.owner].append((one, view))
    people = sorted(by_person, key=lambda ref: (ref.label, ref.record))
    sections = list(_sections(found, w))
    if len(people) > 1:
        facts = tuple(
            FactView(person.label, Cell(str(len(by_person[person])), ref=page_ref(f"{_ADDRESS}{person.record}/")))
            for person in people
        )
        sections.insert(0, SectionView("", facts=facts))
    near = near_days((view for account in shown for view in account.listed), shown[0].looking.book.as_of)
    if near:
        table = days_table(near, w, f"{w['coming']} ({len(near)})", "days")
        sections.append(SectionView(w["coming"], tables=(table,)))
    lead = w["nothing_needs"] if not found else ""
    yield Board(_ADDRESS, "attention", w["attention"], lead=lead, sections=tuple(sections))
    for person in people:
        steps = ((w["attention"], _ADDRESS), (person.label, ""))
        own = tuple(_sections(by_person[person], w, of=f"-{person.record}"))
        title = f"{w['attention']}: {person.label}"
        yield Board(f"{_ADDRESS}{person.record}/", "attention", title, sections=own, steps=steps)


def _sections(found: list[Found], w: Mapping[str, str], of: str = "") -> Iterator[SectionView]:
    for block in Block:
        name = f"block_{block.value}"
        some = [pair for pair in found if _block_of(pair[0]) is block]
        if some:
            heading = f"{w[name]} ({len(some)})"
            yield SectionView(heading, tables=(findings_table(some, w, heading, f"attention-{block.value}{of}"),))


def _block_of(one: FindingView) -> Block:
    return one.need.block if one.need is not None else Block.REST
