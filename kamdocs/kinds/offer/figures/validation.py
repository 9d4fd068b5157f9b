"""Who has to validate an offer by its yearly value, and who has not validated its last price."""

from datetime import date
from typing import NamedTuple

from kamdocs.core.book import Book
from kamdocs.core.limit_parts import RoleStep
from kamdocs.kinds.offer.figures.value import exact_value, reached_on
from kamdocs.kinds.offer.model import Offer, Validation


def asked_roles(offer: Offer, book: Book, on: date) -> tuple[str, ...] | None:
    """The functions that policy `offer_roles` asks for: those of every step that the yearly value is above.

    Args:
        offer: The offer.
        book: The account.
        on: The day whose policy counts.

    Returns:
        None if the value is not known, or stands in another currency than a step above zero: zero is zero in every
        currency, so nothing leaves the house unseen for want of a rate.
    """
    value = exact_value(offer)
    steps: tuple[RoleStep, ...] = book.policy.limit("offer_roles", on=on)
    if value is None or any(step.above.amount and step.above.currency != value.currency for step in steps):
        return None
    return tuple(dict.fromkeys(role for step in steps if value.amount > step.above.amount for role in step.roles))


def judged_on(offer: Offer, book: Book) -> date:
    """The day whose policy counts: that of `validated`, else the day of the book."""
    return reached_on(offer, "validated") or book.as_of


class Unvalidated(NamedTuple):
    """A role that has not validated this version; `last` = the day on which it validated an older one."""

    role: str
    last: date | None

    def says(self, priced_on: date | None) -> str:
        """The sentence about it."""
        older = f" ({self.last} before {priced_on})" if self.last and priced_on else ""
        return f"{self.role} has not validated this version{older}"


def unvalidated(offer: Offer, roles: tuple[str, ...]) -> tuple[Unvalidated, ...]:
    """The roles whose `ok` is missing, or older than the last change of a price; the same day counts."""
    found = []
    for role in roles:
        days = [one.on for one in offer.validations if one.role == role and is_ok(one)]
        last = max(days, default=None)
        if last is None or (offer.priced_on is not None and last < offer.priced_on):
            found.append(Unvalidated(role, last))
    return tuple(found)


def is_ok(validation: Validation) -> bool:
    """Whether the role agreed."""
    return str(validation.result) == "ok"
