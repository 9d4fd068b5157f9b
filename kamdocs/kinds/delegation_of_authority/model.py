"""The model of a delegation: which function may sign what, up to which amount, from which day."""

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.facts import Need, fact, maybe
from kamdocs.core.forms import Day, FunctionName, Money
from kamdocs.core.record import About, Record

if TYPE_CHECKING:
    from kamdocs.core.book import Book


class Scope(StrEnum):
    """What is signed. `agreement` = may agree in a meeting."""

    OFFER = "offer"
    AGREEMENT = "agreement"
    MARGIN_EXCEPTION = "margin_exception"
    FLOOR_EXCEPTION = "floor_exception"
    RISK_RELEASE = "risk_release"
    FREE_OF_CHARGE = "free_of_charge"
    CLAIM_CONCESSION = "claim_concession"
    PACKAGE = "package"
    TOOL_RELEASE = "tool_release"
    OBLIGATION_WAIVER = "obligation_waiver"
    WRITE_OFF = "write_off"
    CREDIT_NOTE = "credit_note"
    WAIVER = "waiver"


class DelegationOfAuthority(Record):
    """Who may sign what up to which amount."""

    about: ClassVar[About] = About(
        slug="delegation_of_authority",
        folder="delegations-of-authority",
        prefix="DOA",
        example="DOA-RISK-RELEASE-2024",
        plural="Delegations of authority",
        home=Class.SCHEDULE,
        lives="group",
    )

    scope: Scope = fact("What may be signed.", reads="schedule", binding=True)
    function: FunctionName = fact("Whose holders may sign it.", reads="schedule", binding=True)
    up_to: Money | None = maybe(
        "Highest amount of one signature.",
        reads="price",
        binding=True,
        need=Need("if a scope with a limit", lambda block, record: block.scope is not Scope.WAIVER),
    )
    valid_from: Day = fact("First day.", reads="schedule", binding=True)
    valid_to: Day | None = maybe("Last day, included; absent = until further notice.", reads="schedule", binding=True)

    def heading(self, book: "Book") -> str:
        """Scope and function in words."""
        return f"{self.scope.replace('_', ' ').capitalize()}, {self.function.replace('_', ' ')}"
