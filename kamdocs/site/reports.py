"""Reports: tables over all records of an account, each kind of table on a page of its own, for whoever may read it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kamdocs.core.book import Book
from kamdocs.core.view import Section, Table
from kamdocs.kinds.billing.figures.coverage import coverage_tables
from kamdocs.kinds.lta.figures import lta_calendar
from kamdocs.kinds.mandated_component.figures import mirror_tables
from kamdocs.kinds.offer.figures.open_offers import open_offers
from kamdocs.kinds.part.figures import disagreement_board
from kamdocs.kinds.price.figures import price_list_tables
from kamdocs.kinds.productivity_idea.figures import productivity_tables
from kamdocs.kinds.retro_billing.figures import retro_tables
from kamdocs.kinds.rfq.figures import rfq_board
from kamdocs.site.accounts import AccountViews
from kamdocs.site.board import Board
from kamdocs.site.links import page_ref
from kamdocs.site.sections import section_seen
from kamdocs.site.shown import grouped
from kamdocs.site.views import Cell, FactView, SectionView

ADDRESS = "reports/"


@dataclass(frozen=True)
class Report:
    """A report.

    Attributes:
        name: Last step of its address; its heading is the word of this name, `<name>_note` the sentence below it.
        make: Its tables for an account and an audience, with a class on every column.
    """

    name: str
    make: Callable[[Book, str], tuple[Table, ...]]

    @property
    def address(self) -> str:
        """Where it stands."""
        return f"{ADDRESS}{self.name}/"


REPORTS: tuple[Report, ...] = (
    Report("prices", lambda book, _: price_list_tables(book)),
    Report("rfqs", lambda book, _: (rfq_board(book), open_offers(book))),
    Report("indices", lambda book, _: (disagreement_board(book),)),
    Report("mandated", lambda book, audience: mirror_tables(book, audience=audience)),
    Report("coverage", lambda book, _: coverage_tables(book)),
    Report("lta", lambda book, _: (lta_calendar(book),)),
    Report("productivity", lambda book, _: productivity_tables(book)),
    Report("retro", lambda book, _: retro_tables(book)),
)


def report_boards(shown: tuple[AccountViews, ...], w: Mapping[str, str]) -> tuple[Board, ...]:
    """The page that names the reports, and each of them; nothing where the reader may read none.

    Args:
        shown: The accounts of the publication.
        w: Words of the frame.
    """
    accounts = [account for account in shown if account.account != "group" and account.views]
    boards = [board for report in REPORTS if (board := _board(report, accounts, w)) is not None]
    if not boards:
        return ()
    listed = sum(len(account.listed) for account in shown)
    lists = FactView(w["lists"], Cell(grouped(str(listed)), ref=page_ref("lists/")), w["records"])
    facts = (*report_facts(boards), lists)
    top = Board(ADDRESS, "reports", w["reports"], sections=(SectionView("", facts=facts),))
    return (top, *boards)


def _board(report: Report, accounts: list[AccountViews], w: Mapping[str, str]) -> Board | None:
    """One report with a section for each account; None if the reader may read nothing of it."""
    sections = []
    for account in accounts:
        tables = report.make(account.looking.book, account.looking.reader.audience)
        heading = account.account if len(accounts) > 1 else ""
        seen = section_seen(Section(heading, tables=tables), account.looking.sight)
        if seen is not None:
            sections.append(seen)
    if not any(table.rows for section in sections for table in section.tables):
        return None
    title = w[report.name]
    steps = ((w["reports"], ADDRESS), (title, ""))
    return Board(report.address, "report", title, lead=w[f"{report.name}_note"], sections=tuple(sections), steps=steps)


def report_facts(boards: Iterable[Board]) -> tuple[FactView, ...]:
    """The reports with the number of rows of their first table, each a way to its page."""
    facts = []
    for board in boards:
        if board.address != ADDRESS:
            count, caption = _counted(board)
            facts.append(FactView(board.title, Cell(grouped(str(count)), ref=page_ref(board.address)), caption))
    return tuple(facts)


def _counted(board: Board) -> tuple[int, str]:
    """The rows of the first table over all accounts, and what they are."""
    caption = next(table.caption for table in board.tables())
    return sum(len(table.rows) for table in board.tables() if table.caption == caption), caption
