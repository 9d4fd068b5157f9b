"""What a change may not do to records, and what has to be seen of it: the rules that compare with BASE.

Each takes the comparison of one account and its book of today. A record that cannot be read today is left to the
findings of its own file.
"""

from collections.abc import Iterator

from kamdocs.core.book import Book
from kamdocs.core.code import DATED, WARNING
from kamdocs.history import gate, past
from kamdocs.history.compare import Comparison, Difference
from kamdocs.rules.rule import Hit, rule


@rule("GEN004", "agreed-facts-rewritten", against=True)
def agreed_facts_rewritten(comparison: Comparison, book: Book) -> Iterator[Hit]:
    """What was agreed at BASE, or an act of a track, is no longer what it was.

    Why:
        Who relies on an agreed price or date must find it again; a quiet edit is how two books come to differ.

    Fix:
        1. Take it back and add a new line. 2. Or write `revision: {no, by, on, because}` with the next number.
    """
    for one in _readable(comparison, book):
        yield from past.rewritten(one, book.as_of, book.base)


@rule("GEN014", "act-in-the-future", nature=DATED, against=True)
def act_in_the_future(comparison: Comparison, book: Book) -> Iterator[Hit]:
    """A new entry of a track has a day that is still to come.

    Why:
        An act that has not happened proves nothing, and every figure of that day would count on it.

    Fix:
        Write the day on which it happened.
    """
    for one in _readable(comparison, book):
        yield from past.in_the_future(one, book.as_of)


@rule("GEN011", "gate-touched", WARNING, against=True)
def gate_touched(comparison: Comparison, book: Book | None = None) -> Iterator[Hit]:
    """Policy, publications, a root, a baseline, a delegation or the authority of a person differs from BASE.

    Why:
        A change is judged by the rules that stood before it; whoever approves it must see that it moves them.

    Fix:
        Policy `owner` must agree.
    """
    for one in comparison.differences:
        for spot, says in gate.touched(one):
            yield Hit(spot, says)


def _readable(comparison: Comparison, book: Book) -> Iterator[Difference]:
    for one in comparison.records:
        if one.after is not None and not book.is_unread(one.about.record):
            yield one
