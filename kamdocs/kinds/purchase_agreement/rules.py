"""The rules of purchase agreements: mandated components at the agreed price, one formula on both sides."""

from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC, WARNING
from kamdocs.core.quantity import Duration
from kamdocs.kinds.mandated_component.model import mandated_by_number
from kamdocs.kinds.price_index_clause.figures import counts
from kamdocs.kinds.price_index_clause.model import PriceIndexClause
from kamdocs.kinds.purchase_agreement.figures import Meeting, comparable, meetings
from kamdocs.kinds.purchase_agreement.model import PurchaseAgreement, PurchaseClause
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


_MIRRORED = ("series", "window", "lag", "threshold", "threshold_operator", "threshold_mode", "pass_through")


@rule("IDX011", "bought-by-another-formula", WARNING, STATIC, per=PurchaseAgreement)
def bought_by_another_formula(agreement: PurchaseAgreement, book: Book) -> Found:
    """A purchase follows a clause with the customer by another series, window, lag, threshold or share.

    Why:
        Between two formulas we stand in the middle and pay the difference.

    Fix:
        Align the purchase clause, or price the difference.

    Source:
        [S44].
    """
    bought = agreement.index_clause
    sold = book.get_as(PriceIndexClause, bought.mirrors) if bought is not None else None
    if bought is None or sold is None or not counts(sold):
        return
    if fields := [name for name in _MIRRORED if _is_other(bought, sold, name)]:
        yield agreement.at("index_clause"), f"bought and sold by different formulas: {', '.join(fields)}"


def _is_other(bought: PurchaseClause, sold: PriceIndexClause, name: str) -> bool:
    """Whether both write a field and write it differently; twelve months are a year."""
    ours, theirs = (_in_months(value) for value in (getattr(bought, name), getattr(sold, name)))
    return ours is not None and theirs is not None and ours != theirs


def _in_months(value: object) -> object:
    if isinstance(value, Duration) and value.unit == "years":
        return Duration(12 * value.number, "months")
    return value
