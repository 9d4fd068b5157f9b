"""What is open on a change that is not agreed: what is paid once, and what its delta is worth a year (F-22)."""

from collections.abc import Iterator
from fractions import Fraction

from kamdocs.calc.refusal import Refused
from kamdocs.core.book import Book
from kamdocs.core.money import Money, minor_units, round_half_up
from kamdocs.core.stake import Owed, Sort, Stake
from kamdocs.core.track import state_on
from kamdocs.kinds.change.figures.chain import is_cancelled
from kamdocs.kinds.change.figures.money import is_settled, places, quoted_delta, stated_delta
from kamdocs.kinds.change.model import Change, TechnicalState
from kamdocs.kinds.volume_plan.figures import yearly_volume


def open_value(change: Change, book: Book) -> tuple[Stake, ...]:
    """Nothing once it is agreed, waived, cancelled or closed; pieces are those of the year of its introduction."""
    closed = state_on(change.technical_track, book.as_of) is TechnicalState.CLOSED
    if closed or is_cancelled(change, book.as_of) or is_settled(change, book):
        return ()
    once = change.one_off.total if change.one_off is not None else None
    found = [Stake(change.id, Sort.CASH, money=once)] if once is not None and once.amount else []
    return (*found, *_a_year(change, book))


def _a_year(change: Change, book: Book) -> Iterator[Stake]:
    """Each direction and currency once; one part or site that is unknown makes an entry of its own."""
    sums: dict[tuple[Owed, str], Fraction] = {}
    missing = ""
    for line, site in places(change, book):
        try:
            delta = quoted_delta(change, line, site, book) or stated_delta(line)
        except Refused as refusal:
            missing = missing or str(refusal)
            continue
        year = (change.introduction_date or book.as_of).year
        pieces = yearly_volume(book, line.part, year, site=site or None)
        if delta is None or pieces is None:
            lacks = "price_delta" if delta is None else f"volume of {line.part} in {year}"
            missing = missing or f"{lacks} missing"
            continue
        owed = Owed.TO_US if delta.amount >= 0 else Owed.BY_US
        key = (owed, delta.currency)
        sums[key] = sums.get(key, Fraction(0)) + abs(delta.amount) * Fraction(pieces)
    for (owed, currency), amount in sorted(sums.items()):
        if amount:
            money = Money(round_half_up(amount, minor_units(currency)), currency)
            yield Stake(change.id, Sort.A_YEAR, owed, money)
    if missing:
        yield Stake(change.id, Sort.A_YEAR, unknown=missing)
