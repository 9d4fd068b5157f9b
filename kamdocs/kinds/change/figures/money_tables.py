"""The money of a change as tables: quoted against agreed, a year, paid once. Cost and profit have class cost."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from kamdocs.calc.change_profit import money_of_year, profit_of_year
from kamdocs.calc.gate import PerPiece
from kamdocs.calc.refusal import Refused
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.decimals import shown_decimals
from kamdocs.core.money import Money, round_half_up
from kamdocs.core.track import state_on
from kamdocs.core.view import Cell, Column, Link, Number, Row, Table
from kamdocs.kinds.change.figures.gate_table import signed
from kamdocs.kinds.change.figures.money import (
    cost_of_change,
    is_settled,
    paid_once,
    places,
    quoted_delta,
    stated_delta,
    years_of,
)
from kamdocs.kinds.change.model import Change, ChangeLine, CommercialState
from kamdocs.kinds.offer.model import counting_offer
from kamdocs.kinds.volume_plan.figures import yearly_volume

NOTE = (
    "Plus raises our price or our cost. A year is a full year at the planned volume, also the year of the introduction."
)
_NO = "not computable"


def _columns(*names: str, numbers: tuple[str, ...] = (), cost: tuple[str, ...] = ()) -> tuple[Column, ...]:
    return tuple(
        Column(name, Class.COST if name in cost else Class.PRICE, numeric=name in (*numbers, *cost)) for name in names
    )


def quoted_table(change: Change, book: Book) -> Table:
    """What we asked and what the record says, by part and site."""
    numbers = ("Quoted", "In the change", "Change less quoted")
    columns = _columns("Part", "Site", "Offer", *numbers, "Standing", numbers=numbers)
    offer = counting_offer(book, change.id, book.as_of)
    rows = []
    for line, site in places(change, book):
        quoted, stated = _asked(change, line, site, book), _stated(line)
        cells: tuple[Cell, ...] = (
            Link(line.part),
            Link(site) if site else "site unknown",
            Link(offer.id) if offer else "no offer",
            _each(quoted, book),
            _each(stated, book),
            _each(_less(stated, quoted), book),
            _standing(change, book),
        )
        about = tuple(one for one in (line.part, site, offer.id if offer else "") if one)
        rows.append(Row(cells, about=about, parts=(line.part,)))
    return Table("Quoted and agreed", columns, tuple(rows), f"quoted-{change.id}", "No part is named.")


def _standing(change: Change, book: Book) -> str:
    if state_on(change.commercial_track, book.as_of) is CommercialState.WAIVED:
        return "given away"
    return "agreed" if is_settled(change, book) else "not agreed yet"


def _asked(change: Change, line: ChangeLine, site: str, book: Book) -> PerPiece | str | None:
    return _tried(lambda: quoted_delta(change, line, site, book))


def _stated(line: ChangeLine) -> PerPiece | str | None:
    return _tried(lambda: stated_delta(line))


def _costs(change: Change, line: ChangeLine, site: str, book: Book) -> PerPiece | str | None:
    return _tried(lambda: cost_of_change(change, line, site, book))


def _tried(calculate: Callable[[], PerPiece | None]) -> PerPiece | str | None:
    """A delta, why it has none, or None where nobody says one."""
    try:
        return calculate()
    except Refused as refusal:
        return f"{_NO}: {refusal}"


def _less(one: PerPiece | str | None, other: PerPiece | str | None) -> PerPiece | str | None:
    if not isinstance(one, PerPiece) or not isinstance(other, PerPiece):
        return None
    return _tried(lambda: one.plus(other, -1))


def _each(delta: PerPiece | str | None, book: Book) -> Cell:
    """A delta per piece with as many decimals as the customer's prices have; more only where it needs them."""
    if not isinstance(delta, PerPiece):
        return delta
    decimals = shown_decimals(book)
    while decimals < 8 and Fraction(round_half_up(delta.amount, decimals)) != delta.amount:
        decimals += 1
    shown = round_half_up(delta.amount, decimals)
    return Number(shown, f"{'+' if shown > 0 else ''}{shown:f} {delta.currency}")


def years_table(change: Change, book: Book) -> Table:
    """What the change is worth in each year by part and site, and what it leaves us where its cost is known."""
    numbers, cost = ("Pieces", "Price delta", "Money a year"), ("Cost delta", "Profit a year")
    columns = _columns("Part", "Site", "Year", *numbers, *cost, numbers=numbers, cost=cost)
    rows = []
    for line, site in places(change, book):
        price = _worth(change, line, site, book)
        costs = _costs(change, line, site, book)
        for year in years_of(change, line, book):
            pieces = yearly_volume(book, line.part, year, site=site or None)
            cells: tuple[Cell, ...] = (
                Link(line.part),
                Link(site) if site else "site unknown",
                str(year),
                Number(pieces, f"{pieces:,f} pcs") if pieces is not None else "not known",
                _each(price, book),
                _money(price, pieces),
                _each(costs, book),
                _profit(price, costs, pieces),
            )
            rows.append(Row(cells, about=(line.part, *((site,) if site else ())), parts=(line.part,)))
    return Table("What it is worth a year", columns, tuple(rows), f"years-{change.id}", "No part is named.")


def _worth(change: Change, line: ChangeLine, site: str, book: Book) -> PerPiece | str | None:
    """The delta that counts: nothing if given away, the agreed one, else the quoted one, else what is proposed."""
    stated = _stated(line)
    if state_on(change.commercial_track, book.as_of) is CommercialState.WAIVED:
        return PerPiece(Fraction(0), stated.currency) if isinstance(stated, PerPiece) else stated
    if is_settled(change, book) and stated is not None:
        return stated
    return _asked(change, line, site, book) or stated


def _money(price: PerPiece | str | None, pieces: Decimal | None) -> Cell:
    if not isinstance(price, PerPiece):
        return price or f"{_NO}: price_delta missing"
    return _amount(lambda: money_of_year(price, pieces))


def _profit(price: PerPiece | str | None, cost: PerPiece | str | None, pieces: Decimal | None) -> Cell:
    if not isinstance(price, PerPiece) or not isinstance(cost, PerPiece):
        return _NO
    return _amount(lambda: profit_of_year(price, cost, pieces))


def _amount(calculate: Callable[[], Money]) -> Cell:
    try:
        found = calculate()
    except Refused as refusal:
        return f"{_NO}: {refusal}"
    return Number(found.amount, signed(found))


def once_table(change: Change, book: Book) -> Table:
    """What is paid once: offered, stated in the change, what it costs us, and how much of that comes back."""
    numbers = ("Offered", "In the change", "Our cost", "Comes back")
    columns = _columns("What", *numbers, "Agreed", numbers=numbers)
    settled = "yes" if is_settled(change, book) else "not yet"
    rows = tuple(
        Row(
            (
                one.what.capitalize(),
                _known(one.offered),
                _known(one.stated),
                _known(one.cost),
                _percent(one.share),
                settled if one.stated is not None else None,
            )
        )
        for one in paid_once(change, book)
    )
    return Table("Paid once", columns, rows, f"once-{change.id}")


def _known(money: Money | None) -> Cell:
    return Number(money.amount, str(money)) if money is not None else "not known"


def _percent(share: Fraction | None) -> Cell:
    if share is None:
        return _NO
    shown = round_half_up(share, 2)
    return Number(shown, f"{shown:f} %")
