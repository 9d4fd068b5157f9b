"""A price step by step: why a line holds, what its layers give, the walk that leads to it; and the price list."""

from datetime import date

from kamdocs.core.explained import Explained
from kamdocs.kinds.price.figures import explained, price_list, price_list_tables, step_days
from kamdocs.kinds.price.model import Price
from kamdocs.kinds.price.page import page
from tests.books import book_from
from tests.cli.running import text_of

FILE = "sample/prices/PRC-100-A-ONE.yaml"
TEMPORARY = """\
id: PRC-100-A-ONE-TEMPORARY
part: PRT-100-A
site: SIT-ONE
price_type: temporary
lines:
  - valid_from: 2024-06-01
    valid_to: 2024-06-30
    technical_index: A
    unit_price: 3.4000 EUR
    layers: {value_added: 3.4000 EUR}
    track: [{state: agreed, on: 2024-05-06, evidence: [NOM-2021-0001]}, {state: loaded, on: 2024-05-13}]
"""


def figures(on: str, item: str = "", **files: str) -> tuple[Explained, ...]:
    book = book_from({f"sample/prices/{name}.yaml": text for name, text in files.items()})
    price = book.get_as(Price, "PRC-100-A-ONE")
    assert price is not None
    return explained(price, book, item, date.fromisoformat(on))


def test_price_layers_and_walk_of_today() -> None:
    valid, layers, walk = figures("2024-12-02")
    assert (valid.result, layers.result, walk.result) == ("3.0000 EUR, index A", "3.0000 EUR", "3.0000 EUR")
    assert [(one.name, one.value) for one in layers.inputs] == [
        ("value_added", "2.5000 EUR"),
        ("indexed_material", "0.4000 EUR"),
        ("tool_amortisation", "0.1000 EUR"),
    ]
    assert [(one.name, one.formula, one.value) for one in walk.steps] == [
        ("agreed in writing, correction", "-0.1000", "-0.1000 EUR"),
        ("price", "3.1000 - 0.1000", "3.0000 EUR"),
        ("residual", "3.0000 - (3.1000 - 0.1000)", "0.0000 EUR"),
    ]
    moved = walk.inputs[1]
    assert moved.spot is not None
    assert (moved.name, moved.spot.path) == ("COM-2023-0002", ("lines", 1, "build_up", 0, "delta"))


def test_an_earlier_day_and_the_walk_from_there() -> None:
    valid, _, walk, since = figures("2023-05-02")
    assert valid.result == "3.1000 EUR, index A"
    assert [step.value for step in walk.steps] == ["3.1000 EUR", "0.0000 EUR"]
    assert since.name == "price walk of PRC-100-A-ONE from 2023-05-02 to 2024-12-02"
    assert since.result == "3.0000 EUR"


def test_a_day_without_price_is_no_number() -> None:
    valid, walk, _ = figures("2020-01-01")
    assert (valid.result, walk.result) == ("", "")
    assert valid.refused == "no line that is agreed by 2024-12-02 holds on 2020-01-01"


def test_a_temporary_price_goes_first_and_is_named() -> None:
    valid = figures("2024-06-15", **{"PRC-100-A-ONE-TEMPORARY": TEMPORARY})[0]
    assert valid.result == "3.4000 EUR, index A"
    assert valid.steps[0].value == "PRC-100-A-ONE-TEMPORARY@2024-06-01"


def test_one_line_with_its_steps() -> None:
    layers, steps = figures("2024-12-02", "2024-01-01")
    assert layers.name == "layers of PRC-100-A-ONE@2024-01-01"
    assert steps.result == "3.0000 EUR"
    assert figures("2024-12-02", "2023-01-01")[1].refused == "no line stands before it"


def test_a_line_that_was_withdrawn_has_no_steps() -> None:
    book = book_from(
        {FILE: text_of(FILE).replace("{state: loaded, on: 2023-12-18", "{state: withdrawn, on: 2023-12-18")}
    )
    price = book.get_as(Price, "PRC-100-A-ONE")
    assert price is not None
    assert explained(price, book, "2024-01-01", book.as_of)[1].refused == "withdrawn"


def test_layers_that_do_not_add_up_are_refused() -> None:
    text = text_of(FILE).replace("layers: {value_added: 2.5000 EUR", "layers: {value_added: 2.4000 EUR")
    layers = figures("2024-12-02", **{"PRC-100-A-ONE": text})[1]
    assert layers.refused == "layers give 2.9000 EUR, the price is 3.0000 EUR"
    assert layers.result == ""


def test_the_list_of_a_day_with_paper_and_reference() -> None:
    book = book_from()
    listed = price_list(book, date(2024, 6, 3), book.as_of)
    one = next(entry for entry in listed if entry.part == "PRT-100-A")
    assert (one.customer_number, one.reference, one.state) == ("100-A", "PRC-100-A-ONE@2024-01-01", "loaded")
    assert one.paper is not None
    assert one.paper.record == "ORD-2023-0001"
    assert [entry.customer_number for entry in listed] == sorted(entry.customer_number for entry in listed)


def test_the_list_of_a_day_is_what_was_agreed_by_then() -> None:
    book = book_from()
    early = price_list(book, date(2024, 6, 3), date(2023, 11, 30))
    assert [one.reference for one in early if one.part == "PRT-100-A"] == ["PRC-100-A-ONE@2023-01-01"]


def test_the_days_on_which_prices_step() -> None:
    book = book_from({"sample/prices/PRC-100-A-ONE-TEMPORARY.yaml": TEMPORARY})
    days = {one.day: (one.begin, one.end) for one in step_days(book, book.as_of)}
    assert days[date(2024, 6, 1)] == (1, 0)
    assert days[date(2024, 7, 1)] == (0, 1)
    assert days[date(2024, 1, 1)][0] >= 1
    names = [table.name for table in price_list_tables(book)]
    assert names == ["price-list", "price-steps", "prices-by-date"]


def test_the_page_has_walk_and_passport() -> None:
    book = book_from()
    price = book.get_as(Price, "PRC-100-A-ONE")
    assert price is not None
    headings = [section.heading for section in page(price, book).sections]
    assert headings == ["Price lines", "Price walk", "Layers", "Passport"]
