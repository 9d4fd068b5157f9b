"""How a value stands on a page: digits in groups, days in ISO form, words instead of names, and how it sorts."""

import re
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache

from kamdocs.core.money import Money, UnitPrice
from kamdocs.core.period import Month, Span
from kamdocs.core.quantity import Quantity, Rate
from kamdocs.core.record import About, spell
from kamdocs.core.view import Link, Mark, Number
from kamdocs.site.views import Cell, Ref

NARROW = "\u202f"
"""The blank that groups digits: it reads the same in every language, which a comma does not."""

_FIELD_NAME = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")
_INITIALS = {name: name.upper() for name in ["rfq", "bom", "lta", "ppap", "sop", "eop", "npv", "rasic", "edi"]} | {
    "sga": "SG&A",
    "tier2": "tier-2",
    "sha256": "SHA-256",
    "va": "value-added",
}
_SPELLED = {
    "apw": "average week",
    "mpw": "peak week",
    "capacity_apw": "capacity, average week",
    "capacity_mpw": "capacity, peak week",
    "cum_reset_rule": "reset of cumulative numbers",
    "fx_base": "exchange rates",
    "tnc": "general terms",
}
"""Field names that are no words, as headings: short forms are spelled as people write them, or put into words."""

_TONES = {
    "good": """agreed loaded settled paid registered approved series frozen closed invoiced ordered implemented
        validated met in_force current active go yes at_plant ppap_approved accepted awarded checked""",
    "bad": "contested refused rejected lapsed late overdue no_go abandoned expired no lost declined",
    "wait": """draft proposed agreed_in_principle quoted in_negotiation inquiry created analysed commented identified
        quantified notified submitted not_yet due open waiting interim provisional part_paid in_build unknown
        expected received feasibility quoting answered in_validation sent""",
}
TONES = {word: tone for tone, words_of_it in _TONES.items() for word in words_of_it.split()}
"""The tone of the words that have one: a state is never shown by its colour alone."""


def tone_of(word: str) -> str:
    """The tone of a state: `good`, `bad`, `wait` or `off`."""
    return TONES.get(re.sub(r"[ -]+", "_", word.lower()), "off")


def grouped(text: str) -> str:
    """A number with its digits in groups of three; four digits stay together.

    Args:
        text: Digits with an optional sign and point, e.g. `-1234567.50`.
    """
    sign = "−" if text.startswith("-") else ""
    whole, point, rest = text.lstrip("-").partition(".")
    if len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", NARROW)
    return f"{sign}{whole}{point}{rest}"


def regrouped(text: str) -> str:
    """A text in which digits are grouped by a narrow blank, not by a comma."""
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", NARROW, text) if "," in text else text


def in_prose(text: str) -> str:
    """A text that says what is missing: `planned_on missing` reads `“planned on” missing`."""
    if "_" not in text or not ("missing" in text or "not computable" in text):
        return text
    return _FIELD_NAME.sub(lambda found: f"“{words(found.group())}”", text)


def words(name: str) -> str:
    """A name of the model as words: `agreed_in_principle` reads `agreed in principle`."""
    return name.replace("_", " ")


def kind_word(about: About) -> str:
    """The name of a kind as words: `customer_site` reads `Customer site`, and `rfq` as its plural writes it."""
    name = words(about.slug)
    single = about.plural.removesuffix("s")
    return single if single.lower() == name else name.capitalize()


@cache
def label(name: str) -> str:
    """The name of a field as a heading: `unit_price` reads `Unit price`, and `rfq` reads `RFQ`."""
    text = _SPELLED.get(name) or " ".join(_INITIALS.get(one, one) for one in name.split("_"))
    return text[:1].upper() + text[1:]


def cell_of(value: object) -> Cell:
    """The cell of a value of the model."""
    match value:
        case bool():
            return Cell("yes" if value else "no")
        case Money() | UnitPrice() | Quantity() | Rate():
            number, _, unit = str(value).partition(" ")
            return Cell(f"{grouped(number)}\u00a0{unit}", numeric=True, sort=number, plain=str(value))
        case Decimal() | int():
            number = f"{value:f}" if isinstance(value, Decimal) else str(value)
            return Cell(grouped(number), numeric=True, sort=number, plain=number)
        case Enum():
            return Cell(words(str(value.value)))
        case Span():
            return Cell(
                f"{value.first} to {value.last}" if value.last else f"from {value.first}", sort=str(value.first)
            )
        case Month() | date():
            return Cell(spell(value), sort=spell(value))
    return Cell(spell(value))


def view_cell(value: "str | int | Link | Mark | Number | None", ref: Ref | None = None) -> Cell:
    """The cell of a value that a kind has already put into words; `ref` is where a link leads."""
    match value:
        case None:
            return Cell("—")
        case Link():
            return Cell(value.text or (ref.label if ref else value.record), ref=ref)
        case Mark():
            return Cell(value.word, tone=value.tone, until=value.until)
        case Number():
            plain = value.text.replace(",", "")
            return Cell(_grouped_in(plain), numeric=True, sort=f"{value.value:f}", plain=plain)
        case int():
            return Cell(grouped(str(value)), numeric=True, sort=str(value), plain=str(value))
    return Cell(value)


def _grouped_in(text: str) -> str:
    """Group the digits of the number with which a text begins."""
    number, blank, unit = text.partition(" ")
    if not re.fullmatch(r"[-−+]?\d+(?:\.\d+)?", number):
        return text
    sign, joint = "+" if number.startswith("+") else "", "\u00a0" if blank else ""
    return sign + grouped(number.replace("−", "-").lstrip("+")) + joint + unit
