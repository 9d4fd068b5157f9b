"""The page of an offer: rounds side by side, who validated it, mandated components for those who may see them."""

from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.view import Fact, Link, Mark, Number, Page, Row, Table
from kamdocs.kinds.offer.model import Offer
from kamdocs.kinds.offer.page import page
from tests.books import book_from
from tests.kinds.offer.written import bracket, cover, get, offer

MOVES = "moves:\n  - {part: PRT-100-A, layer: value_added, because: Second shift.}\n"
MORE = """\
priced_on: 2024-05-27
price_basis: {incoterm: DAP, payment_terms: net 60 days, index_base: [{series: IXS-ALUMINIUM, period: 2024-Q1}]}
tooling_total: 50000.00 EUR
tooling_lines:
  - {what: Press tool, part: PRT-100-A, tool: TOL-0001, cost: 48000.00 EUR, price: 50000.00 EUR, treatment: lump_sum}
mandated_lines:
  - {part: PRT-100-A, component: 7K-031, quantity: 3 pcs, unit_price: 0.2500 EUR, handling_fee: 3 %}
lta_proposed:
  basis: full_price
  compounding: chain
  steps: [{year: 2027, rate: 2.5 %, effective: 2027-01-01}, {year: 2028, rate: 2.0 %}]
  basis_decision: {by: PER-0001, on: 2024-05-20, because: Price of entry.}
validations:
  - {role: kam, by: PER-0002, on: 2024-05-28, result: ok}
  - {role: controller, by: PER-0003, on: 2024-05-24, result: ok}
  - {role: programme_manager, by: PER-0004, on: 2024-05-28, result: not_ok, because: Capacity.}
"""


def table(shown: Page, caption: str) -> Table:
    return next(one for section in shown.sections for one in section.tables if one.caption == caption)


def facts(shown: Page, heading: str) -> tuple[Fact, ...]:
    return next(section.facts for section in shown.sections if section.heading == heading)


def texts(row: Row) -> list[str]:
    def text(cell: object) -> str:
        match cell:
            case Link():
                return cell.record
            case Mark():
                return cell.word
            case Number():
                return cell.text
        return str(cell)

    return [text(cell) for cell in row.cells]


def rounds() -> Book:
    return book_from(
        {
            **offer(bracket("1.2500 EUR"), cover("2.0000 EUR")),
            **offer(bracket("1.2000 EUR"), cover("2.0000 EUR"), name="OFR-2024-0002", number=2, more=MOVES),
            **offer(bracket("118.0000 EUR per 100"), name="OFR-2024-0003", number=3),
        }
    )


def test_rounds_stand_side_by_side_with_what_moved_and_why() -> None:
    book = rounds()
    shown = table(page(get(book, "OFR-2024-0002"), book), "Rounds side by side")
    assert [column.heading for column in shown.columns] == [
        "Part", "Site", "Price type", "Round 1", "Round 2", "against Round 1", "Round 3", "against Round 2",
    ]  # fmt: skip
    assert [texts(row) for row in shown.rows] == [
        ["PRT-100-A", "SIT-ONE", "series", "1.2500 EUR", "1.2000 EUR", "-0.0500 EUR",
         "118.0000 EUR per 100", "-2.0000 EUR per 100"],
        ["PRT-200-B", "SIT-ONE", "series", "2.0000 EUR", "2.0000 EUR", "unchanged", "not offered", ""],
    ]  # fmt: skip
    reasons = table(page(get(book, "OFR-2024-0002"), book), "Why prices moved")
    assert [texts(row) for row in reasons.rows] == [
        ["Round 2", "PRT-100-A", "SIT-ONE", "-0.0500 EUR", "value added: Second shift."],
        ["Round 3", "PRT-100-A", "SIT-ONE", "-2.0000 EUR per 100", "no reason given"],
    ]
    assert {column.seen_as for column in shown.columns} == {Class.PRICE}
    assert set(shown.rows[0].about) >= {"OFR-2024-0001", "OFR-2024-0002", "OFR-2024-0003", "PRT-100-A"}


def test_two_currencies_are_not_compared() -> None:
    book = book_from({**offer(), **offer(bracket("1.3000 USD"), name="OFR-2024-0002", number=2)})
    shown = page(get(book), book)
    assert texts(table(shown, "Rounds side by side").rows[0])[5:] == ["not comparable"]
    assert texts(table(shown, "Why prices moved").rows[0])[3:] == ["not comparable", "no reason given"]


def one() -> tuple[Offer, Page]:
    book = book_from(offer(more=MORE))
    return get(book), page(get(book), book)


def test_a_validation_older_than_the_last_price_is_void() -> None:
    _, shown = one()
    rows = table(shown, "Who validated it").rows
    assert [texts(row)[3] for row in rows] == ["ok", "void: older than the last price", "not ok"]
    left = str(facts(shown, "Validation")[0].value)
    assert "controller" in left
    assert "programme manager" in left
    assert "kam" not in left


def test_the_basis_says_what_is_not_stated() -> None:
    _, shown = one()
    said = {fact.label: fact.value for fact in facts(shown, "Price basis")}
    assert said["Delivery"] == "DAP"
    assert said["Place"] == "not stated"
    assert said["Index base"] == Link("IXS-ALUMINIUM")


def test_tools_components_and_reductions() -> None:
    offered, shown = one()
    tools = table(shown, "Tools in the offer")
    assert texts(tools.rows[0]) == ["Press tool", "PRT-100-A", "TOL-0001", "48000.00 EUR", "50000.00 EUR", "lump sum"]
    components = table(shown, "Mandated components")
    assert texts(components.rows[0]) == ["PRT-100-A", "7K-031", "3 pcs", "0.2500 EUR", "3 %"]
    assert [column.seen_as for column in components.columns] == [Class.MATERIAL] * 4 + [Class.PRICE]
    reductions = table(shown, "Reductions by year")
    assert [texts(row) for row in reductions.rows] == [["2027", "2.5 %", "2027-01-01"], ["2028", "2.0 %", "not stated"]]
    assert Fact("Decided by", Link("PER-0001"), Class.PRICE, "on 2024-05-20: Price of entry.") in facts(
        shown, "Yearly reductions"
    )
    assert [texts(row)[0] for row in table(shown, "What happened").rows] == [state.state for state in offered.track]
