"""Tracks: each act follows the one before it, as the table of the kind allows, and never on an earlier day."""

from collections.abc import Iterator
from itertools import pairwise

from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC
from kamdocs.core.record import Record
from kamdocs.core.walk import Acts, tracks_in
from kamdocs.rules.engine import class_at
from kamdocs.rules.every_kind.spoken import spoken
from kamdocs.rules.rule import Found, Hit, rule


@rule("GEN003", "state-out-of-order", ERROR, STATIC, per=Record)
def state_out_of_order(record: Record, book: Book) -> Found:
    """A state stands behind one that it cannot follow, or its day is earlier than that of the entry before it.

    Why:
        The track is the memory of what was agreed when; with a hole in it, nobody can prove the way to the state.

    Fix:
        Add the entries that are missing with their days, or correct the state.
    """
    if record.tracks:
        for acts in tracks_in(record):
            if len(acts.entries) > 1:
                yield from _out_of_order(record, acts)


def _out_of_order(record: Record, acts: Acts) -> Iterator[Hit]:
    for place, (before, entry) in enumerate(pairwise(acts.entries), start=1):
        state = acts.track.by_name.get(entry.state)
        if state is not None and before.state not in state.after:
            yield Hit(record.at(*acts.path, place, "state"), f"{entry.state} cannot follow {before.state}")
        elif entry.on < before.on:
            seen_as = class_at(record, acts.path)
            says = f"{spoken(entry.on, seen_as)} is before {spoken(before.on, seen_as)}"
            yield Hit(record.at(*acts.path, place, "on"), says)
