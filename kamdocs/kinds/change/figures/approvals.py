"""Who has to sign for a change: each risk release, and what is given away."""

from collections.abc import Iterator
from datetime import date

from kamdocs.core.approving import Asked, Given, Needed, delegated, persons_of
from kamdocs.core.authority import functions_with
from kamdocs.core.book import Book
from kamdocs.core.track import state_on
from kamdocs.kinds.change.figures import first_through, gift_value, is_agreed, released_amount
from kamdocs.kinds.change.model import (
    COMMERCIAL,
    TECHNICAL,
    Change,
    CommercialState,
    Door,
    Recovery,
    RiskRelease,
    TechnicalState,
)

_RELEASE, _GIFT = "risk_release", "free_of_charge"
_THROUGH = {Door.LAUNCH: "launched", Door.INTRODUCE: "introduced"}


def needs_approval(change: Change, book: Book) -> bool:
    """Whether somebody may have to sign: while one of both tracks is live."""
    technical = state_on(change.technical_track, book.as_of)
    commercial = state_on(change.commercial_track, book.as_of)
    if technical is TechnicalState.CANCELLED:
        return False
    return technical in TECHNICAL.live or commercial in COMMERCIAL.live


def approvals(change: Change, book: Book) -> tuple[Needed, ...]:
    """Every signature that a change needs, given or not."""
    return (*_releases(change, book), *_unreleased(change, book), *_gift(change, book))


def _releases(change: Change, book: Book) -> Iterator[Needed]:
    for one in change.risk_releases:
        end = f" until {one.until}" if one.until else ""
        what = f"risk release to {one.door.value} from {one.on}{end}"
        asked = Asked(change, what, _RELEASE, released_amount(one))
        if asked.amount is not None:
            yield delegated(asked, one, book)
            continue
        functions = functions_with(book, _RELEASE, None, book.as_of)
        people = tuple(persons_of(book, functions, change))
        yield Needed(change.id, what, _RELEASE, None, Given.VOID, one.by, one.on, _lacks(one), functions, people)


def _lacks(one: RiskRelease) -> str:
    """Why a release opens nothing."""
    missing = [name for name in ("until", "price_per_day", "cost_ceiling") if getattr(one, name) is None]
    if missing:
        return f"{', '.join(missing)} missing"
    return "it ends before it begins" if one.until and one.until < one.on else "two currencies"


def _unreleased(change: Change, book: Book) -> Iterator[Needed]:
    """Doors that the change has gone through on the day, neither agreed nor covered by any release."""
    if is_agreed(change, book.as_of) or state_on(change.technical_track, book.as_of) is TechnicalState.CANCELLED:
        return
    for door in Door:
        since = first_through(change, door, book)
        if since is None or since > book.as_of:
            continue
        if not any(one.door is door and _covers(one, book.as_of) for one in change.risk_releases):
            what = f"risk release to {door.value}"
            functions = functions_with(book, _RELEASE, None, book.as_of)
            people = tuple(persons_of(book, functions, change))
            says = f"{_THROUGH[door]} since {since} and not agreed"
            yield Needed(change.id, what, _RELEASE, None, Given.MISSING, "", None, says, functions, people)


def _covers(one: RiskRelease, day: date) -> bool:
    """Whether a release speaks of a day, whatever else it lacks."""
    return one.on <= day and (one.until is None or day <= one.until)


def _gift(change: Change, book: Book) -> Iterator[Needed]:
    waived = state_on(change.commercial_track, book.as_of) is CommercialState.WAIVED
    if waived or change.one_off_recovery is Recovery.WAIVED or change.free_of_charge is not None:
        asked = Asked(change, "gift to the customer", _GIFT, gift_value(change, book))
        yield delegated(asked, change.free_of_charge, book)
