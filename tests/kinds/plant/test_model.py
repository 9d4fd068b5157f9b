"""The plant: its title."""

from kamdocs.kinds.plant.model import Plant
from tests.books import book_from


def test_title_is_the_name() -> None:
    book = book_from()
    assert [plant.heading(book) for plant in book.all(Plant)] == ["Plant One", "Plant Two"]
