"""What a clause says twice: base values and the example of the paper, beside what the formula gives."""

from collections.abc import Iterator

from kamdocs.calc.refusal import Refused
from kamdocs.core.book import Book
from kamdocs.core.money import UnitPrice
from kamdocs.kinds.price_index_clause.figures.averages import BaseCheck, base_checks
from kamdocs.kinds.price_index_clause.figures.formula import worked_example_result
from kamdocs.kinds.price_index_clause.model import CLAUSE_TRACK, PriceIndexClause


def wrong_bases(book: Book, clause: PriceIndexClause) -> Iterator[BaseCheck]:
    """The base values that their series does not give.

    Not judged are a value in another unit, a value that cannot be computed and, once the clause is agreed, one whose
    month was published or revised after that day.
    """
    agreed = CLAUSE_TRACK.reached(clause.track, "agreed")
    for one in base_checks(book, clause):
        found = one.computed
        if found is None or one.agrees or found.unit != one.written.unit:
            continue
        used = [item for month in found.averaged.months for item in (month.value, month.published) if item is not None]
        if agreed is None or not any(item.published_on and item.published_on > agreed.on for item in used):
            yield one


def example_result(book: Book, clause: PriceIndexClause) -> UnitPrice | None:
    """What the example of the paper gives by its own formula; None without one, or where the formula lacks a field."""
    try:
        return worked_example_result(clause, book) if clause.worked_example is not None else None
    except Refused:
        return None
