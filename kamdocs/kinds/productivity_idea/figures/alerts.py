"""When a commitment year is short of ideas: below the warning, below the alert, or not hard enough close to its day."""

from collections.abc import Iterator

from kamdocs.calc.days import day_after
from kamdocs.calc.productivity import percent
from kamdocs.core.book import Book
from kamdocs.core.view import Mark
from kamdocs.kinds.lta.figures import counts
from kamdocs.kinds.lta.model import Lta
from kamdocs.kinds.productivity_idea.figures.coverage import Coverage, coverage
from kamdocs.kinds.productivity_idea.model import ProductivityIdea


def covered_years(lta: Lta, book: Book) -> Iterator[tuple[int, Coverage]]:
    """The steps of an LTA that counts, from the year of the day on, as far as they can be measured, with their place.

    Nothing where ideas lie in a root that is not joined, or one of them was not read: what it brings is not known.
    """
    about = ProductivityIdea.about
    if not counts(lta, book.as_of) or about.slug in book.absent_kinds or book.has_unread(about.folder):
        return
    for place, step in enumerate(lta.steps):
        if step.year >= book.as_of.year and (found := coverage(book, lta, step)).measured is not None:
            yield place, found


def is_below_warning(found: Coverage, book: Book) -> bool:
    """Whether the weighted ideas cover less than policy `coverage.warning`."""
    limit = book.policy.limit("coverage", on=book.as_of).warning
    return found.measured is not None and found.measured.weighted * 100 < limit


def is_in_the_red(found: Coverage, book: Book) -> bool:
    """Whether they cover less than `coverage.alert`, or hard ideas less than `coverage.hard` so close to the day."""
    if found.measured is None:
        return False
    limit = book.policy.limit("coverage", on=book.as_of)
    if found.measured.weighted * 100 < limit.alert:
        return True
    near = book.as_of <= found.step.effective <= day_after(book.as_of, limit.hard_within).day
    return near and found.measured.hard * 100 < limit.hard


def coverage_mark(found: Coverage, book: Book) -> Mark:
    """How a step stands, in one word."""
    if found.measured is None:
        return Mark("not computable", "wait")
    if is_in_the_red(found, book):
        return Mark("short, decide", "bad")
    return Mark("not yet covered", "wait") if is_below_warning(found, book) else Mark("covered", "good")


def shares_of_target(found: Coverage) -> tuple[str, str]:
    """Weighted and hard coverage as they are shown; empty where there is nothing to measure."""
    measured = found.measured
    return (percent(measured.weighted), percent(measured.hard)) if measured else ("", "")
