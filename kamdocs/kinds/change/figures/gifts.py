"""What a change is worth that is given away, and what was given away in a year (K14)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kamdocs.core.book import Book
from kamdocs.core.money import Money, minor_units, round_half_up
from kamdocs.core.proof import Approval
from kamdocs.kinds.change.figures.ceiling import sites_of
from kamdocs.kinds.change.model import Change, ChangeLine
from kamdocs.kinds.volume_plan.figures import yearly_volume

_PIECES = "pcs"


def gift_value(change: Change, book: Book) -> Money | None:
    """What a change costs us in a year if nobody pays for it: one-offs, and the price over the pieces of the year.

    The year is that of the signature in `free_of_charge`; without one, that of the last commercial act. Prices per 100
    or 1000 are taken per piece, exactly; only the sum is rounded, half up to the minor units of its currency. A line
    without sites means every site with a price. One-offs are those that are written.

    Returns:
        None where it is not computable: neither a one-off nor a price delta is written, two currencies, a price by
        another measure than pieces, or pieces that are not known.

    Source:
        K14, K16.
    """
    amounts = change.one_off.amounts if change.one_off else ()
    year = _year(change)
    if change.one_off is None or year is None or any(line.price_delta is None for line in change.lines):
        return None
    total = sum((Fraction(one.amount) for one in amounts), Fraction(0))
    currencies = {one.currency for one in amounts}
    for line in change.lines:
        worth = _worth(line, year, book)
        if worth is None:
            return None
        total += worth[0]
        currencies |= worth[1]
    if len(currencies) != 1:
        return None
    currency = currencies.pop()
    return Money(round_half_up(total, minor_units(currency)), currency)


def _year(change: Change) -> int | None:
    if change.free_of_charge is not None:
        return change.free_of_charge.on.year
    return change.commercial_track[-1].on.year if change.commercial_track else None


def _worth(line: ChangeLine, year: int, book: Book) -> tuple[Fraction, frozenset[str]] | None:
    """The delta of a line over the pieces of a year, with the currencies in it; no pieces are asked for a zero."""
    deltas = [delta for _, delta in line.price_delta.listed()] if line.price_delta else []
    currencies = frozenset(delta.currency for delta in deltas)
    together = sum((delta.exact for delta in deltas), Fraction(0))
    if together == 0:
        return Fraction(0), currencies
    if any(delta.measure != _PIECES for delta in deltas):
        return None
    pieces = [yearly_volume(book, line.part, year, site=site) for site in sites_of(line, book) or (None,)]
    known = [Fraction(one) for one in pieces if one is not None]
    if len(known) < len(pieces):
        return None
    return together * sum(known, Fraction(0)), currencies


@dataclass(frozen=True, slots=True)
class Gifts:
    """What was given away in a calendar year.

    Attributes:
        year: The year of the signatures.
        latest: The change with the latest signature; of several on one day the last by id.
        signed: That signature.
        values: What is known of them.
        unknown: How many have no known value.
    """

    year: int
    latest: Change
    signed: Approval
    values: tuple[Money, ...]
    unknown: int

    def sum_in(self, currency: str) -> Money | None:
        """The known values together; None if one of them stands in another currency, or there is none."""
        if not self.values or any(one.currency != currency for one in self.values):
            return None
        return Money(sum((one.amount for one in self.values[1:]), self.values[0].amount), currency)


def gifts_by_year(book: Book) -> Mapping[int, Gifts]:
    """The changes given away with a signature, by the year in which they were signed."""
    signed: dict[int, list[tuple[date, str, Change, Approval]]] = {}
    for change in book.all(Change):
        if (approval := change.free_of_charge) is not None:
            signed.setdefault(approval.on.year, []).append((approval.on, change.id, change, approval))
    found = {}
    for year, gifts in sorted(signed.items()):
        values = [gift_value(change, book) for _, _, change, _ in gifts]
        known = tuple(value for value in values if value is not None)
        _, _, latest, approval = max(gifts, key=lambda one: one[:2])
        found[year] = Gifts(year, latest, approval, known, len(values) - len(known))
    return found
