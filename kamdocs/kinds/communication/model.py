"""The model of a communication: one thing said or written, and what it is worth as proof."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.facts import Binds, Item, Need, fact, maybe
from kamdocs.core.forms import Day, Grade, Line, Literal, Text, UnitPrice, item_ref, ref
from kamdocs.core.proof import Attachment, LegalHold, Proof, originals_kept
from kamdocs.core.record import About, Record

if TYPE_CHECKING:
    from kamdocs.core.book import Book


class Direction(StrEnum):
    """Which way it went."""

    IN = "in"
    OUT = "out"
    INTERNAL = "internal"


class Channel(StrEnum):
    """How it was said or sent."""

    LETTER = "letter"
    EMAIL = "email"
    PORTAL = "portal"
    CALL = "call"
    MEETING = "meeting"


class Party(StrEnum):
    """Whose statement it is."""

    US = "us"
    CUSTOMER = "customer"
    TIER2 = "tier2"


WRITTEN = frozenset({Channel.LETTER, Channel.EMAIL, Channel.PORTAL})
"""Channels that leave something in writing."""


class PriceStated(Item):
    """A price that the text names."""

    part: Annotated[str, ref("part")] = fact("The part.", key=True)
    site: Annotated[str, ref("customer_site")] = fact("The site of the customer.", key=True)
    technical_index: Literal | None = maybe("The technical index, if the text names it.")
    unit_price: UnitPrice = fact("The price as the text states it.")


def _sent(block: "Communication", record: "Communication") -> bool:
    return record.direction is not Direction.INTERNAL and record.channel in {Channel.LETTER, Channel.EMAIL}


def _unsigned_proof(block: "Communication", record: "Communication") -> bool:
    return record.from_ is None and record.proof().grade >= 2


class Communication(Record):
    """One thing said or written between us, the customer or a tier-2, or an internal note."""

    about: ClassVar[About] = About(
        slug="communication",
        folder="communications",
        prefix="COM",
        example="COM-2024-0118",
        plural="Communications",
        home=None,
    )
    binds: ClassVar[tuple[Binds, ...]] = (Binds("always"),)

    class_: Class | None = maybe("Class of the whole record; absent = claim.", reads="record", binding=True)
    direction: Direction = fact("Which way it went.", reads="record", binding=True)
    channel: Channel = fact("How it was said or sent.", reads="record", binding=True)
    date: Day = fact("The day it was sent or said.", reads="record", binding=True)
    party: Party = fact("Whose statement it is.", reads="record", binding=True)
    from_: Annotated[str, ref("contact")] | None = maybe("Who wrote or spoke.", reads="record", binding=True)
    to: tuple[Annotated[str, ref("contact")], ...] = maybe("To whom.", default=(), reads="record", binding=True)
    signatory: Annotated[str, ref("contact")] | None = maybe(
        "Who answers for it; absent = who wrote it.",
        reads="record",
        binding=True,
        need=Need("if grade 2 or more and no `from`", _unsigned_proof),
    )
    subject: Line = fact("What it is about.", reads="record", binding=True)
    summary: Text | None = maybe("Our words for it.", reads="record")
    quote: Text | None = maybe("The decisive words, exactly as written.", reads="record", binding=True)
    about_: tuple[Annotated[str, item_ref()], ...] = maybe("Records it speaks of.", default=(), reads="record")
    prices_stated: tuple[PriceStated, ...] = maybe(
        "Every price the text names.", default=(), reads="price", binding=True
    )
    reply_due: Day | None = maybe("Last day for the reply, stated or by the clause.", reads="record", binding=True)
    replied_by: Annotated[str, ref("communication")] | None = maybe("The reply.", reads="record")
    grade: Grade | None = maybe("Only to lower what follows from the record.", reads="record", binding=True)
    files: tuple[Attachment, ...] = maybe(
        "The original.", default=(), reads="record", binding=True, need=Need("if sent by letter or email", _sent)
    )
    legal_hold: LegalHold | None = maybe(
        "Nothing of it may be removed.", reads="record", binding=True, may_be_added=True
    )

    def heading(self, book: "Book") -> str:
        """The subject."""
        return self.subject

    def proof(self) -> Proof:
        """Written by the customer 3, written by us to the customer 2, everything else 1."""
        derived, because = self._derived()
        return Proof(
            derived if self.grade is None else min(self.grade, derived),
            derived,
            self.date,
            self.party.value,
            self.signatory or self.from_,
            has_original=originals_kept(self.files),
            because=because,
        )

    def _derived(self) -> tuple[int, str]:
        if self.direction is Direction.INTERNAL:
            return 1, "an internal note"
        if self.channel not in WRITTEN:
            return 1, f"a {self.channel.value}"
        if self.party is Party.CUSTOMER and self.direction is Direction.IN:
            return 3, "a written statement of the customer"
        if self.party is Party.US and self.direction is Direction.OUT:
            return 2, "our own written statement"
        return 1, f"a statement of {'the tier-2' if self.party is Party.TIER2 else 'no known side'}"
