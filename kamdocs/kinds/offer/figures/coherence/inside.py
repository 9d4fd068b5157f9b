"""An offer beside what our own house says: changes, breakdowns, capacity, tools, validations, other open offers."""

from kamdocs.core.book import Book
from kamdocs.core.decimals import price_decimals
from kamdocs.kinds.cost_breakdown.figures import breakdown_of, breakdowns_of, differs_from
from kamdocs.kinds.customer.model import Customer
from kamdocs.kinds.offer.figures import asked_roles, judged_on, reached_on, unvalidated
from kamdocs.kinds.offer.figures.coherence.row import Compared, absence, judged, not_compared
from kamdocs.kinds.offer.figures.departures.index import changes_received, left_out
from kamdocs.kinds.offer.figures.departures.limits import (
    marked_up,
    programmes_of,
    reserved_capacity,
    tools_differ,
    tools_sum,
)
from kamdocs.kinds.offer.figures.departures.rivals import is_open, open_twins, rivals
from kamdocs.kinds.offer.model import Offer

_CHANGES, _BREAKDOWNS, _CAPACITY = "changes received before it was sent", "cost breakdowns", "reserved capacity"
_TOOLS, _VALIDATIONS, _OTHERS = "customer's rules on tools", "validations", "other open offers"


def changes(offer: Offer, book: Book) -> Compared:
    """Every open change that was here before the offer was sent is in its index, or excluded in words."""
    sent = reached_on(offer, "sent")
    what = f"{_CHANGES} on {sent}" if sent else "changes received so far"
    if "change" in book.absent_kinds:
        return not_compared(what, "changes are not in this copy")
    if book.has_unread("changes"):
        return not_compared(what, "a change is known but unread")
    known = [change.id for change in changes_received(offer, book)]
    differences = [
        f"{one.change} on {one.part} is neither in index {one.letter} nor excluded" for one in left_out(offer, book)
    ]
    return judged(what, known, differences, "" if known else "none was received")


def breakdowns(offer: Offer, book: Book) -> Compared:
    """Each price beside the layers of its breakdown; no value of them is said."""
    if "cost_breakdown" in book.absent_kinds:
        return not_compared(_BREAKDOWNS, "breakdowns are not in this copy")
    if book.has_unread("cost-breakdowns"):
        return not_compared(_BREAKDOWNS, "a breakdown is known but unread")
    known = breakdowns_of(book, offer.id)
    decimals = price_decimals(book)
    if not known:
        return not_compared(_BREAKDOWNS, "there is no breakdown yet")
    if decimals is None:
        return not_compared(_BREAKDOWNS, "the customer's record is not here", (one.id for one in known))
    differences, open_ = [], []
    for line in offer.lines:
        breakdown = breakdown_of(book, offer.id, line.part, line.site)
        if breakdown is None:
            differences.append(f"no breakdown for {line.part}")
            continue
        differs = differs_from(breakdown, line.unit_price, decimals)
        if differs:
            differences.append(f"layers of {line.part} differ from {line.unit_price}")
        elif differs is None:
            open_.append(f"currency, price unit or decimals of {line.part} do not fit its breakdown")
    if open_ and not differences:
        return not_compared(_BREAKDOWNS, "; ".join(open_), (one.id for one in known))
    return judged(_BREAKDOWNS, (one.id for one in known), differences)


def capacity(offer: Offer, book: Book) -> Compared:
    """What is promised a week beside what the plants keep for this account."""
    programmes = programmes_of(offer, book)
    names = [name for name in programmes if name]
    reserved = reserved_capacity(offer, book)
    if reserved is None:
        return not_compared(_CAPACITY, _why_no_capacity(offer, book), names)
    says = f"{reserved.offered} offered, {reserved.reserved} reserved"
    if reserved.exceeds and offer.capacity_investment is not None:
        return judged(_CAPACITY, [*names, offer.capacity_investment], (), f"{says}, an investment is cited")
    return judged(_CAPACITY, names, [says] if reserved.exceeds else (), says)


def _why_no_capacity(offer: Offer, book: Book) -> str:
    if offer.capacity_mpw is None and offer.capacity_apw is None:
        return "the offer states no capacity"
    for name, programme in programmes_of(offer, book).items():
        if programme is None:
            return absence(name, book) if name else "the programme of a part is not known"
        if not programme.capacity:
            return f"{name} names no reserved capacity"
    return "the start of production is not known"


def tools(offer: Offer, book: Book) -> Compared:
    """The tools beside their total, and beside their cost where the customer accepts no margin."""
    customers = book.all(Customer)
    beside = [customers[0].id] if customers else []
    if offer.tooling_total is None and not offer.tooling_lines:
        return not_compared(_TOOLS, "the offer names no tools", beside)
    if not customers:
        return not_compared(_TOOLS, "the customer's record is not here")
    together = tools_differ(offer)
    differences = [f"tools add up to {together}, {offer.tooling_total} is offered"] if together else []
    lines = offer.tooling_lines
    differences += [f"{lines[at].what}: {lines[at].price}, it costs {lines[at].cost}" for at in marked_up(offer, book)]
    if tools_sum(offer) is None and not differences:
        return not_compared(_TOOLS, "the tools cannot be added to the total", beside)
    return judged(_TOOLS, beside, differences)


def validations(offer: Offer, book: Book) -> Compared:
    """The roles that policy asks for the yearly value, each after the last change of a price."""
    roles = asked_roles(offer, book, on=judged_on(offer, book))
    if roles is None:
        return not_compared(_VALIDATIONS, "the yearly value of the offer is not known")
    differences = [one.says(offer.priced_on) for one in unvalidated(offer, roles)]
    return judged(_VALIDATIONS, dict.fromkeys(one.by for one in offer.validations), differences, ", ".join(roles))


def other_offers(offer: Offer, book: Book) -> Compared:
    """Other open offers of the same scope at another price."""
    if not is_open(offer):
        return not_compared(_OTHERS, "the offer is not open", open_twins(offer, book))
    if book.has_unread("offers"):
        return not_compared(_OTHERS, "an offer is known but unread")
    differences = [
        f"{one.other.offer.id} offers {one.other.line.unit_price}, this one {offer.lines[one.place].unit_price}"
        for one in rivals(offer, book)
    ]
    twins = open_twins(offer, book)
    return judged(_OTHERS, twins, differences, "" if twins else "there is none")
