"""The page of a part: its technical indices, their introductions, their bills of material."""

from kamdocs.core.book import Book
from kamdocs.core.view import Page, Section
from kamdocs.kinds.part.figures import bom_tables, introductions_table
from kamdocs.kinds.part.model import Part


def page(part: Part, book: Book) -> Page:
    """Indices and introductions first, then one bill of material for each index."""
    return Page(
        sections=(
            Section("Technical indices", tables=(introductions_table(part, book),)),
            Section("Bills of material", tables=bom_tables(part)),
        )
    )
