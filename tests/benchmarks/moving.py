"""What moves the generated prices: yearly reductions with their ideas, index clauses with their periods, billing."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from tests.benchmarks.acquisition import HASH, money

GROUP = 20
"""Parts under one agreement and one clause."""
RATE = Decimal("1.5")
STEPS = (2023, 2024)
_BILLED = range(1, 12)
_BILLED_PIECES = 1000


def reduced(value: int) -> int:
    """Value added after a step, in ten-thousandths: round(value · (1 - rate))."""
    return int((Decimal(value) * (100 - RATE) / 100).quantize(Decimal(1), ROUND_HALF_UP))


def lta_of(number: int) -> str:
    """The agreement of a part."""
    return f"LTA-2021-{(number - 1) // GROUP + 1:02d}"


def moving(name: str, parts: int, prices: Sequence[int]) -> Iterator[tuple[str, str]]:
    """All files of an account.

    Args:
        name: The account.
        parts: How many it has.
        prices: The price of 2024 of each of them, in ten-thousandths.
    """
    for first in range(1, parts + 1, GROUP):
        some = range(first, min(parts, first + GROUP - 1) + 1)
        group = (first - 1) // GROUP + 1
        yield f"{name}/communications/COM-2021-{group:04d}.yaml", _letter(group)
        yield f"{name}/ltas/{lta_of(first)}.yaml", _lta(first, some)
        yield f"{name}/productivity-ideas/IDE-2024-{group:04d}.yaml", _idea(first, some, group)
        yield f"{name}/price-index-clauses/PIC-2021-{group:04d}.yaml", _clause(some, group)
        for year in range(2021, 2025):
            yield f"{name}/index-adjustments/IXA-{year}-{group:04d}.yaml", _adjustment(some, group, year)
    yield f"{name}/billings/BIL-X1-2024.yaml", _billing(parts, prices)


def _parts(some: range) -> str:
    return ", ".join(f"PRT-{number:04d}-A" for number in some)


def _letter(group: int) -> str:
    return (
        f"id: COM-2021-{group:04d}\nclass: price\ndirection: in\nchannel: letter\ndate: 2020-12-01\nparty: customer\n"
        f"from: PER-0101\nsubject: Agreement {group}\nfiles: [{{held_in: Archive {group}, sha256: {HASH}}}]\n"
    )


def _agreed(group: int, state: str = "agreed") -> str:
    return f"track:\n  - {{state: {state}, on: 2020-12-07, evidence: [COM-2021-{group:04d}]}}\n"


def _lta(first: int, some: range) -> str:
    steps = "".join(f"  - {{year: {year}, rate: {RATE} %, effective: {year}-01-01}}\n" for year in STEPS)
    return (
        f"id: {lta_of(first)}\nparts: [{_parts(some)}]\nbasis: value_added\n"
        "excludes: [mandated, indexed_material, amortisation, logistics]\nstart_rule: fixed_date\ncompounding: chain\n"
        f"steps:\n{steps}{_agreed((first - 1) // GROUP + 1)}"
    )


def _idea(first: int, some: range, group: int) -> str:
    return (
        f"id: IDE-2024-{group:04d}\ntype: product\ndescription: Thinner rib {group}.\nparts: [{_parts(some)}]\n"
        "gross_saving: 3.0000 EUR\none_off_cost: 1000.00 EUR\nvolume_basis: {source: plan, quantity: 1000 pcs}\n"
        "implementation_date: 2024-12-03\napproval: {by: PER-0001, on: 2024-05-06, because: Drawing released.}\n"
        f"our_share: 0 %\ncustomer_share: 100 %\ncounted_in: [{lta_of(first)}@2024]\ninternal_budget: false\n"
        "track:\n  - {state: HG1, on: 2024-03-04}\n  - {state: HG2, on: 2024-04-01}\n  - {state: HG3, on: 2024-05-06}\n"
    )


def _clause(some: range, group: int) -> str:
    lines = "".join(
        f"  - {{part: PRT-{number:04d}-A, weight_gross: 0.100 kg, weight_net: 0.090 kg}}\n" for number in some
    )
    return (
        f"id: PIC-2021-{group:04d}\nsubject: material\nform: weight\nlines:\n{lines}series: IXS-ONE\n"
        "base_period: {from: 2020-10, to: 2020-12}\nbase_value: 3.20 EUR/kg\nscrap_recovery: 0 %\nwindow: 3 months\n"
        "lag: 0 months\nfrequency: year\napplies_from: 2021-01\ncompare_to: base\nthreshold: 2 %\n"
        "threshold_operator: gt\nthreshold_mode: full\npass_through: 80 %\neffective_rule: first_of_period\n"
        f"provisional_allowed: false\nrounding: {{index: 2, adjustment: 4}}\n{_agreed(group)}"
    )


def _adjustment(some: range, group: int, year: int) -> str:
    lines = "".join(f"  - {{part: PRT-{number:04d}-A, delta: 0.0000 EUR}}\n" for number in some)
    return (
        f"id: IXA-{year}-{group:04d}\nclause: PIC-2021-{group:04d}\nperiod: {{from: {year}-01, to: {year}-12}}\n"
        "reference_value: 3.20 EUR/kg\nindex_avg: 3.20 EUR/kg\ndeviation: 0.00 %\ntriggered: false\n"
        f"lines:\n{lines}effective_from: {year}-01-01\nsettlement: final\n"
        f"track:\n  - {{state: calculated, on: {year}-01-11}}\n"
    )


def series_values() -> str:
    """The months of the series, all of one value, from the base period to the last one published."""
    months = [(2020, month) for month in (10, 11, 12)] + [
        (year, m) for year in (2021, 2022, 2023) for m in range(1, 13)
    ]
    months += [(2024, month) for month in range(1, 11)]
    return "".join(f"  - {{month: {year}-{month:02d}, value: 3.20}}\n" for year, month in months)


def _billing(parts: int, prices: Sequence[int]) -> str:
    rows, amount = [], Decimal(0)
    for number in range(1, parts + 1):
        price = prices[number - 1]
        each = (Decimal(price) * _BILLED_PIECES / 10000).quantize(Decimal("0.01"), ROUND_HALF_UP)
        for month in _BILLED:
            amount += each
            rows.append(
                f"  - {{part: PRT-{number:04d}-A, site: SIT-A, month: 2024-{month:02d}, document: invoice, "
                f"basis: delivery, quantity: {_BILLED_PIECES}, unit_price: {money(price)}}}\n"
            )
    quantity = parts * len(_BILLED) * _BILLED_PIECES
    return (
        "id: BIL-X1-2024\nprogramme: PRG-X1\nyear: 2024\nsource: ERP extract\nas_of: 2024-11-29\nunit: pcs\n"
        f"rows:\n{''.join(rows)}control_total: {{quantity: {quantity}, amount: {amount} EUR}}\n"
    )
