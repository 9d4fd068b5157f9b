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
        FactView(w["commit"], Cell(edition.commit or w["not_in_git"]), when),
        FactView(w["audience"], Cell(site.audience)),
        FactView(w["record_pages"], Cell(str(len(views)))),
    )
    left_out = tuple(RowView((Cell(note),)) for note in notes)
    table = TableView(w["not_checked"], (ColumnView(w["what"]),), left_out, "", w["all_checked"])
    columns = tuple(ColumnView(w[name]) for name in ("record", "rule", "because", "until", "approved_by"))
    waived = TableView(w["waivers"], columns, tuple(_waivers(views)), "waivers", w["no_waiver"])
    sections = (SectionView(w["left_out"], tables=(table,)), SectionView(w["waivers"], tables=(waived,)))
    return Board("health/", "health", w["health"], facts=facts, sections=sections)


def _waivers(views: Iterable[RecordView]) -> Iterable[RowView]:
    for view in views:
        for node in view.nodes:
            if isinstance(node, Items) and node.label == "Waivers":
                for item in node.items:
                    held = {leaf.label: leaf.cells[0] for leaf in item.nodes if isinstance(leaf, Leaf)}
                    cells = [held.get(name, Cell("—")) for name in ("Rule", "Because", "Until", "Approved by")]
                    yield RowView((Cell(view.id, ref=view.ref), *cells))
