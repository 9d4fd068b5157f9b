"""Rules about what was billed: its price, the date that selects it, its price unit, and whether the extract adds up."""

from kamdocs.core.book import Book
from kamdocs.core.code import DATED, ERROR, STATIC, WARNING
from kamdocs.core.period import Month
from kamdocs.kinds.billing.figures import PlacedRow, odd_price, other_price_units, pieces_unpriced, rows_total
from kamdocs.kinds.billing.model import Billing, BillingDocument
from kamdocs.kinds.customer_site.model import CustomerSite
from kamdocs.kinds.price.model import Price
from kamdocs.rules.rule import Found, rule


@rule("PRC006", "invoiced-at-another-price", ERROR, STATIC, per=Billing)
def invoiced_at_another_price(billing: Billing, book: Book) -> Found:
    """An invoice was written at another price than the valid one, or by another pricing date than that of the site.

    Days before a price was loaded are judged by the line before it in its file, days without any price by PRC019. A
    price in another currency or price unit is not compared.

    Why:
        What is invoiced wrongly is corrected one by one later, or paid short at once.

    Fix:
        Correct the invoice, or the pricing date of the site.
    """
    for place, row in enumerate(billing.rows):
        if row.document is not BillingDocument.INVOICE:
            continue
        odd = odd_price(PlacedRow(billing, place, row), book)
        if odd is not None:
            line = odd.line
            says = f"invoiced at {row.unit_price}, valid from {line.valid_from} is {line.unit_price}"
            yield billing.at("rows", place, "unit_price"), says
        site = book.get_as(CustomerSite, row.site)
        if site is not None and site.pricing_date_basis is not row.basis:
            says = f"priced by {row.basis.value}, the site by {site.pricing_date_basis.value}"
            yield billing.at("rows", place, "basis"), says


@rule("PRC007", "credits-another-price", WARNING, DATED, per=Billing)
def credits_another_price(billing: Billing, book: Book) -> Found:
    """A customer who bills himself credits another price than the valid one, by more than policy lets pass.

    Policy `self_bill_tolerance` is per piece; without it every difference is reported.

    Why:
        A wrong price in his master data is paid wrongly every month until somebody disputes it in writing.

    Fix:
        Dispute it in writing; correct their master data.

    Source:
        F-10.
    """
    tolerance = book.policy.limit("self_bill_tolerance", on=book.as_of)
    for place, row in enumerate(billing.rows):
        if row.document is not BillingDocument.SELF_BILL or row.month > Month.of(book.as_of):
            continue
        if tolerance is not None and tolerance.currency != row.unit_price.currency:
            continue
        allowed = tolerance.exact if tolerance is not None else None
        odd = odd_price(PlacedRow(billing, place, row), book, as_of=book.as_of, tolerance=allowed)
        if odd is not None:
            says = f"they credit {row.unit_price}, the price is {odd.line.unit_price}: {odd.amount} in {row.month}"
            yield billing.at("rows", place, "unit_price"), says


@rule("PRC012", "two-price-units", ERROR, STATIC)
def two_price_units(book: Book) -> Found:
    """One part and site is priced per piece in one record and per hundred in another: price, order, billing.

    The record that came later is told, once for each part and site.

    Why:
        A factor of a hundred is found by the customer's auditor, not by a sum.

    Fix:
        Write all per the unit of the contract.
    """
    for later, earlier in other_price_units(book):
        if later.record in book.shelf.held:
            yield later.spot, f"{later.price} here, {earlier.price} in {earlier.record}: another price unit"


@rule("PRC019", "invoiced-without-price", ERROR, STATIC, per=Billing)
def invoiced_without_price(billing: Billing, book: Book) -> Found:
    """Pieces were invoiced on days on which no price of any type is recorded for part and site.

    Why:
        Money flows on a price that nobody can show.

    Fix:
        Record the price with its proof.
    """
    if Price.about.slug in book.absent_kinds or book.has_unread(Price.about.folder):
        return
    for place, row in enumerate(billing.rows):
        pieces = pieces_unpriced(PlacedRow(billing, place, row), book) if row.quantity > 0 else 0
        if pieces > 0:
            says = f"{pieces:f} pieces invoiced in {row.month} without a recorded price"
            yield billing.at("rows", place, "part"), says


@rule("CSH012", "billing-does-not-add-up", ERROR, STATIC, per=Billing)
def billing_does_not_add_up(billing: Billing, book: Book) -> Found:
    """The rows of an extract do not give its control total, in pieces or in money.

    Each row is rounded alone. Money is not compared where a row stands in another currency.

    Why:
        A row that was lost on the way is invisible afterwards.

    Fix:
        Load the extract again.
    """
    pieces, amount = rows_total(billing)
    said = billing.control_total
    spot = billing.at("control_total")
    if pieces != said.quantity:
        unit = billing.unit.value
        yield spot, f"rows {pieces:f} {unit}, control total {said.quantity:f} {unit}"
    elif amount is not None and amount != said.amount.amount:
        yield spot, f"rows {amount:f} {said.amount.currency}, control total {said.amount}"
