"""The rules of cost breakdowns: margin above its floor, the nomination's rates, nothing recovered twice."""

from decimal import Decimal

from kamdocs.core.authority import has_authority
from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC
from kamdocs.core.facts import fields_of
from kamdocs.core.quantity import Rate
from kamdocs.kinds.cost_breakdown.figures import nominated_breakdown, recovered_twice
from kamdocs.kinds.cost_breakdown.model import CostBreakdown, Rates
from kamdocs.kinds.offer.figures import exact_value, reached_on
from kamdocs.kinds.offer.model import Offer
from kamdocs.rules.rule import Found, Hit, rule


@rule("OFR006", "margin-below-floor", ERROR, STATIC, per=CostBreakdown, strict=True)
def margin_below_floor(breakdown: CostBreakdown, book: Book) -> Found:
    """An offer counts as validated, its breakdown has less margin than policy asks for, and nobody excepted it.

    Why:
        A price below the floor is a decision of its own; made by silence it is nobody's.

    Fix:
        Raise the price, or get the exception.
    """
    offer = book.get_as(Offer, breakdown.offer)
    if offer is None or offer.priced_on is None or breakdown.margin is None:
        return
    floor, validated = book.policy.limit("margin_floor", on=offer.priced_on), reached_on(offer, "validated")
    if floor is None or breakdown.margin >= floor or validated is None:
        return
    if not _is_excepted(breakdown, offer, book):
        says = "margin is below the limit and nobody with authority has excepted it"
        yield Hit(breakdown.at("margin"), says, day=validated.isoformat())


def _is_excepted(breakdown: CostBreakdown, offer: Offer, book: Book) -> bool:
    """Whether somebody with authority excepted it; also where the value of the offer is not known."""
    signature = breakdown.margin_exception
    if signature is None:
        return False
    value = exact_value(offer)
    return value is None or has_authority(book, signature, scope="margin_exception", amount=value, record=breakdown)


@rule("OFR014", "change-at-other-rates", ERROR, STATIC, per=CostBreakdown, strict=True)
def change_at_other_rates(breakdown: CostBreakdown, book: Book) -> Found:
    """A change is quoted at other rates than those of the nomination's breakdown, and nothing says why.

    Why:
        The breakdown of the nomination is the base of every later change; other rates reopen it.

    Fix:
        Use the nomination's rates, or justify yours in `rates_justification`.

    Source:
        F-17.
    """
    offer = book.get_as(Offer, breakdown.offer)
    if offer is None or offer.change is None or breakdown.rates_justification is not None:
        return
    nominated = nominated_breakdown(breakdown, book)
    if nominated is None:
        return
    names = _differing(breakdown.rates, nominated.rates)
    if names:
        noun, verb = ("rate", "differs") if len(names) == 1 else ("rates", "differ")
        yield breakdown.at("rates"), f"{noun} {', '.join(names)} {verb} from the nomination's"


def _differing(ours: Rates, theirs: Rates) -> list[str]:
    """The rates that both hold and that are not the same; two currencies are not compared."""
    pairs = ((name, getattr(ours, name), getattr(theirs, name)) for name in fields_of(Rates))
    return [name for name, one, other in pairs if one is not None and other is not None and _is_another(one, other)]


def _is_another(one: Rate | Decimal, other: Rate | Decimal) -> bool:
    if isinstance(one, Rate) and isinstance(other, Rate) and one.unit != other.unit:
        return False
    return one != other


@rule("OFR016", "cost-recovered-twice", ERROR, STATIC, per=CostBreakdown, strict=True)
def cost_recovered_twice(breakdown: CostBreakdown, book: Book) -> Found:
    """Tools are amortised in the price without an amortised tool, or one cost stands in two places of an offer.

    Why:
        The customer finds it in the first comparison, and then believes no other number.

    Fix:
        Take it out of one place.
    """
    # A tool that is both paid and amortised gets its own rule once that one is in force.
    for one in recovered_twice(breakdown, book.get_as(Offer, breakdown.offer)):
        yield breakdown.at(*one.path), one.says
