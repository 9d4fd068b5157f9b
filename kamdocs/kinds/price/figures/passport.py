"""The price passport: every layer of the price of a day, what moved it, and the paper that proves each move.

The hash of each paper is computed again from the file that is stored and compared with the one that was recorded.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kamdocs.core.acts import split
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.layers import Layer
from kamdocs.core.money import UnitPrice
from kamdocs.core.proving import Cited, best_of, cited, proof_at
from kamdocs.core.record import Record
from kamdocs.core.track import known, state_on
from kamdocs.core.view import Column, Link, Mark, Row, Table
from kamdocs.core.walk import Acts, attachments_in, tracks_in
from kamdocs.kinds.price.figures.lines import HeldLine, shown
from kamdocs.kinds.price.model import LINE_TRACK, LineState, Price, PriceLine

EVIDENCED = 4
"""Lowest grade of the paper behind a line whose turnover counts as proven (F-24)."""


class Seal(StrEnum):
    """What became of the hash of a paper."""

    VERIFIED = "verified"
    DIFFERS = "differs from the stored file"
    NOT_HERE = "file not in this copy"
    NO_HASH = "no hash recorded"
    IN_ARCHIVE = "original in the archive"
    NO_FILE = "no file"


@dataclass(frozen=True, slots=True)
class Paper:
    """A record as proof, with its hash.

    Attributes:
        record: Its id.
        on: The day from which it proves something; None = never.
        grade: What it is worth, 0 to 5.
        seal: What became of its hash; of several files the worst.
        sha256: Of its first file; empty if none is recorded.
    """

    record: str
    on: date | None
    grade: int
    seal: Seal
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """What a layer got on one day.

    Attributes:
        layer: The layer.
        since: From which day.
        because: The reference that moved it; empty = it stands so in the first line.
        delta: By how much.
        cause: The paper of the reason; None = none is known.
        agreed: The paper by which the line that holds it was agreed; None = none is known.
    """

    layer: Layer
    since: date
    because: str
    delta: UnitPrice
    cause: Paper | None
    agreed: Paper | None

    @property
    def grade(self) -> int:
        """The best grade behind it."""
        return max((one.grade for one in (self.cause, self.agreed) if one is not None), default=0)


@dataclass(frozen=True, slots=True)
class Passport:
    """The passport of a line.

    Attributes:
        held: The line.
        moves: Everything in its layers, oldest first.
        unexplained: By layer, what no move of the file gives; empty if the moves add up to the layers.
        paper: The best paper of the line itself.
        is_known: Whether everything cited for the line is in this copy.
    """

    held: HeldLine
    moves: tuple[Move, ...]
    unexplained: tuple[tuple[Layer, UnitPrice], ...]
    paper: Paper | None
    is_known: bool

    @property
    def is_evidenced(self) -> bool:
        """Whether an order, an amendment or a paper signed by both sides stands behind the line."""
        return self.paper is not None and self.paper.grade >= EVIDENCED


def passport(held: HeldLine, book: Book) -> Passport:
    """The passport of a line: the layers of the first line of its file, then every move up to this line."""
    lines = _until(held)
    moves = tuple(_moves(held.price, lines, book))
    paper, is_known = line_paper(held.price, held.place, book)
    return Passport(held, moves, tuple(_unexplained(held.line, moves)), paper, is_known)


def _until(held: HeldLine) -> list[tuple[int, PriceLine]]:
    """The lines of the file up to this one by day; those that were withdrawn moved nothing."""
    last = held.line.valid_from
    kept = [
        (place, line)
        for place, line in enumerate(held.price.lines)
        if line.valid_from <= last and (place == held.place or state_on(line.track) is not LineState.WITHDRAWN)
    ]
    return sorted(kept, key=lambda one: one[1].valid_from)


def _moves(price: Price, lines: list[tuple[int, PriceLine]], book: Book) -> Iterator[Move]:
    for number, (place, line) in enumerate(lines):
        paper, _ = line_paper(price, place, book)
        if number == 0:
            for layer, value in line.layers.listed() if line.layers else ():
                yield Move(layer, line.valid_from, "", value, None, paper)
            continue
        for one in line.build_up:
            yield Move(
                one.layer,
                one.effective or line.valid_from,
                one.because,
                one.delta,
                cause_paper(one.because, book),
                paper,
            )


def _unexplained(line: PriceLine, moves: tuple[Move, ...]) -> Iterator[tuple[Layer, UnitPrice]]:
    written = dict(line.layers.listed()) if line.layers else {}
    given: dict[Layer, Decimal] = {}
    for one in moves:
        given[one.layer] = given.get(one.layer, Decimal(0)) + one.delta.amount
    price = line.unit_price
    for layer in Layer:
        amount = written[layer].amount if layer in written else Decimal(0)
        if (rest := amount - given.get(layer, Decimal(0))) != 0:
            yield layer, UnitPrice(rest, price.currency, price.per, price.measure)


def line_paper(price: Price, place: int, book: Book) -> tuple[Paper | None, bool]:
    """The best paper of a line on the day of the book, and whether all that is cited for it is in this copy."""
    best, is_known = line_proof(price, place, book)
    return (paper_of(best, book) if best is not None else None), is_known


def line_proof(price: Price, place: int, book: Book) -> tuple[Cited | None, bool]:
    """The same as it is cited, without a look at its files."""
    entries = known(price.lines[place].track, book.as_of)
    if not entries:
        return None, True
    return proof_at(price, Acts(("lines", place, "track"), LINE_TRACK, entries), len(entries) - 1, book)


def cause_paper(because: str, book: Book) -> Paper | None:
    """The best paper behind a reason: itself where it is a paper, else what its tracks cite by the day of the book."""
    papers: dict[str, Paper | None] = book.remembered("papers of reasons", dict)
    if because not in papers:
        record = book.get(because)
        papers[because] = _cause_paper(record, book) if record is not None else None
    return papers[because]


def _cause_paper(record: Record, book: Book) -> Paper | None:
    found = [one for one in (cited(record.id, book),) if one is not None and any(attachments_in(record))]
    for acts in tracks_in(record):
        entries = known(acts.entries, book.as_of)
        if entries:
            best, _ = proof_at(record, Acts(acts.path, acts.track, entries), len(entries) - 1, book)
            found += [best] if best is not None else []
    best = best_of(found)
    return paper_of(best, book) if best is not None else None


def paper_of(one: Cited, book: Book) -> Paper:
    """A cited record with the state of its hashes."""
    record = book.get(one.record)
    seals = (
        [_sealed(record, seen.value.file, seen.value.sha256, book) for seen in attachments_in(record)] if record else []
    )
    worst = max(seals, key=lambda pair: _ORDER.index(pair[0]), default=(Seal.NO_FILE, ""))
    return Paper(one.record, one.proof.on, one.proof.grade, worst[0], seals[0][1] if seals else "")


_ORDER = (Seal.VERIFIED, Seal.IN_ARCHIVE, Seal.NO_HASH, Seal.NOT_HERE, Seal.DIFFERS)


def _sealed(record: Record, file: str | None, sha256: str | None, book: Book) -> tuple[Seal, str]:
    hashes: dict[tuple[str, str], str] = book.remembered("hashes of attachments", dict)
    if file is None:
        return Seal.IN_ARCHIVE, sha256 or ""
    if sha256 is None:
        return Seal.NO_HASH, ""
    attached = book.attached(record.id, file)
    if attached is None or attached.is_pointer or attached.leaves_root:
        return Seal.NOT_HERE, sha256
    if (record.id, file) not in hashes:
        hashes[record.id, file] = attached.sha256()
    return (Seal.VERIFIED if hashes[record.id, file] == sha256 else Seal.DIFFERS), sha256


_TONES = {Seal.VERIFIED: "good", Seal.IN_ARCHIVE: "good", Seal.DIFFERS: "bad"}
_COLUMNS = (
    Column("Layer", Class.PRICE),
    Column("Since", Class.PRICE),
    Column("Because", Class.PRICE),
    Column("Moves by", Class.PRICE, numeric=True),
    Column("Paper of the cause", Class.PRICE),
    Column("Agreed by", Class.PRICE),
    Column("Day", Class.PRICE, below="Agreed by"),
    Column("Grade", Class.PRICE),
    Column("SHA-256", Class.PRICE),
)


def passport_table(held: HeldLine, book: Book) -> Table:
    """The passport as a table: one row for each move of each layer, and what no move explains."""
    found = passport(held, book)
    order = list(Layer)
    rows = [_row(one) for one in sorted(found.moves, key=lambda one: (order.index(one.layer), one.since))]
    for layer, rest in found.unexplained:
        mark = Mark("not explained", "bad")
        rows.append(Row((_words(layer), None, mark, shown(rest), None, None, None, None, None)))
    name = f"passport-{held.price.id}"
    return Table(f"Passport of {held.line.unit_price} from {held.days.first}", _COLUMNS, tuple(rows), name)


def _words(layer: Layer) -> str:
    return layer.value.replace("_", " ")


def _row(one: Move) -> Row:
    paper = one.agreed or one.cause
    because = Link(*split(one.because)) if one.because else "first price"
    seal = Mark(f"{paper.sha256[:12]} {paper.seal.value}".strip(), _TONES.get(paper.seal, "wait")) if paper else None
    return Row(
        (
            _words(one.layer),
            one.since.isoformat(),
            because,
            shown(one.delta),
            Link(one.cause.record) if one.cause else None,
            Link(one.agreed.record) if one.agreed else None,
            one.agreed.on.isoformat() if one.agreed and one.agreed.on else None,
            str(one.grade) if one.grade else Mark("no proof", "bad"),
            seal,
        )
    )
