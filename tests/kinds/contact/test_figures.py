"""A person: title and standing, when the data is confirmed again, when the name goes; private mail and names."""

from datetime import date

import pytest

from kamdocs.core.view import Mark
from kamdocs.kinds.contact import figures
from kamdocs.kinds.contact.model import Contact
from kamdocs.kinds.contact.rules.names import folded_words, sentences
from kamdocs.kinds.contact.rules.private_mail import private_domain
from kamdocs.load.loader import Words, load
from tests.books import book_from, sample_files

PATH = "sample/people/PER-0101.yaml"
PLAIN = sample_files()[PATH].decode()


def person(text: str, as_of: str = "2024-12-02") -> tuple[Contact, list[object]]:
    book = book_from({PATH: text}, as_of=as_of)
    contact = book.get_as(Contact, "PER-0101")
    assert contact is not None
    return contact, [contact.heading(book), *(fact.value for fact in figures.standing(contact, book))]


def test_an_active_person_is_confirmed_again_in_a_year() -> None:
    assert person(PLAIN)[1] == ["Elena Rossi, Buyer interior parts", Mark("active", "good"), "2025-09-02"]


def test_the_last_day_is_still_in_office() -> None:
    text = PLAIN + "left_on: 2024-11-30\n"
    assert person(text, "2024-11-30")[1][1] == Mark("active", "good")
    assert person(text, "2024-12-01")[1][1] == Mark("left", "off")


def test_without_a_name_the_function_remains() -> None:
    text = PLAIN.replace("name: Elena Rossi\n", "") + "left_on: 2022-01-31\n"
    assert person(text)[1] == ["Buyer interior parts", Mark("forgotten", "off")]


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        ("", None),
        ("left_on: 2022-12-31\n", date(2024, 12, 31)),
        ("left_on: 2022-12-31\nretention_until: 2025-06-30\n", date(2025, 6, 30)),
    ],
)
def test_the_name_goes_two_years_after_leaving(lines: str, last: date | None) -> None:
    book = book_from({PATH: PLAIN + lines})
    contact = book.get_as(Contact, "PER-0101")
    assert contact is not None
    assert figures.erase_by(contact, book) == last


def test_identity_in_git_is_for_our_people_only() -> None:
    _, problems = load((PLAIN + "host_login: erossi\n").encode(), Contact)
    assert [(one.code, one.says) for one in problems] == [
        ("VAL019", "`host_login` has no meaning with `side: customer`")
    ]


def test_only_our_functions_are_words_of_policy() -> None:
    words = Words(frozenset({"kam"}))
    assert load(PLAIN.encode(), Contact, words)[1] == []
    ours = sample_files()["group/people/PER-0003.yaml"]
    assert [one.code for one in load(ours, Contact, words)[1]] == ["VAL014"]


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("elena.rossi@gmail.com", "gmail.com"),
        ("elena@HOTMAIL.FR", "hotmail.fr"),
        ("elena@yahoo.co.uk", "yahoo.co.uk"),
        ("elena.rossi@sample.example", None),
        ("elena@livecar.example", None),
        ("elena@gmail.com.example", None),
    ],
)
def test_private_domains(address: str, domain: str | None) -> None:
    assert private_domain(address) == domain


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Jürgen Müller", {"JUERGEN", "JURGEN", "MUELLER", "MULLER"}),
        ("Zoë O'Neil-Groß", {"ZOE", "NEIL", "GROSS"}),
        ("Li Wu", set()),
        ("Łukasz Søby", {"LUKASZ", "SOEBY", "SOBY"}),
    ],
)
def test_names_fold_to_capitals(name: str, words: set[str]) -> None:
    assert folded_words(name) == words


def test_sentences_end_at_points_and_lines() -> None:
    assert list(sentences("One. Two!\nThree")) == ["One.", "Two!", "Three"]
