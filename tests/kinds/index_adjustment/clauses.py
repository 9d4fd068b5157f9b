"""Clauses, series, price files and adjustments of tests, written as the records that they are."""

from collections.abc import Mapping
from datetime import date

from kamdocs.core.book import Book
from kamdocs.core.period import Month
from kamdocs.kinds.index_adjustment.figures import Computed, computed
from kamdocs.kinds.price_index_clause.model import PriceIndexClause
from tests.books import book_from

PART, CLAUSE = "PRT-200-B", "PIC-2024-0900"
PRICE = "PRC-200-B-ONE"
PRICE_FILE, CLAUSE_FILE = f"sample/prices/{PRICE}.yaml", f"sample/price-index-clauses/{CLAUSE}.yaml"


def series_file(code: str, unit: str, values: Mapping[str, str], more: str = "") -> dict[str, str]:
    """A series; a value may be followed by further fields: `104.00, status: provisional`."""
    rows = "".join(f"  - {{month: {month}, value: {value}}}\n" for month, value in values.items())
    head = f"id: {code}\npublisher: Bulletin\nsource: Invented\nlicence: Apache-2.0\nunit: {unit}\ndecimals: 2\n{more}"
    return {f"group/index-series/{code}.yaml": f"{head}values:\n{rows}"}


def rates_file(code: str, base: str, quote: str, values: Mapping[str, str]) -> dict[str, str]:
    """Rates of exchange: one `base` is so many `quote`."""
    rows = "".join(f"  - {{month: {month}, value: {value}}}\n" for month, value in values.items())
    head = f"id: {code}\nbase: {base}\nquote: {quote}\nsource: Invented\nlicence: Apache-2.0\ndecimals: 4\n"
    return {f"group/exchange-rates/{code}.yaml": f"{head}values:\n{rows}"}


def price_file(unit_price: str, build_up: str = "") -> dict[str, str]:
    """The price file of the part, with one line from 2024-01-01 and a second one where it has a build-up."""
    line = f"""  - valid_from: 2024-01-01
    technical_index: "02"
    unit_price: {unit_price}
    track: [{{state: agreed, on: 2023-12-04, evidence: [COM-2023-0002]}}]
"""
    text = f"id: {PRICE}\npart: {PART}\nsite: SIT-ONE\nprice_type: series\nlines:\n{line}{build_up}"
    return {PRICE_FILE: text}


COMMON = """subject: material
window: 1 months
lag: 0 months
frequency: month
applies_from: 2024-02
compare_to: base
threshold: 0 %
threshold_operator: gt
threshold_mode: full
pass_through: 100 %
effective_rule: first_of_period
provisional_allowed: false
rounding: {index: 2, adjustment: 4}
"""


def clause_file(fields: str, **changed: str) -> dict[str, str]:
    """A signed clause; what is not said: one month averaged, each month, against the base, without threshold."""
    blocks = {**_blocks(COMMON), **_blocks(fields), **{name: f"{name}: {value}\n" for name, value in changed.items()}}
    track = "track: [{state: signed, on: 2023-12-01, evidence: [DOC-2022-0001]}]"
    return {CLAUSE_FILE: f"id: {CLAUSE}\n{''.join(blocks.values())}{track}\n"}


def _blocks(text: str) -> dict[str, str]:
    """The fields of a record by their name, each with the lines that belong to it."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        if line and not line.startswith(" "):
            name = line.partition(":")[0]
        if line:
            found[name] = found.get(name, "") + line + "\n" if line.startswith(" ") else line + "\n"
    return found


def adjustment_file(number: str, period: str, values: str, delta: str, track: str = "applied") -> dict[str, str]:
    """An adjustment with one part; `period` is its month, `track` its last state."""
    order = ("calculated", "notified", "agreed", "applied")
    days = ("2024-01-10", "2024-01-11", "2024-01-12", "2024-01-13")
    reached = order[: order.index(track) + 1]
    acts = ", ".join(f"{{state: {state}, on: {day}}}" for state, day in zip(reached, days, strict=False))
    text = f"""id: IXA-2024-{number}
clause: {CLAUSE}
period: {{from: {period}, to: {period}}}
{values.rstrip()}
lines: [{{part: {PART}, delta: {delta}}}]
effective_from: {period}-01
track: [{acts}]
"""
    return {f"sample/index-adjustments/IXA-2024-{number}.yaml": text}


def book_with(*files: Mapping[str, str], as_of: str = "2024-12-02") -> Book:
    """The sample with these files."""
    overlay: dict[str, str] = {}
    for one in files:
        overlay |= one
    return book_from(overlay, as_of=as_of)


def the_clause(book: Book) -> PriceIndexClause:
    clause = book.get_as(PriceIndexClause, CLAUSE)
    assert clause is not None
    return clause


def result(book: Book, month: str, as_of: date | None = None) -> Computed:
    """What the clause gives for the period that begins in a month."""
    year, number = month.split("-")
    return computed(book, the_clause(book), Month(int(year), int(number)), as_of)


def stated(book: Book, month: str) -> str:
    """What the letter of a month has to say for the part."""
    found = result(book, month)
    assert not found.refused_parts, found.refused_parts
    return str(found.parts[PART].stated)
