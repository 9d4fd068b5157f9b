"""Rules over several record roots: what is not joined is no mistake, and no root holds more than it may."""

from dataclasses import replace

import pytest

from kamdocs.core.audience import Level
from kamdocs.core.book import Book
from kamdocs.rules.engine import Engine
from kamdocs.rules.every_kind import EVERY_KIND
from kamdocs.rules.rule import rules_in
from tests.books import book_from


def _found(book: Book, *codes: str) -> list[tuple[str, str, str]]:
    engine = Engine(rule for rule in rules_in(*EVERY_KIND) if rule.code.code in codes)
    return [
        (one.record or one.spot.file, "/".join(map(str, one.spot.path)), one.says) for one in engine.run(book).findings
    ]


@pytest.fixture
def people() -> Book:
    """The account, its people in an internal root."""
    book = book_from()
    held = {key: replace(one, root="people") if key.startswith("PER-") else one for key, one in book.shelf.held.items()}
    book.shelf = replace(book.shelf, held=held)
    book.holds = {"records": Level.STRICT, "people": Level.INTERNAL}
    return book


def test_a_field_above_the_ceiling_of_its_root_is_found_alone(people: Book) -> None:
    """A person is internal; what the person may sign is not."""
    says = "`authority` is confidential, this root holds internal"
    assert _found(people, "SEC001") == [("PER-0101", "authority", says), ("PER-0102", "authority", says)]


def test_at_the_ceiling_nothing_is_found(people: Book) -> None:
    people.holds = {"records": Level.STRICT, "people": Level.CONFIDENTIAL}
    assert _found(people, "SEC001") == []


def test_a_reference_into_a_root_that_is_not_joined_is_silent() -> None:
    without = ["sample/customer-sites/SIT-ONE.yaml"]
    missing = book_from(without=without)
    assert ("PRC-100-A-ONE", "site", "SIT-ONE does not exist") in _found(missing, "GEN002")
    absent = book_from(without=without)
    absent.absent_prefixes = frozenset({"SIT"})
    assert _found(absent, "GEN002") == []


def test_the_customer_may_live_in_a_root_that_is_not_joined() -> None:
    book = book_from(without=["sample/customers/CUS-SAMPLE.yaml"])
    assert [says for _, _, says in _found(book, "GEN013")] == ["account sample has 0 customer records"]
    book.absent_kinds = frozenset({"customer"})
    assert _found(book, "GEN013") == []


def test_one_id_in_two_roots_is_reported_at_the_second_file() -> None:
    book = book_from()
    copy = replace(book.shelf.held["SIT-ONE"], file="plants/sample/customer-sites/SIT-ONE.yaml", root="plants")
    book.shelf = replace(book.shelf, twice=(copy,))
    says = "SIT-ONE also stands in records/sample/customer-sites/SIT-ONE.yaml"
    assert _found(book, "GEN001") == [("plants/sample/customer-sites/SIT-ONE.yaml", "id", says)]
