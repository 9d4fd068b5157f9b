"""The limits of policy, each with its form, its default, the function that answers for it and the codes that read it.

A limit is written with its owner, the reason and its history; a rule takes the value of the day on which the act
happened. What policy does not write has the default; a part of a structured limit that is left out, its own one.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import Field

from kamdocs.core.audience import Class
from kamdocs.core.facts import Block, Item, Told, fact, fields_of
from kamdocs.core.forms import (
    Count,
    Country,
    Day,
    Length,
    Line,
    Money,
    PaymentTerms,
    Percent,
    Share,
    Text,
    UnitPrice,
    Word,
    ref,
)
from kamdocs.core.limit_parts import (
    ApprovalStep,
    CallOffDeviation,
    CommentThreshold,
    Coverage,
    Distribution,
    Introduction,
    LateInterest,
    Maturity,
    OverdueLadder,
    Priority,
    RoleStep,
    SigningLevel,
    TeamClocks,
    days,
    months,
    working_days,
)

T = TypeVar("T")


class Limit(Item, Generic[T]):
    """A value of our own house with its history: from each day on, the value written beside it."""

    owner: Annotated[str, ref("contact")] = fact("Who answers for this limit.")
    because: Text = fact("Why it is as it is.")
    values: dict[Day, T] = fact("The value from each day on, oldest first.")


@dataclass(frozen=True, eq=False)
class ToldLimit(Told):
    """What a limit was declared with.

    Attributes:
        usual: The value where policy is silent, and before its first day; None = there is none.
        answered_by: The function whose limit it is.
        read_by: The codes and figures that read it.
    """

    usual: Any = None
    answered_by: str = ""
    read_by: str = ""


def limit(says: str, usual: Any, answered_by: str, read_by: str) -> Any:
    """Declare a limit: one sentence, default, the function that answers for it, who reads it."""
    extra: Any = {"told": ToldLimit(says, usual=usual, answered_by=answered_by, read_by=read_by)}
    return Field(None, description=says, json_schema_extra=extra)


class ClaimState(StrEnum):
    """The states of a claim in their order, from which a recognised amount may count."""

    IDENTIFIED = "identified"
    QUANTIFIED = "quantified"
    VALIDATED = "validated"
    NOTIFIED = "notified"
    SUBMITTED = "submitted"
    IN_NEGOTIATION = "in_negotiation"
    AGREED = "agreed"
    SETTLED = "settled"
    CLOSED = "closed"


FIXED_COST_ELEMENTS = ("depreciation", "fixed_overhead", "dedicated_indirect", "fixed_sga", "capital_cost")
MATURITY_WEIGHTS = {
    Maturity.HG1: Decimal(10),
    Maturity.HG2: Decimal(30),
    Maturity.HG3: Decimal(60),
    Maturity.HG4: Decimal(90),
    Maturity.HG5: Decimal(100),
}
OFFER_ROLES = (RoleStep.model_validate({"above": "0.00 EUR", "roles": ["kam", "controller", "programme_manager"]}),)
CHANGE_APPROVALS = (
    ApprovalStep.model_validate({"above": "0.00 EUR", "function": "kam"}),
    ApprovalStep.model_validate({"above": "25000.00 EUR", "function": "controller"}),
)


class Limits(Block):
    """Every limit that policy may write, in the order of the handbook."""

    oral_agreement: Limit[Length] | None = limit(
        "How long an agreement may stay without anything in writing.", days(30), "sales", "EVD004"
    )
    customer_authority: Limit[dict[SigningLevel, Money]] | None = limit(
        "What a customer's contact may usually sign; his own limit goes first.", None, "sales", "EVD005, MTG009"
    )
    offer_roles: Limit[tuple[RoleStep, ...]] | None = limit(
        "Who validates an offer above which yearly value.", OFFER_ROLES, "sales", "OFR005"
    )
    margin_floor: Limit[Percent] | None = limit("Lowest margin of an offer.", None, "controlling", "OFR006")
    rfq_warning: Limit[Length] | None = limit(
        "How long before its day an unanswered request is reported.", days(3), "sales", "OFR017"
    )
    self_bill_tolerance: Limit[UnitPrice] | None = limit(
        "Difference of a self-billed price that is let pass; none = not any.", None, "controlling", "PRC007, F-10"
    )
    price_step: Limit[Length] | None = limit(
        "How long before its day a coming price is reported.", days(30), "sales", "PRC017, PRC023"
    )
    service_price: Limit[Length] | None = limit(
        "How long before the end of series a service price has to be there.", months(6), "sales", "PRC018"
    )
    index_calculation: Limit[Length] | None = limit(
        "Time to calculate once the values are final.", working_days(10), "controlling", "IDX004"
    )
    lta_step: Limit[Length] | None = limit(
        "How long before its day a yearly step has to be proposed.", days(60), "sales", "LTA004"
    )
    maturity_weights: Limit[dict[Maturity, Share]] | None = limit(
        "How far an idea counts at each grade.", MATURITY_WEIGHTS, "controlling", "F-16"
    )
    coverage: Limit[Coverage] | None = limit(
        "Share of a yearly reduction that ideas have to cover.", Coverage(), "controlling", "LTA008, LTA016"
    )
    change_approvals: Limit[tuple[ApprovalStep, ...]] | None = limit(
        "Who agrees to a pull request, by the money it moves in a year.", CHANGE_APPROVALS, "sales", "approvals, impact"
    )
    comment_threshold: Limit[CommentThreshold] | None = limit(
        "Below both a change is one line of the comment.", CommentThreshold(), "sales", "impact"
    )
    introduction: Limit[Introduction] | None = limit(
        "How long before an introduction the price has to be agreed.", Introduction(), "sales", "CHG002, ESC001"
    )
    gate_valid: Limit[Length] | None = limit("How long a GO holds.", days(1), "programme", "valid until of a GO")
    one_off_order: Limit[Money] | None = limit(
        "Above this one-off cost an order is needed, a letter is not enough.", None, "sales", "change track"
    )
    gift_ceiling: Limit[Money] | None = limit("What may be given away in an account and year.", None, "sales", "CHG015")
    pass_through: Limit[Length] | None = limit(
        "Time to pass on a new price of a mandated component.", days(30), "purchasing", "DIR002"
    )
    fixed_cost_elements: Limit[tuple[Word, ...]] | None = limit(
        "Cost elements that a missing volume leaves uncovered.",
        FIXED_COST_ELEMENTS,
        "controlling",
        "F-06, CLM002, CLM010",
    )
    claim_notice_warning: Limit[Length] | None = limit(
        "How long before its deadline a notice is reported.", days(15), "sales", "CLM004"
    )
    claim_silence: Limit[Length] | None = limit(
        "How long a submitted claim may go without a word.", days(60), "sales", "CLM006"
    )
    recognition_state: Limit[ClaimState] | None = limit(
        "State from which a claim may stand in the forecast.", ClaimState.AGREED, "controlling", "CLM013"
    )
    claim_reduction: Limit[Share] | None = limit(
        "Share of a claim that may be given up without a signature.", Decimal(20), "sales", "CLM014, CLM017"
    )
    tool_registration: Limit[Length] | None = limit(
        "Time from payment to the register entry.", days(30), "sales", "TLG004"
    )
    tool_invoice: Limit[Length] | None = limit("Time from a milestone to its invoice.", days(10), "sales", "TLG005")
    eop_plan: Limit[Length] | None = limit(
        "How long before the end of series the fate of a tool is decided.", months(12), "sales", "TLG007"
    )
    legal_terms: Limit[dict[Country, tuple[PaymentTerms, ...]]] | None = limit(
        "Longest payment terms that the law of a seller's country allows.", None, "legal", "CSH002"
    )
    late_interest: Limit[dict[Country, LateInterest]] | None = limit(
        "Interest and fee for late payment by country.", None, "legal", "F-14"
    )
    cost_of_capital: Limit[Percent] | None = limit("Our cost of capital a year.", None, "controlling", "F-14")
    overdue_ladder: Limit[OverdueLadder] | None = limit(
        "What happens after how many days overdue.", OverdueLadder(), "finance", "CSH003, ESC001"
    )
    ledger_age: Limit[Length] | None = limit(
        "Oldest extract that figures may rest on.", days(35), "finance", "CSH007, VOL015"
    )
    tool_inventory: Limit[Length] | None = limit(
        "How often the owner confirms the inventory of tools.", months(12), "sales", "TLG017"
    )
    unbilled: Limit[Length] | None = limit(
        "Time from the end of a month to its invoices.", days(10), "finance", "CSH009"
    )
    dso_method: Limit[Literal["simple", "countback"]] | None = limit(
        "How days of sales outstanding are counted.", "countback", "finance", "F-13"
    )
    call_off_deviation: Limit[CallOffDeviation] | None = limit(
        "How far call-offs may leave the plan.", CallOffDeviation(), "logistics", "VOL003"
    )
    capacity_flex: Limit[Percent] | None = limit(
        "What a line can take above its obligation.", Decimal(15), "programme", "VOL005"
    )
    distribution: Limit[Distribution] | None = limit(
        "Who is told of a frozen version, and how soon.", Distribution(), "logistics", "VOL006, SCH005"
    )
    actuals_closed: Limit[Length] | None = limit(
        "Age from which a month of actuals is closed.", months(2), "logistics", "GEN004"
    )
    sop_shift: Limit[Length] | None = limit(
        "Shift of the start of production that calls for a review.", days(28), "programme", "SCH004"
    )
    waiver_authority: Limit[dict[Line, Word]] | None = limit(
        "Which function may waive a code or a family; none = nobody.", None, "controlling", "GEN008"
    )
    clearance: Limit[dict[Word, Class]] | None = limit(
        "Strictest class that may be sent to an audience; none = as the readers' table.", None, "legal", "DST001"
    )
    contact_check: Limit[Length] | None = limit(
        "How long the data of a contact counts as confirmed.", months(12), "legal", "CON001"
    )
    contact_retention: Limit[Length] | None = limit(
        "How long a name may stay after the person has left.", months(24), "legal", "CON006"
    )
    retention_grace: Limit[Length] | None = limit("Time to erase a name that has to go.", days(30), "legal", "CON010")
    away_retention: Limit[Length] | None = limit("How long an absence stays on file.", days(90), "legal", "CON011")
    priority: Limit[Priority] | None = limit("What makes an activity a first priority.", Priority(), "sales", "F-27")
    priority_one: Limit[Count] | None = limit("Most first priorities of one person.", 5, "sales", "ACT002")
    team_clocks: Limit[TeamClocks] | None = limit(
        "The clocks of the team.",
        TeamClocks(),
        "sales",
        "ACT005, ACT006, RSP005, OBJ003, MTG002, MTG004, MTG005, MTG011",
    )
    open_money: Limit[Money] | None = limit("Open money that asks for an objective.", None, "sales", "OBJ007")
    agreement_end: Limit[Length] | None = limit(
        "How long before its end an agreement is decided.", days(90), "legal", "CTR001"
    )
    scorecard_age: Limit[Length] | None = limit("Oldest scorecard that counts as known.", days(45), "quality", "RAT003")


@cache
def limit_table() -> dict[str, ToldLimit]:
    """Every limit by its name, with its default and its readers."""
    told = {name: field.told for name, field in fields_of(Limits).items()}
    return {name: one for name, one in told.items() if isinstance(one, ToldLimit)}
