"""The first pages: home with its four answers, and the accounts of a publication."""

from collections.abc import Iterable, Mapping

from kamdocs.core.publication import Site
from kamdocs.kinds.kind import Kind
from kamdocs.site.accounts import AccountViews
from kamdocs.site.attention import Found, days_table, findings_of, findings_table
from kamdocs.site.board import Board
from kamdocs.site.coming import Near, near_days
from kamdocs.site.links import list_address, page_ref
from kamdocs.site.reports import ADDRESS as REPORTS_ADDRESS
from kamdocs.site.reports import report_facts
from kamdocs.site.shown import grouped
from kamdocs.site.views import Cell, ColumnView, FactView, RowView, SectionView, TableView

_FIRST = 8


def home_board(
    site: Site,
    shown: tuple[AccountViews, ...],
    kinds: tuple[Kind, ...],
    w: Mapping[str, str],
    *,
    reports: Iterable[Board] = (),
) -> Board:
    """What needs you, what is coming, where we stand, the accounts, and the reports."""
    found = findings_of(shown)
    listed = [view for account in shown for view in account.listed]
    near = near_days(listed, shown[0].looking.book.as_of)
    first = findings_table(found[:_FIRST], w, w["attention"])
    sections = [SectionView(w["attention"], tables=(first,))]
    if near:
        sections.append(SectionView(w["coming"], tables=(days_table(near[:_FIRST], w, w["coming"]),)))
    accounts = [account for account in shown if account.account != "group" and account.views]
    if accounts:
        sections.append(SectionView(w["accounts"], tables=(_accounts_table(accounts, w),)))
    if told := report_facts(reports):
        sections.append(SectionView(w["reports"], facts=told, ref=page_ref(REPORTS_ADDRESS)))
    counts = _counts(shown, kinds)
    sections.append(SectionView(w["lists"], facts=counts, ref=page_ref("lists/")))
    lead = "" if listed else w["nothing"]
    return Board("", "home", site.title, lead=lead, facts=_answers(found, near, w), sections=tuple(sections))


def _answers(found: list[Found], near: tuple[Near, ...], w: Mapping[str, str]) -> tuple[FactView, ...]:
    """How much needs somebody, and the next day."""
    weights = [one.severity for one, _ in found]
    errors, warnings = weights.count("error"), weights.count("warning")
    tone = "bad" if errors else "wait" if warnings else "good"
    facts = [FactView(w["to_do"], Cell(str(len(found)), ref=page_ref("attention/"), tone=tone))]
    if near:
        first = near[0]
        facts.append(FactView(w["next_day"], Cell(first.on, ref=first.view.ref), f"{first.what}, {first.view.title}"))
    return tuple(facts)


def _counts(shown: tuple[AccountViews, ...], kinds: tuple[Kind, ...]) -> tuple[FactView, ...]:
    """How many records of each kind there are, each a way to its list."""
    facts = []
    for kind in kinds:
        numbers = {
            account.account: count
            for account in shown
            if (count := sum(1 for view in account.listed if view.kind == kind.slug))
        }
        if numbers:
            only = next(iter(numbers)) if len(numbers) == 1 else ""
            address = list_address(only, kind.about.folder) if only else "lists/"
            cell = Cell(grouped(str(sum(numbers.values()))), ref=page_ref(address))
            facts.append(FactView(kind.about.plural, cell))
    return tuple(facts)


def _accounts_table(accounts: list[AccountViews], w: Mapping[str, str]) -> TableView:
    rows = []
    for account in accounts:
        weights = [one.severity for view in account.views.values() for one in view.findings]
        errors, warnings = weights.count("error"), weights.count("warning")
        tone = "bad" if errors else "wait" if warnings else "good"
        named = ((errors, "error"), (warnings, "warning"))
        counted = [f"{n} {w[name if n == 1 else name + 's']}" for n, name in named if n]
        word = ", ".join(counted) or w["clean"]
        count = str(len(account.listed))
        name = Cell(account.account, ref=page_ref(f"{account.account}/"))
        rows.append(RowView((name, Cell(count, numeric=True, sort=count), Cell(word, tone=tone))))
    columns = (ColumnView(w["account"]), ColumnView(w["records"], numeric=True), ColumnView(w["findings"]))
    return TableView(w["accounts"], columns, tuple(rows))


def accounts_board(shown: tuple[AccountViews, ...], w: Mapping[str, str]) -> Board:
    """All accounts of the publication."""
    accounts = [account for account in shown if account.account != "group" and account.views]
    table = _accounts_table(accounts, w)
    return Board("accounts/", "accounts", w["accounts"], sections=(SectionView("", tables=(table,)),))
