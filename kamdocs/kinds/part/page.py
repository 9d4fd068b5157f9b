"""The page of a part: which index is agreed, priced and shipped, its prices over time, its bills of material."""

from collections.abc import Iterator

from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.view import Column, Link, Page, Row, Section, Table
from kamdocs.kinds.part.figures import (
    NOTE,
    bom_tables,
    days_table,
    history_table,
    introductions_table,
    three_way_fact,
    today_table,
)
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.price.figures import (
    HeldLine,
    by_part_and_site,
    line_on,
    passport_table,
    priced_sites,
    shown,
    steps_chart,
    walk_section,
)
from kamdocs.kinds.price.model import Price


def page(part: Part, book: Book) -> Page:
    """Indices and introductions, prices at each site, where the three disagree, then one bill of material for each."""
    joined = (today_table(part, book), days_table(part, book))
    return Page(
        headline=three_way_fact(part, book),
        sections=(
            Section("Technical indices", tables=(introductions_table(part, book),)),
            Section("History by site", tables=(history_table(part, book),)),
            *_prices(part, book),
            Section("Agreed, priced, shipped", tables=joined, note=NOTE),
            Section("Bills of material", tables=bom_tables(part)),
        ),
    )


def _prices(part: Part, book: Book) -> Iterator[Section]:
    """Of each price file: the price over time and the walk to today; then the passport of the prices of the day.

    The passports of several prices stand on the pages of these prices, so that this one stays short.
    """
    files = [price for site in priced_sites(book, part.id) for price in by_part_and_site(book)[part.id, site]]
    for price in files:
        yield from _charts(price, book)
    held = [one for price in files if (one := line_on(price, book.as_of, book.as_of)) is not None]
    if len(held) == 1:
        yield Section("Passport", tables=(passport_table(held[0], book),))
    elif held:
        yield Section("Passports", tables=(_passports(part, held),))


def _charts(price: Price, book: Book) -> Iterator[Section]:
    site = book.get(price.site)
    where = f"{site.heading(book) if site else price.site}, {price.price_type.value.replace('_', ' ')}"
    if charts := steps_chart(price, book):
        yield Section(f"Price over time: {where}", charts=charts)
    if (walk := walk_section(price, book, f"Price walk: {where}")) is not None:
        yield walk


def _passports(part: Part, held: list[HeldLine]) -> Table:
    """Which price has its passport where."""
    columns = (
        Column("Price", Class.PRICE),
        Column("Site", Class.PRICE),
        Column("Index", Class.PRICE),
        Column("Price today", Class.PRICE, numeric=True),
    )
    rows = tuple(
        Row((Link(one.price.id), Link(one.price.site), one.line.technical_index, shown(one.line.unit_price)))
        for one in held
    )
    return Table("Prices of today, each with its passport on its page", columns, rows, f"passports-{part.id}")
