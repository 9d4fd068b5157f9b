"""Signatures of ours inside a record: who may sign it, until when, and before which act."""

from collections.abc import Iterator
from typing import Any

from kamdocs.core.audience import Class
from kamdocs.core.authority import in_charge, is_ours, person_in
from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC
from kamdocs.core.facts import Block, FieldOf, fields_of
from kamdocs.core.place import Path
from kamdocs.core.proof import Approval
from kamdocs.core.record import Record
from kamdocs.core.walk import Acts, Seen, tracks_in, walk
from kamdocs.rules.every_kind.spoken import spoken
from kamdocs.rules.rule import Found, Hit, rule


def _is_approval(field: FieldOf, seen_as: Class) -> bool:
    return field.block is not None and issubclass(field.block, Approval)


@rule("GEN022", "signature-that-does-not-count", ERROR, STATIC, per=Record)
def signature_that_does_not_count(record: Record, book: Book) -> Found:
    """A signature of somebody who cannot give it, that ends before it begins, or that came after the act it allows.

    Why:
        Whoever signs his own record, or signs afterwards, controls nothing.

    Fix:
        Let somebody else of ours sign, before the act.
    """
    seen = walk(record, _is_approval)
    if not seen:
        return
    late = dict(_signed_too_late(record))
    for one in seen:
        if says := _why_not(one, record, book) or late.get(one.path, ""):
            yield Hit(one.spot(record), says)


def _why_not(seen: Seen, record: Record, book: Book) -> str:
    """Why a signature does not count, whatever it was given for; empty if it does."""
    approval: Approval = seen.value
    person = person_in(book, approval.by)
    known = book.get(approval.by)
    cannot = f"{approval.by} cannot sign this"
    if known is not None and (person is None or not is_ours(person)):
        return f"{cannot}: no person of ours"
    if in_charge(record, book) == approval.by:
        return f"{cannot}: nobody signs a record of his own"
    if person is not None and person.left_on is not None and person.left_on < approval.on:
        return f"{cannot}: left on {person.left_on}"
    if approval.until is not None and approval.until < approval.on:
        return f"signed on {spoken(approval.on, seen.seen_as)}, ends on {spoken(approval.until, seen.seen_as)}"
    return ""


def _signed_too_late(record: Record) -> Iterator[tuple[Path, str]]:
    """The paths of the signatures that a state asks for and that are younger than its entry."""
    for acts in tracks_in(record):
        for entry in acts.entries:
            state = acts.track.by_name.get(entry.state)
            found = _field_beside(record, acts, state.sign) if state is not None and state.sign else None
            if found is not None and found[1].on > entry.on:
                path, approval, seen_as = found
                signed, acted = spoken(approval.on, seen_as), spoken(entry.on, seen_as)
                yield path, f"signed on {signed}, after the state of {acted}"


def _attribute(block: Block, name: str) -> str:
    return fields_of(type(block))[name].attribute


def _field_beside(record: Record, acts: Acts, name: str) -> tuple[Path, Approval, Class] | None:
    """The signature in the block that holds the track, else in the record."""
    holder: Any = record
    for step in acts.path[:-1]:
        holder = holder[step] if isinstance(step, int) else getattr(holder, _attribute(holder, step))
    places: tuple[tuple[Path, Block], ...] = ((acts.path[:-1], holder), ((), record))
    for above, block in places:
        field = fields_of(type(block)).get(name)
        value = getattr(block, field.attribute) if field is not None else None
        if field is not None and isinstance(value, Approval):
            return (*above, name), value, record.class_of(field)
    return None
