"""What a clause is worth today, what plants and logistics learn of it, and its figures step by step."""

from datetime import date

from kamdocs.calc.refusal import Refused
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.explained import Explained, Input, Worked
from kamdocs.core.period import Month
from kamdocs.core.record import spell
from kamdocs.core.view import Fact, Link, Mark
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.price_index_clause.figures.averages import (
    BaseCheck,
    SeriesAverage,
    average,
    base_checks,
    main_series,
)
from kamdocs.kinds.price_index_clause.figures.formula import worked_example_result
from kamdocs.kinds.price_index_clause.figures.periods import (
    counts,
    is_in_force,
    next_dates,
    period_of,
    period_span,
)
from kamdocs.kinds.price_index_clause.figures.steps import average_inputs, average_steps
from kamdocs.kinds.price_index_clause.model import ClauseState, PriceIndexClause


def standing(clause: PriceIndexClause, book: Book) -> tuple[Fact, ...]:
    """Not agreed, not yet, in force or ended; then the next application period."""
    facts = [Fact("Standing", standing_mark(clause, book.as_of), Class.MATERIAL)]
    if (coming := _next(clause, book)) is not None:
        facts.append(Fact("Next application", str(coming), Class.MATERIAL))
    return tuple(facts)


def standing_mark(clause: PriceIndexClause, day: date) -> Mark:
    """What the calendar makes of a clause."""
    if is_in_force(clause, day):
        return Mark("in force", "good")
    ended = clause.applies_until is not None and clause.applies_until.last < day
    terminated = bool(clause.track) and clause.track[-1].state is ClauseState.TERMINATED
    if ended or (terminated and clause.track[-1].on <= day):
        return Mark("ended", "off")
    return Mark("not yet", "wait") if counts(clause) or terminated else Mark("not agreed", "wait")


def _next(clause: PriceIndexClause, book: Book) -> Month | None:
    try:
        coming = next_dates(clause, book, book.as_of, 1)
    except Refused:
        return None
    return Month.of(coming[0].period.first) if coming else None


def summary(clause: PriceIndexClause, book: Book, audience: str) -> tuple[Fact, ...]:
    """For plants and logistics: the parts covered and the next application month. No value, no formula."""
    coming = _next(clause, book)
    parts = tuple(Fact("Parts covered", _part(line.part, book), Class.MATERIAL) for line in clause.lines)
    return (
        *(parts or (Fact("Parts covered", Mark("none named", "off"), Class.MATERIAL),)),
        Fact("Next application", str(coming) if coming else Mark("none planned", "off"), Class.MATERIAL),
    )


def _part(part_id: str, book: Book) -> Link:
    """A link, so that a plant is not told of the parts of another one."""
    part = book.get_as(Part, part_id)
    return Link(part_id, part.heading(book) if part else "")


def explained(clause: PriceIndexClause, book: Book, item: str, on: date) -> tuple[Explained, ...]:
    """Base values, the average of the period of a day, and the paper's own example."""
    found = [_base(clause, book, check) for check in base_checks(book, clause)]
    found.append(_period(clause, book, on))
    if clause.worked_example is not None:
        found.append(_example(clause, book))
    return tuple(found)


def _base(clause: PriceIndexClause, book: Book, check: BaseCheck) -> Explained:
    name = f"base value of {check.series} for {clause.base_period or 'no period'}"
    written = Input(".".join(map(str, check.path)), str(check.written), clause.at(*check.path))
    period = Input("base_period", str(clause.base_period or "missing"), clause.at("base_period"))
    if check.computed is None:
        return Explained(name, "F-01", Class.MATERIAL, (written, period), refused=check.refused)
    steps = (
        *average_steps(check.computed, "average"),
        Worked("beside what is written", f"{check.computed.value} and {check.written}", _agreement(check)),
    )
    inputs = (written, period, *average_inputs(book, check.computed))
    return Explained(name, _source(clause), Class.MATERIAL, inputs, steps, str(check.computed.value))


def _agreement(check: BaseCheck) -> str:
    return "equal" if check.agrees else "not equal"


def _source(clause: PriceIndexClause) -> str:
    return "F-19" if clause.form == "exchange_rate" else "F-01"


def _period(clause: PriceIndexClause, book: Book, on: date) -> Explained:
    """The average of the application period that contains a day."""
    name = f"index average of the application period of {on}"
    inputs = tuple(
        Input(field, spell(value), clause.at(field))
        for field in ("applies_from", "frequency", "window", "lag", "provisional_allowed")
        if (value := clause.said(field)) is not None
    )
    try:
        first = period_of(clause, on)
        name = f"index average of the application period {period_span(clause, first)}"
        found: SeriesAverage = average(book, clause, first, book.as_of)
    except Refused as refused:
        return Explained(name, _source(clause), Class.MATERIAL, inputs, refused=str(refused))
    months = f"{found.months[0]} to {found.months[-1]}"
    steps = (Worked("months", f"window and lag before {first}", months), *average_steps(found, "average"))
    word = ", provisional" if found.averaged.provisional else ""
    every = (*inputs, *average_inputs(book, found))
    return Explained(name, _source(clause), Class.MATERIAL, every, steps, f"{found.value}{word}")


def _example(clause: PriceIndexClause, book: Book) -> Explained:
    name, example = "the paper's own example", clause.worked_example
    if example is None:
        return Explained(name, "F-03", Class.PRICE, refused="worked_example missing")
    base = main_series(clause)[1]
    inputs = (
        Input("index_value", str(example.index_value), clause.at("worked_example", "index_value")),
        Input("stated_result", str(example.stated_result), clause.at("worked_example", "stated_result")),
        *((Input("base_value", str(base), clause.at("base_value")),) if base is not None else ()),
    )
    try:
        found = worked_example_result(clause, book)
    except Refused as refused:
        return Explained(name, "F-03", Class.PRICE, inputs, refused=str(refused))
    same = "equal" if found.exact == example.stated_result.exact else "not equal"
    steps = (Worked("beside what the paper states", f"{found} and {example.stated_result}", same),)
    return Explained(name, "F-03", Class.PRICE, inputs, steps, str(found))
