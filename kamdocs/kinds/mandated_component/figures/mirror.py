"""The mirror of mandated components: the customer's agreed price beside what we pay, component by component.

Each row is one agreed price. What we pay is read today where the price is in force, else on its last day, or on its
first day where it is still to come. Differences are our purchase price less the customer's: above zero we pay more.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from kamdocs.calc.cash import due_date
from kamdocs.calc.refusal import Refused
from kamdocs.calc.units import converted
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.money import Money, UnitPrice, round_half_up
from kamdocs.core.money import minor_units as minor
from kamdocs.core.period import Span
from kamdocs.core.terms import Terms
from kamdocs.core.view import Cell, Column, Link, Mark, Number, Row, Table
from kamdocs.kinds.customer.model import Customer
from kamdocs.kinds.mandated_component.figures.standing import direction_proven, line_standing
from kamdocs.kinds.mandated_component.figures.uses import series_uses
from kamdocs.kinds.mandated_component.model import MandatedComponent, MandatedPriceLine
from kamdocs.kinds.price.figures import shown
from kamdocs.kinds.purchase_agreement.figures import bought_on, mandated_days, side_mark, side_of
from kamdocs.kinds.purchase_agreement.model import PurchaseAgreement, agreements_by_number
from kamdocs.kinds.volume_plan.figures import yearly_volume

_FIRST_OF_30 = date(2024, 4, 1)
_NOT_HERE = Mark("not in this copy", "wait")
_NONE = Mark("no purchase agreement", "wait")
_IS_THERE = "there, not shown here"
"""Of a paper that a reader may not open: that it is not missing he reads anyway."""


def payment_days(terms: Terms) -> int:
    """Days from an invoice, dated and received on the first of a month of 30 days, to the day it is due (F-11)."""
    return (due_date(terms, _FIRST_OF_30, _FIRST_OF_30) - _FIRST_OF_30).days


def mandated_mirror(book: Book, *, audience: str = "sales") -> Table:
    """Every agreed price of every mandated component beside our purchase price, with what goes with it.

    Args:
        book: The account.
        audience: For `purchasing` the words above, on and below have class `material`: they are the summary that the
            purchase agreement declares for it. Amounts stay of class `cost`.

    Returns:
        One row for each agreed price, the newest first, components in the order of their ids.
    """
    words = Class.MATERIAL if audience == "purchasing" else Class.COST
    rows = tuple(row for one in book.all(MandatedComponent) for row in _rows(one, book))
    empty = "No mandated component is recorded."
    return Table("Mandated components: their price and ours", _columns(words), rows, "mandated-mirror", empty)


MIRROR_PRICES = (
    "Component",
    "From",
    "Standing",
    "Customer's price",
    "Our purchase price",
    "Purchase price is",
    "Ours less theirs",
    "The same a year",
    "We follow after (days)",
    "Dispute",
)
MIRROR_TERMS = (
    "Component",
    "Description",
    "Supplier",
    "Handling fee",
    "Direction proven",
    "RASIC",
    "Directed-buy agreement",
    "Warranty back to back",
    "Paid after we pay (days)",
)


def mirror_tables(book: Book, *, audience: str = "sales") -> tuple[Table, Table]:
    """The mirror as two tables that fit a screen: prices by date, then the terms of each component."""
    every = mandated_mirror(book, audience=audience)
    return (
        every.picked(MIRROR_PRICES, caption="Their price and ours", name="mandated-prices"),
        every.picked(MIRROR_TERMS, caption="Terms of each component", name="mandated-terms"),
    )


def _columns(words: Class) -> tuple[Column, ...]:
    return (
        Column("Component", Class.MATERIAL),
        Column("Description", Class.MATERIAL),
        Column("Supplier", Class.MATERIAL, below="Description"),
        Column("From", Class.MATERIAL),
        Column("Standing", Class.MATERIAL),
        Column("Customer's price", Class.MATERIAL, numeric=True),
        Column("Handling fee", Class.PRICE, numeric=True),
        Column("Our purchase price", Class.COST, numeric=True),
        Column("Purchase price is", words),
        Column("Ours less theirs", Class.COST, numeric=True),
        Column("The same a year", Class.COST, numeric=True, below="Ours less theirs"),
        Column("We follow after (days)", Class.COST, numeric=True),
        Column("Dispute", Class.MATERIAL, below="Purchase price is"),
        Column("Direction proven", Class.MATERIAL),
        Column("RASIC", Class.MATERIAL),
        Column("Directed-buy agreement", Class.MATERIAL),
        Column("Warranty back to back", Class.MATERIAL),
        Column("Paid after we pay (days)", Class.PRICE, numeric=True),
    )


def _rows(component: MandatedComponent, book: Book) -> Iterator[Row]:
    told = _of_component(component, book)
    bought = [one.id for one in agreements_by_number(book).get(component.component, ())]
    for line, days in reversed(mandated_days(component)):
        day = _day_in(days, book.as_of)
        ours = bought_on(book, component.component, day)
        yield Row(
            (
                Link(component.id, component.component),
                component.description,
                component.tier2_supplier,
                line.valid_from.isoformat(),
                line_standing(component, line, book.as_of),
                shown(line.unit_price),
                Number(component.handling_fee, f"{component.handling_fee} %"),
                *_purchase(component, line, (ours, day), book),
                *told,
            ),
            about=(component.id, *bought),
            anchor=f"{component.id}-{line.valid_from}",
        )


def _day_in(days: Span, as_of: date) -> date:
    """The day on which the two prices are compared: today if the agreed price is in force, else its nearest day."""
    if as_of < days.first:
        return days.first
    return as_of if days.last is None else min(as_of, days.last)


def _purchase(
    component: MandatedComponent, line: MandatedPriceLine, told: tuple[UnitPrice | None, date], book: Book
) -> tuple[Cell, ...]:
    """Our price, its side, the difference a piece and a year, and after how many days we followed."""
    ours, day = told
    if ours is None:
        absent = PurchaseAgreement.about.slug in book.absent_kinds
        return (_NOT_HERE if absent else _NONE, None, None, None, None)
    word = side_of(ours, line.unit_price)
    if word == "not comparable":
        return (shown(ours), side_mark(word), None, None, None)
    each = difference(ours, line.unit_price)
    yearly = yearly_difference(component, each, day.year, book)
    gap = _gap(component, line, book)
    return (
        shown(ours),
        side_mark(word),
        shown(each),
        Number(yearly.amount, str(yearly)) if yearly else None,
        None if gap is None else Number(Decimal(gap), str(gap)),
    )


def difference(ours: UnitPrice, theirs: UnitPrice) -> UnitPrice:
    """Our price less theirs, for one piece or unit of measure; exact, since prices are per 1, 100 or 1000."""
    amount = ours.amount / ours.per - theirs.amount / theirs.per
    return UnitPrice(amount, ours.currency, 1, ours.measure)


def yearly_difference(component: MandatedComponent, each: UnitPrice, year: int, book: Book) -> Money | None:
    """The difference over a year: pieces of every part (K16) times its quantity, rounded to minor units.

    Returns:
        None if the component is in no bill of material in series, or a volume is unknown, or a quantity does not fit.
    """
    uses = series_uses(book, component.component)
    together = Fraction(0)
    for use in uses:
        pieces = yearly_volume(book, use.part.id, year)
        if pieces is None:
            return None
        try:
            together += Fraction(pieces) * converted(use.line.quantity, each.measure, name="quantity")
        except Refused:
            return None
    if not uses:
        return None
    return Money(round_half_up(together * Fraction(each.amount), minor(each.currency)), each.currency)


def _gap(component: MandatedComponent, line: MandatedPriceLine, book: Book) -> int | None:
    """Days from an agreed price to our first purchase price that is the same; before it the number is below zero."""
    begins = [
        ours.valid_from
        for agreement in agreements_by_number(book).get(component.component, ())
        for ours in agreement.lines
        if side_of(ours.unit_price, line.unit_price) == "on"
    ]
    nearest = min(begins, key=lambda day: abs(day - line.valid_from), default=None)
    return (nearest - line.valid_from) // timedelta(days=1) if nearest else None


def _of_component(component: MandatedComponent, book: Book) -> tuple[Cell, ...]:
    """What is the same in every row of a component: dispute, direction, papers, warranty, payment."""
    disputes = [one.dispute.since for one in agreements_by_number(book).get(component.component, ()) if one.dispute]
    proven = direction_proven(component, book)
    direction = Mark("unknown", "wait") if proven is None else Mark("yes", "good") if proven else Mark("no", "bad")
    customer = next(iter(book.all(Customer)), None)
    gap = payment_days(customer.payment_terms) - payment_days(component.tier2_payment_terms) if customer else None
    return (
        f"since {min(disputes)}" if disputes else None,
        direction,
        Link(component.rasic, unseen=_IS_THERE) if component.rasic else Mark("missing", "bad"),
        Link(component.directed_buy_agreement, unseen=_IS_THERE)
        if component.directed_buy_agreement
        else Mark("missing", "bad"),
        Mark("yes", "good") if component.warranty_back_to_back else Mark("no", "bad"),
        None if gap is None else Number(Decimal(gap), str(gap)),
    )
