"""The rules of prices: one price a day, no gap, papers behind what is loaded, layers that add up."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise

from kamdocs.core.book import Book
from kamdocs.core.code import DATED, ERROR, STATIC, WARNING
from kamdocs.core.decimals import price_decimals
from kamdocs.core.money import UnitPrice, decimals_of
from kamdocs.core.period import Span
from kamdocs.core.proving import Weakness, proof_at, troubles
from kamdocs.core.record import Record
from kamdocs.core.track import known
from kamdocs.core.walk import Acts, tracks_in
from kamdocs.kinds.change.model import Change
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.price.figures import ONE_DAY, HeldLine, by_part_and_site, held_lines, last_day_unwritten
from kamdocs.kinds.price.model import Price, PriceLine
from kamdocs.kinds.programme.model import Programme
from kamdocs.rules.every_kind.currencies import has_two_units
from kamdocs.rules.rule import Found, rule

_ORAL = "agreed_in_principle"


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
        if gap is not None and (left := _uncovered(gap, price, book)) is not None:
            says = f"no price from {left.first} to {left.last}"
            yield price.at("lines", other.place, "valid_from"), says


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


@rule("PRC003", "loaded-without-order", ERROR, STATIC, per=Price)
def loaded_without_order(price: Price, book: Book) -> Found:
    """A price was loaded although neither an order nor a paper signed by both sides says so.

    Why:
        A price in our ERP that the customer's order does not hold is corrected by his next self-billing.

    Fix:
        Cite the order or its amendment, or take the state back.
    """
    for one in troubles(price, book):
        if one.weakness is Weakness.NONE_SO_GOOD and one.silent == "PRC003":
            says = f"loaded on {one.entry.on} on proof of grade {one.grade}; an order or signed paper is needed"
            yield price.at(*one.path), says


@rule("PRC016", "layers-do-not-add-up", ERROR, STATIC, per=Price)
def layers_do_not_add_up(price: Price, book: Book) -> Found:
    """The layers of a line are missing, or their sum is not its unit price.

    Why:
        Yearly reductions, index clauses and mandated parts each read one layer; a wrong one moves the wrong money.

    Fix:
        Correct a layer; what nobody can split goes to `unknown`.

    Source:
        F-20.
    """
    for index, line in enumerate(price.lines):
        spot = price.at("lines", index, "layers")
        if line.layers is None:
            yield spot, f"the price {line.unit_price} has no layers"
            continue
        layers = [value for _, value in line.layers.listed()]
        total = sum(value.amount for value in layers)
        if total != line.unit_price.amount and not _is_refused_already(line, layers, book):
            written = line.unit_price
            found = UnitPrice(total + 0 * written.amount, written.currency, written.per, written.measure)
            yield spot, f"layers add up to {found}, the price is {written}"


def _is_refused_already(line: PriceLine, layers: list[UnitPrice], book: Book) -> bool:
    """Whether another code speaks about these numbers: two units in one sum, or too many decimals."""
    most = price_decimals(book)
    too_long = most is not None and any(decimals_of(value.amount) > most for value in (line.unit_price, *layers))
    return too_long or has_two_units(line)


@rule("EVD004", "agreed-in-words-only", WARNING, DATED, per=Record)
def agreed_in_words_only(record: Record, book: Book) -> Found:
    """Something was agreed in principle longer ago than policy `oral_agreement` allows, and nothing is in writing.

    Why:
        People change and memories differ; after some weeks nobody confirms what was only said.

    Fix:
        Send the confirmation, and record the answer as the state `agreed`.
    """
    if not isinstance(record, Price | Change):
        return
    for acts in tracks_in(record):
        if _ORAL in acts.track.by_name and (days := _days_unwritten(record, acts, book)):
            since, number = days
            place = len(known(acts.entries, book.as_of)) - 1
            yield (
                record.at(*acts.path, place),
                f"agreed in principle since {since}, nothing in writing for {number} days",
            )


def _days_unwritten(record: Record, acts: Acts, book: Book) -> tuple[str, int] | None:
    """Since when, and for how many days, an oral agreement has stood too long."""
    entries = known(acts.entries, book.as_of)
    if not entries or entries[-1].state != _ORAL:
        return None
    entry = entries[-1]
    limit = book.policy.limit("oral_agreement", on=entry.on)
    best, all_known = proof_at(record, acts, len(entries) - 1, book)
    written = best is not None and best.proof.grade >= 3
    if written or not all_known or last_day_unwritten(entry.on, limit) >= book.as_of:
        return None
    return entry.on.isoformat(), (book.as_of - entry.on).days
