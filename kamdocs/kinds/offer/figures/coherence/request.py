"""An offer beside the request or change that it answers: index, parts, volumes, capacity, mandated list, milestones."""

from collections.abc import Iterator

from kamdocs.core.book import Book
from kamdocs.kinds.milestone_schedule.model import MilestoneCode, counting_schedule
from kamdocs.kinds.offer.figures.coherence.row import Compared, absence, judged, not_compared
from kamdocs.kinds.offer.figures.departures.index import asked_index, departs_in_index
from kamdocs.kinds.offer.figures.departures.limits import programmes_of
from kamdocs.kinds.offer.figures.departures.request import against_request, excepted
from kamdocs.kinds.offer.model import Offer
from kamdocs.kinds.rfq.model import Rfq

_TERMS = (
    ("parts and sites", ("lines",)),
    ("volumes", ("volumes", "lifetime_volume")),
    ("capacity", ("capacity_apw", "capacity_mpw")),
    ("start of production", ("sop",)),
)
_SOP = "start of production of the programme"


def request(offer: Offer, book: Book) -> Iterator[Compared]:
    """Everything that the request says, and the days of the programme."""
    yield _index(offer, book)
    if offer.rfq is not None:
        yield from _of_rfq(offer, offer.rfq, book)
    yield _programme(offer, book)


def _index(offer: Offer, book: Book) -> Compared:
    """The index of each line beside the one asked for, or released when the offer was sent."""
    answers = offer.answers
    beside = [answers] if answers else list(dict.fromkeys(line.part for line in offer.lines))
    if answers and book.get(answers) is None:
        return not_compared("technical index", absence(answers, book), beside)
    differences = [
        f"{offer.lines[place].part}: {offer.lines[place].technical_index} is offered, {asked.letter} is {asked.how}"
        for place, asked in departs_in_index(offer, book)
    ]
    unknown = [line.part for line in offer.lines if asked_index(offer, line, book) is None]
    if unknown and not differences:
        why = "not sent yet, and answers no request" if not answers else f"{answers} does not name {unknown[0]}"
        return not_compared("technical index", why, beside)
    return judged("technical index", beside, differences)


def _of_rfq(offer: Offer, name: str, book: Book) -> Iterator[Compared]:
    rfq = book.get_as(Rfq, name)
    if rfq is None:
        yield not_compared("parts, volumes, capacity", absence(name, book), [name])
        return
    terms = against_request(offer, book)
    for what, fields in _TERMS:
        found = [one for one in terms if one.field in fields]
        differing = [one for one in found if one.differs]
        open_ = [one.says() for one in differing if excepted(offer, one.field) is None]
        meant = len(differing) - len(open_)
        if found:
            yield judged(what, [name], open_, f"named as exceptions: {meant}" if meant else "")
        else:
            yield not_compared(what, _silent(offer, rfq, fields), [name])
    yield _mandated_list(offer, rfq)


def _silent(offer: Offer, rfq: Rfq, fields: tuple[str, ...]) -> str:
    """Which of both papers says nothing of some fields."""
    asked = any(rfq.said(field) is not None for field in fields) or ("volumes" in fields and bool(rfq.lines))
    return "the offer does not say it" if asked else "the request does not say it"


def _mandated_list(offer: Offer, rfq: Rfq) -> Compared:
    """The component numbers of the request beside those of the offer."""
    if not rfq.mandated_components:
        return not_compared("list of mandated components", "the request names none", [rfq.id])
    asked, listed = set(rfq.mandated_components), {one.component for one in offer.mandated_lines}
    differences = [f"{one} is asked for and not offered" for one in sorted(asked - listed)]
    differences += [f"{one} is offered and not asked for" for one in sorted(listed - asked)]
    return judged("list of mandated components", [rfq.id], differences)


def _programme(offer: Offer, book: Book) -> Compared:
    """The day on which the prices rest beside that of the programme and of its frozen milestones."""
    names = programmes_of(offer, book)
    beside = [name for name in names if name]
    if offer.sop is None:
        return not_compared(_SOP, "the offer does not say it", beside)
    days = {}
    for name, programme in names.items():
        if programme is None:
            return not_compared(_SOP, absence(name, book) if name else "a part is not known", beside)
        if programme.sop is not None:
            days[name] = programme.sop
        schedule = counting_schedule(book, name)
        milestone = schedule.milestone(MilestoneCode.SOP) if schedule else None
        if schedule is not None and milestone is not None:
            days[schedule.id] = milestone.day
    if not days:
        return not_compared(_SOP, "the programme does not say it", beside)
    differences = [f"{offer.sop} in the offer, {day} in {name}" for name, day in days.items() if day != offer.sop]
    return judged(_SOP, [*beside, *days], differences)
