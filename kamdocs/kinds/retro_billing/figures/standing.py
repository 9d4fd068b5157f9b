"""What a run comes to on the day, what is open on it in money, and each of its lines step by step."""

from collections.abc import Iterator
from datetime import date

from kamdocs.calc.refusal import Refused
from kamdocs.calc.retro import Direction, agree, is_within_tolerance
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.explained import Explained, Input, Worked
from kamdocs.core.money import Money
from kamdocs.core.stake import Owed, Sort, Stake
from kamdocs.core.track import state_on
from kamdocs.core.view import Fact, Mark, Number
from kamdocs.kinds.retro_billing.figures.computed import Computed, computed, least_billed
from kamdocs.kinds.retro_billing.figures.open_runs import aggregate
from kamdocs.kinds.retro_billing.model import RETRO_TRACK, RetroBilling

_SOURCE = "F-10"
_ROUNDING = "half up, minor units"
_NOTES = {Direction.DEBIT: "debit note", Direction.CREDIT: "credit note", Direction.NONE: "nothing to correct"}


def standing(retro: RetroBilling, book: Book) -> tuple[Fact, ...]:
    """What the run comes to, who owes whom, whether rows and the customer's own correction agree with it."""
    state = state_on(retro.track, book.as_of)
    is_open = state in RETRO_TRACK.live
    word = state.value.replace("_", " ") if state else "no state yet"
    facts = [Fact("Standing", Mark("open" if is_open else word, "wait" if is_open else "good"), Class.PRICE, word)]
    try:
        found = computed(retro, book)
    except Refused as refusal:
        return (*facts, Fact("Computed", Mark("not computable", "bad"), Class.PRICE, str(refusal)))
    total = found.run.total
    note = f"{_NOTES[found.direction]}, {found.run.pieces:,f} pcs in {found.run.counted} documents"
    facts.append(Fact("Computed", Number(total.amount, str(total)), Class.PRICE, note))
    running = ", running" if found.window.is_running else ""
    facts.append(Fact("Window", f"{found.window.first} to {found.window.last}{running}", Class.PRICE))
    if found.is_small:
        facts.append(Fact("Materiality", Mark("below the minimum", "off"), Class.PRICE, f"of {least_billed(book)}"))
    return (*facts, *_beside(retro, found, book))


def _beside(retro: RetroBilling, found: Computed, book: Book) -> Iterator[Fact]:
    """The two comparisons of a run: with the rows of the extracts, and with what the customer says."""
    yield Fact("Rows of the extracts", *_rows(found, book))
    if retro.customer_total is not None:
        yield Fact("His own correction", *_his(retro.customer_total, found, book))


def _rows(found: Computed, book: Book) -> tuple[Mark | None, Class, str]:
    try:
        rows = aggregate(found.held, found.window, book).run
        mark = Mark("agree", "good") if agree(found.run, rows) else Mark("quantities differ", "bad")
    except Refused as refusal:
        return None, Class.PRICE, f"not computable: {refusal}"
    return mark, Class.PRICE, f"{rows.total}, {rows.pieces:,f} pcs"


def _his(his: Money, found: Computed, book: Book) -> tuple[Mark | None, Class, str]:
    tolerance = book.policy.limit("self_bill_tolerance", on=book.as_of)
    try:
        fits = is_within_tolerance(found.run.total, his, tolerance=tolerance, pieces=found.run.pieces)
    except Refused as refusal:
        return None, Class.PRICE, f"{his}, not comparable: {refusal}"
    return Mark("agrees", "good") if fits else Mark("differs", "bad"), Class.PRICE, str(his)


def open_value(retro: RetroBilling, book: Book) -> tuple[Stake, ...]:
    """The total of a run that is neither settled nor let go: cash, owed by its sign (F-22)."""
    if state_on(retro.track, book.as_of) not in RETRO_TRACK.live:
        return ()
    try:
        total = computed(retro, book).run.total
    except Refused as refusal:
        return (Stake(retro.id, Sort.CASH, unknown=str(refusal)),)
    owed = Owed.TO_US if total.amount >= 0 else Owed.BY_US
    return (Stake(retro.id, Sort.CASH, owed, Money(abs(total.amount), total.currency)),)


def explained(retro: RetroBilling, book: Book, item: str, on: date) -> tuple[Explained, ...]:
    """Each document of a run, then the total; with the number of a document that one alone."""
    try:
        found = computed(retro, book)
    except Refused as refusal:
        name = f"correction of {retro.price}"
        return (Explained(name, _SOURCE, Class.PRICE, _given(retro, None), refused=str(refusal)),)
    kept = [place for place, line in enumerate(retro.lines) if item in ("", line.invoice)]
    lines = tuple(_line(retro, found, place) for place in kept)
    return lines if item else (*lines, _total(retro, found))


def _line(retro: RetroBilling, found: Computed, place: int) -> Explained:
    line, one = retro.lines[place], found.run.lines[place]
    new = found.held.line.unit_price
    held = found.held
    inputs = (
        Input("invoice", f"{line.document_type.value} {line.invoice}", retro.at("lines", place, "invoice")),
        Input("pricing_date", str(line.pricing_date), retro.at("lines", place, "pricing_date")),
        Input("quantity", str(line.quantity), retro.at("lines", place, "quantity")),
        Input("old", str(line.old), retro.at("lines", place, "old")),
        Input("new", str(new), held.price.at("lines", held.place, "unit_price")),
    )
    name = f"correction of {line.document_type.value} {line.invoice}"
    if one.excluded:
        return Explained(name, _SOURCE, Class.PRICE, inputs, result=f"does not count: {one.excluded}")
    per = f" / {new.per}" if new.per != 1 else ""
    formula = f"({new.amount} - {line.old.amount}) · {line.quantity.amount}{per}"
    steps = (Worked("difference", formula, str(one.amount), _ROUNDING),)
    return Explained(name, _SOURCE, Class.PRICE, inputs, steps, result=str(one.amount))


def _total(retro: RetroBilling, found: Computed) -> Explained:
    amounts = [str(one.amount.amount) for one in found.run.lines if not one.excluded]
    total = found.run.total
    steps = (
        Worked("total", " + ".join(amounts) or "no document counts", str(total)),
        Worked("direction", f"sign of {total}", _NOTES[found.direction]),
    )
    name = f"correction of {retro.price}"
    return Explained(name, _SOURCE, Class.PRICE, _given(retro, found), steps, result=str(total))


def _given(retro: RetroBilling, found: Computed | None) -> tuple[Input, ...]:
    inputs = [Input("price", retro.price, retro.at("price"))]
    if found is not None:
        held = found.held
        spot = held.price.at("lines", held.place, "valid_from")
        inputs.append(Input("window", f"{found.window.first} to {found.window.last}", spot))
    if retro.total is not None:
        inputs.append(Input("written total", str(retro.total), retro.at("total")))
    return tuple(inputs)
