"""The page about the site itself: of which day and commit it is, what could not be checked, what is waived."""

from collections.abc import Iterable, Mapping

from kamdocs.core.publication import Site
from kamdocs.site.accounts import AccountViews
from kamdocs.site.board import Board
from kamdocs.site.publication import Edition
from kamdocs.site.views import Cell, ColumnView, FactView, Items, Leaf, RecordView, RowView, SectionView, TableView


def health_board(
    site: Site, shown: tuple[AccountViews, ...], edition: Edition, notes: Iterable[str], w: Mapping[str, str]
) -> Board:
    """Facts of the build, what was left out, and the waivers that the reader may see."""
    views = [view for account in shown for view in account.views.values()]
    when = edition.commit_time.strftime("%Y-%m-%d %H:%M %Z").strip() if edition.commit_time else "—"
    facts = (
        FactView(w["as_of"], Cell(edition.as_of.isoformat())),
        FactView(w["commit"], Cell(edition.commit or "not in Git"), when),
        FactView("Audience", Cell(site.audience)),
        FactView("Pages of records", Cell(str(len(views)))),
    )
    left_out = tuple(RowView((Cell(note),)) for note in notes)
    table = TableView("Not checked, not read", (ColumnView("What"),), left_out, "", "Everything was read and checked.")
    waived = TableView("Waivers", _COLUMNS, tuple(_waivers(views)), "waivers", "No rule is waived here.")
    sections = (SectionView("What was left out", tables=(table,)), SectionView("Waivers", tables=(waived,)))
    return Board("health/", "health", w["health"], facts=facts, sections=sections)


_COLUMNS = tuple(ColumnView(name) for name in ("Record", "Rule", "Because", "Until", "Approved by"))


def _waivers(views: Iterable[RecordView]) -> Iterable[RowView]:
    for view in views:
        for node in view.nodes:
            if isinstance(node, Items) and node.label == "Waivers":
                for item in node.items:
                    held = {leaf.label: leaf.cells[0] for leaf in item.nodes if isinstance(leaf, Leaf)}
                    cells = [held.get(name, Cell("—")) for name in ("Rule", "Because", "Until", "Approved by")]
                    yield RowView((Cell(view.id, ref=view.ref), *cells))
