"""Rules of the formula: complete, in units that meet, with shares that are a whole and an example that follows."""

from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC, WARNING
from kamdocs.core.track import state_on
from kamdocs.kinds.price_index_clause.figures.example import example_result, wrong_bases
from kamdocs.kinds.price_index_clause.figures.missing import lacking, misfits
from kamdocs.kinds.price_index_clause.model import ClauseForm, ClauseState, PriceIndexClause
from kamdocs.rules.rule import Found, rule

_BY_SHARE = frozenset({ClauseForm.PROPORTIONAL, ClauseForm.EXCHANGE_RATE})


@rule("IDX001", "formula-incomplete", ERROR, STATIC, per=PriceIndexClause)
def formula_incomplete(clause: PriceIndexClause, book: Book) -> Found:
    """A clause that is more than a draft lacks a part of its formula.

    Why:
        Of five formulas that sellers publish one gives its own example; what a formula leaves open, each side fills in
        for itself.

    Fix:
        Ask the customer and write the answer down; a missing operator is money.

    Source:
        [S20]; F-01 to F-03.
    """
    state = state_on(clause.track)
    if state is not None and state is not ClauseState.DRAFT and (fields := lacking(book, clause)):
        yield clause.at("id"), f"the formula lacks {', '.join(fields)}"


@rule("IDX002", "base-value-not-of-its-series", ERROR, STATIC, per=PriceIndexClause)
def base_value_not_of_its_series(clause: PriceIndexClause, book: Book) -> Found:
    """A base value differs from the one that its series gives for the base period.

    Why:
        Every adjustment starts from the base; what is wrong there comes back in each period of the contract.

    Fix:
        Correct it, or the base period.

    Source:
        F-01.
    """
    for one in wrong_bases(book, clause):
        found = one.computed.value if one.computed else None
        says = f"{one.written} is written, the series gives {found} for {clause.base_period}"
        yield clause.at(*one.path), says


@rule("IDX014", "example-does-not-follow", WARNING, STATIC, per=PriceIndexClause)
def example_does_not_follow(clause: PriceIndexClause, book: Book) -> Found:
    """The worked example of a clause does not follow from its formula.

    Why:
        Of five published examples one reproduces; the other side will use the number that suits it.

    Fix:
        Ask for a written correction before the first use.

    Source:
        [S20]; F-03.
    """
    example, result = clause.worked_example, example_result(book, clause)
    if example is not None and result is not None and result.amount != example.stated_result.amount:
        says = f"the paper's own example gives {result}, it states {example.stated_result}"
        yield clause.at("worked_example"), says


@rule("IDX018", "unit-does-not-fit-series", ERROR, STATIC, per=PriceIndexClause)
def unit_does_not_fit_series(clause: PriceIndexClause, book: Book) -> Found:
    """A weight or a base value stands in a unit that does not meet the unit of its series.

    Why:
        Pounds and kilograms differ by more than a factor of two, and a number without currency has no price.

    Fix:
        Take the form that the contract prints, with its own factor in `conversion_factor`.

    Source:
        [S19]; F-03.
    """
    for one in misfits(book, clause):
        yield clause.at(*one.path), f"{one.unit} does not fit {one.series} in {one.quoted}"


@rule("IDX020", "shares-not-a-whole", ERROR, STATIC, per=PriceIndexClause)
def shares_not_a_whole(clause: PriceIndexClause, book: Book) -> Found:
    """The shares of the terms and the fixed share do not add up to 100 %.

    Why:
        What is missing never moves, what is too much moves twice.

    Fix:
        Correct the shares.

    Source:
        [S13]; F-03.
    """
    if clause.form not in _BY_SHARE or not clause.terms or clause.fixed_share is None:
        return
    total = sum((term.share for term in clause.terms), clause.fixed_share)
    if total != 100:
        yield clause.at("fixed_share"), f"shares add up to {total:f} %"
