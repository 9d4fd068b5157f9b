"""Who has to sign for an offer: a validation by each role that policy asks for, and an exception for a low margin."""

from collections.abc import Iterator

from kamdocs.core.approving import Asked, Given, Needed, delegated, persons_of
from kamdocs.core.authority import in_charge
from kamdocs.core.book import Book
from kamdocs.core.track import state_on
from kamdocs.kinds.cost_breakdown.figures import breakdowns_of
from kamdocs.kinds.cost_breakdown.model import CostBreakdown
from kamdocs.kinds.offer.figures import asked_roles, is_ok, judged_on, unvalidated, yearly_value
from kamdocs.kinds.offer.figures.value import is_expired
from kamdocs.kinds.offer.model import Offer, OfferState, Validation

_WAITING = frozenset(
    {OfferState.IN_VALIDATION, OfferState.VALIDATED, OfferState.SENT, OfferState.IN_NEGOTIATION},
)
_OFFER, _MARGIN = "offer", "margin_exception"


def needs_approval(offer: Offer, book: Book) -> bool:
    """Whether somebody has to sign now: from validation until it ends, or expires."""
    return state_on(offer.track, book.as_of) in _WAITING and not is_expired(offer, book.as_of)


def approvals(offer: Offer, book: Book) -> tuple[Needed, ...]:
    """Every signature that an offer needs, given or not."""
    return (*_validations(offer, book), *_margins(offer, book))


def _validations(offer: Offer, book: Book) -> Iterator[Needed]:
    roles = asked_roles(offer, book, on=judged_on(offer, book))
    value = yearly_value(offer)
    if roles is None:
        says = "the yearly value is not computable, so nobody can tell who has to validate it"
        yield Needed(offer.id, "validations", _OFFER, value, Given.UNKNOWN, says=says)
        return
    old = {one.role for one in unvalidated(offer, roles)}
    for role in roles:
        entry = next((one for one in reversed(offer.validations) if one.role == role), None)
        given, says = _standing(offer, entry, role in old, book)
        by, on = (entry.by, entry.on) if entry else ("", None)
        people = tuple(persons_of(book, (role,), offer))
        yield Needed(offer.id, f"validation by {role}", _OFFER, value, given, by, on, says, (role,), people)


def _standing(offer: Offer, entry: Validation | None, is_old: bool, book: Book) -> tuple[Given, str]:
    """How one role stands, and why it does not count."""
    if entry is None:
        return Given.MISSING, ""
    if not is_ok(entry):
        return Given.REFUSED, "said not ok"
    if is_old:
        return Given.VOID, f"the price changed on {offer.priced_on}, after it"
    if entry.by == in_charge(offer, book):
        return Given.VOID, "nobody signs a record of his own"
    return Given.GIVEN, ""


def _margins(offer: Offer, book: Book) -> Iterator[Needed]:
    """The exception of each breakdown below the margin that policy asks for; its value is never said."""
    floor = book.policy.limit("margin_floor", on=offer.priced_on or book.as_of)
    if floor is None:
        return
    value = yearly_value(offer)
    if CostBreakdown.about.slug in book.absent_kinds:
        says = "breakdowns are not in this copy, so nobody can tell whether one is needed"
        yield Needed(offer.id, "margin exception", _MARGIN, value, Given.UNKNOWN, says=says)
    for one in breakdowns_of(book, offer.id):
        if one.margin is not None and one.margin < floor:
            what = f"margin exception for {one.part}"
            yield delegated(Asked(one, what, _MARGIN, value), one.margin_exception, book)
