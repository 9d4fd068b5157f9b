"""The customer: its title, its defaults, and when the start of a fiscal year has a meaning."""

from kamdocs.core.facts import needs_of
from kamdocs.kinds.customer.model import Customer
from kamdocs.load.loader import load
from tests.books import book_from, sample_files

PLAIN = sample_files()["sample/customers/CUS-SAMPLE.yaml"].decode()


def test_title_is_the_name() -> None:
    book = book_from()
    assert book.all(Customer)[0].heading(book) == "Sample Motors"


def test_four_decimals_unless_told() -> None:
    customer, problems = load(PLAIN.replace("price_decimals: 4\n", "").encode(), Customer)
    assert not problems
    assert customer is not None
    assert customer.price_decimals == 4


def test_fiscal_year_start_is_needed_with_a_fiscal_year() -> None:
    customer, _ = load((PLAIN + "cum_reset_rule: fiscal_year\n").encode(), Customer)
    assert customer is not None
    missing = [
        field.name for field in needs_of(Customer) if field.told.need and field.told.need.holds(customer, customer)
    ]
    assert missing == ["fiscal_year_start"]


def test_fiscal_year_start_has_no_meaning_otherwise() -> None:
    _, problems = load((PLAIN + "fiscal_year_start: 04-01\n").encode(), Customer)
    assert [(one.code, one.says) for one in problems] == [
        ("VAL019", "`fiscal_year_start` has no meaning with no `cum_reset_rule`")
    ]
