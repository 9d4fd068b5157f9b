"""What a draft of the next round of an offer begins with: all that was offered, but nothing of that version alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kamdocs.cli.one_record import find_record
from kamdocs.cli.workspace import Workspace
from kamdocs.core.book import Held
from kamdocs.core.errors import KamdocsError
from kamdocs.kinds.cost_breakdown.figures import breakdowns_of
from kamdocs.kinds.cost_breakdown.model import CostBreakdown
from kamdocs.kinds.offer.model import TERMS, Offer, offers_answering
from kamdocs.load.yaml_events import parse

_TAKEN = (
    "owner",
    "programme",
    "only_for",
    "rfq",
    "change",
    "lines",
    *TERMS,
    "exceptions",
)
_TAKEN_OF_BREAKDOWNS = (
    "owner",
    "only_for",
    "part",
    "technical_index",
    "site",
    "raw_material",
    "purchased_parts",
    "mandated_parts",
    "cost_layers",
    "rates",
    "fixed_costs",
    "change_delta",
    "margin",
    "npv",
    "rates_justification",
)
LEFT_OPEN = ("priced_on", "valid_until", "validations", "moves")
"""What belongs to one version: prices that move get a new day, a new validation and a reason."""


@dataclass(frozen=True, slots=True)
class NextRound:
    """What a draft of the next round begins with.

    Attributes:
        account: The account of the offer.
        given: Its fields, texts as they stand in the file of the round before.
        after: The round before.
    """

    account: str
    given: dict[str, Any]
    after: Offer

    def note(self) -> str:
        """The comment at the head of the draft."""
        return f"# Round {self.given['round']}, begun from {self.after.id}: its prices stand until you change them."

    def left(self) -> str:
        """What is left to fill, in one line."""
        return f"Left to fill: {', '.join(LEFT_OPEN)}; the prices are those of round {self.after.round}."


def next_round(workspace: Workspace, record_id: str, account: str | None) -> NextRound:
    """The begin of the round after an offer.

    Raises:
        KamdocsError: The record is no offer, or a later round is on record already.
    """
    name, held = find_record(workspace, record_id, account)
    before = held.record
    if not isinstance(before, Offer):
        raise KamdocsError(f"{record_id} is no offer.", "Name the round before, such as OFR-2024-0118.")
    rounds = offers_answering(workspace.book(name), before.answers) if before.answers else (before,)
    if rounds[-1].round > before.round:
        hint = f"Begin with --after {rounds[-1].id}."
        raise KamdocsError(f"{rounds[-1].id} is round {rounds[-1].round} already.", hint)
    given = _taken(workspace, held, _TAKEN)
    return NextRound(name, {**given, "round": str(before.round + 1), "supersedes": before.id}, before)


def next_breakdowns(workspace: Workspace, begun: NextRound, offer: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The breakdowns of the round before, as those of the next one begin: their ids and fields.

    Args:
        workspace: The project.
        begun: The next round.
        offer: Its id.

    Raises:
        KamdocsError: The round before has none that is here and loads.
    """
    before, book = begun.after, workspace.book(begun.account)
    found = breakdowns_of(book, before.id)
    if not found or book.has_unread(CostBreakdown.about.folder):
        state = "whose breakdowns all load" if found else "with a breakdown in this copy"
        raise KamdocsError(f"{before.id} is no round {state}.", "Leave --breakdowns out, or look with `kamdocs check`.")
    for one in found:
        given = _taken(workspace, book.shelf.held[one.id], _TAKEN_OF_BREAKDOWNS)
        tail = one.id.removeprefix(f"CBD-{before.id.removeprefix('OFR-')}-").removeprefix("CBD-")
        yield f"CBD-{offer.removeprefix('OFR-')}-{tail}", {"offer": offer, **given}


def _taken(workspace: Workspace, held: Held, names: tuple[str, ...]) -> dict[str, Any]:
    """Some fields of a record, as its file writes them."""
    tree: dict[str, Any] = parse((workspace.project.folder / held.file).read_bytes()).tree or {}
    return {field: tree[field] for field in names if field in tree}
