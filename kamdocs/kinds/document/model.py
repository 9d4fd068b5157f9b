"""The model of a document: a paper that binds or proves, and the grade that follows from its type and signatures."""

import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.dated import Period
from kamdocs.core.facts import Binds, Item, Need, fact, maybe
from kamdocs.core.forms import AnyQuantity, Count, Day, Grade, Line, Text, Word, item_ref, ref
from kamdocs.core.proof import Attachment, LegalHold, Proof, originals_kept
from kamdocs.core.record import About, Record

if TYPE_CHECKING:
    from kamdocs.core.book import Book


class DocumentType(StrEnum):
    """What the paper is."""

    CONTRACT = "contract"
    TNC = "tnc"
    QUALITY_AGREEMENT = "quality_agreement"
    LOGISTICS_AGREEMENT = "logistics_agreement"
    NDA = "nda"
    RASIC = "rasic"
    DIRECTED_BUY_AGREEMENT = "directed_buy_agreement"
    FEASIBILITY = "feasibility"
    ECN = "ecn"
    DRAWING = "drawing"
    COST_BREAKDOWN = "cost_breakdown"
    CREDIT_NOTE = "credit_note"
    DEBIT_NOTE = "debit_note"
    BANK_RECEIPT = "bank_receipt"
    TOOL_REGISTER_ENTRY = "tool_register_entry"
    RETURN_NOTE = "return_note"
    INVESTMENT = "investment"
    HANDOVER = "handover"
    DELEGATION = "delegation"
    OTHER = "other"


class Maker(StrEnum):
    """Who made a paper."""

    US = "us"
    CUSTOMER = "customer"
    TIER2 = "tier2"
    THIRD = "third"


class Renewal(StrEnum):
    """What happens at the end of an agreement."""

    NONE = "none"
    AUTOMATIC = "automatic"


class VolumeSort(StrEnum):
    """What a stated volume is."""

    SCHEDULE = "schedule"
    MINIMUM = "minimum"
    CAPACITY = "capacity"
    NOMINATION = "nomination"


AGREEMENTS = frozenset(
    {
        DocumentType.CONTRACT,
        DocumentType.QUALITY_AGREEMENT,
        DocumentType.LOGISTICS_AGREEMENT,
        DocumentType.DIRECTED_BUY_AGREEMENT,
    }
)
"""Papers that hold for a time and cover something."""

_TWO_SIDED = {(True, True): 4, (False, True): 3, (True, False): 2, (False, False): 1}
_BY_US_LOWER = {DocumentType.COST_BREAKDOWN: 2}


class Signature(Item):
    """The signature of one side."""

    by: Annotated[str, ref("contact")] = fact("Who signed.")
    on: Day = fact("The day of the signature.")


class Signatures(Item):
    """The signatures of both sides; a side that is missing has not signed yet."""

    us: Signature | None = maybe("Our signature.")
    customer: Signature | None = maybe("The customer's signature.")


class VolumeStated(Item):
    """A volume that the paper states."""

    what: VolumeSort = fact("What it is.")
    period: Period = fact("For which time.")
    quantity: AnyQuantity = fact("How much.")
    clause: Line | None = maybe("Where it stands.")


class Covers(Item):
    """What an agreement is about."""

    parts: tuple[Annotated[str, ref("part")], ...] = maybe("Parts.", default=())
    programmes: tuple[Annotated[str, ref("programme")], ...] = maybe("Programmes.", default=())
    product_lines: tuple[Annotated[str, ref("product_line")], ...] = maybe("Product lines.", default=())


def _agreement(block: "Document", record: "Document") -> bool:
    return record.type in AGREEMENTS


def _signed_sort(block: "Document", record: "Document") -> bool:
    return record.type in AGREEMENTS or record.type is DocumentType.NDA


def _answered_for(block: "Document", record: "Document") -> bool:
    return record.type is not DocumentType.BANK_RECEIPT and record.proof().grade >= 2


