"""The model of a nomination: what the customer awarded, with contract volumes, commitments and their tolerance."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.dated import Period
from kamdocs.core.facts import Item, fact, maybe
from kamdocs.core.forms import (
    Day,
    Flag,
    Form,
    Length,
    Line,
    Literal,
    Money,
    PaymentTerms,
    Percent,
    Pieces,
    PiecesPerWeek,
    Positive,
    Text,
    UnitPrice,
    Year,
    ref,
)
from kamdocs.core.parsing import quantity_parser
from kamdocs.core.proof import Attachment, Proof
from kamdocs.core.quantity import Quantity
from kamdocs.core.record import About, Record
from kamdocs.core.reductions import Reductions
from kamdocs.core.track import Entry, Track, state_on
from kamdocs.core.trade import AWARD_TRACK, AwardState, YearlyPieces

if TYPE_CHECKING:
    from kamdocs.core.book import Book

HoursPerWeek = Annotated[Quantity, Form("hours", "120 h/week", quantity_parser(("h/week",), "120 h/week"))]


class CommitmentForm(StrEnum):
    """What a commitment promises."""

    FLOOR = "floor"
    REVENUE = "revenue"
    INVESTMENT = "investment"
    AVERAGE = "average"


class PeriodBasis(StrEnum):
    """How the period of a commitment is counted."""

    CALENDAR_YEAR = "calendar_year"
    CONTRACT_YEAR = "contract_year"
    CUMULATIVE = "cumulative"


class ShortfallBase(StrEnum):
    """Up to where a shortfall is paid."""

    TO_FLOOR = "to_floor"
    TO_CONTRACT = "to_contract"


class NominationLine(Item):
    """A part that is awarded, at one site."""

    part: Annotated[str, ref("part")] = fact("The part.", key=True)
    site: Annotated[str, ref("customer_site")] = fact("The site of the customer.", key=True)
    technical_index: Literal = fact("The technical index that is awarded.")
    unit_price: UnitPrice = fact("The price that is awarded.")
    volumes: dict[Year, YearlyPieces] = fact("Contract volume by calendar year.", reads="schedule")


class CapacityObligation(Item):
    """The capacity that the letter obliges us to hold."""

    apw: PiecesPerWeek | None = maybe("Average week.")
    mpw: PiecesPerWeek | None = maybe("Peak week.")
    flex: Percent | None = maybe("How far above it; absent = policy `capacity_flex`.")
    hours: HoursPerWeek | None = maybe("Working hours of a week that it is measured in.")


class VolumeCommitment(Item):
    """A volume or revenue that the customer commits to, with what is owed below it."""

    name: Line = fact("What it is called here, `floor-2023`.", key=True)
    form: CommitmentForm = fact("What it promises; a floor takes its volume from `lines`.")
    parts: tuple[Annotated[str, ref("part")], ...] = maybe("The parts; absent = all of the award.", default=())
    period: Period = fact("The time for which it holds.")
    period_basis: PeriodBasis | None = maybe("How the period is counted.")
    minimum: Pieces | None = maybe("Least pieces of the period, or of a month where months are averaged.")
    minimum_revenue: Money | None = maybe("Least revenue of the period.")
    rate: Percent | None = maybe("Share of the missing revenue that is owed.")
    investment: Money | None = maybe("The investment that is owed in part.")
    tolerance: Percent | None = maybe("How far below the volume nothing is owed; `0 %` is a statement.")
    shortfall_base: ShortfallBase | None = maybe("Up to where a shortfall is paid; absent = to_floor.")
    months: Positive | None = maybe("How many months are averaged.")
    over_volume_nets: Flag | None = maybe("Whether more in one period makes up for less in another.")
    document: Annotated[str, ref("document")] | None = maybe("The paper that says it.")
    clause: Line | None = maybe("Where it stands.")


class NominationDeviation(Item):
    """A difference between what was offered and what was awarded."""

    field: Line = fact("What differs.", key=True)
    offered: Line | None = maybe("As offered.")
    awarded: Line | None = maybe("As awarded.")
    because: Text | None = maybe("Why it stands.")


class Nomination(Record):
    """The customer's award; leading for contract volumes, commitments and their tolerance."""

    about: ClassVar[About] = About(
        slug="nomination",
        folder="nominations",
        prefix="NOM",
        example="NOM-2024-0004",
        plural="Nominations",
        home=Class.PRICE,
    )
    tracks: ClassVar[dict[str, Track]] = {"track": AWARD_TRACK}
    proves_itself: ClassVar[bool] = True
    one_unit: ClassVar[tuple[tuple[str, ...], ...]] = (("lines.unit_price",),)

    programme: Annotated[str, ref("programme")] = fact("The programme.", reads="schedule", binding=True)
    offer: Annotated[str, ref("offer")] | None = maybe("The offer that it accepts.", reads="price", binding=True)
    awarded_on: Day = fact("The day of the letter.", reads="price", binding=True)
    lines: tuple[NominationLine, ...] = fact("What is awarded.", reads="price", binding=True)
    lifetime_volume: Pieces | None = maybe("Pieces, as the letter says.", reads="schedule", binding=True)
    sop: Day | None = maybe("Start of production, as the letter says.", reads="schedule", binding=True)
    payment_terms: PaymentTerms = fact("When we are paid.", reads="price", binding=True)
    incoterm: Text = fact("Delivery term.", reads="price", binding=True)
    place: Line = fact("Named place of the delivery term.", reads="price", binding=True)
    tnc: Annotated[str, ref("document")] | None = maybe("General terms of the award.", reads="price", binding=True)
    lta: Reductions | None = maybe("Yearly reductions.", reads="price", binding=True)
    tooling_total: Money | None = maybe("What the tools cost the customer.", reads="price", binding=True)
    capacity_obligation: CapacityObligation | None = maybe(
        "Capacity that we must hold.", reads="schedule", binding=True
    )
    volume_commitments: tuple[VolumeCommitment, ...] = maybe(
        "Volumes that the customer commits to.", default=(), reads="price", binding=True
    )
    service_price_freeze: Length | None = maybe(
        "How long after EOP no price is above the last series price.", reads="price", binding=True
    )
    deviations: tuple[NominationDeviation, ...] = maybe(
        "How it differs from the offer.", default=(), reads="price", code="OFR019"
    )
    signatory: Annotated[str, ref("contact")] = fact("Who of theirs signed.", reads="price", binding=True)
    files: tuple[Attachment, ...] = fact("The letter itself.", reads="price", binding=True)
    track: tuple[Entry[AwardState], ...] = fact("What was done with it.", reads="price")

    def heading(self, book: "Book") -> str:
        """Vehicle and the day of the award."""
        programme = book.get(self.programme)
        return f"{programme.heading(book) if programme else self.programme}, {self.awarded_on}"

    def proof(self) -> Proof:
        """A binding document of the customer, from the day of the letter."""
        return Proof(4, 4, self.awarded_on, "customer", self.signatory, because="an award of the customer")

    def line(self, part: str, site: str) -> NominationLine | None:
        """The line of a part at a site."""
        return next((line for line in self.lines if (line.part, line.site) == (part, site)), None)


