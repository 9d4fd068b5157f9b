"""The coherence block of `kamdocs check OFR-…`: what an offer was compared with, and how each comparison ended."""

import textwrap
from collections import Counter
from collections.abc import Iterator

from kamdocs.cli.workspace import Workspace
from kamdocs.core.book import Book
from kamdocs.core.ids import split_item
from kamdocs.kinds.offer.figures.coherence import Compared, Outcome, comparisons
from kamdocs.kinds.offer.model import Offer
from kamdocs.report.shown import visible

_SIGNS = {Outcome.AGREES: "=", Outcome.DIFFERS: "≠", Outcome.NOT_COMPARED: "?"}
_WIDTH, _INDENT = 100, " " * 17


def blocks(workspace: Workspace, what: tuple[str, ...], accounts: tuple[str, ...]) -> Iterator[str]:
    """The blocks of the offers among what was asked for by id, in the order asked; nothing for all else.

    Args:
        workspace: The project; without a readable policy nothing is compared.
        what: Paths and ids as they were typed.
        accounts: The accounts that the check looks at.
    """
    if not workspace.has_policy:
        return
    for name in dict.fromkeys(split_item(word)[0] for word in what):
        for account in accounts:
            held = workspace.loaded(account).shelf.held.get(name)
            if held is not None and isinstance(held.record, Offer):
                yield ""
                yield from block(held.record, workspace.book(account))


def block(offer: Offer, book: Book) -> Iterator[str]:
    """One offer: a line for each comparison with what it was compared with, then how many ended how."""
    found = comparisons(offer, book)
    yield visible(f"{offer.id} {offer.title or offer.heading(book)}: compared with")
    for one in found:
        yield from _line(one)
    counts = Counter(one.outcome for one in found)
    agree, differ, open_ = (counts[one] for one in Outcome)
    yield f"  {agree} agree, {differ} differ, {open_} not compared"


def _line(one: Compared) -> Iterator[str]:
    beside = f" · {', '.join(one.beside)}" if one.beside else ""
    head = visible(f"{one.what}{beside}")
    yield from textwrap.wrap(
        head, _WIDTH, initial_indent=f"  {_SIGNS[one.outcome]} {one.outcome.value:<12} ", subsequent_indent=_INDENT
    )
    yield from textwrap.wrap(visible(one.says), _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)
