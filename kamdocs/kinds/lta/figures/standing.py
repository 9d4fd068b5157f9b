"""What the calendar makes of an LTA and of its steps: due, proposed, taken; and what is open on them in money."""

from dataclasses import dataclass
from datetime import date

from kamdocs.calc.days import day_after
from kamdocs.calc.refusal import Refused
from kamdocs.core.acts import in_words
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.money import Money
from kamdocs.core.stake import Owed, Sort, Stake
from kamdocs.core.track import last, state_on
from kamdocs.core.view import Fact, Mark
from kamdocs.kinds.lta.figures.conditions import Answer, judged
from kamdocs.kinds.lta.figures.saving import committed
from kamdocs.kinds.lta.figures.terms import counts, reference
from kamdocs.kinds.lta.figures.walk import step_lines
from kamdocs.kinds.lta.model import Lta, LtaState, LtaYear
from kamdocs.kinds.price.figures import priced_sites
from kamdocs.kinds.price.model import HELD, LINE_TRACK

Priced = tuple[str, str]
"""A part and a site for which it has a price."""


def prices_of(book: Book, lta: Lta) -> tuple[Priced, ...]:
    """Every part of an LTA at every site with a price, in the order of the record."""
    return tuple((part, site) for part in dict.fromkeys(lta.parts) for site in priced_sites(book, part))


def proposed(book: Book, lta: Lta, step: LtaYear) -> frozenset[Priced]:
    """The prices with a line from the day of the step that books it and is proposed or further on the day."""
    return frozenset(
        (one.price.part, one.price.site)
        for one in step_lines(book).get(reference(lta, step), ())
        if one.line.valid_from == step.effective
        and LINE_TRACK.at_least(state_on(one.line.track, book.as_of), "proposed")
    )


def not_proposed(book: Book, lta: Lta, step: LtaYear) -> tuple[tuple[Priced, ...], tuple[Priced, ...]]:
    """The prices for which a step is not proposed, and all prices that wait for it."""
    every, done = prices_of(book, lta), proposed(book, lta, step)
    return tuple(one for one in every if one not in done), every


def is_taken(book: Book, lta: Lta, step: LtaYear) -> bool:
    """Whether every price of the LTA has an agreed line that books the step."""
    done = {
        (one.price.part, one.price.site)
        for one in step_lines(book).get(reference(lta, step), ())
        if state_on(one.line.track, book.as_of) in HELD
    }
    every = prices_of(book, lta)
    return bool(every) and all(one in done for one in every)


def last_quiet_day(book: Book) -> date:
    """The last day of a step that policy `lta_step` reports today."""
    return day_after(book.as_of, book.policy.limit("lta_step", on=book.as_of)).day


def is_due(book: Book, lta: Lta, step: LtaYear) -> bool:
    """Whether a step has to be proposed by now: near or passed, owed, not suspended, without our objection."""
    state = state_on(lta.track, book.as_of)
    owed = counts(lta, book.as_of) and state is not LtaState.SUSPENDED
    return owed and step.objection is None and step.effective <= last_quiet_day(book)


def step_mark(book: Book, lta: Lta, step: LtaYear) -> Mark:
    """Where a step stands: taken, conditions unmet, due in so many days, due since so many."""
    if is_taken(book, lta, step):
        return Mark("taken", "good")
    if any(one.answer is Answer.UNMET for one in judged(book, lta, step)):
        return Mark("conditions unmet", "wait")
    days = (step.effective - book.as_of).days
    number = f"{abs(days)} day{'s' if abs(days) != 1 else ''}"
    if days >= 0:
        return Mark(f"due in {number}", "bad" if is_due(book, lta, step) and _lacks(book, lta, step) else "wait")
    if step.objection is not None:
        return Mark("objected", "wait")
    return Mark(f"due {number} ago", "bad" if counts(lta, book.as_of) else "off")


def _lacks(book: Book, lta: Lta, step: LtaYear) -> bool:
    return bool(not_proposed(book, lta, step)[0])


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step of an LTA that counts and is not taken yet.

    Attributes:
        lta: The agreement.
        step: The step.
        left: Prices for which it is not proposed.
        every: All prices that it moves.
    """

    lta: Lta
    step: LtaYear
    left: tuple[Priced, ...]
    every: tuple[Priced, ...]


def next_steps(book: Book) -> tuple[NextStep, ...]:
    """The steps that are owed and not taken, by day; passed ones come first."""
    found = [
        NextStep(lta, step, *not_proposed(book, lta, step))
        for lta, step in all_steps(book)
        if counts(lta, book.as_of) and not is_taken(book, lta, step)
    ]
    return tuple(found)


def all_steps(book: Book) -> tuple[tuple[Lta, LtaYear], ...]:
    """Every step of the account by day, among equal days by reference."""
    every = [(lta, step) for lta in book.all(Lta) for step in lta.steps]
    return tuple(sorted(every, key=lambda one: (one[1].effective, reference(*one))))


def standing(lta: Lta, book: Book) -> tuple[Fact, ...]:
    """Not started, running or completed, with the state on the day and the next step."""
    entry = last(lta.track, book.as_of)
    word = in_words(entry.state) if entry else "no state yet"
    facts = [
        Fact("Standing", _standing(lta, book), Class.PRICE),
        Fact("State", Mark(word, _tone(lta, book)), Class.PRICE, f"since {entry.on}" if entry else ""),
    ]
    coming = sorted((step for step in lta.steps if not is_taken(book, lta, step)), key=lambda step: step.effective)
    if coming and counts(lta, book.as_of):
        step = coming[0]
        note = f"step {step.year} on {step.effective}"
        facts.append(Fact("Next step", step_mark(book, lta, step), Class.PRICE, note))
    return tuple(facts)


def _tone(lta: Lta, book: Book) -> str:
    state = state_on(lta.track, book.as_of)
    if state is LtaState.AGREED:
        return "good"
    return "off" if state in (None, LtaState.RENEGOTIATED) else "wait"


def _standing(lta: Lta, book: Book) -> Mark:
    """Completed on the first day after the year of its last step, or of the day of that step if it lies later."""
    days = [step.effective for step in lta.steps]
    end = max(date(max(step.year, step.effective.year), 12, 31) for step in lta.steps)
    if not counts(lta, book.as_of):
        ended = state_on(lta.track, book.as_of) is LtaState.RENEGOTIATED
        return Mark("followed" if ended else "not agreed", "off" if ended else "wait")
    if book.as_of < min(days):
        return Mark("not started", "wait")
    return Mark("completed", "off") if book.as_of > end else Mark("running", "good")


def open_value(lta: Lta, book: Book) -> tuple[Stake, ...]:
    """Each step that counts and is not taken: its committed saving, which we owe (F-22)."""
    if not counts(lta, book.as_of):
        return ()
    return tuple(_stake(lta, step, book) for step in lta.steps if not is_taken(book, lta, step))


def _stake(lta: Lta, step: LtaYear, book: Book) -> Stake:
    name = reference(lta, step)
    try:
        money = committed(book, lta, step).money
    except Refused as refusal:
        return Stake(name, Sort.A_YEAR, Owed.BY_US, unknown=str(refusal))
    owed = Owed.BY_US if money.amount >= 0 else Owed.TO_US
    return Stake(name, Sort.A_YEAR, owed, Money(abs(money.amount), money.currency))
