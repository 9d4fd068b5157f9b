"""Productivity step by step: what an idea brings, how a step is covered, and what of a fiscal year is funded."""

from collections.abc import Iterator
from datetime import date

from kamdocs.calc.productivity import percent
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.explained import Explained, Input, Worked
from kamdocs.core.money import decimals_of, minor_units
from kamdocs.core.place import Spot
from kamdocs.core.track import known
from kamdocs.kinds.lta.figures import committed, reference, step_of
from kamdocs.kinds.lta.model import Lta, LtaYear
from kamdocs.kinds.price_index_clause.figures import exact_text, half_up
from kamdocs.kinds.productivity_idea.figures.coverage import Coverage, IdeaRow, coverage, weights_on
from kamdocs.kinds.productivity_idea.figures.funded import FundedYear, funded_year
from kamdocs.kinds.productivity_idea.model import ProductivityIdea

SCENARIOS = (4, 3, 2, 1)
"""Lowest grade of each cumulative scenario, the surest one first."""


def scenario_name(grade: int) -> str:
    """`HG4–5` for the ideas at or above a grade."""
    return f"HG{grade}–5"


def explained(idea: ProductivityIdea, book: Book, item: str, on: date) -> tuple[Explained, ...]:
    """What an idea contributes to the step that it pays for, and how all of them cover that step."""
    found = step_of(book, idea.counted_in[0]) if idea.counted_in else None
    if found is None:
        why = f"{idea.counted_in[0]} is no committed step" if idea.counted_in else "counted_in missing"
        name = f"contribution of {idea.id}"
        return (Explained(name, "F-16", Class.PRICE, tuple(_terms(idea, book)), refused=why),)
    covering = coverage(book, *found)
    rows = [row for row in covering.rows if row.idea.id == idea.id]
    own = [_contribution(row, covering, book) for row in rows] or [_not_counted(idea, covering, book)]
    return (*own, _coverage(covering, book))


def explained_step(lta: Lta, book: Book, item: str, on: date) -> tuple[Explained, ...]:
    """How ideas cover the steps of an LTA, and what is funded of the fiscal years in which they take effect."""
    steps = [step for step in lta.steps if item in ("", str(step.year))]
    years = {found.days: found for step in steps if (found := funded_year(book, step.effective))}
    covering = (_coverage(coverage(book, lta, step), book) for step in steps)
    return (*covering, *(_funded(found, book) for found in years.values()))


explained_of = {Lta.about.slug: explained_step}
"""Figures of other kinds that ideas complete."""


def _terms(idea: ProductivityIdea, book: Book) -> Iterator[Input]:
    acts = known(idea.track, book.as_of)
    if acts:
        yield Input("maturity", acts[-1].state.value, idea.at("track", len(acts) - 1, "state"))
    if idea.gross_saving is not None:
        yield Input("gross_saving", str(idea.gross_saving), idea.at("gross_saving"))
    if idea.customer_share is not None:
        yield Input("customer_share", f"{idea.customer_share:f} %", idea.at("customer_share"))
    if idea.implementation_date is not None:
        yield Input("implementation_date", str(idea.implementation_date), idea.at("implementation_date"))


def _contribution(row: IdeaRow, covering: Coverage, book: Book) -> Explained:
    name = f"contribution of {row.idea.id} to {covering.reference}"
    inputs = tuple(_terms(row.idea, book))
    one = row.brings
    if one is None:
        return Explained(name, "F-16", Class.PRICE, inputs, refused=row.refused)
    currency, weight = one.saving.currency, weights_on(book, book.as_of)[one.grade]
    pieces = Input(f"pieces in {covering.step.year}", f"{exact_text(one.pieces)} pcs")
    weighted = exact_text(one.exact * weight.as_integer_ratio()[0] / weight.as_integer_ratio()[1] / 100)
    steps = (
        Worked("contribution", _product(row), f"{exact_text(one.exact)} {currency}"),
        Worked("weighted", f"{exact_text(one.exact)} * {weight:f} %", f"{weighted} {currency}"),
    )
    inputs = (*inputs, pieces, Input(f"weight of HG{one.grade}", f"{weight:f} %"))
    return Explained(name, "F-16", Class.PRICE, inputs, steps, f"{exact_text(one.exact)} {currency}")


def _product(row: IdeaRow) -> str:
    if row.brings is None:
        return ""
    one = row.brings
    per = f" / {one.saving.per}" if one.saving.per != 1 else ""
    return f"{one.saving.amount:f}{per} * {exact_text(one.pieces)} * {one.share:f} %"


def _not_counted(idea: ProductivityIdea, covering: Coverage, book: Book) -> Explained:
    why = "dropped" if idea not in covering.outside else f"type {idea.type.value}: only product ideas count"
    name = f"contribution of {idea.id} to {covering.reference}"
    return Explained(name, "F-16", Class.PRICE, tuple(_terms(idea, book)), refused=why)


