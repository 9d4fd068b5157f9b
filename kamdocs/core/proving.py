"""What proves the entries of a track: the items cited there, in earlier entries and in the header, with their grades.

Later evidence proves nothing. An item that is not known here (its file did not load, it lies in a root that is not
joined, it is of a kind that is not built yet) decides nothing: an entry that rests on it is *open*.

All tracks of a record are read once; the rules that ask about proof share what was found.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from kamdocs.core.book import Book
from kamdocs.core.facts import Block, fields_of
from kamdocs.core.place import Path
from kamdocs.core.proof import Proof
from kamdocs.core.record import Record
from kamdocs.core.track import Entry
from kamdocs.core.walk import Acts, innermost, tracks_in

_SIDES = {"tier2": ("tier2",), "us": ("customer", "internal")}
_CUSTOMER = ("customer",)


class Cited(NamedTuple):
    """A record as evidence.

    Attributes:
        record: The reference to it.
        proof: What it is worth.
        unsigned_by: Which side has not signed it although its grade asks for that; empty if nothing is wrong.
    """

    record: str
    proof: Proof
    unsigned_by: str


class Weakness(StrEnum):
    """What is wrong with the proof of an entry."""

    NONE_SO_GOOD = "no proof of that grade"
    LATE = "only later proof"
    UNSIGNED = "not signed"


class Trouble(NamedTuple):
    """An entry whose proof is not in order.

    Attributes:
        path: Its place in the record.
        entry: The entry.
        weakness: What is wrong.
        asked: The grade that its state asks for.
        best: The best item; None if nothing is cited.
        silent: The code that alone speaks about missing proof of this state.
    """

    path: Path
    entry: Entry[Any]
    weakness: Weakness
    asked: int
    best: Cited | None
    silent: str

    @property
    def grade(self) -> int:
        """The best grade."""
        return self.best.proof.grade if self.best else 0


def cited(reference: str, book: Book) -> Cited | None:
    """A cited record as evidence; None if it is not known here."""
    known: dict[str, Cited | None] = book.remembered("cited", dict)
    if reference not in known:
        record = book.get(reference)
        known[reference] = _weighed(reference, record, book) if record is not None else None
    return known[reference]


def _weighed(reference: str, record: Record, book: Book) -> Cited:
    proof = record.proof()
    return Cited(reference, proof, _unsigned_by(proof, book) if proof.grade >= 3 and proof.needs_signatory else "")


def _unsigned_by(proof: Proof, book: Book) -> str:
    side = "the tier-2" if proof.party == "tier2" else "the customer"
    if proof.signatory is None:
        return side
    person: Any = book.get(proof.signatory)
    if person is None:
        return ""
    return "" if getattr(person, "side", None) in _SIDES.get(proof.party, _CUSTOMER) else side


def troubles(record: Record, book: Book) -> tuple[Trouble, ...]:
    """All entries of a record whose proof is not in order, in the order of its tracks."""
    known: dict[str, tuple[Trouble, ...]] = book.remembered("troubles", dict)
    if (found := known.get(record.id)) is None:
        found = known[record.id] = tuple(_troubles(record, book)) if record.tracks else ()
    return found


def _troubles(record: Record, book: Book) -> list[Trouble]:
    found: list[Trouble] = []
    same_for_all = type(record).asked_proof is Record.asked_proof
    for acts in tracks_in(record):
        items = _from_header(record, acts, book)
        rows = acts.track.by_name
        for index, entry in enumerate(acts.entries):
            if entry.evidence:
                items += [cited(reference, book) for reference in entry.evidence]
            state = rows.get(entry.state)
            if state is None:
                continue
            asked = state.proof if same_for_all else record.asked_proof(state, entry.on, book)
            if asked or entry.evidence:
                weak, best = _weakness(items, len(entry.evidence), asked, entry.on)
                if weak is not None:
                    found.append(Trouble((*acts.path, index), entry, weak, asked, best, state.silent))
    return found


def _weakness(
    items: list[Cited | None], own: int, asked: int, on: date
) -> tuple[Weakness, Cited | None] | tuple[None, None]:
    """What is wrong with the proof of an entry, and which item shows it; the last `own` items are cited by itself."""
    if asked:
        known = [item for item in items if item is not None]
        good = [item for item in known if item.proof.grade >= asked]
        if not good:
            return (None, None) if len(known) < len(items) else (Weakness.NONE_SO_GOOD, best_of(known))
        if not any(item.proof.on is None or item.proof.on <= on for item in good) and len(known) == len(items):
            return Weakness.LATE, min(good, key=lambda item: str(item.proof.on))
    for item in items[len(items) - own :]:
        if item is not None and item.unsigned_by:
            return Weakness.UNSIGNED, item
    return None, None


def best_of(items: Iterable[Cited]) -> Cited | None:
    """The item of the best grade, the first of several; None if there is none."""
    return max(items, key=lambda item: item.proof.grade, default=None)


def _from_header(record: Record, acts: Acts, book: Book) -> list[Cited | None]:
    """What is cited in the header, and in the line that holds the track; an order is proof of its own track."""
    references = list(record.evidence)
    if len(acts.path) > 1 and _cites_on_the_way(type(record), acts.path):
        block: Any = record
        for step in acts.path[:-1]:
            block = block[step] if isinstance(step, int) else _value(block, step)
            references += getattr(block, "evidence", ())
    if record.proves_itself:
        references.append(record.id)
    return [cited(reference, book) for reference in references]


_ON_THE_WAY: dict[tuple[type[Record], Path], bool] = {}


def _cites_on_the_way(model: type[Record], path: Path) -> bool:
    """Whether a block between the record and this track has a field `evidence`."""
    names = tuple(step for step in path[:-1] if isinstance(step, str))
    if (model, names) not in _ON_THE_WAY:
        block: type[Block] | None = model
        found = False
        for name in names:
            block = innermost(fields_of(block)[name]).block if block else None
            found = found or bool(block and "evidence" in fields_of(block))
        _ON_THE_WAY[model, names] = found
    return _ON_THE_WAY[model, names]


def _value(block: Block, name: str) -> Any:
    return getattr(block, fields_of(type(block))[name].attribute)


def proof_at(record: Record, acts: Acts, index: int, book: Book) -> tuple[Cited | None, bool]:
    """The best proof of one entry, and whether all of its proof is known here."""
    items = _from_header(record, acts, book)
    for entry in acts.entries[: index + 1]:
        items += [cited(reference, book) for reference in entry.evidence]
    known = [item for item in items if item is not None]
    return best_of(known), len(known) == len(items)
