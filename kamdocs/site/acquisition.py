"""Requests, offers and awards before a reader who does not know all of their parts: his share of pieces, no sums."""

from collections.abc import Mapping
from decimal import Decimal

from kamdocs.core.money import round_half_up
from kamdocs.core.quantity import Quantity
from kamdocs.core.record import Record
from kamdocs.core.view import Fact, Link, Mark
from kamdocs.kinds.nomination.model import Nomination
from kamdocs.kinds.offer.model import Offer
from kamdocs.kinds.rfq.model import Rfq

KINDS = (Rfq, Offer, Nomination)
_SUMS = (
    "lifetime_volume",
    "capacity_apw",
    "capacity_mpw",
    "capacity_obligation",
    "tooling_total",
    "development_total",
)
"""What a letter says of all its parts together."""


def share_of_letter(record: Record, shares: Mapping[str, Decimal]) -> Record:
    """A request, offer or award with the pieces of one plant, exactly.

    Args:
        record: It.
        shares: Percent points that the plant makes of each of its own parts.

    Returns:
        Volumes times the share of the part. What the letter says of all parts together stays only where the plant
        makes all of them alone.
    """
    if not isinstance(record, KINDS):
        return record
    lines = tuple(
        line.model_copy(update={"volumes": _times(line.volumes, shares[line.part] / 100)})
        if line.part in shares
        else line
        for line in record.lines
    )
    alone = bool(record.lines) and all(shares.get(line.part) == 100 for line in record.lines)
    shown = record.model_copy(update={"lines": lines})
    return shown if alone else without_sums(shown)


def _times(volumes: Mapping[int, Quantity], share: Decimal) -> dict[int, Quantity]:
    return {year: Quantity(one.amount * share, one.unit) for year, one in volumes.items()}


def in_whole_pieces(record: Record) -> Record:
    """The same with whole pieces, half up, as a page shows them; other kinds as they are."""
    if not isinstance(record, KINDS):
        return record
    lines = tuple(line.model_copy(update={"volumes": _whole(line.volumes)}) for line in record.lines)
    return record.model_copy(update={"lines": lines})


def _whole(volumes: Mapping[int, Quantity]) -> dict[int, Quantity]:
    return {year: Quantity(round_half_up(one.amount, 0), one.unit) for year, one in volumes.items()}


def without_sums(record: Record) -> Record:
    """A record without what it says of all its parts together; other kinds as they are."""
    if not isinstance(record, KINDS):
        return record
    return record.model_copy(update={name: None for name in _SUMS if name in type(record).model_fields})


def without_figures(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """States and links alone: a number made of all parts counts those that the reader may not know of."""
    return tuple(fact for fact in facts if isinstance(fact.value, (Mark, Link)))