class Document(Record):
    """A paper that binds or proves."""

    about: ClassVar[About] = About(
        slug="document",
        folder="documents",
        prefix="DOC",
        example="DOC-2024-0042",
        plural="Documents",
        home=None,
        lives="both",
    )
    binds: ClassVar[tuple[Binds, ...]] = (
        Binds("from the later signature, else from `date`", days=(("signed.us.on", "signed.customer.on"), ("date",))),
    )

    class_: Class | None = maybe("Class of the whole record; absent = claim.", reads="record", binding=True)
    type: DocumentType = fact("What the paper is.", reads="record", binding=True)
    date: Day = fact("The day of the paper.", reads="record", binding=True)
    version: Line | None = maybe("Its version.", reads="record", binding=True)
    party: Maker = fact("Who made it.", reads="record", binding=True)
    signatory: Annotated[str, ref("contact")] | None = maybe(
        "Who signed: of theirs for a paper of theirs, else of ours.",
        reads="record",
        binding=True,
        need=Need("if grade 2 or more", _answered_for),
    )
    signed: Signatures | None = maybe(
        "Who signed for which side, and when.",
        reads="record",
        binding=True,
        may_be_added=True,
        need=Need("if a contract, agreement or nda", _signed_sort, code="CTR002"),
    )
    grade: Grade | None = maybe("Only to lower what follows from the paper.", reads="record", binding=True)
    files: tuple[Attachment, ...] = fact("The paper itself.", reads="record", binding=True)
    about_: tuple[Annotated[str, item_ref()], ...] = maybe("Records it speaks of.", default=(), reads="record")
    agreement: Line | None = maybe("The same name on all papers of one agreement.", reads="record", binding=True)
    precedence: Count | None = maybe("1 prevails over 2.", reads="record", binding=True)
    terms: dict[Word, Line] = maybe(
        "What the paper says, by field name: `payment_terms: net 60 days`.", default={}, reads="record", binding=True
    )
    volumes_stated: tuple[VolumeStated, ...] = maybe("Volumes it states.", default=(), reads="record", binding=True)
    covers: Covers | None = maybe(
        "What the agreement is about.",
        reads="record",
        binding=True,
        need=Need("if a contract or agreement", _agreement),
    )
    valid: Period | None = maybe(
        "How long it holds.", reads="record", binding=True, need=Need("if a contract or agreement", _agreement)
    )
    renewal: Renewal | None = maybe(
        "What happens at its end.", reads="record", binding=True, need=Need("if a contract or agreement", _agreement)
    )
    notice_by: Day | None = maybe("Last day to give notice.", reads="record", binding=True)
    deviations: tuple[Text, ...] = maybe(
        "What was agreed against their terms.", default=(), reads="record", binding=True
    )
    retention_until: Day | None = maybe("Kept until this day.", reads="record")
    source: Line | None = maybe("Where a published paper comes from.", reads="record", binding=True)
    licence: Line | None = maybe("Under which licence it was published.", reads="record", binding=True)
    legal_hold: LegalHold | None = maybe(
        "Nothing of it may be removed.", reads="record", binding=True, may_be_added=True
    )

    def heading(self, book: "Book") -> str:
        """Type, version and day."""
        name = in_words(self.type)
        return " ".join(part for part in (name, self.version, self.date.isoformat()) if part)

    @property
    def signed_on(self) -> datetime.date | None:
        """The day of the later signature; None while nobody has signed."""
        sides = (self.signed.us, self.signed.customer) if self.signed else ()
        return max((side.on for side in sides if side), default=None)

    def proof(self) -> Proof:
        """The grade of its type; the day of the later signature, else of the paper."""
        derived, because = self._derived()
        customer = self.signed.customer if self.signed else None
        return Proof(
            derived if self.grade is None else min(self.grade, derived),
            derived,
            self.signed_on or self.date,
            self.party.value,
            customer.by if customer else self.signatory,
            needs_signatory=self.type is not DocumentType.BANK_RECEIPT,
            has_original=originals_kept(self.files),
            because=because,
        )

    def _derived(self) -> tuple[int, str]:
        name = in_words(self.type).lower() if self.type is not DocumentType.NDA else "NDA"
        by_us = bool(self.signed and self.signed.us)
        by_customer = bool(self.signed and self.signed.customer)
        made_by_them = self.party is Maker.CUSTOMER
        match self.type:
            case _ if self.type in AGREEMENTS:
                return _TWO_SIDED[by_us, by_customer], f"a {name} signed by {_sides(by_us, by_customer)}"
            case DocumentType.RASIC | DocumentType.TNC:
                if by_customer:
                    return 4, f"a {name} signed by the customer"
                return (3 if made_by_them else 2), f"a {name} made by {_maker(self.party)}"
            case DocumentType.CREDIT_NOTE | DocumentType.BANK_RECEIPT:
                return 5, f"a {name}"
            case DocumentType.TOOL_REGISTER_ENTRY:
                stands = "signed by the customer" if by_customer else "not signed by the customer"
                return (5 if by_customer else 1), f"a {name} {stands}"
        return (3 if made_by_them else _BY_US_LOWER.get(self.type, 1)), f"a {name} made by {_maker(self.party)}"


def in_words(type_: DocumentType) -> str:
    """The type as a heading names it."""
    shown = {DocumentType.TNC: "Terms and conditions", DocumentType.NDA: "NDA", DocumentType.RASIC: "RASIC",
             DocumentType.ECN: "ECN", DocumentType.OTHER: "Document"}  # fmt: skip
    return shown.get(type_) or type_.value.replace("_", " ").capitalize()


def _sides(us: bool, customer: bool) -> str:
    names = [name for name, signed in (("us", us), ("the customer", customer)) if signed]
    return " and ".join(names) or "nobody"


def _maker(party: Maker) -> str:
    return {Maker.US: "us", Maker.CUSTOMER: "the customer", Maker.TIER2: "the tier-2"}.get(party, "a third party")
