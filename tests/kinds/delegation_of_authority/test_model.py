"""A delegation: its title, and when it needs an amount."""

from kamdocs.core.facts import needs_of
from kamdocs.kinds.delegation_of_authority.model import DelegationOfAuthority
from tests.books import book_from


def test_title_is_scope_and_function() -> None:
    book = book_from()
    titles = {one.id: one.heading(book) for one in book.all(DelegationOfAuthority)}
    assert titles == {
        "DOA-RISK-RELEASE-2022": "Risk release, sales director",
        "DOA-WAIVER-2022": "Waiver, controller",
    }


def test_only_a_waiver_has_no_amount() -> None:
    (need,) = (field.told.need for field in needs_of(DelegationOfAuthority))
    assert need is not None
    book = book_from()
    assert [need.holds(one, one) for one in book.all(DelegationOfAuthority)] == [True, False]
