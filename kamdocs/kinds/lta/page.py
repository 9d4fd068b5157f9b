"""The page of an LTA: its steps with prices, money and standing, what they depend on, and the ideas behind them."""

from kamdocs.core.book import Book
from kamdocs.core.view import Page, Section
from kamdocs.kinds.lta.figures import conditions_table, steps_table
from kamdocs.kinds.lta.model import Lta
from kamdocs.kinds.productivity_idea.figures import coverage_table


def page(lta: Lta, book: Book) -> Page:
    """Steps, conditions where there are any, then what ideas bring against the steps."""
    conditions = (Section("What they depend on", tables=(conditions_table(lta, book),)),) if lta.conditions else ()
    steps = Section("Steps", tables=(steps_table(lta, book),))
    ideas = Section("Ideas against the steps", tables=(coverage_table(book, lta),))
    return Page(sections=(steps, *conditions, ideas))
