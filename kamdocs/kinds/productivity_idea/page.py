"""The page of an idea: what it brings to the step that it pays for, beside the other ideas of that step."""

from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.view import Fact, Page, Section
from kamdocs.kinds.lta.figures import step_of
from kamdocs.kinds.productivity_idea.figures import coverage, coverage_mark, ideas_of_step_table, shares_of_target
from kamdocs.kinds.productivity_idea.figures.coverage import Coverage
from kamdocs.kinds.productivity_idea.model import ProductivityIdea


def page(idea: ProductivityIdea, book: Book) -> Page:
    """The step with its coverage; nothing where the idea counts for no committed step."""
    found = step_of(book, idea.counted_in[0]) if idea.counted_in else None
    if found is None:
        return Page()
    covering = coverage(book, *found)
    return Page(
        sections=(
            Section("The step that it pays for", facts=_facts(covering, book)),
            Section("All ideas of this step", tables=(ideas_of_step_table(covering, book),)),
        )
    )


def _facts(found: Coverage, book: Book) -> tuple[Fact, ...]:
    shares = shares_of_target(found)
    return (
        Fact("Standing", coverage_mark(found, book), Class.PRICE, found.reference),
        Fact("Target", str(found.target) if found.target else None, Class.PRICE, f"committed for {found.step.year}"),
        Fact("Weighted", str(found.weighted) if found.weighted else None, Class.PRICE, shares[0]),
        Fact("Hard", str(found.hard) if found.hard else None, Class.PRICE, shares[1]),
        Fact("Margin at risk", str(found.gap) if found.gap else None, Class.PRICE),
    )