def _coverage(found: Coverage, book: Book) -> Explained:
    """Each idea once, gross, hard and weighted, the scenarios, and both shares of the target."""
    name = f"coverage of {found.reference}"
    inputs = tuple(_inputs(found, book))
    steps = tuple(_sums(found, book))
    if found.measured is None:
        return Explained(name, "F-16", Class.PRICE, inputs, steps, refused=found.refused or "no idea: nothing to show")
    shares = f"weighted {percent(found.measured.weighted)}, hard {percent(found.measured.hard)}"
    return Explained(name, "F-16", Class.PRICE, inputs, steps, f"{shares}; margin at risk {found.gap}")


def _inputs(found: Coverage, book: Book) -> Iterator[Input]:
    place = found.lta.steps.index(found.step)
    if found.target is not None:
        exact = exact_text(committed(book, found.lta, found.step).exact[0])
        yield Input("target", f"{exact} {found.target.currency}", found.lta.at("steps", place))
    for row in found.rows:
        spot = row.idea.at("gross_saving") if row.idea.gross_saving is not None else row.idea.at()
        said = f"{row.maturity}, {_product(row)} = {exact_text(row.brings.exact)}" if row.brings else ""
        yield Input(row.idea.id, said or f"not computable: {row.refused}", spot)
    for idea in found.outside:
        yield Input(idea.id, f"type {idea.type.value}: only product ideas count", idea.at("type"))
    for grade, weight in sorted(weights_on(book, book.as_of).items()):
        yield Input(f"weight of HG{grade}", f"{weight:f} %")
    if found.one_off is not None:
        yield Input("one-off cost", f"{found.one_off}, not weighted")


def _sums(found: Coverage, book: Book) -> Iterator[Worked]:
    sums = found.found
    if sums is None:
        return
    rounding = f"{half_up(minor_units(sums.currency))}, once"
    for grade in SCENARIOS:
        terms = [exact_text(row.brings.exact) for row in found.rows if row.brings and row.brings.grade >= grade]
        name = {3: f"hard, {scenario_name(3)}", 1: f"gross, {scenario_name(1)}"}.get(grade, scenario_name(grade))
        yield Worked(name, " + ".join(terms) or "0", str(sums.money(sums.from_grade[grade])), rounding)
    weights = weights_on(book, book.as_of)
    terms = [f"{exact_text(row.brings.exact)} * {weights[row.brings.grade]:f} %" for row in found.rows if row.brings]
    yield Worked("weighted", " + ".join(terms) or "0", str(found.weighted), rounding)
    if found.measured is not None and found.target is not None and found.weighted is not None:
        exact = exact_text(committed(book, found.lta, found.step).exact[0])
        yield Worked("coverage", f"{exact_text(sums.weighted)} / {exact}", percent(found.measured.weighted), _SHOWN)
        yield Worked("hard coverage", f"{exact_text(sums.hard)} / {exact}", percent(found.measured.hard), _SHOWN)
        gap = f"{found.target.amount:f} - {found.weighted.amount:f}"
        yield Worked("margin at risk", gap, str(found.gap))


_SHOWN = f"{half_up(2)}, only where it is shown"


def _funded(found: FundedYear, book: Book) -> Explained:
    """Savings of what is implemented against the reductions of a fiscal year."""
    name = f"funded share of {found.name}"
    inputs = tuple(_funds(found, book))
    one = found.found
    if one is None:
        return Explained(name, "F-25", Class.PRICE, inputs, refused=found.refused)
    rounding = f"{half_up(decimals_of(one.savings.amount))}, once"
    saved = [
        f"{exact_text(row.saving.saving.exact)} * {exact_text(row.saving.pieces)}" for row in found.rows if row.saving
    ]
    given = [exact_text(committed(book, lta, step).exact[0]) for lta, step in found.steps]
    steps = (
        Worked("savings", " + ".join(saved) or "0", str(one.savings), rounding),
        Worked("reductions", " + ".join(given), str(one.reductions), rounding),
        Worked("funded share", "savings / reductions, exact", percent(one.share), _SHOWN),
        Worked("unfunded", f"{one.reductions.amount:f} - {one.savings.amount:f}", str(one.unfunded)),
    )
    return Explained(name, "F-25", Class.PRICE, inputs, steps, f"{percent(one.share)}, unfunded {one.unfunded}")


def _funds(found: FundedYear, book: Book) -> Iterator[Input]:
    for lta, step in found.steps:
        yield Input(reference(lta, step), _committed(book, lta, step), _spot(lta, step))
    for row in found.rows:
        spot = row.idea.at("gross_saving") if row.idea.gross_saving is not None else row.idea.at()
        if row.saving is None:
            yield Input(row.idea.id, f"not computable: {row.refused}", spot)
        else:
            said = f"{row.saving.saving}, {exact_text(row.saving.pieces)} pcs, {row.idea.type.value}"
            yield Input(row.idea.id, said, spot)
    if found.one_off is not None:
        yield Input("one-off cost", f"{found.one_off}, apart")


def _committed(book: Book, lta: Lta, step: LtaYear) -> str:
    found = committed(book, lta, step)
    return f"not computable: {found.refused[0]}" if found.refused else str(found.money)


def _spot(lta: Lta, step: LtaYear) -> Spot:
    return lta.at("steps", lta.steps.index(step))
