"""Releases of a change: who signed that it goes ahead before it is agreed, for how long and for how much."""

from dataclasses import dataclass
from datetime import date

from kamdocs.calc import gate
from kamdocs.core.authority import has_authority
from kamdocs.core.book import Book
from kamdocs.core.money import Money
from kamdocs.kinds.change.figures.days import first_through
from kamdocs.kinds.change.model import Change, Door, RiskRelease

_SCOPE = "risk_release"


@dataclass(frozen=True, slots=True)
class Release:
    """A release that opens a door: signed with authority, with its end, its price and its ceiling.

    Attributes:
        place: Its position among the releases of the change.
        first: The day of the signature.
        last: Its end, included.
        price_per_day: What a day costs by its own words.
        ceiling: What it may cost at most.
    """

    place: int
    first: date
    last: date
    price_per_day: Money
    ceiling: Money

    def covers(self, day: date) -> bool:
        """Whether it counts on a day, both ends included."""
        return self.first <= day <= self.last


def releases(change: Change, door: Door, book: Book) -> tuple[Release, ...]:
    """The releases of a door that are complete and signed with authority, as they are written."""
    return tuple(
        Release(place, one.on, one.until, one.price_per_day, one.cost_ceiling)
        for place, one in enumerate(change.risk_releases)
        if one.door is door
        and one.until is not None
        and one.price_per_day is not None
        and one.cost_ceiling is not None
        and (amount := released_amount(one)) is not None
        and has_authority(book, one, scope=_SCOPE, amount=amount, record=change)
    )


def released_amount(one: RiskRelease) -> Money | None:
    """What a release may cost: its ceiling and its price a day over its days, both ends included.

    Returns:
        None if its end or one of both amounts is missing, they stand in two currencies, or it ends before it begins.

    Source:
        K14.
    """
    if one.price_per_day is None or one.cost_ceiling is None or one.until is None or one.until < one.on:
        return None
    if one.price_per_day.currency != one.cost_ceiling.currency:
        return None
    days = (one.until - one.on).days + 1
    return Money(one.cost_ceiling.amount + days * one.price_per_day.amount, one.cost_ceiling.currency)


def stated_use(change: Change, which: Door, release: Release, book: Book) -> Money:
    """What a release has cost by its own words up to the day of the book: price per day times days, both ends included.

    Returns:
        Rounded half up to the minor units of its currency; 0 before the change went through its door.

    Source:
        F-28, step 7.
    """
    terms = gate.Release(release.first, release.last, release.price_per_day, release.ceiling)
    used = gate.stated(terms, book.as_of, first_through(change, which, book))
    return gate.shown_amount(used, release.ceiling.currency)
