"""The page of a part: which index is agreed, priced and shipped, its history by site, its bills of material."""

from kamdocs.core.book import Book
from kamdocs.core.view import Page, Section
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


def page(part: Part, book: Book) -> Page:
    """Indices and introductions, their history by site, where they disagree, then one bill of material for each."""
    joined = (today_table(part, book), days_table(part, book))
    return Page(
        headline=three_way_fact(part, book),
        sections=(
            Section("Technical indices", tables=(introductions_table(part, book),)),
            Section("History by site", tables=(history_table(part, book),)),
            Section("Agreed, priced, shipped", tables=joined, note=NOTE),
            Section("Bills of material", tables=bom_tables(part)),
        ),
    )
