"""Tracks: dated acts of a record or line, and the table that says what may follow what on which proof."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Generic, TypeVar

from kamdocs.core.facts import Item, fact, maybe
from kamdocs.core.forms import Day, ref

S = TypeVar("S", bound=StrEnum)


class Entry(Item, Generic[S]):
    """One act: the state it brought, on which day, on what proof, by whom of ours."""

    state: S = fact("The state that this act brought.")
    on: Day = fact("The day of the act.")
    evidence: tuple[Annotated[str, ref()], ...] = maybe("What proves it.", default=(), reads="highest")
    by: Annotated[str, ref("contact")] | None = maybe("Who of ours did it.", reads="highest")


@dataclass(frozen=True)
class State:
    """One row of a track table.

    Attributes:
        name: The state.
        after: States that may stand directly before it.
        proof: Lowest grade of evidence, 0 = none asked.
        sign: Field that must hold an Approval signed on or before the entry's day.
        silent: Code that alone speaks about missing proof of this state (instead of EVD001).
    """

    name: str
    after: tuple[str, ...] = ()
    proof: int = 0
    sign: str = ""
    silent: str = ""


@dataclass(frozen=True)
class Track:
    """A track table.

    Attributes:
        states: The rows.
        order: States from the first to the last (convention K9); exits stand in no order.
        as_if: Side states that rank like another one: `{"contested": "agreed"}`.
        live: States in which something may still come.
        binds_from: From this state on the binding fields are frozen; empty = never.
        prints_internal: Whether `state` and `on` are class schedule (else the class of the row).
    """

    states: tuple[State, ...]
    order: tuple[str, ...]
    as_if: dict[str, str] = field(default_factory=dict)
    live: tuple[str, ...] = ()
    binds_from: str = ""

    @cached_property
    def by_name(self) -> dict[str, State]:
        """The rows by their state."""
        return {state.name: state for state in self.states}

    def rank(self, state: str | None) -> int:
        """Place of a state in the order, from 0; an exit and no state rank -1."""
        name = self.as_if.get(state or "", state)
        return self.order.index(name) if name in self.order else -1

    def at_least(self, state: str | None, limit: str) -> bool:
        """Whether a state ranks at or above another one."""
        return self.rank(state) >= self.rank(limit)

    def reached(self, entries: Sequence[Entry[S]], limit: str, on: date | None = None) -> Entry[S] | None:
        """The first entry at or above `limit` after which no entry steps back below it.

        Exits and side states do not count as a step back. With `on` only entries up to that day are read.
        """
        found: Entry[S] | None = None
        for entry in known(entries, on):
            rank = self.rank(entry.state)
            if rank >= self.rank(limit):
                found = found or entry
            elif rank >= 0 and entry.state not in self.as_if:
                found = None
        return found


def known(entries: Iterable[Entry[S]], on: date | None) -> tuple[Entry[S], ...]:
    """The entries on or before a day; all without one."""
    return tuple(entry for entry in entries if on is None or entry.on <= on)


def last(entries: Sequence[Entry[S]], on: date | None = None) -> Entry[S] | None:
    """The last entry (on or before a day)."""
    found = known(entries, on)
    return found[-1] if found else None


def state_on(entries: Sequence[Entry[S]], on: date | None = None) -> S | None:
    """The state on a day; without a day the last one of the track; None before the first act."""
    found = last(entries, on)
    return found.state if found else None
