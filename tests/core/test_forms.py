"""The forms of values: what each takes and keeps, and with which code and sentence it refuses the rest."""

import unicodedata
from typing import Any

import pytest
from pydantic_core import PydanticCustomError

from kamdocs.core import forms
from kamdocs.core.forms import Form


def _typed(name: str, text: str) -> Any:
    annotated = getattr(forms, name)
    return next(part for part in annotated.__metadata__ if isinstance(part, Form)).typed(text)


TAKEN = (
    ("Money", "-8400.00 EUR", "-8400.00 EUR"),
    ("Money", "0.00 EUR", "0.00 EUR"),
    ("Money", "1200 KRW", "1200 KRW"),
    ("UnitPrice", "24.31 EUR", "24.31 EUR"),
    ("UnitPrice", "8.2000 EUR per 100", "8.2000 EUR per 100"),
    ("UnitPrice", "8.2000 EUR per 1", "8.2000 EUR"),
    ("UnitPrice", "390.00 EUR per km", "390.00 EUR per km"),
    ("UnitPrice", "14.10 EUR per m2", "14.10 EUR per m2"),
    ("Delta", "-0.0389 EUR", "-0.0389 EUR"),
    ("Percent", "0 %", "0"),
    ("Share", "100 %", "100"),
    ("Pieces", "0 pcs", "0 pcs"),
    ("QuantityDelta", "-1 pcs", "-1 pcs"),
    ("Length", "1 day", "1 day"),
    ("Length", "15 working days", "15 working days"),
    ("CostRate", "2.4150 EUR/kg", "2.4150 EUR/kg"),
    ("CostRate", "0.00 EUR/h", "0.00 EUR/h"),
    ("IndexValue", "118.4 points", "118.4 points"),
    ("PaymentTerms", "eom then 45 days", "eom then 45 days"),
    ("PaymentTerms", "mns2", "mns2"),
    ("Day", "2024-02-29", "2024-02-29"),
    ("Day", "1990-01-01", "1990-01-01"),
    ("Day", "2100-12-31", "2100-12-31"),
    ("Clock", "23:59", "23:59:00"),
    ("BareNumber", "0", "0"),
    ("Grade", "5", "5"),
    ("Sha256", "AB" * 32, "ab" * 32),
    ("RecordId", "PRC-" + "A" * 56, "PRC-" + "A" * 56),
    ("RecordId", "COM-1", "COM-1"),
    ("Text", "first\n\nsecond\n", "first\n\nsecond"),
    ("Text", "x" * 4000 + "\n", "x" * 4000),
    ("Line", "x" * 200, "x" * 200),
    ("Literal", "0123456", "0123456"),
)

