"""What the customer gets of a price correction: its head, each document with its difference, and control totals."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from kamdocs.calc.retro import Direction
from kamdocs.core.book import Book
from kamdocs.core.money import Money, UnitPrice
from kamdocs.exchange.offer_facts import described, numbered, site_name
from kamdocs.exchange.offer_words import WORDS, price_unit
from kamdocs.kinds.retro_billing.figures import computed
from kamdocs.kinds.retro_billing.model import RetroBilling

_EN = {
    "correction": "Price correction",
    "document_no": "Document number",
    "index": "Technical index",
    "window": "Pricing dates",
    "until": "to",
    "new": "Agreed price",
    "debit": "Debit note",
    "credit": "Credit note",
    "none": "No difference",
    "document": "Document",
    "type": "Type",
    "pricing_date": "Pricing date",
    "pieces": "Pieces",
    "old": "Billed price",
    "difference": "Difference",
    "control": "Control total",
    "counted": "Documents that count",
    "left_out": "Documents that do not count",
    "invoice": "invoice",
    "return": "return",
    "cancelled": "cancelled",
    "pro_forma": "pro forma",
    "outside": "outside the pricing dates",
    "why": "Why",
}
_DE = {
    "correction": "Preiskorrektur",
    "document_no": "Belegnummer",
    "index": "Technischer Index",
    "window": "Preisdaten",
    "until": "bis",
    "new": "Vereinbarter Preis",
    "debit": "Lastschrift",
    "credit": "Gutschrift",
    "none": "Keine Differenz",
    "document": "Beleg",
    "type": "Art",
    "pricing_date": "Preisdatum",
    "pieces": "Menge",
    "old": "Berechneter Preis",
    "difference": "Differenz",
    "control": "Kontrollsumme",
    "counted": "Gezählte Belege",
    "left_out": "Nicht gezählte Belege",
    "invoice": "Rechnung",
    "return": "Rücklieferung",
    "cancelled": "storniert",
    "pro_forma": "Pro forma",
    "outside": "außerhalb der Preisdaten",
    "why": "Grund",
}
RETRO_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType({"en": _EN, "de": _DE})


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A document of the correction.

    Attributes:
        invoice: Its number.
        type: `invoice`, `return`, `cancelled`, `pro_forma`.
        pricing_date: The day that selects the price.
        pieces: Below 0 for a return.
        old: The price that was billed.
        difference: Rounded; 0 where it does not count.
        excluded: Word for why it does not count; empty if it does.
        reference: The record and item that it stands in.
    """

    invoice: str
    type: str
    pricing_date: date
    pieces: Decimal
    old: UnitPrice
    difference: Decimal
    excluded: str
    reference: str


@dataclass(frozen=True, slots=True)
class RetroPaper:
    """A correction as the customer reads it.

    Attributes:
        record: Id of the run.
        line: The price line that it rests on.
        facts: What stands above the table: words and value.
        new: The price of the line.
        lines: Every document.
        total: Sum of the differences.
        pieces: Net pieces of what counts.
        direction: Debit, credit or none.
        on: The day that the paper bears: of its last act.
    """

    record: str
    line: str
    facts: tuple[tuple[str, str], ...]
    new: UnitPrice
    lines: tuple[PaperLine, ...]
    total: Money
    pieces: Decimal
    direction: Direction
    on: date

    @property
    def counted(self) -> tuple[PaperLine, ...]:
        """The documents that count."""
        return tuple(one for one in self.lines if not one.excluded)

    @property
    def left_out(self) -> tuple[PaperLine, ...]:
        """The documents that do not."""
        return tuple(one for one in self.lines if one.excluded)


def retro_paper(retro: RetroBilling, book: Book, language: str = "en") -> RetroPaper:
    """A run as the customer reads it.

    Raises:
        Refused: The run cannot be computed.
    """
    found = computed(retro, book)
    lines = []
    for line, one in zip(retro.lines, found.run.lines, strict=True):
        is_known = one.excluded.replace(" ", "_") == line.document_type.value
        word = "" if not one.excluded else line.document_type.value if is_known else "outside"
        reference = f"{retro.id}@{line.invoice}"
        kept = (line.invoice, line.document_type.value, line.pricing_date, line.quantity.amount, line.old)
        lines.append(PaperLine(*kept, one.amount.amount, word, reference))
    window, new = found.window, found.held.line.unit_price
    price, words, ours = found.held.price, WORDS[language], RETRO_WORDS[language]
    facts = (
        (ours["document_no"], retro.document_no or ""),
        (words["record"], retro.id),
        (words["part"], numbered(price.part, book)),
        (words["description"], described(price.part, book)),
        (words["site"], site_name(price.site, book)),
        (ours["index"], found.held.line.technical_index),
        (ours["window"], f"{window.first} {ours['until']} {window.last}"),
        (ours["new"], f"{new.amount:f} {price_unit(new.unit, language)}, {retro.price}"),
    )
    kept_facts = tuple(one for one in facts if one[1])
    day = max((entry.on for entry in retro.track if entry.on <= book.as_of), default=book.as_of)
    run = found.run
    return RetroPaper(retro.id, retro.price, kept_facts, new, tuple(lines), run.total, run.pieces, found.direction, day)


def headings(paper: RetroPaper, language: str) -> tuple[str, ...]:
    """The headings of the table; money with its currency."""
    ours, words = RETRO_WORDS[language], WORDS[language]
    per, currency = price_unit(paper.new.unit, language), paper.total.currency
    return (
        ours["document"],
        ours["type"],
        ours["pricing_date"],
        f"{ours['pieces']} ({words['pcs']})",
        f"{ours['old']} ({per})",
        f"{ours['new']} ({per})",
        f"{ours['difference']} ({currency})",
        words["record"],
    )


def as_csv(paper: RetroPaper, language: str = "en") -> str:
    """The table as CSV: comma between values, point as decimal mark; the last row holds the control totals.

    A value that a spreadsheet would take for a formula is written with an apostrophe in front.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    ours = RETRO_WORDS[language]
    writer.writerow((*headings(paper, language), ours["why"]))
    for row in _rows(paper, language):
        writer.writerow(row)
    last = (ours["control"], "", "", f"{paper.pieces:f}", "", "", f"{paper.total.amount:f}", paper.record, "")
    writer.writerow(last)
    return stream.getvalue()


def _rows(paper: RetroPaper, language: str) -> Iterator[Sequence[str]]:
    ours = RETRO_WORDS[language]
    for one in paper.lines:
        yield (
            _safe(one.invoice),
            ours[one.type],
            one.pricing_date.isoformat(),
            f"{one.pieces:f}",
            f"{one.old.amount:f}",
            f"{paper.new.amount:f}",
            "" if one.excluded else f"{one.difference:f}",
            one.reference,
            ours[one.excluded] if one.excluded else "",
        )


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
