"""What an LTA says about one step: its rate, the layers it is taken from, its first day, its place among others."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from kamdocs.calc.lta import Steps, after_second_full_year, after_sop, tier_rate
from kamdocs.calc.refusal import Refused
from kamdocs.core.book import Book
from kamdocs.core.decimals import price_decimals
from kamdocs.core.ids import split_item
from kamdocs.core.layers import Layer
from kamdocs.core.track import state_on
from kamdocs.kinds.document.model import Document
from kamdocs.kinds.lta.model import COUNTING, Compounding, Excluded, Lta, LtaYear, ReductionBasis, StartRule
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.programme.model import Programme

EXCLUDED_LAYERS: Mapping[Excluded, frozenset[Layer]] = {
    Excluded.MANDATED: frozenset({Layer.MANDATED}),
    Excluded.INDEXED_MATERIAL: frozenset({Layer.INDEXED_MATERIAL}),
    Excluded.AMORTISATION: frozenset({Layer.DEVELOPMENT_AMORTISATION, Layer.TOOL_AMORTISATION}),
    Excluded.LOGISTICS: frozenset({Layer.LOGISTICS, Layer.PACKAGING}),
}
"""The layers that each word of `excludes` means."""


def reference(lta: Lta, step: LtaYear) -> str:
    """A step as a build-up entry cites it: `LTA-2024-03@2025`."""
    return f"{lta.id}@{step.year}"


def step_of(book: Book, because: str) -> tuple[Lta, LtaYear] | None:
    """The step that a reference cites; None if it is no step, or not here."""
    name, year = split_item(because)
    lta = book.get_as(Lta, name) if name.startswith(f"{Lta.about.prefix}-") else None
    step = next((one for one in lta.steps if str(one.year) == year), None) if lta else None
    return (lta, step) if lta is not None and step is not None else None


def counts(lta: Lta, as_of: date | None = None) -> bool:
    """Whether its steps are owed: agreed, suspended or breached (without a day by the last entry of the track)."""
    return state_on(lta.track, as_of) in COUNTING


def ltas_by_part(book: Book) -> Mapping[str, tuple[Lta, ...]]:
    """Every LTA of the account in any state by its parts, in the order of their ids."""

    def grouped() -> dict[str, tuple[Lta, ...]]:
        found: dict[str, tuple[Lta, ...]] = {}
        for lta in book.all(Lta):
            for part in dict.fromkeys(lta.parts):
                found[part] = (*found.get(part, ()), lta)
        return found

    return book.remembered("ltas by part", grouped)


def rate_of(step: LtaYear) -> Decimal:
    """The rate of a step in percent points.

    Raises:
        Refused: It has tiers, and the pieces of the year before are not known; or neither tiers nor a rate.
    """
    if step.tiers:
        # Actual volumes are no kind yet: a tier waits for them.
        return tier_rate([(tier.volume_from.amount, tier.rate) for tier in step.tiers], None)
    if step.rate is None:
        raise Refused("rate", f"of step {step.year} missing")
    return step.rate


def steps_of(book: Book, lta: Lta) -> Steps:
    """How its steps follow each other, with the decimals of the customer.

    Raises:
        Refused: The customer record is not here.
    """
    decimals = price_decimals(book)
    if decimals is None:
        raise Refused("price_decimals", "missing")
    return Steps(lta.compounding is Compounding.CHAIN, lta.round_each_step, decimals)


def untouchable(lta: Lta) -> frozenset[Layer]:
    """The layers on which a step of this LTA may not stand: by `excludes`, or all but value added."""
    if lta.basis is ReductionBasis.VALUE_ADDED:
        return frozenset(Layer) - {Layer.VALUE_ADDED}
    return frozenset(layer for word in lta.excludes for layer in EXCLUDED_LAYERS[word])


def base_of(lta: Lta, layers: Mapping[Layer, Decimal]) -> Decimal:
    """What a step is taken from: value added, or the price less the excluded layers. An unlisted layer is 0.

    Raises:
        Refused: `unknown` is above 0 under `value_added` or with `excludes`.

    Source:
        F-04, F-05.
    """
    by_layer = lta.basis is ReductionBasis.VALUE_ADDED
    unknown = layers.get(Layer.UNKNOWN, Decimal(0))
    if unknown > 0 and (by_layer or lta.excludes):
        raise Refused("unknown", f"layer of {unknown}: what is reduced cannot be told")
    if by_layer:
        return layers.get(Layer.VALUE_ADDED, Decimal(0))
    outside = untouchable(lta)
    return sum((value for layer, value in layers.items() if layer not in outside), Decimal(0))


def booked_on(lta: Lta, layers: Mapping[Layer, Decimal]) -> Layer:
    """The layer on which a step stands: value added; of a full price that nobody can split, `unknown`."""
    whole = lta.basis is not ReductionBasis.VALUE_ADDED and not lta.excludes
    return Layer.UNKNOWN if whole and layers.get(Layer.UNKNOWN, Decimal(0)) > 0 else Layer.VALUE_ADDED


def first_allowed(book: Book, lta: Lta, part: str) -> date | None:
    """The first day that `start_rule` allows for a part; None with `fixed_date`: as written.

    Raises:
        Refused: SOP of its programme, or `start_after`, missing.

    Source:
        F-04, start rules.
    """
    if lta.start_rule is StartRule.FIXED_DATE:
        return None
    known = book.get_as(Part, part)
    programme = book.get_as(Programme, known.programme) if known else None
    sop = programme.sop if programme else None
    if lta.start_rule is StartRule.SECOND_FULL_YEAR:
        return after_second_full_year(sop)
    return after_sop(sop, lta.start_after)


def latest_start(book: Book, lta: Lta) -> date | None:
    """The first day that is allowed for all of its parts, as far as it is known; None if none is."""
    days = []
    for part in lta.parts:
        try:
            days.append(first_allowed(book, lta, part))
        except Refused:
            continue
    return max((day for day in days if day is not None), default=None)


def in_order(book: Book, references: Iterable[str]) -> tuple[str, ...]:
    """Steps of one day in the order in which they are taken: by the day of their documents, else by their references.

    Steps of one LTA keep the order of its record.
    """
    known = {because: found for because in dict.fromkeys(references) if (found := step_of(book, because))}
    days = {because: _document_day(book, lta) for because, (lta, _) in known.items()}
    dated = all(day is not None for day in days.values())

    def place(because: str) -> tuple[date, str, int]:
        lta, step = known[because]
        return (days[because] if dated else None) or date.min, lta.id, lta.steps.index(step)

    return tuple(sorted(known, key=place))


def _document_day(book: Book, lta: Lta) -> date | None:
    document = book.get_as(Document, lta.agreed_in)
    return document.date if document else None