REFUSED = (
    ("Money", "12345.67", "VAL010", "12345.67 of what? `{field}` is in a currency"),
    ("Money", "-4,82 EUR", "VAL005", '"-4,82 EUR" is not a number yet; I read -4.82'),
    ("Money", "12,345 EUR", "VAL006", '"12,345 EUR" can mean 12.345 or 12345'),
    ("Money", "+12.00 EUR", "VAL007", '"+12.00 EUR" is not a number'),
    ("Money", "12.00 XAU", "VAL011", "`XAU` does not fit `{field}`: a currency code such as EUR"),
    ("UnitPrice", "-0.0001 EUR", "VAL013", "-0.0001 EUR is outside 0 or more"),
    (
        "UnitPrice",
        "8 EUR per 10",
        "VAL011",
        "`EUR per 10` does not fit `{field}`: per 1, 100, 1000 or a unit such as km",
    ),
    ("Percent", "3.5", "VAL010", "3.5 of what? `{field}` is in `%`"),
    ("Share", "100.0001 %", "VAL013", "100.0001 % is outside 0 to 100 %"),
    ("Pieces", "240000", "VAL010", "240000 of what? `{field}` is in pcs"),
    ("Shots", "-1 shots", "VAL013", "-1 shots is outside 0 or more"),
    ("Weight", "0 kg", "VAL013", "0 kg is outside numbers above 0"),
    ("Weight", "8 kilo", "VAL011", "`kilo` does not fit `{field}`: kg, g, t, lb, kg/km, g/km, kg/m, g/m, lb/km"),
    ("Length", "30", "VAL010", "30 of what? days or working days?"),
    ("Length", "-3 days", "VAL013", "-3 days is outside whole numbers of 0 or more"),
    ("CostRate", "44 points", "VAL011", "`points` does not fit `{field}`: a currency per unit, such as EUR/kg"),
    ("CostRate", "44 XYZ/h", "VAL011", "`XYZ` does not fit `{field}`: a currency code such as EUR"),
    ("IndexValue", "0.00 points", "VAL013", "0.00 points is outside numbers above 0"),
    ("BareNumber", "9800 pcs", "VAL010", "9800 pcs: the unit stands above, number only"),
    ("BareNumber", "-1", "VAL013", "-1 is outside 0 or more"),
    ("Number", "2.2046 lb", "VAL011", "`lb` does not fit `{field}`: no unit here"),
    ("Grade", "6", "VAL013", "6 is outside 0 to 5"),
    ("Day", "2023-02-29", "VAL008", '"2023-02-29" is no day: this day does not exist'),
    ("Day", "20240701", "VAL008", '"20240701" is no day yet; I read 2024-07-01'),
    ("Day", "2101-01-01", "VAL013", "2101-01-01 is outside 1990-01-01 to 2100-12-31"),
    ("MonthOf", "07/2024", "VAL008", '"07/2024" is no month yet; I read 2024-07'),
    ("MonthOf", "2024-7", "VAL008", '"2024-7" is no month yet; I read 2024-07'),
    ("MonthOf", "2024-13", "VAL008", '"2024-13" is no month'),
    ("NamedPeriod", "2024-Q5", "VAL008", '"2024-Q5" is no quarter: there is no such quarter'),
    ("NamedPeriod", "Q3 2024", "VAL008", '"Q3 2024" is no month, quarter, half-year or year yet; I read 2024-Q3'),
    ("NamedPeriod", "٢٠٢٤", "VAL008", '"٢٠٢٤" is no month, quarter, half-year or year'),
    ("Clock", "24:00", "VAL008", '"24:00" is no clock time: hours and minutes, 00:00 to 23:59'),
    ("Clock", "9:30", "VAL008", '"9:30" is no clock time yet; I read 09:30'),
    ("PaymentTerms", "net ٣ days", "VAL021", '"net ٣ days" has no single reading'),
    ("PaymentTerms", "60 days", "VAL021", '"60 days" has no single reading'),
    (
        "PaymentTerms",
        "45 days end of month",
        "VAL021",
        '"45 days end of month" can mean `45 days then eom` or `eom then 45 days`: '
        "an invoice of 2024-01-15 is due 2024-02-29 or 2024-03-16",
    ),
    ("Currency", "eur", "VAL014", 'unknown {field} "eur"'),
    ("Country", "UK", "VAL014", 'unknown {field} "UK"'),
    ("Flag", "True", "VAL015", '"True": write `true` or `false`'),
    ("Sha256", "g" * 64, "VAL009", f'"{"g" * 64}" is no SHA-256'),
    ("RecordId", "PRC-" + "A" * 57, "VAL016", f'"{"PRC-" + "A" * 57}" is no id, at most 60 characters'),
    ("Text", " a", "VAL017", "`{field}` has white space at its beginning or end"),
    ("Text", "x" * 4001, "VAL017", "4001 characters, at most 4000"),
    ("Line", "a ", "VAL017", "`{field}` has white space at its beginning or end"),
    ("Line", "a\nb", "VAL017", "`{field}` is one line only"),
)


@pytest.mark.parametrize(("name", "text", "kept"), TAKEN)
def test_taken(name: str, text: str, kept: str) -> None:
    """A text of the form becomes its value."""
    assert str(_typed(name, text)) == kept


@pytest.mark.parametrize(("name", "text", "code", "says"), REFUSED)
def test_refused(name: str, text: str, code: str, says: str) -> None:
    """Everything else is refused with one code and one sentence."""
    with pytest.raises(PydanticCustomError) as refused:
        _typed(name, text)
    assert refused.value.type == code
    assert (refused.value.context or {})["says"] == says


@pytest.mark.parametrize("name", ["Text", "Line"])
def test_words_are_kept_in_one_spelling(name: str) -> None:
    """An accent that was typed as two characters is kept as one, as every other keyboard writes it."""
    apart = unicodedata.normalize("NFD", "Mélfi façade")
    assert apart != "Mélfi façade"
    assert _typed(name, apart) == "Mélfi façade"


def test_what_others_write_stays_as_typed() -> None:
    """A number of the customer is no word: not even its accents are touched."""
    apart = unicodedata.normalize("NFD", "É 205")
    assert _typed("Literal", apart) == apart
