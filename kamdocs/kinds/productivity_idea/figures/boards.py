"""Productivity in tables: steps against their ideas, ideas by maturity, duties of both sides, what a year is funded."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from kamdocs.calc.productivity import percent, rounded
from kamdocs.calc.refusal import Refused
from kamdocs.core.acts import in_words, split
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.money import Money, round_half_up
from kamdocs.core.track import last, state_on
from kamdocs.core.view import Cell, Column, Link, Mark, Number, Row, Table
from kamdocs.kinds.lta.figures import all_steps, counts
from kamdocs.kinds.lta.model import Lta
from kamdocs.kinds.obligation.figures import standing as duty_standing
from kamdocs.kinds.obligation.model import Debtor, Obligation, ObligationState
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.productivity_idea.figures.alerts import coverage_mark, shares_of_target
from kamdocs.kinds.productivity_idea.figures.coverage import Coverage, IdeaRow, coverage, pieces_of, year_of
from kamdocs.kinds.productivity_idea.figures.explained import SCENARIOS, scenario_name
from kamdocs.kinds.productivity_idea.figures.funded import FundedYear, funded_years
from kamdocs.kinds.productivity_idea.figures.standing import grade_of, standing_mark
from kamdocs.kinds.productivity_idea.model import IdeaType, Maturity, ProductivityIdea

_STEP = (
    Column("From", Class.PRICE),
    Column("Standing", Class.PRICE, below="From"),
    Column("Step", Class.PRICE),
    Column("Programme", Class.PRICE, below="Step"),
    Column("Target", Class.PRICE, numeric=True),
    Column("Weighted", Class.PRICE, numeric=True, below="Target"),
    Column("Coverage", Class.PRICE, numeric=True),
    Column("Hard coverage", Class.PRICE, numeric=True, below="Coverage"),
    Column("Margin at risk", Class.PRICE, numeric=True),
    Column("One-off cost", Class.PRICE, numeric=True, below="Margin at risk"),
    Column("Ideas", Class.PRICE, numeric=True),
    Column("Not computable", Class.PRICE),
)


def productivity_tables(book: Book) -> tuple[Table, ...]:
    """The tables of the board: steps, ideas, duties of both sides, fiscal years, and what purchasing has to bring."""
    return (
        coverage_table(book),
        scenarios_table(book),
        maturity_table(book),
        ideas_table(book),
        duties_table(book, Debtor.CUSTOMER),
        duties_table(book, Debtor.US),
        funded_table(book),
        purchasing_table(book),
    )


def coverage_table(book: Book, lta: Lta | None = None) -> Table:
    """The committed steps, or those of one LTA, with what ideas bring in their year."""
    rows = tuple(_step_row(found, book) for found in _committed(book) if lta is None or found.lta.id == lta.id)
    name = f"coverage-{lta.id}" if lta else "coverage-of-steps"
    return Table("Reductions against ideas", _STEP, rows, name, "No yearly reduction is committed.")


def _committed(book: Book) -> list[Coverage]:
    return [coverage(book, one, step) for one, step in all_steps(book) if counts(one, book.as_of)]


def scenarios_table(book: Book) -> Table:
    """The four cumulative scenarios, unweighted, each with what it is above or below the target."""
    names = [scenario_name(grade) for grade in SCENARIOS]
    columns = (
        Column("Step", Class.PRICE),
        Column("Target", Class.PRICE, numeric=True),
        *(
            column
            for name in names
            for column in (
                Column(name, Class.PRICE, numeric=True),
                Column(f"{name} less target", Class.PRICE, numeric=True, below=name),
            )
        ),
    )
    rows = tuple(_scenario_row(found) for found in _committed(book) if found.target and found.found)
    empty = "No committed step can be measured."
    return Table("Scenarios by maturity, unweighted", columns, rows, "scenarios-of-steps", empty)


def _scenario_row(found: Coverage) -> Row:
    sums, target = found.found, found.target
    cells: list[Cell] = [Link(found.lta.id, found.reference, str(found.step.year)), _money(target)]
    for grade in SCENARIOS:
        money = sums.money(sums.from_grade[grade]) if sums else None
        beside = Money(money.amount - target.amount, money.currency) if money and target else None
        cells += [_money(money), _money(beside)]
    return Row(tuple(cells), about=(found.lta.id, *(row.idea.id for row in found.rows)), parts=found.lta.parts)


def _step_row(found: Coverage, book: Book) -> Row:
    shares = shares_of_target(found)
    left = ", ".join(row.idea.id for row in found.not_computable)
    cells: tuple[Cell, ...] = (
        found.step.effective.isoformat(),
        coverage_mark(found, book),
        Link(found.lta.id, found.reference, str(found.step.year)),
        ", ".join(_programmes(book, found.lta)),
        _money(found.target),
        _money(found.weighted),
        shares[0] or None,
        shares[1] or None,
        _money(found.gap),
        _money(found.one_off),
        _count(len(found.rows)),
        found.refused or left,
    )
    ideas = tuple(row.idea.id for row in found.rows)
    return Row(cells, about=(found.lta.id, *ideas), parts=found.lta.parts, anchor=found.reference.replace("@", "-"))


def _programmes(book: Book, lta: Lta) -> list[str]:
    parts = (book.get_as(Part, part) for part in lta.parts)
    return list(dict.fromkeys(part.programme for part in parts if part is not None and part.programme))


def _money(money: Money | None) -> Number | None:
    return Number(money.amount, f"{money.amount:,f} {money.currency}") if money is not None else None


def _count(number: int) -> Number:
    return Number(Decimal(number), str(number))


_BY_GRADE = ("HG5", "HG4", "HG3", "HG2", "HG1", "dropped")


def maturity_table(book: Book) -> Table:
    """How many ideas stand at each maturity; each idea once, whatever it names."""
    columns = (
        Column("Maturity", Class.PRICE),
        *(Column(one.value.capitalize(), Class.PRICE, numeric=True) for one in IdeaType),
        Column("All", Class.PRICE, numeric=True),
    )
    rows = []
    every = book.all(ProductivityIdea)
    for grade in _BY_GRADE:
        here = [idea for idea in every if state_on(idea.track, book.as_of) == grade]
        of_type = (_count(sum(1 for idea in here if idea.type is one)) for one in IdeaType)
        rows.append(Row((grade, *of_type, _count(len(here))), about=tuple(idea.id for idea in here)))
    return Table(
        "Ideas by maturity", columns, tuple(rows) if every else (), "ideas-by-maturity", "No idea is recorded."
    )


_IDEA = (
    Column("Idea", Class.PRICE),
    Column("What", Class.SCHEDULE, below="Idea"),
    Column("Maturity", Class.SCHEDULE),
    Column("Type", Class.SCHEDULE, below="Maturity"),
    Column("From", Class.SCHEDULE),
    Column("Standing", Class.SCHEDULE, below="From"),
    Column("Saving per piece", Class.MATERIAL, numeric=True),
    Column("One-off cost", Class.MATERIAL, numeric=True, below="Saving per piece"),
    Column("Counted in", Class.PRICE),
    Column("Customer's share", Class.PRICE, numeric=True, below="Counted in"),
    Column("Brings in its year", Class.PRICE, numeric=True),
    Column("Pieces in its year", Class.PRICE, numeric=True, below="Brings in its year"),
)


def ideas_table(book: Book) -> Table:
    """Every idea that is not dropped, the surest ones first, each once."""
    every = [one for one in book.all(ProductivityIdea) if state_on(one.track, book.as_of) is not Maturity.DROPPED]
    every.sort(key=lambda idea: (-grade_of(state_on(idea.track, book.as_of)), idea.id))
    rows = _covering_rows(book)
    found = tuple(_idea_row(book, idea, rows.get(idea.id)) for idea in every)
    return Table("Ideas, the surest first", _IDEA, found, "ideas", "No idea is recorded.")


def ideas_of_step_table(found: Coverage, book: Book) -> Table:
    """The ideas of one step with what each brings."""
    ideas = [*(row.idea for row in found.rows), *found.outside]
    rows = {row.idea.id: row for row in found.rows}
    cells = tuple(_idea_row(book, idea, rows.get(idea.id)) for idea in ideas)
    name = f"ideas-of-{found.reference}"
    return Table(f"Ideas of {found.step.year}", _IDEA, cells, name, "No idea counts for this step.")


def _covering_rows(book: Book) -> dict[str, IdeaRow]:
    """The ideas in the coverage of their step."""
    return {row.idea.id: row for lta, step in all_steps(book) for row in coverage(book, lta, step).rows}


def _idea_row(book: Book, idea: ProductivityIdea, row: IdeaRow | None) -> Row:
    state, saving = state_on(idea.track, book.as_of), idea.gross_saving
    cells: tuple[Cell, ...] = (
        Link(idea.id),
        idea.heading(book),
        state.value if state else None,
        idea.type.value,
        idea.implementation_date.isoformat() if idea.implementation_date else None,
        standing_mark(idea, book),
        Number(saving.amount / saving.per, str(saving)) if saving else None,
        _money(idea.one_off_cost),
        _counted_in(idea),
        Number(idea.customer_share, f"{idea.customer_share:f} %") if idea.customer_share is not None else None,
        *_brings(row, idea),
    )
    return Row(cells, about=(idea.id,), parts=idea.parts, anchor=idea.id)


def _counted_in(idea: ProductivityIdea) -> Cell:
    if idea.counted_in:
        record, _, item = split(idea.counted_in[0])
        return Link(record, idea.counted_in[0], item)
    return "own budget" if idea.internal_budget else "no step"


def _brings(row: IdeaRow | None, idea: ProductivityIdea) -> tuple[Cell, Cell]:
    """Contribution and pieces of an idea; in words where it counts for no committed step or is not computable."""
    if row is None:
        named = idea.counted_in and idea.type is not IdeaType.PRODUCT
        return "not a product idea" if named else "", ""
    if row.brings is None:
        return f"not computable: {row.refused}", None
    pieces = round_half_up(row.brings.pieces, 0)
    return _money(rounded(row.brings.exact, row.brings.saving.currency)), Number(pieces, f"{pieces:,}")


def duties_table(book: Book, debtor: Debtor) -> Table:
    """What one side has to do, on which step it bears, and what proves that it is done; open ones by day first."""
    columns = (
        Column("Due", Class.PRICE),
        Column("Obligation", Class.PRICE),
        Column("What", Class.PRICE, below="Obligation"),
        Column("Step", Class.PRICE),
        Column("Worth", Class.PRICE, numeric=True),
        Column("State", Class.PRICE),
        Column("Standing", Class.PRICE, below="State"),
        Column("Proof", Class.PRICE),
        Column("Asked grade", Class.PRICE, numeric=True, below="Proof"),
    )
    steps = _steps_by_duty(book)
    own = [one for one in book.all(Obligation) if one.debtor is debtor]
    own.sort(key=lambda one: (state_on(one.track, book.as_of) in _DONE, one.due, one.id))
    rows = tuple(_duty_row(book, one, steps.get(one.id, ())) for one in own)
    customer = debtor is Debtor.CUSTOMER
    caption = "What the customer has to do" if customer else "What we have to do"
    return Table(caption, columns, rows, f"duties-{'customer' if customer else 'ours'}", "No obligation is recorded.")


_DONE = frozenset({ObligationState.FULFILLED, ObligationState.WAIVED})


def _steps_by_duty(book: Book) -> dict[str, tuple[str, ...]]:
    """The steps that depend on each obligation: those that it names, and those whose conditions name it."""
    found: dict[str, tuple[str, ...]] = {
        one.id: (one.condition_of,) for one in book.all(Obligation) if one.condition_of
    }
    for lta in book.all(Lta):
        for condition in lta.conditions:
            if condition.obligation and (step := f"{lta.id}@{condition.step}") not in found.get(
                condition.obligation, ()
            ):
                found[condition.obligation] = (*found.get(condition.obligation, ()), step)
    return found


def _duty_row(book: Book, one: Obligation, steps: tuple[str, ...]) -> Row:
    entry = last(one.track, book.as_of)
    proof = entry.evidence[0] if entry and entry.evidence else ""
    cells: tuple[Cell, ...] = (
        one.due.isoformat(),
        Link(one.id),
        one.heading(book),
        _step_link(steps),
        _money(one.amount),
        in_words(entry.state) if entry else None,
        next((fact.value for fact in duty_standing(one, book)), None),
        Link(*split(proof)) if proof else None,
        _count(one.evidence_required_grade),
    )
    return Row(cells, about=(one.id,), anchor=one.id)


def _step_link(steps: tuple[str, ...]) -> Cell:
    if len(steps) == 1:
        record, _, item = split(steps[0])
        return Link(record, steps[0], item)
    return ", ".join(steps)


def funded_table(book: Book) -> Table:
    """The fiscal years with their reductions, what implemented ideas save in them, and what nobody funds (F-25)."""
    columns = (
        Column("Fiscal year", Class.PRICE),
        Column("Steps", Class.PRICE, numeric=True),
        Column("Reductions", Class.PRICE, numeric=True),
        Column("Savings at HG4–5", Class.PRICE, numeric=True),
        Column("Funded share", Class.PRICE, numeric=True),
        Column("Unfunded", Class.PRICE, numeric=True),
        Column("One-off cost", Class.PRICE, numeric=True),
        Column("Not computable", Class.PRICE),
    )
    rows = tuple(_year_row(one) for one in funded_years(book))
    return Table("What implemented ideas fund", columns, rows, "funded-share", "No yearly reduction is committed.")


def _year_row(one: FundedYear) -> Row:
    found = one.found
    left = [row.idea.id for row in one.rows if row.refused]
    cells: tuple[Cell, ...] = (
        one.name,
        _count(len(one.steps)),
        _money(found.reductions if found else None),
        _money(found.savings if found else None),
        Number(round_half_up(found.share * 100, 2), percent(found.share)) if found else None,
        _money(found.unfunded if found else None),
        _money(one.one_off),
        one.refused or ", ".join(left),
    )
    about = (*(lta.id for lta, _ in one.steps), *(row.idea.id for row in one.rows))
    return Row(cells, about=tuple(dict.fromkeys(about)))


def purchasing_table(book: Book) -> Table:
    """Purchasing ideas with what they save in this year and the next one: whole, without weight, share or price."""
    years = (book.as_of.year, book.as_of.year + 1)
    columns = (
        Column("Purchasing idea", Class.MATERIAL),
        Column("What", Class.SCHEDULE, below="Purchasing idea"),
        Column("Maturity", Class.SCHEDULE),
        Column("From", Class.SCHEDULE),
        Column("Saving per piece", Class.MATERIAL, numeric=True),
        *(Column(f"Saving in {year}", Class.MATERIAL, numeric=True) for year in years),
    )
    ideas = [one for one in book.all(ProductivityIdea) if one.type is IdeaType.PURCHASING]
    live = [one for one in ideas if state_on(one.track, book.as_of) is not Maturity.DROPPED]
    rows = tuple(_purchasing_row(book, one, years) for one in live)
    return Table("What purchasing brings", columns, rows, "purchasing-ideas", "No purchasing idea is recorded.")


def _purchasing_row(book: Book, idea: ProductivityIdea, years: Iterable[int]) -> Row:
    state, saving = state_on(idea.track, book.as_of), idea.gross_saving
    cells: tuple[Cell, ...] = (
        Link(idea.id),
        idea.heading(book),
        state.value if state else None,
        idea.implementation_date.isoformat() if idea.implementation_date else None,
        Number(saving.amount / saving.per, str(saving)) if saving else None,
        *_savings(book, idea, years),
    )
    return Row(cells, about=(idea.id,), parts=idea.parts)


def _savings(book: Book, idea: ProductivityIdea, years: Iterable[int]) -> Iterator[Cell]:
    for year in years:
        try:
            pieces = pieces_of(book, idea, tuple(dict.fromkeys(idea.parts)), year_of(year))
            saving = idea.gross_saving
            yield _money(rounded(saving.exact * pieces, saving.currency)) if saving else None
        except Refused as refusal:
            yield Mark(f"not computable: {refusal}", "wait")
