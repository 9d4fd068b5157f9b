"""A track as a table of its acts, for the page of a record."""

from collections.abc import Sequence
from typing import Any

from kamdocs.core.audience import Class
from kamdocs.core.track import Entry
from kamdocs.core.view import Column, Link, Row, Table


def in_words(word: str) -> str:
    """A word of a closed list as a page writes it."""
    return str(word).replace("_", " ")


def acts_table(caption: str, entries: Sequence[Entry[Any]], *, seen_as: Class, proof_as: Class, name: str) -> Table:
    """The acts of a track, oldest first; an act with several proofs has a row for each, and who signs only if known.

    Args:
        caption: What the table shows.
        entries: The track.
        seen_as: Class of state and day.
        proof_as: Class of proof and person: the highest of the record.
        name: File name of the table.
    """
    signed = any(entry.by for entry in entries)
    columns = (
        Column("State", seen_as),
        Column("On", seen_as),
        *((Column("By", proof_as),) if signed else ()),
        Column("Proof", proof_as),
    )
    rows = []
    for entry in entries:
        by = (Link(entry.by) if entry.by else None,) if signed else ()
        cited = [Link(*split(reference)) for reference in entry.evidence]
        rows.append(Row((in_words(entry.state), entry.on.isoformat(), *by, cited[0] if cited else None)))
        rows += [Row(("", "", *(("",) if signed else ()), link), about=(link.record,)) for link in cited[1:]]
    return Table(caption, columns, tuple(rows), name, "Nothing has happened yet.")


def split(reference: str) -> tuple[str, str, str]:
    """A reference as the parts of a link: record, text, item."""
    record, _, item = reference.partition("@")
    return record, "", item
