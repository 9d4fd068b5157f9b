"""The model of a price index clause: series, formula, threshold, application periods, and the parts that it moves."""

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, ClassVar

from kamdocs.core import money, quantity
from kamdocs.core.audience import Class
from kamdocs.core.dated import MonthPeriod
from kamdocs.core.facts import Item, fact, maybe
from kamdocs.core.forms import (
    Delta,
    Flag,
    Form,
    IndexValue,
    Length,
    Literal,
    MonthOf,
    SeriesDecimals,
    Share,
    Text,
    UnitPrice,
    Weight,
    ref,
)
from kamdocs.core.layers import Layer
from kamdocs.core.parsing import parse_factor, parse_months, parse_percent_or_money, parse_some_months, percent_parser
from kamdocs.core.record import About, Record
from kamdocs.core.track import Entry, State, Track
from kamdocs.core.trade import ThresholdMode as ThresholdMode
from kamdocs.core.trade import ThresholdOperator as ThresholdOperator

if TYPE_CHECKING:
    from kamdocs.core.book import Book

Months = Annotated[quantity.Duration, Form("duration", "3 months", parse_months, "A number of months.")]
Window = Annotated[quantity.Duration, Form("duration", "3 months", parse_some_months, "A number of months, 1 or more.")]
Bound = Annotated[Decimal, Form("percent", "5 %", percent_parser("0", ""), "0 % or more.")]
Factor = Annotated[Decimal, Form("number", "2.2046", parse_factor, "A bare number above 0.")]
SurchargeValue = Annotated[
    quantity.Quantity | money.Money,
    Form("percent or money", "1 %", parse_percent_or_money, "Points of the value, or money on top."),
]


class Subject(StrEnum):
    """What moves."""

    MATERIAL = "material"
    METAL = "metal"
    ENERGY = "energy"
    LABOUR = "labour"
    EXCHANGE_RATE = "exchange_rate"


class ClauseForm(StrEnum):
    """By which formula."""

    WEIGHT = "weight"
    PROPORTIONAL = "proportional"
    UNIT = "unit"
    EXCHANGE_RATE = "exchange_rate"


class Frequency(StrEnum):
    """How long an application period is."""

    MONTH = "month"
    QUARTER = "quarter"
    FOUR_MONTHS = "four_months"
    HALF_YEAR = "half_year"
    YEAR = "year"


class CompareTo(StrEnum):
    """Against which value a movement is measured."""

    BASE = "base"
    LAST_APPLIED = "last_applied"


class EffectiveRule(StrEnum):
    """From which day an adjustment counts."""

    FIRST_OF_PERIOD = "first_of_period"
    INDEX_CHANGE_OR_RECEIPT = "index_change_or_receipt"


class FxRule(StrEnum):
    """How the values of a series in another currency are converted, in the short form."""

    MONTH_BY_MONTH = "month_by_month"
    AVERAGE = "average"


class FxAverage(StrEnum):
    """Which rate converts."""

    MONTH = "month"
    WINDOW = "window"


class FxConvert(StrEnum):
    """What it converts."""

    EACH_MONTH = "each_month"
    AFTER_AVERAGE = "after_average"


class SurchargeOn(StrEnum):
    """What a surcharge is put on."""

    QUOTATION = "quotation"
    DIFFERENCE = "difference"


class ClauseState(StrEnum):
    """How far the clause is agreed."""

    DRAFT = "draft"
    AGREED = "agreed"
    SIGNED = "signed"
    TERMINATED = "terminated"


CLAUSE_TRACK = Track(
    states=(
        State("draft"),
        State("agreed", after=("draft",), proof=3),
        State("signed", after=("draft", "agreed"), proof=4),
        State("terminated", after=("agreed", "signed"), proof=3),
    ),
    order=("draft", "agreed", "signed"),
    live=("agreed", "signed"),
    binds_from="agreed",
)


class ClauseLine(Item):
    """A part that the clause moves, with what it holds of the material."""

    part: Annotated[str, ref("part")] = fact("The part.", key=True)
    weight_gross: Weight | None = maybe("What goes in, per piece.")
    weight_net: Weight | None = maybe("What stays in, per piece.")
    weight_per_unit: Weight | None = maybe("Weight per unit of length, e.g. of a cable.")
    components: tuple[Literal, ...] = maybe("Numbers of the components that it covers.", default=())
    original_price: UnitPrice | None = maybe(
        "Base of cap and proportional form; absent = first line of the price file.", reads="price"
    )


class ClauseTerm(Item):
    """A series with its share of the price."""

    series: Annotated[str, ref("index_series", "fx_series")] = fact("The series.", key=True)
    share: Share = fact("Its share of the price.")
    base_value: IndexValue | None = maybe("Its value in the base period.")


class ClauseRounding(Item):
    """Decimals, where the clause states them."""

    index: SeriesDecimals | None = maybe("Of an average.")
    adjustment: SeriesDecimals | None = maybe("Of an adjustment, per price unit.")
    fx: SeriesDecimals | None = maybe("Of a rate that converts.")


class Surcharge(Item):
    """What a seller puts on the quotation, or on its difference."""

    value: SurchargeValue = fact("How much.")
    on: SurchargeOn = fact("On what.")


