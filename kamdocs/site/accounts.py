"""The accounts of a publication, each redacted alone; only finished views are ever put beside each other."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kamdocs.core.finding import Finding
from kamdocs.core.period import add_duration
from kamdocs.core.publication import Site
from kamdocs.core.quantity import Duration
from kamdocs.site.at_plant import plant_book
from kamdocs.site.looking import Looking
from kamdocs.site.narrowed import findings_in, narrowed_book
from kamdocs.site.publication import AccountInput, Edition, reader_of
from kamdocs.site.reach import in_group, reach_of
from kamdocs.site.redact import left_lists, view_of, with_named_by
from kamdocs.site.views import RecordView


@dataclass(frozen=True)
class AccountViews:
    """What a publication shows of one account, or of `group`.

    Attributes:
        account: Its name.
        looking: The reader before it; boards are redacted through it.
        views: Views by id, sorted.
    """

    account: str
    looking: Looking
    views: Mapping[str, RecordView]

    @property
    def listed(self) -> tuple[RecordView, ...]:
        """The views that lists and search show: all but what ended long ago."""
        return tuple(view for view in self.views.values() if not view.left)


def shown_accounts(
    site: Site, accounts: Mapping[str, AccountInput], group: AccountInput, edition: Edition
) -> tuple[AccountViews, ...]:
    """The accounts of a publication, `group` last.

    Args:
        site: The publication.
        accounts: All accounts by name; those it does not name are not looked at.
        group: What all accounts share.
        edition: Day, policy, kinds, codes.
    """
    reader = reader_of(site, edition.policy)
    inputs = [accounts[name] for name in site.accounts if name in accounts]
    narrowed = [narrowed_book(one.book, reader) for one in inputs]
    books = [plant_book(one, reader.plant) if reader.plant else one for one in narrowed]
    reaches = [reach_of(book, reader, edition.by_model, one.book) for book, one in zip(books, inputs, strict=True)]
    wanted = frozenset[str]().union(*(reach.leads_to for reach in reaches))
    shared = in_group(group.book, reader, edition.by_model, wanted | {site.ask})
    found = []
    known = (edition.policy, edition.by_model, edition.codes)
    for one, kept, book, reach in zip(inputs, narrowed, books, reaches, strict=True):
        looking = Looking(book, reader, reach, shared, *known, one.book)
        findings = one.findings if kept is one.book else findings_in(kept, one.findings, one.check)
        found.append(_account(book.account, looking, findings, site.closed_for))
    looking = Looking(group.book, reader, shared, shared, *known, group.book)
    in_common = _account("group", looking, group.findings, site.closed_for)
    others = [view for one in found for view in one.views.values()]
    return (*found, replace(in_common, views=with_named_by(in_common.views, others)))


def _account(name: str, looking: Looking, findings: Iterable[Finding], closed_for: Duration | None) -> AccountViews:
    by_record: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_record[finding.record].append(finding)
    limit = _limit(looking.book.as_of, closed_for)
    views = {}
    for record_id in sorted(looking.reach.ids):
        record = looking.book.get(record_id)
        if record is not None:
            view = view_of(record, looking, by_record.get(record_id, ()))
            views[record_id] = replace(view, left=True) if left_lists(record, looking, limit) else view
    return AccountViews(name, looking, with_named_by(views))


def _limit(as_of: date, closed_for: Duration | None) -> date | None:
    """Records that ended before this day leave lists and search; None = never."""
    if closed_for is None or closed_for.unit == "working days":
        return None
    return add_duration(as_of, Duration(-closed_for.number, closed_for.unit))
