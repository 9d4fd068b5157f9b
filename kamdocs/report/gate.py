"""The gate for a terminal and for machines: each door, why, who decides, what a day costs, how long a GO holds."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from kamdocs.core.audience import Class
from kamdocs.kinds.change.figures.doors import DoorAnswer
from kamdocs.kinds.change.figures.gate import Cost, GateRow
from kamdocs.kinds.change.figures.gate_table import NEVER_STOPS, afterwards, day_words, signers, sums_words
from kamdocs.kinds.change.model import Door
from kamdocs.report.shown import visible

VERSION = 1
_WORDS = {Door.LAUNCH: ("may launch", "launched"), Door.INTRODUCE: ("may introduce", "introduced")}


@dataclass(frozen=True, slots=True)
class AccountDoors:
    """The doors of one account.

    Attributes:
        account: Its name.
        rows: Its doors, the heaviest first.
        unread: Changes whose file did not load.
        names: How the people are called who are in charge, by id.
    """

    account: str
    rows: tuple[GateRow, ...]
    unread: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class GateReport:
    """The doors of several accounts on one day.

    Attributes:
        as_of: The day.
        day_from: Where the day came from: `--as-of`, `policy` or `today`.
        accounts: Account by account.
        plant: The plant whose parts alone are meant; empty for all.
    """

    as_of: date
    day_from: str
    accounts: tuple[AccountDoors, ...]
    plant: str = ""

    @property
    def rows(self) -> tuple[GateRow, ...]:
        """All doors."""
        return tuple(row for one in self.accounts for row in one.rows)

    @property
    def overrun(self) -> tuple[GateRow, ...]:
        """Those with a NO-GO that has been used already."""
        return tuple(row for row in self.rows if row.is_overrun)


def gate_text(report: GateReport) -> Iterator[str]:
    """The doors for a terminal, the sums last."""
    return map(visible, _lines(report))


def _lines(report: GateReport) -> Iterator[str]:
    shown = report.as_of.isoformat() + (" (policy)" if report.day_from == "policy" else "")
    plant = f" · {report.plant}" if report.plant else ""
    yield f"As of {shown}{plant} · {', '.join(one.account for one in report.accounts) or 'no account'}"
    for one in report.accounts:
        for row in one.rows:
            yield ""
            yield from _row_lines(row, one.names, one.account if len(report.accounts) > 1 else "")
        for unread in one.unread:
            yield ""
            yield f"{unread}  UNKNOWN  its file did not load; `kamdocs check {unread}` says why"
    yield ""
    yield last_line(report)
    yield NEVER_STOPS


def _row_lines(row: GateRow, names: Mapping[str, str], account: str) -> Iterator[str]:
    where = f"{row.line.part} to {row.site or 'an unknown site'}"
    named = f" · {account}" if account else ""
    yield f"{row.change.id}  {where}  {row.line.index_from} → {row.line.index_to}{named}"
    for one, used in row.doors():
        name, done = _WORDS[one.door]
        already = f", {done} on {used}" if used else ""
        end = f"; valid until {one.valid_until}, {afterwards(one)}" if one.valid_until else ""
        yield f"  {name:<14} {one.answer.value:<8} {one.reason}{already}{end}"
        yield f"  {'':<14} {'':<8} {one.because}"
    yield f"  {'PPAP':<14} {row.ppap}"
    asked = " ".join(word for word in (row.in_charge, names.get(row.in_charge or "")) if word) or "nobody named"
    yield f"  {'who decides':<14} agreement: {asked}; release: {signers(row)}"
    sums = sums_words(row.cost)
    yield f"  {'money a day':<14} {day_words(row.cost)}{f'; {sums}' if sums else ''}"


def last_line(report: GateReport) -> str:
    """How many doors say what, and how many were passed on a NO-GO."""
    answers = [one.answer.value for row in report.rows for one, _ in row.doors()]
    counted = ", ".join(f"{answers.count(word)} {word}" for word in ("GO", "NO-GO", "UNKNOWN"))
    unread = sum(len(one.unread) for one in report.accounts)
    lost = f" · {unread} not read" if unread else ""
    return f"{len(answers)} doors: {counted}{lost} · {len(report.overrun)} launched or introduced on a NO-GO"


Reads = Callable[[Class], bool]


def gate_json(report: GateReport) -> str:
    """The doors as one JSON document, versioned; amounts are text."""
    doors = [door_object(row, one.account) for one in report.accounts for row in one.rows]
    unread = [{"account": one.account, "change": change} for one in report.accounts for change in one.unread]
    head = {"as_of": report.as_of.isoformat(), "day_from": report.day_from, "plant": report.plant or None}
    return document(head, doors, unread)


def document(head: Mapping[str, object], doors: Sequence[object], unread: Sequence[object]) -> str:
    """A gate document: its head, the doors, what did not load.

    Args:
        head: Day, where the day came from, plant.
        doors: As `door_object` makes them.
        unread: Account and id of each change that did not load.
    """
    whole = {"type": "gate", "schema": VERSION, **head, "says": NEVER_STOPS, "unread": unread, "doors": doors}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def door_object(row: GateRow, account: str, reads: Reads = lambda name: True) -> dict[str, object]:
    """One part, site and change for a machine.

    Args:
        row: Both doors.
        account: Name of the account.
        reads: Which classes its reader may read; what he may not read is null.
    """
    contact, price = reads(Class.CONTACT), reads(Class.PRICE)
    return {
        "account": account,
        "change": row.change.id,
        "part": row.line.part,
        "site": row.site or None,
        "index_from": row.line.index_from,
        "index_to": row.line.index_to,
        "ppap": row.ppap,
        "launch": _door(row.launch, row.launched_on, price),
        "introduce": _door(row.introduce, row.introduced_on if price or row.is_shipped else None, price),
        "agreement_by": row.in_charge if contact else None,
        "release_by": list(row.functions if price else row.all_functions) if contact else None,
        "money": _money(row.cost) if price else None,
    }


def _door(one: DoorAnswer, used: date | None, price: bool) -> dict[str, object]:
    return {
        "answer": one.answer.value,
        "reason": one.reason if price else one.told,
        "because": one.because if price else None,
        "valid_until": one.valid_until.isoformat() if one.valid_until else None,
        "afterwards": afterwards(one) or None,
        "used_on": used.isoformat() if used else None,
    }


def _money(cost: Cost) -> dict[str, object]:
    sums = cost.so_far
    return {
        "a_day": f"{cost.a_day.amount:f}" if cost.a_day else None,
        "currency": cost.a_day.currency if cost.a_day else None,
        "not_computable": cost.refused or None,
        "is_expected": cost.is_expected,
        "since": cost.since.isoformat() if cost.since else None,
        "until": cost.until.isoformat() if cost.until else None,
        "owed_to_us": f"{sums.owed_to_us.amount:f}" if sums else None,
        "owed_by_us": f"{sums.owed_by_us.amount:f}" if sums else None,
        "sum_not_computable": cost.so_far_refused or None,
        "notes": list(cost.notes),
    }
