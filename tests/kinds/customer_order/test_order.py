"""A customer order: proof of its own track, its title, and what a plant is told of it."""

from datetime import date

from kamdocs.core.audience import Class
from kamdocs.core.view import Fact, Link, Mark
from kamdocs.kinds.customer_order.figures import standing, summary
from kamdocs.kinds.customer_order.model import CustomerOrder
from tests.books import book_from

ORDER = """\
id: ORD-2024-0001
number: "0045000"
type: tooling
received_on: 2024-11-11
lines:
  - {no: 10, tool: TOL-0001, amount: 30000.00 EUR}
  - {no: 20, tool: TOL-0001, part: PRT-100-A, amount: 10000.00 EUR}
amount: 40000.00 EUR
signatory: PER-0102
files:
  - {held_in: Order archive 3, sha256: 1111111111111111111111111111111111111111111111111111111111111111}
track:
  - {state: received, on: 2024-11-11}
  - {state: contested, on: 2024-12-03, evidence: [COM-2023-0001]}
"""


def test_it_is_a_binding_document_from_the_day_of_receipt() -> None:
    book = book_from({"sample/customer-orders/ORD-2024-0001.yaml": ORDER})
    order = book.get_as(CustomerOrder, "ORD-2024-0001")
    assert order is not None
    proof = order.proof()
    assert (proof.grade, proof.on, proof.party, proof.signatory) == (4, date(2024, 11, 11), "customer", "PER-0102")
    assert order.proves_itself
    assert order.heading(book) == "Tooling order 0045000"


def test_a_plant_reads_type_parts_tools_and_state_of_the_day() -> None:
    book = book_from({"sample/customer-orders/ORD-2024-0001.yaml": ORDER})
    order = book.get_as(CustomerOrder, "ORD-2024-0001")
    assert order is not None
    state = Fact("State", Mark("received", "wait"), Class.PRICE, "since 2024-11-11")
    assert standing(order, book) == (state,)
    assert summary(order, book, "plant") == (
        Fact("Type", "tooling", Class.PRICE),
        Fact("Orders", Link("TOL-0001"), Class.PRICE),
        Fact("Orders", Link("PRT-100-A"), Class.PRICE),
        Fact("State", Mark("received", "wait"), Class.PRICE),
    )
