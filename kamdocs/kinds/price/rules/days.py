"""One price a day for a part and site, and no day of series without one."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise

from kamdocs.core.book import Book
from kamdocs.core.code import DATED, ERROR, STATIC, WARNING
from kamdocs.core.money import UnitPrice
from kamdocs.core.period import Span
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.price.figures import ONE_DAY, HeldLine, by_part_and_site, held_lines, line_on
from kamdocs.kinds.price.model import Price, PriceLine, PriceType
from kamdocs.kinds.programme.model import Programme
from kamdocs.rules.rule import Found, rule


@rule("PRC001", "two-prices-on-one-day", ERROR, STATIC, per=Price)
def two_prices_on_one_day(price: Price, book: Book) -> Found:
    """Two agreed prices of one part, site, price type and currency hold on one day, or two files keep them.

    Why:
        Invoice and self-billing each take another of the two; nobody can say which one was agreed.

    Fix:
        1. Close the older line on the day before. 2. Join the files.
    """
    own = held_lines(price)
    found = dict(_same_day(price))
    for one, other in combinations(own, 2):
        if one.line.valid_from != other.line.valid_from and (day := one.days.overlap(other.days)) is not None:
            found.setdefault(other.place, (one.line.unit_price, other.line.unit_price, day))
    twins = [other for other in by_part_and_site(book)[price.part, price.site] if _is_twin(price, other)]
    for line in own if twins else ():
        if line.place not in found and (clash := _clash(line, twins)) is not None:
            found[line.place] = clash
    for index, (first, second, day) in sorted(found.items()):
        yield price.at("lines", index, "valid_from"), f"{first} and {second} are both valid on {day}"
    earlier = [other for other in twins if other.id < price.id and not _shares_a_day(price, other)]
    if earlier:
        yield price.at("id"), f"{earlier[0].id} keeps the prices of the same part, site, type and currency"


def _same_day(price: Price) -> Iterator[tuple[int, tuple[UnitPrice, UnitPrice, date]]]:
    """Lines of one file that begin on the day of an earlier one, in any state."""
    first: dict[date, PriceLine] = {}
    for index, line in enumerate(price.lines):
        if (before := first.setdefault(line.valid_from, line)) is not line:
            yield index, (before.unit_price, line.unit_price, line.valid_from)


def _is_twin(price: Price, other: Price) -> bool:
    return (
        other.id != price.id
        and other.price_type is price.price_type
        and bool(other.lines and price.lines)
        and other.lines[0].unit_price.currency == price.lines[0].unit_price.currency
    )


def _clash(line: HeldLine, twins: list[Price]) -> tuple[UnitPrice, UnitPrice, date] | None:
    """The earlier line of another file that shares a day with this one."""
    for other in (one for twin in twins for one in held_lines(twin)):
        is_later = (line.days.first, line.price.id) > (other.days.first, other.price.id)
        if is_later and (day := line.days.overlap(other.days)) is not None:
            return other.line.unit_price, line.line.unit_price, day
    return None


def _shares_a_day(price: Price, other: Price) -> bool:
    return any(one.days.overlap(two.days) is not None for one in held_lines(price) for two in held_lines(other))


@rule("PRC002", "days-without-price", WARNING, STATIC, per=Price)
def days_without_price(price: Price, book: Book) -> Found:
    """Between two agreed lines lie days of series production on which no price of any type holds.

    Why:
        What is delivered on these days has no agreed price; the customer pays what suits him.

    Fix:
        Extend the older line in writing, or agree a price for the gap.
    """
    own = held_lines(price)
    series = _series(price, book) if len(own) > 1 else None
    if series is None:
        return
    # The pieces called off in the gap join the sentence once there are call-offs.
    for one, other in pairwise(own):
        if one.days.last is None or one.days.last + ONE_DAY >= other.days.first:
            continue
        gap = _within(Span(one.days.last + ONE_DAY, other.days.first - ONE_DAY), series)
        if gap is not None and (left := _uncovered(gap, price, book)) is not None and not _is_told(one, left, book):
            says = f"no price from {left.first} to {left.last}"
            yield price.at("lines", other.place, "valid_from"), says


def _is_told(one: HeldLine, left: Span, book: Book) -> bool:
    """Whether PRC008 speaks: a temporary price has ended, and the next day has no price."""
    last = one.days.last
    ended = one.price.price_type is PriceType.TEMPORARY and last is not None and last < book.as_of
    return ended and last is not None and left.first == last + ONE_DAY


def _series(price: Price, book: Book) -> Span | None:
    """SOP to EOP of the programme of a part; None if one of them is not known."""
    part = book.get_as(Part, price.part)
    programme = book.get_as(Programme, part.programme) if part else None
    if programme is None or programme.sop is None or programme.eop is None:
        return None
    return Span(programme.sop, programme.eop)


def _within(gap: Span, series: Span) -> Span | None:
    assert gap.last is not None
    assert series.last is not None
    first, last = max(gap.first, series.first), min(gap.last, series.last)
    return Span(first, last) if first <= last else None


def _uncovered(gap: Span, price: Price, book: Book) -> Span | None:
    """The first run of days of a gap on which no line of any price type holds."""
    assert gap.last is not None
    files = by_part_and_site(book)[price.part, price.site]
    spans = sorted((line.days for file in files for line in held_lines(file)), key=lambda days: days.first)
    first = gap.first
    for days in spans:
        if days.first > first:
            last = min(gap.last, days.first - ONE_DAY)
            return Span(first, last)
        if days.last is None:
            return None
        first = max(first, days.last + ONE_DAY)
        if first > gap.last:
            return None
    return Span(first, gap.last)


@rule("PRC008", "temporary-price-ended", WARNING, DATED, per=Price)
def temporary_price_ended(price: Price, book: Book) -> Found:
    """A temporary price has ended, and on the next day no agreed price of any type holds.

    Why:
        Deliveries go on; the customer pays the last price that suits him, and calls it agreed.

    Fix:
        Agree the price that follows.
    """
    if price.price_type is not PriceType.TEMPORARY:
        return
    files = by_part_and_site(book)[price.part, price.site]
    for held in held_lines(price, book.as_of):
        last = held.days.last
        if last is None or last >= book.as_of:
            continue
        if all(line_on(one, last + ONE_DAY, book.as_of) is None for one in files):
            yield price.at("lines", held.place, "valid_to"), f"temporary price ended on {last}, nothing follows"
