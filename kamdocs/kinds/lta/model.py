"""The model of an LTA: the yearly reductions that were committed, from what they are taken, on which conditions."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.facts import Item, Need, fact, maybe
from kamdocs.core.forms import Day, Flag, Length, Money, Percent, Pieces, Share, Text, Year, ref
from kamdocs.core.record import About, Record
from kamdocs.core.track import Entry, State, Track
from kamdocs.core.trade import Compounding as Compounding
from kamdocs.core.trade import ReductionBasis as ReductionBasis

if TYPE_CHECKING:
    from kamdocs.core.book import Book


class Excluded(StrEnum):
    """What is not reduced; amortisation = both layers, logistics = with packaging."""

    MANDATED = "mandated"
    INDEXED_MATERIAL = "indexed_material"
    AMORTISATION = "amortisation"
    LOGISTICS = "logistics"


class StartRule(StrEnum):
    """From which day the first step may count."""

    FIXED_DATE = "fixed_date"
    SECOND_FULL_YEAR = "second_full_year"
    SOP_PLUS_MONTHS = "sop_plus_months"


class ConditionKind(StrEnum):
    """What the customer has to do for a step."""

    VOLUME = "volume"
    AWARD = "award"
    PAYMENT = "payment"


class LtaState(StrEnum):
    """How far it is agreed, and whether it is kept."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    SUSPENDED = "suspended"
    BREACHED_BY_US = "breached_by_us"
    BREACHED_BY_CUSTOMER = "breached_by_customer"
    RENEGOTIATED = "renegotiated"


COUNTING = frozenset(
    {LtaState.AGREED, LtaState.SUSPENDED, LtaState.BREACHED_BY_US, LtaState.BREACHED_BY_CUSTOMER},
)
"""States in which the steps are owed."""

_KEPT_OR_NOT = ("suspended", "breached_by_us", "breached_by_customer")

LTA_TRACK = Track(
    states=(
        State("proposed", proof=2),
        State("agreed", after=("proposed", *_KEPT_OR_NOT), proof=3),
        State("suspended", after=("agreed",), proof=2),
        State("breached_by_us", after=("agreed", "suspended"), proof=2),
        State("breached_by_customer", after=("agreed", "suspended"), proof=2),
        State("renegotiated", after=("agreed", *_KEPT_OR_NOT), proof=3),
    ),
    order=("proposed", "agreed"),
    as_if=dict.fromkeys(_KEPT_OR_NOT, "agreed"),
    live=("agreed", *_KEPT_OR_NOT),
    binds_from="agreed",
)


class LtaTier(Item):
    """The rate from one yearly volume on."""

    volume_from: Pieces = fact("From so many pieces in the calendar year before.", binding=True)
    rate: Percent = fact("By how much the base falls.", binding=True)


class LtaYear(Item):
    """The reduction of one year."""

    year: Year = fact("The calendar year.", key=True, binding=True)
    rate: Percent | None = maybe(
        "By how much the base falls.",
        binding=True,
        need=Need("if the step has no tiers", lambda block, record: not block.tiers),
    )
    effective: Day = fact("First day.", binding=True)
    tiers: tuple[LtaTier, ...] = maybe("Rates by volume, instead of one rate.", default=(), binding=True)
    objection: Annotated[str, ref("communication")] | None = maybe("Our written objection.")


class LtaCondition(Item):
    """What the customer has to do for a step."""

    step: Year = fact("The step that depends on it.", binding=True)
    kind: ConditionKind = fact("What has to happen.", binding=True)
    volume_min: Percent | None = maybe(
        "At least so much of the contract volume.",
        binding=True,
        need=Need("if volume", lambda block, record: block.kind is ConditionKind.VOLUME),
    )
    obligation: Annotated[str, ref("obligation")] | None = maybe(
        "What the customer owes.",
        binding=True,
        need=Need("if award or payment", lambda block, record: block.kind is not ConditionKind.VOLUME),
    )


class QuickSaving(Item):
    """A one-off payment beside the steps."""

    amount: Money = fact("What is paid.", binding=True)
    paid_on: Day | None = maybe("The day of the payment.", binding=True)
    amortised_until: Day | None = maybe("Last day of the time for which it is paid.", binding=True)
    counterpart: Text | None = maybe("What it buys.", binding=True)


def _after_sop(block: "Lta", record: "Lta") -> bool:
    return block.start_rule is StartRule.SOP_PLUS_MONTHS


class Lta(Record):
    """Committed yearly price reductions."""

    about: ClassVar[About] = About(
        slug="lta", folder="ltas", prefix="LTA", example="LTA-2024-03", plural="LTAs", home=Class.PRICE
    )
    tracks: ClassVar[dict[str, Track]] = {"track": LTA_TRACK}

    parts: tuple[Annotated[str, ref("part")], ...] = fact("The parts.", reads="price", binding=True)
    basis: ReductionBasis = fact("What the steps are taken from.", reads="price", binding=True)
    excludes: tuple[Excluded, ...] = fact("What is not reduced.", reads="price", binding=True, may_be_empty=True)
    start_rule: StartRule = fact("From which day the first step may count.", reads="price", binding=True)
    start_after: Length | None = maybe(
        "So long after SOP.", reads="price", binding=True, need=Need("if sop_plus_months", _after_sop)
    )
    compounding: Compounding = fact("From the reduced value, or from the first one.", reads="price", binding=True)
    round_each_step: Flag = maybe(
        "Whether each step is rounded before the next.", default=True, reads="price", binding=True
    )
    steps: tuple[LtaYear, ...] = fact("The reductions by year.", reads="price")
    conditions: tuple[LtaCondition, ...] = maybe("What steps depend on.", default=(), reads="price")
    quick_savings: tuple[QuickSaving, ...] = maybe("One-off payments.", default=(), reads="price")
    sharing_above_schedule: Share | None = maybe(
        "The customer's share of savings above the steps; leading.", reads="price", binding=True
    )
    agreed_in: Annotated[str, ref("document")] | None = maybe("The agreement.", reads="price", binding=True)
    track: tuple[Entry[LtaState], ...] = fact("What was done with it.", reads="price")

    def heading(self, book: "Book") -> str:
        """First to last year."""
        years = [step.year for step in self.steps]
        return f"{min(years)} to {max(years)}" if min(years) != max(years) else str(min(years))

    def step(self, year: int) -> LtaYear | None:
        """The step of a year."""
        return next((step for step in self.steps if step.year == year), None)