class FxStep(Item):
    """How values in another currency become the currency of the price."""

    series: Annotated[str, ref("fx_series")] = fact("The rates.")
    average: FxAverage = fact("Which rate converts: of each month, or of the window.")
    convert: FxConvert = fact("What it converts: each month, or the average.")
    decimals: SeriesDecimals | None = maybe("Of the rate that converts; absent = those of the rates.")


class WorkedExample(Item):
    """The paper's own example."""

    index_value: IndexValue = fact("The index value in it.")
    scrap_value: IndexValue | None = maybe("The scrap value in it.")
    stated_result: Delta = fact("The result that it states.")


class PriceIndexClause(Record):
    """A formula that moves prices with a published series."""

    about: ClassVar[About] = About(
        slug="price_index_clause",
        folder="price-index-clauses",
        prefix="PIC",
        example="PIC-2024-0002",
        plural="Price index clauses",
        home=Class.MATERIAL,
    )
    tracks: ClassVar[dict[str, Track]] = {"track": CLAUSE_TRACK}

    subject: Subject = fact("What moves.", reads="material", binding=True)
    form: ClauseForm | None = maybe("By which formula.", reads="material", binding=True)
    lines: tuple[ClauseLine, ...] = maybe("The parts.", default=(), reads="material", binding=True)
    series: Annotated[str, ref("index_series", "fx_series")] | None = maybe(
        "The published series.", reads="material", binding=True
    )
    base_period: MonthPeriod | None = maybe("The months of the base value.", reads="material", binding=True)
    base_value: IndexValue | None = maybe("The base value, as the paper prints it.", reads="material", binding=True)
    terms: tuple[ClauseTerm, ...] = maybe(
        "Several series with their shares.", default=(), reads="material", binding=True
    )
    fixed_share: Share | None = maybe("The share that never moves.", reads="material", binding=True)
    scrap_series: Annotated[str, ref("index_series")] | None = maybe(
        "The series of scrap.", reads="material", binding=True
    )
    scrap_base: IndexValue | None = maybe("Base value of scrap.", reads="material", binding=True)
    scrap_recovery: Share | None = maybe("How much of the scrap is credited.", reads="material", binding=True)
    scrap_share: Share | None = maybe("Scrap as a share of the price of the material.", reads="material", binding=True)
    window: Window | None = maybe("Months that are averaged.", reads="material", binding=True)
    lag: Months | None = maybe("Months between the window and the period.", reads="material", binding=True)
    frequency: Frequency | None = maybe("Length of an application period.", reads="material", binding=True)
    applies_from: MonthOf | None = maybe("First month of the first application period.", reads="material", binding=True)
    applies_until: MonthOf | None = maybe("Last month.", reads="material")
    compare_to: CompareTo | None = maybe("Against which value.", reads="material", binding=True)
    threshold: Bound | None = maybe(
        "Movement below which nothing happens; `0 %` where there is none.", reads="material", binding=True
    )
    threshold_operator: ThresholdOperator | None = maybe(
        "Whether exactly the threshold counts.", reads="material", binding=True
    )
    threshold_mode: ThresholdMode | None = maybe("What counts once it is passed.", reads="material", binding=True)
    pass_through: Share | None = maybe("The customer's share.", reads="material", binding=True)
    cap: Bound | None = maybe("At most so much of the original price, increases only.", reads="material", binding=True)
    notice: Length | None = maybe("How long after the change a request counts from it.", reads="material", binding=True)
    effective_rule: EffectiveRule | None = maybe("From which day it counts.", reads="material", binding=True)
    provisional_allowed: Flag | None = maybe("Whether provisional values may be used.", reads="material", binding=True)
    rounding: ClauseRounding | None = maybe("Decimals.", reads="material", binding=True)
    applies_to_layer: Layer = maybe(
        "The layer that it moves; absent = indexed material.",
        default=Layer.INDEXED_MATERIAL,
        reads="material",
        binding=True,
    )
    surcharge: Surcharge | None = maybe("What comes on top of a quotation.", reads="material", binding=True)
    conversion_factor: Factor | None = maybe(
        "The contract's factor between units of weight.", reads="material", binding=True
    )
    conversion_text: Text | None = maybe("The words of that factor.", reads="material", binding=True)
    fx: FxStep | None = maybe("The currency step, in full.", reads="material", binding=True)
    fx_series: Annotated[str, ref("fx_series")] | None = maybe(
        "The rates of the currency step.", reads="material", binding=True, refused_with=("fx", "")
    )
    fx_rule: FxRule | None = maybe(
        "How the currency step is taken.", reads="material", binding=True, refused_with=("fx", "")
    )
    fallback_series: Annotated[str, ref("index_series", "fx_series")] | None = maybe(
        "The successor that is agreed for the end of the series.", reads="material", binding=True
    )
    fallback_evidence: tuple[Annotated[str, ref()], ...] = maybe(
        "What proves that it is agreed.", default=(), reads="material", binding=True
    )
    worked_example: WorkedExample | None = maybe("The paper's own example.", reads="material", binding=True)
    agreed_in: Annotated[str, ref("document")] | None = maybe("The agreement.", reads="material", binding=True)
    track: tuple[Entry[ClauseState], ...] = fact("What was done to agree it.", reads="material")

    def heading(self, book: "Book") -> str:
        """What moves, and the series."""
        named = [self.series] if self.series else [term.series for term in self.terms]
        found = [series.heading(book) if (series := book.get(name)) else name for name in named]
        return ", ".join((self.subject.value.replace("_", " ").capitalize(), *found))
