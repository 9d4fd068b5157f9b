"""What looks forbidden and is not: each text is read, and its value is what a person sees."""

import pytest

from kamdocs.kinds.customer_site.model import CustomerSite
from kamdocs.load.loader import load

SITE = "id: SIT-ONE\nname: {}\ncode: ONE\npricing_date_basis: delivery\nincoterm: DAP\nplace: Melfi\n"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ('"Plant\n  On\te"', "Plant On\te"),
        ('"Plant\tOne"', "Plant\tOne"),
        ("Plant One # it's\tours", "Plant One"),
        ("'Pl\\u202Eant'", "Pl\\u202Eant"),
        ('"Pl\\\\u202Eant"', "Pl\\u202Eant"),
        ("Pl\u200eant", "Pl\u200eant"),
        ("Plant# 1", "Plant# 1"),
        ('"~"', "~"),
    ],
)
def test_read(written: str, name: str) -> None:
    """Tabs in quotes and comments, backslashes that escape nothing, marks of writing direction that hide nothing."""
    site, problems = load(SITE.format(written).encode(), CustomerSite)
    assert problems == []
    assert site is not None
    assert site.name == name


def test_one_leading_mark_of_a_document_is_read() -> None:
    """`---` before the record, and `...` behind it, add no document."""
    site, problems = load(f"# a comment\n---\n{SITE.format('One')}...\n".encode(), CustomerSite)
    assert problems == []
    assert site is not None
