"""The forms of values: how each is written, what it becomes, and how a wrong one is refused.

A form is the metadata of an annotated type, so a field says it once: `amount: Money` in a kind means that the text is
typed by `MONEY`, that the editor's schema knows its pattern and that `explain` shows its example.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from kamdocs.core import money, parsing, parsing_days, period, quantity
from kamdocs.core.numbers import refuse
from kamdocs.core.terms import Terms


@dataclass(frozen=True, eq=False)
class Form:
    """How the text of a field becomes a value.

    Attributes:
        name: What the form is called in messages and in the handbook.
        example: A text of this form.
        parse: Text to value; refuses with a VAL code.
        says: One sentence on how it is written.
    """

    name: str
    example: str
    parse: Callable[[str], Any]
    says: str = ""

    def typed(self, value: object) -> Any:
        """The value of a text; anything but a text has the wrong shape."""
        if type(value) is str:
            return self.parse(value)
        if value is None:
            refuse("VAL003", "`{field}` has no value")
        shape = "a list" if isinstance(value, list) else "a block"
        refuse("VAL004", f"`{{field}}` needs one value, here is {shape}", f"Write it as `{self.example}`.")

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.typed)


@dataclass(frozen=True, eq=False)
class RefForm(Form):
    """A reference to a record of one of these kinds (none named: any), or to an item of it."""

    kinds: tuple[str, ...] = ()
    item: bool = False


@dataclass(frozen=True, eq=False)
class FunctionForm(Form):
    """The name of one of our functions, as policy `functions` declares them."""

    applies: Callable[[Any], bool] = lambda block: True


def ref(*kinds: str) -> RefForm:
    """A reference to a whole record of one of these kinds; `self` is the kind of the record; none = any."""
    return RefForm("reference", "PRC-4711-009-A-MEL", parsing.parse_reference, "The id of a record.", kinds)


def item_ref(*kinds: str) -> RefForm:
    """A reference to a record, or to one of its items by key: `PRC-4711-009-A-MEL@2024-01-01`."""
    return RefForm(
        "item reference",
        "PRC-4711-009-A-MEL@2024-01-01",
        parsing.parse_item_reference,
        "An id, then `@` and a key.",
        kinds,
        item=True,
    )


PIECE_UNITS, WEIGHT_UNITS = ("pcs",), ("kg", "g", "t", "lb", "kg/km", "g/km", "kg/m", "g/m", "lb/km")
QUANTITY_UNITS = ("pcs", "kg", "g", "t", "m", "mm", "cm", "km", "m2", "l", "ml", "set")

Text = Annotated[str, Form("text", '"words, also over several lines"', parsing.parse_text, "Up to 4,000 characters.")]
Line = Annotated[str, Form("line", "one line of words", parsing.parse_line, "One line, up to 200 characters.")]
Literal = Annotated[
    str, Form("text as typed", "0123456", parsing.parse_typed_line, "Exactly as the other side writes it.")
]
Word = Annotated[str, Form("word", "lump_sum", parsing.parse_word, "A short name of small letters.")]
Flag = Annotated[bool, Form("flag", "true", parsing.parse_flag, "`true` or `false`.")]
Count = Annotated[int, Form("number", "3", parsing.count_parser(), "A whole number.")]
Positive = Annotated[int, Form("number", "3", parsing.count_parser("1"), "A whole number from 1.")]
FromTwo = Annotated[int, Form("number", "2", parsing.count_parser("2"), "A whole number from 2.")]
Grade = Annotated[int, Form("number", "3", parsing.count_parser("0", "5"), "0 to 5.")]
Rank = Annotated[int, Form("number", "1", parsing.count_parser("0", "4"), "0 to 4.")]
PriceDecimals = Annotated[int, Form("number", "4", parsing.count_parser("2", "5"), "2 to 5.")]
SeriesDecimals = Annotated[int, Form("number", "2", parsing.count_parser("0", "6"), "0 to 6.")]
Number = Annotated[Decimal, Form("number", "2.2046", parsing.parse_free_number, "A bare number.")]
BareNumber = Annotated[
    Decimal, Form("bare number", "9800", parsing.parse_bare_number, "The unit stands above: number only.")
]
Day = Annotated[datetime.date, Form("day", "2024-07-01", parsing_days.parse_day)]
MonthOf = Annotated[period.Month, Form("month", "2024-07", parsing_days.parse_month)]
Year = Annotated[int, Form("year", "2024", parsing_days.parse_year)]
NamedPeriod = Annotated[
    period.Span, Form("period", "2024-Q3", parsing_days.parse_named_period, "Month, quarter, half-year or year.")
]
Clock = Annotated[datetime.time, Form("clock", "10:00", parsing_days.parse_clock, "Hours and minutes, 00:00 to 23:59.")]
MonthDay = Annotated[str, Form("month and day", "04-01", parsing_days.parse_month_day)]
Money = Annotated[
    money.Money, Form("money", "12345.67 EUR", parsing.parse_money, "Point as decimal mark, then the currency.")
]
UnitPrice = Annotated[
    money.UnitPrice,
    Form("unit price", "61.2500 EUR", parsing.parse_unit_price, "`8.2000 EUR per 100`, `390.00 EUR per km`."),
]
Delta = Annotated[
    money.UnitPrice, Form("unit price", "-0.0389 EUR", parsing.parse_delta, "A unit price with its sign.")
]
Percent = Annotated[Decimal, Form("percent", "3.5 %", parsing.percent_parser("", ""), "Points, never a fraction.")]
Share = Annotated[Decimal, Form("percent", "50 %", parsing.percent_parser("0", "100"), "0 to 100 %.")]
Pieces = Annotated[
    quantity.Quantity, Form("pieces", "240000 pcs", parsing.quantity_parser(PIECE_UNITS, "240000 pcs"), "Whole pieces.")
]
Shots = Annotated[quantity.Quantity, Form("shots", "500000 shots", parsing.quantity_parser(("shots",), "500000 shots"))]
PiecesPerWeek = Annotated[
    quantity.Quantity, Form("rate", "4200 pcs/week", parsing.quantity_parser(("pcs/week",), "4200 pcs/week"))
]
AnyQuantity = Annotated[
    quantity.Quantity, Form("quantity", "0.350 kg", parsing.quantity_parser(QUANTITY_UNITS, "2 pcs"))
]
QuantityDelta = Annotated[
    quantity.Quantity,
    Form("quantity", "-1 pcs", parsing.quantity_parser(QUANTITY_UNITS, "2 pcs", ""), "With its sign."),
]
Weight = Annotated[
    quantity.Quantity, Form("weight", "8.200 kg", parsing.quantity_parser(WEIGHT_UNITS, "8.200 kg", parsing.ABOVE_ZERO))
]
Hours = Annotated[quantity.Quantity, Form("hours", "12.5 h", parsing.quantity_parser(("h",), "12.5 h"))]
CostRate = Annotated[quantity.Rate, Form("cost rate", "44.00 EUR/h", parsing.parse_cost_rate)]
IndexValue = Annotated[quantity.Rate, Form("index value", "2415.30 USD/t", parsing.parse_index_value)]
Length = Annotated[
    quantity.Duration,
    Form("duration", "30 days", parsing.parse_duration, "Days, working days, weeks, months or years."),
]
PaymentTerms = Annotated[
    Terms,
    Form("terms", "net 60 days", parsing.parse_payment_terms, "Also `45 days then eom`, `eom then 45 days`, `mns2`."),
]
Currency = Annotated[str, Form("currency", "EUR", parsing.parse_currency_code, "ISO 4217.")]
Country = Annotated[str, Form("country", "FR", parsing.parse_country, "ISO 3166.")]
Sha256 = Annotated[str, Form("hash", "64 hexadecimal digits", parsing.parse_sha256)]
RecordId = Annotated[str, Form("id", "PRC-4711-009-A-MEL", parsing.parse_record_id, "Equal to the file name.")]
FormerId = Annotated[str, Form("id", "PRC-4711-009-A-MEL", parsing.parse_record_id, "An earlier id of this record.")]
FunctionName = Annotated[str, FunctionForm("function", "kam", parsing.parse_line, "A name of policy `functions`.")]
