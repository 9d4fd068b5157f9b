"""Decisions: class of the record, title, proof, and what a decision must say."""

import pytest

from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.view import Link
from kamdocs.kinds.decision.model import Decision
from kamdocs.kinds.decision.page import page
from kamdocs.rules.engine import Engine
from kamdocs.rules.every_kind import EVERY_KIND
from kamdocs.rules.rule import rules_in
from tests.books import book_from, sample_files

PATH = "sample/decisions/DEC-2023-0001.yaml"
TEXT = sample_files()[PATH].decode()


def the(book: Book) -> Decision:
    found = book.get_as(Decision, "DEC-2023-0001")
    assert found is not None
    return found


def test_the_record_names_its_class_and_is_strict_without_one() -> None:
    decision = the(book_from())
    assert decision.home_class is Class.PRICE
    silent = the(book_from({PATH: TEXT.replace("class: price\n", "")}))
    assert silent.home_class is Class.CLAIM


def test_its_title_is_the_first_words() -> None:
    book = book_from()
    assert the(book).heading(book) == "The bracket is offered at 3.0000 EUR from January 2024"


def test_it_proves_as_much_as_a_note_of_ours() -> None:
    proof = the(book_from()).proof()
    assert (proof.grade, proof.on, proof.party) == (1, the(book_from()).on, "us")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (TEXT.replace("about: [PRC-100-A-ONE@2024-01-01]\n", ""), ["no topic needs `about`"]),
        (TEXT.replace("about: [PRC-100-A-ONE@2024-01-01]", "topic: prices_and_contract"), []),
        (TEXT, []),
    ],
)
def test_it_is_about_a_record_or_a_topic(text: str, says: list[str]) -> None:
    engine = Engine(rule for rule in rules_in(*EVERY_KIND) if rule.code.code == "GEN023")
    found = engine.run(book_from({PATH: text})).findings
    assert [one.says for one in found if one.record == "DEC-2023-0001"] == says


def test_the_page_has_the_class_of_the_record() -> None:
    book = book_from()
    section = page(the(book), book).sections[0]
    assert {fact.seen_as for fact in section.facts} == {Class.PRICE}
    assert {column.seen_as for table in section.tables for column in table.columns} == {Class.PRICE}
    assert [fact.value for fact in section.facts if fact.label == "Decided by"] == [Link("PER-0001")]