def awards_of(book: "Book") -> Mapping[tuple[str, str], tuple[tuple[Nomination, NominationLine], ...]]:
    """What was awarded by part and site, oldest award first, among equal days by id; computed once for a book."""

    def grouped() -> dict[tuple[str, str], tuple[tuple[Nomination, NominationLine], ...]]:
        found: dict[tuple[str, str], tuple[tuple[Nomination, NominationLine], ...]] = {}
        for one in sorted(book.all(Nomination), key=lambda nomination: nomination.awarded_on):
            for line in one.lines:
                key = (line.part, line.site)
                found[key] = (*found.get(key, ()), (one, line))
        return found

    return book.remembered("awards by part and site", grouped)


def sites_awarded(book: "Book", part: str) -> tuple[str, ...]:
    """The sites for which a part was ever awarded, in the order of the awards."""

    def grouped() -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for name, site in awards_of(book):
            found[name] = (*found.get(name, ()), site)
        return found

    return book.remembered("sites awarded by part", grouped).get(part, ())


def counting_nomination(
    book: "Book", part: str, site: str, as_of: date | None = None
) -> tuple[Nomination, NominationLine] | None:
    """The award that counts for a part and site (K8): the latest that is not contested.

    Args:
        book: The account.
        part: Id of the part.
        site: Id of the customer's site.
        as_of: The day; None reads the last entry of each track.
    """
    for nomination, line in reversed(awards_of(book).get((part, site), ())):
        if state_on(nomination.track, as_of) not in (None, AwardState.CONTESTED):
            return nomination, line
    return None
