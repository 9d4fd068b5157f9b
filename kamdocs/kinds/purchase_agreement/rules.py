"""The rule of purchase agreements: a mandated component is bought at the price that the customer agreed."""

from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC
from kamdocs.kinds.mandated_component.model import mandated_by_number
from kamdocs.kinds.purchase_agreement.figures import Meeting, comparable, meetings
from kamdocs.kinds.purchase_agreement.model import PurchaseAgreement
from kamdocs.rules.rule import Found, rule


@rule("DIR003", "bought-at-another-price", ERROR, STATIC, per=PurchaseAgreement, strict=True)
def bought_at_another_price(agreement: PurchaseAgreement, book: Book) -> Found:
    """A mandated component is bought at another price than the customer agreed, and no dispute says why.

    Why:
        The customer pays the mandated price; every difference is ours, in either direction.

    Fix:
        Correct the purchase price, or record the dispute with its first day.

    Source:
        F-18.
    """
    done: set[int] = set()
    for component in mandated_by_number(book).get(agreement.component, ()):
        for one in meetings(agreement, component):
            if one.place not in done and _differs(one, agreement):
                done.add(one.place)
                yield agreement.at("lines", one.place, "unit_price"), _sentence(one)


def _differs(one: Meeting, agreement: PurchaseAgreement) -> bool:
    ours, theirs = one.ours.unit_price, one.theirs.unit_price
    disputed = agreement.dispute is not None and agreement.dispute.since <= one.first
    return comparable(ours, theirs) and ours.exact != theirs.exact and not disputed


def _sentence(one: Meeting) -> str:
    """The mandated side alone is printed, with its own first day: a day on which only our price moved is not."""
    return f"purchase price differs from the mandated {one.theirs.unit_price} since {one.theirs.valid_from}"
