"""Rules of what an offer may not exceed: reserved capacity, and what the customer pays for a tool."""

from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC
from kamdocs.kinds.offer.figures.departures.limits import marked_up, reserved_capacity, tools_differ
from kamdocs.kinds.offer.model import Offer
from kamdocs.rules.every_kind.currencies import has_two_units
from kamdocs.rules.rule import Found, rule


@rule("OFR015", "tools-do-not-add-up", ERROR, STATIC, per=Offer)
def tools_do_not_add_up(offer: Offer, book: Book) -> Found:
    """The tools of an offer do not add up to its total, or one is dearer than its cost although no margin is allowed.

    Why:
        The customer orders tools line by line; a total without its lines, or a markup, is cut at the audit.

    Fix:
        Correct the total or the line.
    """
    if has_two_units(offer):
        return
    together = tools_differ(offer)
    if together is not None:
        yield offer.at("tooling_total"), f"tools add up to {together}, {offer.tooling_total} is offered"
    for place in marked_up(offer, book):
        tool = offer.tooling_lines[place]
        yield offer.at("tooling_lines", place, "price"), f"{tool.price} for a tool that costs {tool.cost}"


@rule("OFR018", "more-than-reserved", ERROR, STATIC, per=Offer)
def more_than_reserved(offer: Offer, book: Book) -> Found:
    """An offer promises more pieces a week than our plants keep for this account, without citing an investment.

    Why:
        The promise becomes a capacity obligation with the award; what is missing is then paid by us.

    Fix:
        Cite the paper of the investment, or offer less.
    """
    found = reserved_capacity(offer, book)
    if found is not None and found.exceeds and offer.capacity_investment is None:
        yield offer.at(found.field), f"{found.offered} offered, {found.reserved} reserved for this account"
