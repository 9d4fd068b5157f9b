"""What a structured limit consists of. Every part has a default, so that policy writes only what differs."""

from decimal import Decimal
from enum import StrEnum

from kamdocs.core import money
from kamdocs.core.facts import Item, fact, maybe
from kamdocs.core.forms import Length, Money, Percent, Positive, Word
from kamdocs.core.quantity import Duration


def days(number: int) -> Duration:
    """So many days."""
    return Duration(number, "days")


def working_days(number: int) -> Duration:
    """So many working days."""
    return Duration(number, "working days")


def months(number: int) -> Duration:
    """So many months."""
    return Duration(number, "months")


def euro(amount: str) -> money.Money:
    """An amount in euro: the currency of the shipped defaults."""
    return money.Money(Decimal(amount), "EUR")


class SigningLevel(StrEnum):
    """How high a contact of the customer stands when he signs."""

    BUYER = "buyer"
    LEAD_BUYER = "lead_buyer"
    DIRECTOR = "director"
    VP = "vp"


class Maturity(StrEnum):
    """How certain a saving is, from an idea to money on the account."""

    HG1 = "HG1"
    HG2 = "HG2"
    HG3 = "HG3"
    HG4 = "HG4"
    HG5 = "HG5"


class RoleStep(Item):
    """From which yearly value on an offer needs which validations."""

    above: Money = fact("Yearly value of the offer, not included.")
    roles: tuple[Word, ...] = fact("Functions that have to validate it.")


class ApprovalStep(Item):
    """From which money a year on a pull request needs whose agreement."""

    above: Money = fact("Money that the pull request moves in a year, not included.")
    function: Word = fact("Function that has to agree.")


class Coverage(Item):
    """How much of a yearly reduction ideas cover before somebody has to act."""

    warning: Percent = maybe("Below it: a warning.", default=Decimal(100))
    alert: Percent = maybe("Below it: an error.", default=Decimal(90))
    hard: Percent = maybe("Lowest share of hard ideas close to the step.", default=Decimal(70))
    hard_within: Length = maybe("How close that is.", default=months(6))


class CommentThreshold(Item):
    """What is too small for more than one line of a comment."""

    amount: Money = maybe("Money a year.", default=euro("500.00"))
    share: Percent = maybe("Share of the value before.", default=Decimal("0.1"))


class Introduction(Item):
    """When an introduction without a price is reported."""

    warning: Length = maybe("Time before the introduction at which it is reported.", default=days(30))
    escalate: Length = maybe("Time before the introduction at which it is escalated.", default=days(10))


class LateInterest(Item):
    """What the law grants for late payment."""

    rate: Percent = fact("Interest a year.")
    fee: Money = fact("Fixed fee for each invoice.")


class OverdueLadder(Item):
    """The steps for money that is late."""

    contact: Length = maybe("Until then a reminder is enough; afterwards somebody has to ask.", default=days(30))
    escalate: Length = maybe("From then on it is escalated.", default=days(60))
    tooling: Length = maybe("From then on money for tools is escalated.", default=days(30))


class CallOffDeviation(Item):
    """How far call-offs may leave the plan, over which time."""

    deviation: Percent = maybe("Largest deviation that is let pass.", default=Decimal(10))
    over: Length = maybe("Time that is added up, from the next Monday.", default=Duration(13, "weeks"))


class Distribution(Item):
    """Who is told of a frozen version, and how soon."""

    within: Length = maybe("Time to tell them.", default=working_days(5))
    audience: tuple[Word, ...] = maybe(
        "Audiences that are told.", default=("purchasing", "plant", "logistics", "controlling")
    )


class Priority(Item):
    """What makes an activity a first priority."""

    first_within: Length = maybe("Due within this time.", default=working_days(10))
    second_amount: Money = maybe("Or at least this much money at stake …", default=euro("50000.00"))
    second_within: Length = maybe("… and due within this time.", default=working_days(30))


class TeamClocks(Item):
    """The clocks of the team: how long something may wait."""

    due_moves: Positive = maybe("How often a day may be moved.", default=3)
    waiting: Length = maybe("How long others may be waited for without asking.", default=working_days(10))
    handover: Length = maybe("Time to accept a handover.", default=working_days(10))
    objectives_before: Length = maybe("Objectives are agreed so long before their period.", default=working_days(10))
    brief: Length = maybe("A brief is ready so long before the meeting.", default=working_days(2))
    effect: Length = maybe("Time until a decision shows in its record.", default=working_days(5))
    minutes_sent: Length = maybe("Time to send minutes.", default=working_days(3))
    minutes_answered: Length = maybe("Time in which minutes are answered.", default=working_days(10))
    postponed: Positive = maybe("How often in a row a topic may be postponed.", default=3)
