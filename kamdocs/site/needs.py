"""What comes due or falls short, as one list: site, terminal and mail read it from here.

Every entry has somebody in charge, and money or a day. What is lost after a day comes first, then known money, then
unknown money in a block of its own: unknown is never zero. Owed to us and by us, cash and money a year stay apart.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from kamdocs.calc.days import working_days_left
from kamdocs.calc.refusal import Refused
from kamdocs.calc.stake import AtStake, Priority, Urgency, at_stake, priority
from kamdocs.core.authority import in_charge
from kamdocs.core.book import Book
from kamdocs.core.code import Severity
from kamdocs.core.facts import Block as Fields
from kamdocs.core.facts import fields_of
from kamdocs.core.finding import Finding
from kamdocs.core.ids import prefix_of
from kamdocs.core.money import Money
from kamdocs.core.record import Record
from kamdocs.core.stake import Stake
from kamdocs.kinds import BY_PREFIX
from kamdocs.kinds.calendar.figures import their_working_days
from kamdocs.kinds.fx_series.figures import in_reporting_currency


class Block(StrEnum):
    """The parts of the list, in its order."""

    LOST = "lost"
    MONEY = "money"
    UNKNOWN = "unknown"
    REST = "rest"


_BLOCKS = tuple(Block)

LOST_AFTER = frozenset(
    {
        "CHG002",  # introduced without agreement
        "LTA004",  # silence ends in a debit
        "LTA008",
        "LTA016",
        "OFR010",  # the offer is void
        "OFR017",  # no award without an offer
        "PRC008",  # no price follows
        "PRC017",  # an increase that nobody has asked for
        "PRC023",
    }
)
"""Codes after whose day something is lost; the day stands at their place, else in the line of their place."""

INTRODUCED = frozenset({"CHG001", "CHG017"})
"""Codes of a change that was introduced without agreement."""


@dataclass(frozen=True, slots=True)
class Need:
    """Something that needs somebody.

    Attributes:
        record: Id of its record.
        item: Key of the item; empty = the whole record.
        code: The code that found it.
        says: What it is; empty where the reader may know its name only.
        owner: Who is in charge; None = nobody is named.
        block: Where it stands in the list.
        priority: 1 to 3 (F-27).
        cut_off: The day after which something is lost.
        days_left: Working days to it, 0 on the day itself or after it.
        since: The decisive day where nothing is lost after it.
        stakes: The money that is open on it.
    """

    record: str
    item: str
    code: str
    says: str
    owner: str | None
    block: Block
    priority: Priority
    cut_off: date | None = None
    days_left: int | None = None
    since: date | None = None
    stakes: tuple[Stake, ...] = ()

    @property
    def sums(self) -> AtStake:
        """Its money by direction, sort and currency, and how much of it is unknown."""
        return at_stake(self.stakes)

    def order(self, book: Book) -> tuple[int, int, date, Decimal, date, str, str]:
        """Its place: block, priority, cut-off (none last), money (largest first), day, record."""
        lost, since = self.cut_off or date.max, self.since or date.max
        money = -largest(self.stakes, book)
        return (_BLOCKS.index(self.block), self.priority, lost, money, since, self.record, self.code)


def needs_of(findings: Iterable[Finding], book: Book) -> tuple[Need, ...]:
    """The list of one account, in its order. Findings that were waived or only inform are not on it."""
    found = [need_of(one, book) for one in findings if one.severity is not Severity.INFO and one.record]
    return tuple(sorted(found, key=lambda need: need.order(book)))


def need_of(finding: Finding, book: Book) -> Need:
    """A finding with who is in charge, its money, its day, and how urgent it is."""
    record = book.get(finding.record)
    day = date.fromisoformat(finding.day) if finding.day else None
    cut_off = _cut_off(finding, record) if finding.code in LOST_AFTER else None
    need = Need(
        record=finding.record,
        item=finding.item,
        code=finding.code,
        says=finding.says,
        owner=in_charge(record, book) if record is not None else None,
        block=Block.REST,
        priority=Priority.THIRD,
        cut_off=cut_off,
        days_left=_days_left(cut_off, book) if cut_off is not None else None,
        since=None if cut_off else day,
    )
    return with_stakes(need, stakes_of(finding, book), book)


def with_stakes(need: Need, stakes: Iterable[Stake], book: Book) -> Need:
    """The entry with this money, and with the place and urgency that follow from it."""
    kept = tuple(stakes)
    urgency = Urgency(
        need.days_left,
        _largest(kept, book),
        unknown_money=any(one.money is None for one in kept),
        introduced_unagreed=need.code in INTRODUCED,
    )
    return replace(need, stakes=kept, block=_block(need.cut_off, kept), priority=_priority(urgency, book))


def _cut_off(finding: Finding, record: Record | None) -> date | None:
    """The day at the place of a finding; a step of a reduction is lost on its own day."""
    value: Any = record
    for step in finding.spot.path:
        if isinstance(value, Fields) and isinstance(step, str):
            field = fields_of(type(value)).get(step)
            day = getattr(value, "effective", None)
            value = getattr(value, field.attribute) if field is not None else None
            if step == "year" and isinstance(day, date):
                return day
        elif isinstance(value, tuple) and isinstance(step, int) and step < len(value):
            value = value[step]
    if isinstance(value, date):
        return value
    return date.fromisoformat(finding.day) if finding.day else None


def stakes_of(finding: Finding, book: Book) -> tuple[Stake, ...]:
    """The money that is open on the item of a finding, else on its record; nothing where its kind holds no money."""
    values = open_values(finding.record, book)
    named = f"{finding.record}@{finding.item}"
    of_item = tuple(one for one in values if one.record == named)
    return of_item or tuple(one for one in values if one.record == finding.record)


def open_values(record_id: str, book: Book) -> tuple[Stake, ...]:
    """All that is open on a record and its items, worked out once."""
    known: dict[str, tuple[Stake, ...]] = book.remembered("open values", dict)
    if record_id not in known:
        record = book.get(record_id)
        kind = BY_PREFIX.get(prefix_of(record_id))
        ask = kind.open_value if kind is not None and record is not None else None
        known[record_id] = ask(record, book) if ask is not None else ()
    return known[record_id]


def _block(cut_off: date | None, stakes: tuple[Stake, ...]) -> Block:
    if cut_off is not None:
        return Block.LOST
    if any(one.money is not None for one in stakes):
        return Block.MONEY
    return Block.UNKNOWN if stakes else Block.REST


def _days_left(cut_off: date, book: Book) -> int:
    if cut_off <= book.as_of:
        return 0
    return working_days_left(book.as_of, cut_off, their_working_days(book)).days


def largest(stakes: Iterable[Stake], book: Book) -> Decimal:
    """The largest of the separate sums in the reporting currency; 0 where nothing is known."""
    found = _largest(tuple(stakes), book)
    return found.amount if found is not None else Decimal(0)


def _largest(stakes: tuple[Stake, ...], book: Book) -> Money | None:
    amounts = []
    for _, _, money in at_stake(stakes).sums:
        try:
            amounts.append(in_reporting_currency(money, book))
        except Refused:
            continue
    return max(amounts, key=lambda money: money.amount, default=None)


def _priority(urgency: Urgency, book: Book) -> Priority:
    limit = book.policy.limit("priority", on=book.as_of)
    amount: Money = limit.second_amount
    try:
        amount = in_reporting_currency(amount, book)
    except Refused:
        urgency = Urgency(urgency.days_left, None, True, urgency.introduced_unagreed, urgency.escalated)
    days = (limit.first_within, limit.second_within)
    first, second = (one.number if one.unit == "working days" else one.number * 5 // 7 for one in days)
    return priority(urgency, first_within=first, second_within=second, limit=amount)


HEADINGS: Mapping[Block, str] = MappingProxyType(
    {
        Block.LOST: "Lost after a day",
        Block.MONEY: "Money",
        Block.UNKNOWN: "Money not known",
        Block.REST: "The rest",
    }
)
"""What the parts are called."""


def money_words(need: Need) -> str:
    """Its money: `38500.00 EUR to us, 32340.00 EUR a year to us`, and what is missing where it is unknown."""
    found = need.sums
    words = [f"{money}{'' if sort.value == 'cash' else ' a year'} {owed.value}" for owed, sort, money in found.sums]
    words += [f"unknown: {why}" for why in dict.fromkeys(one.unknown for one in need.stakes if one.money is None)]
    return ", ".join(words)
