"""Who may sign: function, scope, amount, day and the record's own owner (convention K14)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from kamdocs.core.authority import Signed, functions_with, has_authority, in_charge, missing_authority
from kamdocs.core.book import Book, Shelf
from kamdocs.core.money import Money
from tests.books import book_from

LIMITED = """\
id: DOA-RISK-RELEASE-2024
scope: risk_release
function: controller
up_to: 50000.00 EUR
valid_from: 2024-01-01
valid_to: 2024-12-31
"""
OVERLAY: Mapping[str, str] = {"group/delegations-of-authority/DOA-RISK-RELEASE-2024.yaml": LIMITED}


def euro(amount: str) -> Money:
    """An amount in euro."""
    return Money(Decimal(amount), "EUR")


def missing(by: str, on: str, amount: Money, book: Book | None = None) -> str:
    """What this signature under a risk release of a change of the account lead lacks."""
    book = book or book_from(OVERLAY)
    signed = Signed(by, date.fromisoformat(on))
    return missing_authority(book, signed, scope="risk_release", amount=amount, record=book.get("CHG-2024-0001"))


@pytest.mark.parametrize(
    ("by", "on", "amount", "lacks"),
    [
        ("PER-0003", "2024-01-01", "50000.00", ""),
        ("PER-0003", "2024-12-31", "50000.00", ""),
        ("PER-0003", "2024-06-03", "50000.01", "controller may sign a risk release only up to a lower amount"),
        ("PER-0001", "2024-06-03", "50000.01", ""),
        ("PER-0003", "2023-12-31", "1.00", "controller may not sign a risk release on 2023-12-31"),
        ("PER-0003", "2025-01-01", "1.00", "controller may not sign a risk release on 2025-01-01"),
        ("PER-0004", "2024-06-03", "1.00", "plant_manager may not sign a risk release on 2024-06-03"),
        ("PER-0002", "2024-06-03", "1.00", "nobody signs a record of his own"),
        ("PER-0101", "2024-06-03", "1.00", "no person of ours"),
        ("PER-0999", "2024-06-03", "1.00", "no person of ours"),
    ],
)
def test_a_signature(by: str, on: str, amount: str, lacks: str) -> None:
    assert missing(by, on, euro(amount)) == lacks


def test_another_currency_is_never_enough() -> None:
    assert missing("PER-0001", "2024-06-03", Money(Decimal(1), "USD")) != ""


def test_somebody_who_has_left_signs_nothing() -> None:
    gone = "id: PER-0003\nname: Marta Oliveira\nside: internal\nfunction: controller\nleft_on: 2024-06-02\n"
    book = book_from({**OVERLAY, "group/people/PER-0003.yaml": gone})
    assert missing("PER-0003", "2024-06-03", euro("1.00"), book) == "left on 2024-06-02"
    assert missing("PER-0003", "2024-06-02", euro("1.00"), book) == ""


def test_who_owns_a_record() -> None:
    book = book_from()
    change, plant = book.get("CHG-2024-0001"), book.get("PLT-ONE")
    assert change is not None
    assert plant is not None
    assert in_charge(change, book) == "PER-0002", "the account lead"
    assert in_charge(plant, book) is None, "nobody is named for what all accounts share"
    owned = change.model_copy(update={"owner": "PER-0001"})
    assert in_charge(owned, book) == "PER-0001"


def test_functions_in_the_order_of_policy() -> None:
    book = book_from(OVERLAY)
    day = date(2024, 6, 3)
    assert functions_with(book, "risk_release", euro("1.00"), day) == ("sales_director", "controller")
    assert functions_with(book, "risk_release", euro("60000.00"), day) == ("sales_director",)
    assert functions_with(book, "waiver", None, day) == ("controller",)


def test_authority_is_that_of_base() -> None:
    now = book_from(OVERLAY)
    before = book_from()
    judged = Book(now.shelf, now.group, policy=now.policy, as_of=now.as_of, base=before)
    lacks = missing("PER-0003", "2024-06-03", euro("1.00"), judged)
    assert lacks == "controller may not sign a risk release on 2024-06-03"


def test_a_person_who_is_new_has_no_authority_yet() -> None:
    new = "id: PER-0005\nname: Lea Brandt\nside: internal\nfunction: controller\n"
    now = book_from({**OVERLAY, "group/people/PER-0005.yaml": new})
    judged = Book(now.shelf, now.group, policy=now.policy, as_of=now.as_of, base=book_from(OVERLAY))
    assert missing("PER-0005", "2024-06-03", euro("1.00"), judged) == "no person of ours before this change"


def test_what_this_copy_cannot_read_decides_nothing() -> None:
    full = book_from()
    signed = Signed("PER-0004", date(2024, 6, 3))
    unread = Shelf("group", unread={"DOA-RISK-RELEASE-2024": "x.yaml"}, held=full.group.held if full.group else {})
    one = Book(full.shelf, unread, policy=full.policy, as_of=full.as_of)
    assert has_authority(one, signed, scope="risk_release", amount=euro("1.00"))
    other = Book(
        full.shelf,
        full.group,
        policy=full.policy,
        as_of=full.as_of,
        absent_kinds=frozenset({"delegation_of_authority"}),
    )
    assert has_authority(other, signed, scope="risk_release", amount=euro("1.00"))
    assert not has_authority(full, signed, scope="risk_release", amount=euro("1.00"))
