"""The columns of a price list in the customer's words, and what each shows; nothing that is only ours.

The customer's record names his columns in `price_list`. Without it the usual ones stand. Every list ends with the
reference of the record behind each row, unless the customer's own columns have it.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kamdocs.core.book import Book
from kamdocs.core.errors import KamdocsError
from kamdocs.core.layers import Layer
from kamdocs.core.money import UnitPrice
from kamdocs.exchange.offer_words import WORDS, price_unit
from kamdocs.kinds.customer.model import Customer
from kamdocs.kinds.customer_site.model import CustomerSite
from kamdocs.kinds.price.figures import ListedPrice

Shown = str | UnitPrice | None
"""What stands in a cell; None = empty."""


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column: its heading, and what it shows of a price."""

    heading: str
    shows: str


@dataclass(frozen=True, slots=True)
class _Of:
    """A listed price with what it is shown by."""

    listed: ListedPrice
    book: Book
    language: str


def _site_code(one: _Of) -> str:
    site = one.book.get_as(CustomerSite, one.listed.site)
    return site.code if site else ""


def _layer(layer: Layer) -> Callable[[_Of], Shown]:
    def of(one: _Of) -> Shown:
        layers = one.listed.line.layers
        found: UnitPrice | None = getattr(layers, layer.value) if layers is not None else None
        return found

    return of


_SHOWS: Mapping[str, Callable[[_Of], Shown]] = MappingProxyType(
    {
        "part": lambda one: one.listed.customer_number,
        "customer_number": lambda one: one.listed.customer_number,
        "description": lambda one: one.listed.description,
        "site": lambda one: one.listed.site_name,
        "site_code": _site_code,
        "technical_index": lambda one: one.listed.line.technical_index,
        "price_type": lambda one: WORDS[one.language][one.listed.held.price.price_type.value],
        "unit_price": lambda one: one.listed.line.unit_price,
        "price_unit": lambda one: price_unit(one.listed.line.unit_price.unit, one.language),
        "currency": lambda one: one.listed.line.unit_price.currency,
        "valid_from": lambda one: one.listed.held.days.first.isoformat(),
        "valid_to": lambda one: last.isoformat() if (last := one.listed.held.days.last) else None,
        "provisional": lambda one: WORDS[one.language]["provisional"] if one.listed.line.provisional else None,
        "reference": lambda one: one.listed.reference,
        **{layer.value: _layer(layer) for layer in Layer},
    }
)
_USUAL = ("part", "description", "site", "index", "price_type", "price", "unit", "valid_from", "valid_to")
_NAMED = {"index": "technical_index", "price": "unit_price", "unit": "price_unit"}


def columns_of(book: Book, language: str) -> tuple[ListColumn, ...]:
    """The columns of the account's customer, else the usual ones; the reference of the record is always among them.

    Raises:
        KamdocsError: A column shows what a price list does not: something that is only ours, or that there is not.
    """
    words = WORDS[language]
    customer = next(iter(book.all(Customer)), None)
    if customer is None or not customer.price_list:
        columns = [ListColumn(words[name], _NAMED.get(name, name)) for name in _USUAL]
    else:
        columns = [ListColumn(one.heading, _name(one.shows, customer.id)) for one in customer.price_list]
    if all(one.shows != "reference" for one in columns):
        columns.append(ListColumn(words["record"], "reference"))
    return tuple(columns)


def _name(shows: str, customer: str) -> str:
    name = shows.strip().lower().replace(" ", "_").removeprefix("layers.")
    if name not in _SHOWS:
        hint = f"Write one of: {', '.join(_SHOWS)}."
        raise KamdocsError(f"The price list of {customer} shows {shows}, which no list holds.", hint)
    return name


def cells_of(
    listed: Iterable[ListedPrice], columns: Sequence[ListColumn], book: Book, language: str
) -> tuple[tuple[Shown, ...], ...]:
    """What stands in each column, row by row."""
    rows = (_Of(one, book, language) for one in listed)
    return tuple(tuple(_SHOWS[column.shows](one) for column in columns) for one in rows)


def as_csv(columns: Sequence[ListColumn], rows: Iterable[Sequence[Shown]]) -> str:
    """The list as CSV: comma between values, point as decimal mark, every price with its unit.

    A value that a spreadsheet would take for a formula is written with an apostrophe in front.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([_safe(column.heading) for column in columns])
    for row in rows:
        writer.writerow([str(cell) if isinstance(cell, UnitPrice) else _safe(cell or "") for cell in row])
    return stream.getvalue()


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
