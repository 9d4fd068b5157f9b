"""Three indices of a part at each site, joined by day: agreed with the customer, in the valid price, really shipped.

Agreed is what the nomination that counts says, moved on by every agreed change from its introduction day. The price is
that of K5 and K6, shipped is what the plant wrote. Days that have not come are not joined.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from kamdocs.calc.coherence import Side, Steps, Stretch, disagreements, joined
from kamdocs.calc.gate import Exposure, exposure_of_days, shown_amount
from kamdocs.calc.refusal import Refused
from kamdocs.core.book import Book
from kamdocs.core.money import Money
from kamdocs.kinds.change.figures.chain import Step, steps_of
from kamdocs.kinds.change.figures.day_pieces import pieces_on
from kamdocs.kinds.change.figures.days import is_agreed
from kamdocs.kinds.change.figures.exposure import PartAtSite, at_site, days_of, shipments, whole_book
from kamdocs.kinds.nomination.model import counting_nomination
from kamdocs.kinds.part.figures.indices import sites_of
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.price.figures import by_part_and_site, priced_sites, valid_lines
from kamdocs.kinds.programme.model import Programme

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SiteJoin:
    """The three indices of a part at one site up to the day of the book.

    Attributes:
        site: Id of the site.
        stretches: All days from the first known index on, cut where one of the three changes.
        refused: Why they cannot be joined; empty if they can.
        sources: Ids of the records that say the indices: who may not know of one gets nothing of the join.
    """

    site: str
    stretches: tuple[Stretch, ...] = ()
    refused: str = ""
    sources: tuple[str, ...] = ()

    @property
    def odd(self) -> tuple[Stretch, ...]:
        """The stretches on which two of the three contradict each other."""
        return disagreements(self.stretches)

    @property
    def today(self) -> Stretch | None:
        """The stretch of the day of the book; None if nothing is known yet."""
        return self.stretches[-1] if self.stretches else None


def joins_of(part: Part, book: Book) -> tuple[SiteJoin, ...]:
    """The three indices at every site that has an introduction or a price, by id of the site."""
    return book.remembered(("three indices", part.id), lambda: _joins(part, book))


def _joins(part: Part, book: Book) -> tuple[SiteJoin, ...]:
    sites = {*sites_of(part), *priced_sites(book, part.id)}
    return tuple(_join(part, site, book) for site in sorted(sites))


def _join(part: Part, site: str, book: Book) -> SiteJoin:
    sources = tuple(_sources(part, site, book))
    try:
        sides = {
            Side.AGREED: agreed_steps(part, site, book),
            Side.PRICE: tuple(_price_steps(part, site, book)),
            Side.SHIPPED: [(on, index) for on, index in shipments(part, site) if on <= book.as_of],
        }
        return SiteJoin(site, joined(sides, last=book.as_of), sources=sources)
    except Refused as refusal:
        return SiteJoin(site, refused=str(refusal), sources=sources)


def _sources(part: Part, site: str, book: Book) -> Iterator[str]:
    found = counting_nomination(book, part.id, site, book.as_of)
    if found is not None:
        yield found[0].id
    yield from dict.fromkeys(step.change.id for step in _agreed_changes(part, site, book))
    yield from (price.id for price in by_part_and_site(book).get((part.id, site), ()))


def _agreed_changes(part: Part, site: str, book: Book) -> Iterator[Step]:
    for step in steps_of(book).get(part.id, ()):
        if (not step.line.sites or site in step.line.sites) and is_agreed(step.change, book.as_of):
            yield step


def agreed_steps(part: Part, site: str, book: Book) -> Steps:
    """From which day on which index is agreed: the nomination that counts, then every agreed change (K8).

    Two changes of one day that follow each other are one step; two that do not are both returned.
    """
    entries: dict[date, list[tuple[str, str]]] = defaultdict(list)
    found = counting_nomination(book, part.id, site, book.as_of)
    if found is not None:
        entries[found[0].awarded_on].append(("", found[1].technical_index))
    for step in _agreed_changes(part, site, book):
        day = _introduction(step, part, site)
        if day is not None:
            entries[day].append((step.line.index_from, step.line.index_to))
    steps: list[tuple[date, str | None]] = []
    for day, moves in entries.items():
        left = {index for index, _ in moves}
        ends = sorted({to for _, to in moves} - left) or sorted({to for _, to in moves})
        steps += [(day, index) for index in ends]
    return steps


def _introduction(step: Step, part: Part, site: str) -> date | None:
    """From which day on a change is to be in series at a site: planned there, else planned, else first shipped."""
    index = part.index(step.line.index_to)
    here = next((one for one in index.introductions if one.site == site), None) if index else None
    planned = here.planned_on if here else None
    return planned or step.change.introduction_date or (here.shipped_from if here else None)


def _price_steps(part: Part, site: str, book: Book) -> Iterator[tuple[date, str | None]]:
    """From which day on the valid price is one of which index; None where no price is valid."""
    for day in sorted(set(_price_turns(part, site, book))):
        valid = valid_lines(book, part.id, site, on=day, as_of=book.as_of)
        indices = sorted({held.line.technical_index for held in valid})
        if not indices:
            yield day, None
        yield from ((day, index) for index in indices)


def _price_turns(part: Part, site: str, book: Book) -> Iterator[date]:
    for price in by_part_and_site(book).get((part.id, site), ()):
        for line in price.lines:
            yield line.valid_from
            if line.valid_to is not None:
                yield line.valid_to + _ONE_DAY
    programme = book.get_as(Programme, part.programme)
    if programme is not None:
        yield from (programme.sop,) if programme.sop else ()
        yield from (programme.eop + _ONE_DAY,) if programme.eop else ()


@dataclass(frozen=True, slots=True)
class Cost:
    """What a stretch of disagreement costs.

    Attributes:
        pieces: Pieces of all its days, exactly and planned; None if they are not known.
        no_pieces: Why not.
        a_day: What its last day costs, above 0 owed to us; None if it is not computable.
        so_far: All its days, each direction alone; None if it is not computable.
        no_money: Why not.
        changes: The changes between the index of the price and the one shipped.
        notes: Where a delta comes from if not from an agreement.
    """

    pieces: Fraction | None = None
    no_pieces: str = ""
    a_day: Money | None = None
    so_far: Exposure | None = None
    no_money: str = ""
    changes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def cost_of(part: Part, site: str, stretch: Stretch, book: Book) -> Cost:
    """Pieces and money of a stretch, from its first day to its last one (F-28)."""
    pieces, no_pieces = _pieces(part, site, stretch, book)
    place = at_site(book, part.id, site)
    if place is None:
        return Cost(pieces, no_pieces, no_money=f"part {part.id} missing")
    cut = place.stretches(stretch.first, stretch.last)
    changes = tuple(dict.fromkeys(change for one in cut for change in one.changes))
    notes = tuple(dict.fromkeys(note for one in cut for note in one.notes))
    try:
        a_day, so_far = _money(place, stretch)
    except Refused as refusal:
        return Cost(pieces, no_pieces, no_money=str(refusal), changes=changes, notes=notes)
    return Cost(pieces, no_pieces, a_day, so_far, changes=changes, notes=notes)


def _pieces(part: Part, site: str, stretch: Stretch, book: Book) -> tuple[Fraction | None, str]:
    whole = whole_book(book)
    days = (stretch.first + timedelta(days=number) for number in range(stretch.days))
    try:
        return sum((pieces_on(whole, part.id, site, day) for day in days), Fraction(0)), ""
    except Refused as refusal:
        return None, str(refusal)


def _money(place: PartAtSite, stretch: Stretch) -> tuple[Money, Exposure]:
    """What the last day costs, and all of them.

    Raises:
        Refused: A day cannot be computed, or the price changed its currency.
    """
    cut = place.stretches(stretch.first, stretch.last)
    exact = [place.of_day(day, one) for one in cut for day in days_of(one)]
    currencies = sorted({one.paid.currency for one in cut if one.paid})
    if len(currencies) != 1:
        raise Refused("currency", f"is {' and '.join(currencies)}")
    return shown_amount(exact[-1], currencies[0]), exposure_of_days(exact, currencies[0])
