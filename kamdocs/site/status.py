"""The status of an account: prices, requests, offers, changes, claims, tools, milestones, and what needs somebody."""

from collections.abc import Callable, Iterator, Mapping

from kamdocs.core.book import Book
from kamdocs.core.view import Section, Table
from kamdocs.kinds.change.figures import change_status
from kamdocs.kinds.claim.figures import claim_status
from kamdocs.kinds.kind import Kind
from kamdocs.kinds.offer.figures.open_offers import open_offers
from kamdocs.kinds.price.figures import price_status
from kamdocs.kinds.rfq.figures import rfq_board
from kamdocs.kinds.tool.figures import tool_status
from kamdocs.site.accounts import AccountViews
from kamdocs.site.attention import findings_of, findings_table
from kamdocs.site.board import Board
from kamdocs.site.links import list_address, page_ref
from kamdocs.site.schedules import next_milestones
from kamdocs.site.sections import section_seen
from kamdocs.site.shown import grouped
from kamdocs.site.views import Cell, FactView, SectionView

STATUS: tuple[Callable[[Book], Table], ...] = (
    price_status,
    rfq_board,
    open_offers,
    change_status,
    claim_status,
    tool_status,
)


def status_board(account: AccountViews, kinds: tuple[Kind, ...], w: Mapping[str, str]) -> Board:
    """The page of one account, redacted as a whole through the same door as its records."""
    found = findings_of((account,))
    sections: list[SectionView] = []
    if found:
        sections.append(SectionView(w["attention"], tables=(findings_table(found, w, w["attention"]),)))
    sections += _sections(account)
    title = _name(account)
    return Board(
        f"{account.account}/",
        "account",
        title,
        lead="" if found else w["nothing_needs"],
        sections=(*sections, SectionView(w["lists"], facts=_facts(account, kinds))),
        steps=((w["home"], ""), (title, "")),
    )


def _name(account: AccountViews) -> str:
    names = [view.title for view in account.views.values() if view.kind == "customer"]
    return names[0] if len(names) == 1 else account.account


def _sections(account: AccountViews) -> Iterator[SectionView]:
    looking = account.looking
    for make in STATUS:
        table = make(looking.book)
        seen = section_seen(Section(table.caption, tables=(table,)), looking.sight)
        if seen is not None and any(table.rows for table in seen.tables):
            yield seen
    milestones = section_seen(next_milestones(account), looking.sight)
    if milestones is not None and any(table.rows for table in milestones.tables):
        yield milestones


def _facts(account: AccountViews, kinds: tuple[Kind, ...]) -> tuple[FactView, ...]:
    """Number of records by kind, each with the way to its list."""
    facts = []
    for kind in kinds:
        count = sum(1 for view in account.listed if view.kind == kind.slug)
        if count:
            link = page_ref(list_address(account.account, kind.about.folder))
            facts.append(FactView(kind.about.plural, Cell(grouped(str(count)), ref=link)))
    return tuple(facts)
