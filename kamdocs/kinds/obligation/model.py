"""The model of an obligation: who owes what to whom, where it was promised, by when, and what shows that it is done."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.facts import Need, fact, maybe
from kamdocs.core.forms import Day, Form, Money, Text, item_ref
from kamdocs.core.headings import first_words
from kamdocs.core.parsing import count_parser
from kamdocs.core.proof import Approval
from kamdocs.core.record import About, Record
from kamdocs.core.track import Entry, State, Track, state_on

if TYPE_CHECKING:
    from kamdocs.core.book import Book

ProofGrade = Annotated[int, Form("number", "3", count_parser("1", "5"), "1 to 5.")]


class Debtor(StrEnum):
    """Who has to act."""

    US = "us"
    CUSTOMER = "customer"


class ObligationState(StrEnum):
    """Whether it is done."""

    OPEN = "open"
    FULFILLED = "fulfilled"
    DISPUTED = "disputed"
    WAIVED = "waived"


OBLIGATION_TRACK = Track(
    states=(
        State("open", after=("disputed",)),
        State("fulfilled", after=("open", "disputed"), proof=1),
        State("disputed", after=("open",), proof=2),
        State("waived", after=("open", "disputed"), sign="waived"),
    ),
    order=("open", "fulfilled"),
    live=("open", "disputed"),
    binds_from="open",
)


def _waived(block: "Obligation", record: "Obligation") -> bool:
    return state_on(block.track) is ObligationState.WAIVED


class Obligation(Record):
    """One thing that one party must do for the other."""

    about: ClassVar[About] = About(
        slug="obligation",
        folder="obligations",
        prefix="OBL",
        example="OBL-2024-0017",
        plural="Obligations",
        home=Class.PRICE,
    )
    tracks: ClassVar[dict[str, Track]] = {"track": OBLIGATION_TRACK}

    debtor: Debtor = fact("Who has to act.", reads="price", binding=True)
    source: Annotated[
        str, item_ref("document", "communication", "lta", "nomination", "change", "customer_order", "meeting")
    ] = fact("Where it was promised.", reads="price", binding=True)
    what: Text = fact("What has to be done.", reads="price", binding=True)
    amount: Money | None = maybe("What it is worth.", reads="price", binding=True)
    due: Day = fact("Last day.", reads="price", binding=True)
    evidence_required_grade: ProofGrade = fact("Grade of the proof that it is done.", reads="price", binding=True)
    condition_of: Annotated[str, item_ref("lta")] | None = maybe(
        "The step that depends on it.", reads="price", binding=True
    )
    waived: Approval | None = maybe(
        "Who let it go.", reads="price", binding=True, may_be_added=True, need=Need("if waived", _waived)
    )
    track: tuple[Entry[ObligationState], ...] = fact("What happened to it.", reads="price")

    def heading(self, book: "Book") -> str:
        """The first words of what has to be done."""
        return first_words(self.what)

    def asked_proof(self, state: State, on: date, book: "Book") -> int:
        """Fulfilled asks for the grade that the record names."""
        return self.evidence_required_grade if state.name == "fulfilled" else state.proof
