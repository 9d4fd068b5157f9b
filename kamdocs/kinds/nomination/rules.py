"""The rule of nominations: what was awarded is what was offered, or the difference is recorded."""

from itertools import groupby

from kamdocs.core.book import Book
from kamdocs.core.code import STATIC, WARNING
from kamdocs.core.track import state_on
from kamdocs.core.trade import AwardState
from kamdocs.kinds.nomination.figures.comparison import compared, recorded
from kamdocs.kinds.nomination.model import Nomination
from kamdocs.rules.rule import Found, rule


@rule("OFR019", "award-departs-from-offer", WARNING, STATIC, per=Nomination)
def award_departs_from_offer(nomination: Nomination, book: Book) -> Found:
    """A nomination says something else than the offer that it accepts, and no deviation is recorded for the field.

    Why:
        An award that is taken without a word is accepted as it stands: price, volumes, terms.

    Fix:
        Contest the award, or record the deviation with its reason in `deviations`.
    """
    if state_on(nomination.track) is AwardState.CONTESTED:
        return
    open_ = [one for one in compared(nomination, book) if one.differs and recorded(nomination, one.field) is None]
    for place, at_one_place in groupby(open_, key=lambda one: one.place):
        yield nomination.at(*place), "; ".join(one.says() for one in at_one_place)
