"""A price adds up: its layers, the steps from the line before it, and what nobody can split."""

from collections.abc import Iterator, Mapping

from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC, WARNING
from kamdocs.core.decimals import price_decimals
from kamdocs.core.layers import Layer
from kamdocs.core.money import UnitPrice, decimals_of
from kamdocs.core.track import state_on
from kamdocs.kinds.change.figures import differences
from kamdocs.kinds.change.model import Change
from kamdocs.kinds.lta.model import LTA_TRACK, Lta
from kamdocs.kinds.price.figures import BuiltUp, amount_of, built_up, held_lines
from kamdocs.kinds.price.model import Price, PriceLine
from kamdocs.kinds.price_index_clause.model import CLAUSE_TRACK, PriceIndexClause
from kamdocs.rules.every_kind.currencies import has_two_units
from kamdocs.rules.rule import Found, rule


@rule("PRC004", "steps-do-not-explain-price", ERROR, STATIC, per=Price)
def steps_do_not_explain_price(price: Price, book: Book) -> Found:
    """A price, or one of its layers, is not that of the line before it plus the steps that it names.

    Why:
        A cent without a reason is the first one that the customer takes back.

    Fix:
        1. Add the step that is missing, with its reason. 2. Correct the price.

    Source:
        K12; the order of build-up; E07.
    """
    for one in built_up(price):
        if has_two_units(one.line) or has_two_units(one.before) or (one.holds and one.line.build_up):
            continue
        if _is_told_by_a_change(price, one, book):
            continue
        if one.late and one.price.amount == one.line.unit_price.amount:
            step = one.late[0][1]
            says = f"the step of {step.effective} counts after the first day of the line, {one.line.valid_from}"
            yield price.at("lines", one.place, "unit_price"), says
        elif one.price.amount != one.line.unit_price.amount or not one.off:
            says = _says(one, (one.before.unit_price, one.price, one.line.unit_price))
            yield price.at("lines", one.place, "unit_price"), says
        else:
            layer, due = one.off[0]
            was, now = (_layer(line, layer, due) for line in (one.before, one.line))
            yield price.at("lines", one.place, "layers"), f"{layer.value}: {_says(one, (was, due, now))}"


def _says(one: BuiltUp, values: tuple[UnitPrice, UnitPrice, UnitPrice]) -> str:
    before, due, written = values
    if not one.line.build_up and due.amount == written.amount:
        return f"{written} as before, and no step says why a line begins"
    number = len(one.counted)
    return f"{before} and {number} step{'' if number == 1 else 's'} give {due}, {written} is written"


def _layer(line: PriceLine, layer: Layer, unit: UnitPrice) -> UnitPrice:
    return UnitPrice(amount_of(line, layer) + 0 * unit.amount, unit.currency, unit.per, unit.measure)


def _is_told_by_a_change(price: Price, one: BuiltUp, book: Book) -> bool:
    """Whether all that is missing in a line is what a change moves: its own rule says so, at the change."""
    missing = {layer: amount_of(one.line, layer) - due.amount for layer, due in one.off}
    if not missing or one.late:
        return False
    return any(_moves(change, price, book) == missing for change in book.all(Change) if _touches(change, price))


def _touches(change: Change, price: Price) -> bool:
    return any(line.part == price.part and line.price_delta is not None for line in change.lines)


def _moves(change: Change, price: Price, book: Book) -> Mapping[Layer, object]:
    found = (one for one in differences(change, book) if one.site == price.site)
    return {one.layer: one.agreed.amount - one.moved.amount for one in found}


@rule("PRC016", "layers-do-not-add-up", ERROR, STATIC, per=Price)
def layers_do_not_add_up(price: Price, book: Book) -> Found:
    """The layers of a line are missing, or their sum is not its unit price.

    Why:
        Yearly reductions, index clauses and mandated parts each read one layer; a wrong one moves the wrong money.

    Fix:
        Correct a layer; what nobody can split goes to `unknown`.

    Source:
        F-20.
    """
    for index, line in enumerate(price.lines):
        spot = price.at("lines", index, "layers")
        if line.layers is None:
            yield spot, f"the price {line.unit_price} has no layers"
            continue
        layers = [value for _, value in line.layers.listed()]
        total = sum(value.amount for value in layers)
        if total != line.unit_price.amount and not _is_refused_already(line, layers, book):
            written = line.unit_price
            found = UnitPrice(total + 0 * written.amount, written.currency, written.per, written.measure)
            yield spot, f"layers add up to {found}, the price is {written}"


def _is_refused_already(line: PriceLine, layers: list[UnitPrice], book: Book) -> bool:
    """Whether another code speaks about these numbers: two units in one sum, or too many decimals."""
    most = price_decimals(book)
    too_long = most is not None and any(decimals_of(value.amount) > most for value in (line.unit_price, *layers))
    return too_long or has_two_units(line)


@rule("PRC022", "unknown-below-a-formula", WARNING, STATIC, per=Price)
def unknown_below_a_formula(price: Price, book: Book) -> Found:
    """A part of the price cannot be split, and a reduction or an index clause is taken from a layer of it.

    Why:
        Nobody can compute the step; the customer's number wins.

    Fix:
        1. Agree the layers with the customer. 2. Write the LTA on the full price.
    """
    for held in held_lines(price):
        unknown = held.line.layers.unknown if held.line.layers is not None else None
        if unknown is None or unknown.amount <= 0:
            continue
        if bases := _on_layers(book).get(price.part):
            says = (
                f"{unknown} of {held.line.unit_price} cannot be split: the base of {', '.join(bases)} is not computable"
            )
            yield price.at("lines", held.place, "layers"), says


def _on_layers(book: Book) -> Mapping[str, tuple[str, ...]]:
    """The agreements of each part that read a layer of its price, by id: reductions, then clauses."""

    def grouped() -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for part, agreement in (*_reductions(book), *_clauses(book)):
            found.setdefault(part, []).append(agreement)
        return {part: tuple(dict.fromkeys(ids)) for part, ids in found.items()}

    return book.remembered("agreements on layers by part", grouped)


def _reductions(book: Book) -> Iterator[tuple[str, str]]:
    for lta in book.all(Lta):
        if LTA_TRACK.at_least(state_on(lta.track), "agreed") and (lta.basis == "value_added" or lta.excludes):
            yield from ((part, lta.id) for part in lta.parts)


def _clauses(book: Book) -> Iterator[tuple[str, str]]:
    for clause in book.all(PriceIndexClause):
        if CLAUSE_TRACK.at_least(state_on(clause.track), "agreed"):
            yield from ((line.part, clause.id) for line in clause.lines)
