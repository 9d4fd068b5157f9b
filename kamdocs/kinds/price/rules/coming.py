"""What has to be proposed or drafted soon: increases, service prices, lines for causes that are known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kamdocs.core.book import Book
from kamdocs.core.code import DATED, WARNING
from kamdocs.core.place import Spot
from kamdocs.core.record import Record
from kamdocs.core.track import state_on
from kamdocs.kinds.change.model import COMMERCIAL, Change, ChangeLine
from kamdocs.kinds.index_adjustment.model import ADJUSTMENT_TRACK, IndexAdjustment
from kamdocs.kinds.mandated_component.figures import mandated_uses
from kamdocs.kinds.mandated_component.model import MandatedComponent
from kamdocs.kinds.part.model import Lifecycle, Part
from kamdocs.kinds.price.figures import (
    has_line_because,
    increases,
    last_day_within,
    priced_sites,
    sites_in_use,
    without_service_price,
)
from kamdocs.kinds.price.model import Price
from kamdocs.rules.rule import Found, rule


@rule("PRC017", "increase-not-proposed", WARNING, DATED, per=Price)
def increase_not_proposed(price: Price, book: Book) -> Found:
    """A price increase begins soon and is still a draft.

    Why:
        What the customer has not seen before its first day he does not pay from that day on.

    Fix:
        Send it.
    """
    limit = last_day_within(book.as_of, book.policy.limit("price_step", on=book.as_of))
    for one in increases(price, book.as_of, limit):
        says = f"increase of {one.delta} due on {one.line.valid_from} is not proposed yet"
        yield price.at("lines", one.place, "valid_from"), says


@rule("PRC018", "no-service-price", WARNING, DATED, per=Part)
def no_service_price(part: Part, book: Book) -> Found:
    """Series of a part ends soon, or has ended, we still owe service parts, and no service price is agreed.

    Why:
        After series the machines are set up for a few pieces; at the series price each of them costs us money.

    Fix:
        Negotiate the service price before series ends.
    """
    if part.lifecycle not in (Lifecycle.SERIES, Lifecycle.SERVICE) or Price.about.slug in book.absent_kinds:
        return
    found = without_service_price(part, book, book.policy.limit("service_price", on=book.as_of))
    if found is not None:
        eop, end = found
        yield part.at("lifecycle"), f"series ends on {eop}; no service price until {end}"


@dataclass(frozen=True, slots=True)
class _Cause:
    """What changes prices on a day: its reference, its place, the parts and sites that it concerns."""

    because: str
    day: date
    spot: Spot
    concerned: tuple[tuple[str, str], ...]


@rule("PRC023", "known-cause-not-drafted", WARNING, DATED, per=Record)
def known_cause_not_drafted(record: Record, book: Book) -> Found:
    """A change, index adjustment or mandated price that is agreed changes prices soon, and some line is not drafted.

    Why:
        A price that nobody drafted is loaded late, and its first weeks are invoiced at the old one.

    Fix:
        `kamdocs round` drafts them.
    """
    if not isinstance(record, Change | IndexAdjustment | MandatedComponent) or Price.about.slug in book.absent_kinds:
        return
    limit = last_day_within(book.as_of, book.policy.limit("price_step", on=book.as_of))
    for one in _causes(record, book, limit):
        left = [
            where for where in one.concerned if not has_line_because(book, *where, day=one.day, because=one.because)
        ]
        if left:
            says = f"{one.because} changes {_counted(one.concerned, 'price')} on {one.day}; {_lines(left)} not drafted"
            yield one.spot, says


def _counted(things: tuple[object, ...], word: str) -> str:
    return f"{len(things)} {word}{'' if len(things) == 1 else 's'}"


def _lines(left: list[tuple[str, str]]) -> str:
    return "1 line is" if len(left) == 1 else f"{len(left)} lines are"


def _causes(record: Change | IndexAdjustment | MandatedComponent, book: Book, limit: date) -> Iterator[_Cause]:
    if isinstance(record, Change):
        yield from _of_change(record, book, limit)
    elif isinstance(record, IndexAdjustment):
        yield from _of_adjustment(record, book, limit)
    else:
        yield from _of_component(record, book, limit)


def _of_change(change: Change, book: Book, limit: date) -> Iterator[_Cause]:
    day = change.introduction_date
    if day is None or not book.as_of <= day <= limit:
        return
    if COMMERCIAL.at_least(state_on(change.commercial_track, book.as_of), "agreed"):
        where = [(line.part, site) for line in change.lines if _moves(line) for site in _sites(line, day, book)]
        yield _Cause(change.id, day, change.at("introduction_date"), tuple(dict.fromkeys(where)))


def _moves(line: ChangeLine) -> bool:
    return line.price_delta is not None and any(value.amount for _, value in line.price_delta.listed())


def _sites(line: ChangeLine, day: date, book: Book) -> tuple[str, ...]:
    return line.sites or sites_in_use(book, line.part, day) or priced_sites(book, line.part)


def _of_adjustment(adjustment: IndexAdjustment, book: Book, limit: date) -> Iterator[_Cause]:
    day = adjustment.effective_from
    if not book.as_of <= day <= limit:
        return
    if ADJUSTMENT_TRACK.at_least(state_on(adjustment.track, book.as_of), "agreed"):
        parts = [line.part for line in adjustment.lines if line.delta.amount != 0]
        where = tuple((part, site) for part in parts for site in sites_in_use(book, part, day))
        yield _Cause(adjustment.id, day, adjustment.at("effective_from"), where)


def _of_component(component: MandatedComponent, book: Book, limit: date) -> Iterator[_Cause]:
    first = min((line.valid_from for line in component.lines), default=date.max)
    for place, line in enumerate(component.lines):
        day = line.valid_from
        if day == first or not book.as_of <= day <= limit:
            continue
        parts = {use.part.id: use.part for use in mandated_uses(book).get(component.component, ())}
        where = tuple(
            (name, site)
            for name, part in parts.items()
            for site in sites_in_use(book, name, day)
            if _is_built_in(part, site, component.component, day)
        )
        yield _Cause(f"{component.id}@{day}", day, component.at("lines", place, "valid_from"), where)


def _is_built_in(part: Part, site: str, component: str, day: date) -> bool:
    """Whether the index in series of a site on a day holds a mandated component (K7); unknown = no."""
    index = part.index_in_series(site, day)
    return index is not None and any(row.mandated and row.component == component for row in index.bom)
