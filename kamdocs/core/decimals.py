"""How many decimals the unit prices of an account have: its customer says it (convention K15)."""

from kamdocs.core.book import Book

USUAL = 4
"""What most customers take, and what a customer record that does not say otherwise means."""


def price_decimals(book: Book) -> int | None:
    """Decimals of unit prices of the account; None if its customer record is not here: nothing is rounded then."""
    return book.remembered("price decimals", lambda: _of_customer(book))


def shown_decimals(book: Book) -> int:
    """The same for what is only shown; as usual where the customer record is not here."""
    known = price_decimals(book)
    return USUAL if known is None else known


def _of_customer(book: Book) -> int | None:
    for record in book.own_records():
        if record.about.slug == "customer":
            found: int | None = getattr(record, "price_decimals", None)
            return found
    return None
