"""The site: its title, and the code that ids of prices carry."""

import pytest

from kamdocs.kinds.customer_site.model import CustomerSite
from kamdocs.load.loader import load
from tests.books import book_from, sample_files

PLAIN = sample_files()["sample/customer-sites/SIT-ONE.yaml"].decode()


def test_title_is_the_name() -> None:
    book = book_from()
    assert book.all(CustomerSite)[0].heading(book) == "Assembly works One"


@pytest.mark.parametrize("code", ["ME", "MELFI1"])
def test_code_has_two_to_six_signs(code: str) -> None:
    site, problems = load(PLAIN.replace("code: ONE", f"code: {code}").encode(), CustomerSite)
    assert (site is not None, problems) == (True, [])


@pytest.mark.parametrize("code", ["M", "MELFI12", "mel", "M-L"])
def test_other_codes_are_refused(code: str) -> None:
    _, problems = load(PLAIN.replace("code: ONE", f"code: {code}").encode(), CustomerSite)
    assert [(one.code, one.says) for one in problems] == [("VAL016", f'"{code}" is not 2 to 6 capitals or digits')]


def test_incoterm_is_three_capitals_without_a_place() -> None:
    _, problems = load(PLAIN.replace("incoterm: DAP", "incoterm: DAP Melfi").encode(), CustomerSite)
    assert [one.code for one in problems] == ["VAL014"]
