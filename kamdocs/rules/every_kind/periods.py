"""Periods: none ends before it begins, and items of one list that mean the same thing share no day."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC
from kamdocs.core.facts import Block, FieldOf, fields_of, key_names
from kamdocs.core.period import Month, Span
from kamdocs.core.place import Path
from kamdocs.core.record import Record
from kamdocs.core.walk import Seen, walk
from kamdocs.rules.every_kind.spoken import spoken
from kamdocs.rules.rule import Found, rule

_PAIRS = (("from", "to"), ("valid_from", "valid_to"), ("applies_from", "applies_until"))
_DAYS = frozenset({"day", "month", "day or month"})


class _Ends(NamedTuple):
    """The two fields that hold the ends of a block."""

    first: FieldOf
    last: FieldOf

    def of(self, block: Block) -> tuple[Any, Any]:
        return getattr(block, self.first.attribute), getattr(block, self.last.attribute)


@cache
def _ends(model: type[Block]) -> _Ends | None:
    """The ends of blocks of this model; None if they are no period."""
    fields = fields_of(model)
    for names in _PAIRS:
        found = [fields[name] for name in names if name in fields]
        if len(found) == 2 and all(field.form and field.form.name in _DAYS for field in found):
            return _Ends(*found)
    return None


def _is_period(field: FieldOf, seen_as: Class) -> bool:
    return field.block is not None and _ends(field.block) is not None


@rule("GEN006", "period-without-sense", ERROR, STATIC, per=Record)
def period_without_sense(record: Record, book: Book) -> Found:
    """A period ends before it begins, or two items of one list that mean the same thing share a day.

    Why:
        On a shared day nobody can say which item counts, and a period that ends first never counts.

    Fix:
        Close the earlier item on the day before the later one begins.
    """
    if (ends := _ends(type(record))) is not None and (says := _backwards(record, ends, record.home_class)):
        yield record.at(ends.last.name), says
    lists: dict[tuple[Path, Hashable], list[Seen]] = defaultdict(list)
    for seen in walk(record, _is_period):
        ends = _ends_of(seen.value)
        if says := _backwards(seen.value, ends, seen.seen_as):
            yield record.at(*seen.path, ends.last.name), says
        elif ends.of(seen.value)[0] is not None and isinstance(seen.path[-1], int) and not seen.field.told.code:
            lists[seen.path[:-1], _key_apart(seen.value)].append(seen)
    for items in lists.values():
        for seen, says in _overlaps(items) if len(items) > 1 else ():
            yield seen.spot(record), says


def _backwards(block: Block, ends: _Ends, seen_as: Class) -> str:
    """What to say of a block that ends before it begins; empty for all others."""
    first, last = ends.of(block)
    if first is None or last is None or type(first) is not type(last) or first <= last:
        return ""
    return f"{spoken(first, seen_as)} is after {spoken(last, seen_as)}"


def _ends_of(block: Block) -> _Ends:
    found = _ends(type(block))
    if found is None:
        raise TypeError(f"{type(block).__name__} is no period")
    return found


def _key_apart(item: Block) -> Hashable:
    """The key of an item without its days: items that agree in it speak of the same thing."""
    own = {field.attribute for field in _ends_of(item)}
    return tuple(getattr(item, name) for name in key_names(type(item)) if name not in own)


def _overlaps(items: list[Seen]) -> Iterator[tuple[Seen, str]]:
    """The items that share a day with an earlier one, with what to say; an open end lasts for ever."""
    ordered = sorted(
        ((_span(seen), place, seen) for place, seen in enumerate(items)), key=lambda one: (one[0].first, one[1])
    )
    widest, holder = ordered[0][0], ordered[0][2]
    for span, _, seen in ordered[1:]:
        if (day := widest.overlap(span)) is not None:
            names = f"{_named(holder)} and {_named(seen)}"
            yield seen, f"{names} overlap from {spoken(day, seen.seen_as)}"
        if widest.last is not None and (span.last is None or span.last > widest.last):
            widest, holder = span, seen


def _span(seen: Seen) -> Span:
    """The days of an item; an open one that the next one follows meets no later one."""
    first, last = _ends_of(seen.value).of(seen.value)
    if last is None and seen.value.is_followed:
        last = first
    return Span(_first_day(first), last.last if isinstance(last, Month) else last)


def _first_day(first: date | Month) -> date:
    return first.first if isinstance(first, Month) else first


def _named(seen: Seen) -> str:
    return spoken(_ends_of(seen.value).of(seen.value)[0], seen.seen_as)
