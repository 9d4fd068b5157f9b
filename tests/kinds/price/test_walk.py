"""The price walk: it adds up to the last digit or is refused at its place, for written and for generated files."""

import random
from decimal import Decimal
from pathlib import Path

import pytest

from kamdocs.cli.workspace import Workspace
from kamdocs.core.book import Book
from kamdocs.core.place import Spot
from kamdocs.kinds.price.figures import (
    NoWalk,
    Walk,
    WalkCause,
    built_up,
    line_before,
    price_list,
    valid_lines,
    walk_between,
    walk_section,
    walk_until,
)
from kamdocs.kinds.price.model import Price
from kamdocs.project import find_project
from tests.books import book_from

FILE = "sample/prices/PRC-200-B-ONE.yaml"
REASONS = {
    "CHG-2024-0001": WalkCause.CHANGE,
    "LTA-2024-01@2026": WalkCause.ANNUAL_REDUCTION,
    "MDC-7K-090@2023-01-01": WalkCause.MANDATED,
    "IXA-2024-0001": WalkCause.INDEX,
    "TOL-0001": WalkCause.AMORTISATION,
    "COM-2023-0002": WalkCause.WRITTEN,
}
LAYERS = ("value_added", "mandated", "indexed_material", "logistics", "packaging", "other")
HEAD = "id: PRC-200-B-ONE\npart: PRT-200-B\nsite: SIT-ONE\nprice_type: series\nlines:\n"
TRACK = "[{state: agreed, on: 2021-11-08, evidence: [NOM-2021-0001]}, {state: loaded, on: 2021-11-15}]"
WITHDRAWN = "[{state: draft, on: 2021-11-08}, {state: withdrawn, on: 2021-11-15}]"


def line(day: str, layers: dict[str, Decimal], steps: list[tuple[str, str, Decimal]], track: str = TRACK) -> str:
    """A price line; its price is the sum of its layers."""
    split = ", ".join(f"{name}: {amount:.4f} EUR" for name, amount in layers.items())
    moves = "".join(
        f"      - {{because: {why}, layer: {layer}, delta: {delta:.4f} EUR}}\n" for why, layer, delta in steps
    )
    return (
        f'  - valid_from: {day}\n    technical_index: "02"\n    unit_price: {sum(layers.values()):.4f} EUR\n'
        f"    layers: {{{split}}}\n" + (f"    build_up:\n{moves}" if moves else "") + f"    track: {track}\n"
    )


def generated(seed: int) -> tuple[str, list[str]]:
    """A file of up to twelve lines with random steps, among them withdrawn ones that nothing follows from."""
    dice = random.Random(seed)
    layers = {name: Decimal(dice.randrange(1, 50000)).scaleb(-4) for name in LAYERS}
    lines = [line("2022-03-01", layers, [])]
    for month in range(dice.randrange(1, 12)):
        steps = [
            (dice.choice(list(REASONS)), dice.choice(LAYERS), Decimal(dice.randrange(-900, 900)).scaleb(-4))
            for _ in range(dice.randrange(1, 5))
        ]
        moved = dict(layers)
        for _, layer, delta in steps:
            moved[layer] += delta
        is_withdrawn = dice.random() < 0.2
        lines.append(line(f"2023-{month + 1:02d}-01", moved, steps, WITHDRAWN if is_withdrawn else TRACK))
        if not is_withdrawn:
            layers = moved
    return HEAD + "".join(lines), lines


def walked(book: Book) -> Walk:
    """The walk of the generated file to the day of the book."""
    found = walk_until(price_in(book), book.as_of, book.as_of)
    assert isinstance(found, Walk)
    return found


def price_in(book: Book) -> Price:
    found = book.get_as(Price, "PRC-200-B-ONE")
    assert found is not None
    return found


@pytest.mark.parametrize("seed", range(40))
def test_a_generated_walk_leaves_nothing(seed: int) -> None:
    book = book_from({FILE: generated(seed)[0]})
    price = price_in(book)
    found = walked(book)
    assert found.residual == 0
    moved = sum((one.amount for _, one in found.by_cause), Decimal(0))
    assert found.first[1].unit_price.amount + moved == found.last[1].unit_price.amount
    assert all(REASONS[one.entry.because] is one.cause for one in found.steps)
    assert all(one.holds for one in built_up(price))


@pytest.mark.parametrize("seed", range(40))
def test_layers_follow_the_steps(seed: int) -> None:
    """Every layer of a line is that of the line before plus its own steps, so the layers always sum to the price."""
    price = price_in(book_from({FILE: generated(seed)[0]}))
    for one in built_up(price):
        assert sum((due.amount for _, due in one.layers), Decimal(0)) == one.line.unit_price.amount
        assert one.off == ()


@pytest.mark.parametrize("seed", range(20))
def test_a_cent_anywhere_refuses_the_walk_at_its_line(seed: int) -> None:
    text, lines = generated(seed)
    book = book_from({FILE: text})
    price = price_in(book)
    broken = random.Random(seed).choice([place for place, _ in enumerate(lines) if line_before(price, place)])
    written = str(price.lines[broken].unit_price)
    other = f"{price.lines[broken].unit_price.amount + Decimal('0.0100'):.4f} EUR"
    wrong = lines[broken].replace(f"unit_price: {written}", f"unit_price: {other}")
    damaged = book_from({FILE: HEAD + "".join([*lines[:broken], wrong, *lines[broken + 1 :]])})
    found = walk_until(price_in(damaged), damaged.as_of, damaged.as_of)
    assert isinstance(found, NoWalk)
    assert found.spot == Spot("PRC-200-B-ONE", ("lines", broken, "unit_price"))
    assert other in found.why


@pytest.mark.parametrize("seed", range(20))
def test_the_price_of_a_day_does_not_depend_on_the_order(seed: int) -> None:
    """Neither the order of the files nor that of the lines decides which price holds, or how it came about."""
    text, lines = generated(seed)
    shuffled = lines[:]
    random.Random(seed).shuffle(shuffled)
    other = "sample/prices/A.yaml"
    moved = HEAD + "".join(shuffled)
    one, two = book_from({FILE: text}), book_from({other: moved}, without=[FILE])
    for book in (one, two):
        assert len(price_in(book).lines) == len(lines)
    for day in ("2022-03-01", "2023-01-15", "2023-06-01", "2024-12-02"):
        on = one.as_of.fromisoformat(day)
        prices = [
            [held.line.unit_price for held in valid_lines(book, "PRT-200-B", "SIT-ONE", on=on, as_of=book.as_of)]
            for book in (one, two)
        ]
        assert prices[0] == prices[1]
        assert len(prices[0]) == 1
    assert walked(one).by_cause == walked(two).by_cause
    lists = [price_list(book, book.as_of, book.as_of) for book in (one, two)]
    assert [(entry.reference, entry.line.unit_price) for entry in lists[0]] == [
        (entry.reference, entry.line.unit_price) for entry in lists[1]
    ]


def test_the_walk_between_two_days() -> None:
    text = HEAD + "".join(
        [
            line("2022-03-01", {"value_added": Decimal("2.0000"), "mandated": Decimal("1.0000")}, []),
            line(
                "2023-01-01",
                {"value_added": Decimal("1.9600"), "mandated": Decimal("1.0300")},
                [
                    ("LTA-2024-01@2026", "value_added", Decimal("-0.0400")),
                    ("MDC-7K-090@2023-01-01", "mandated", Decimal("0.0300")),
                ],
            ),
            line(
                "2024-01-01",
                {"value_added": Decimal("1.9700"), "mandated": Decimal("1.0300")},
                [("CHG-2024-0001", "value_added", Decimal("0.0100"))],
            ),
        ]
    )
    book = book_from({FILE: text})
    day = book.as_of.fromisoformat
    found = walk_between(price_in(book), day("2022-06-01"), day("2024-06-01"), book.as_of)
    assert isinstance(found, Walk)
    assert [(cause.value, str(moved)) for cause, moved in found.by_cause] == [
        ("change", "0.0100 EUR"),
        ("annual reduction", "-0.0400 EUR"),
        ("mandated component", "0.0300 EUR"),
    ]
    later = walk_between(price_in(book), day("2023-06-01"), day("2024-06-01"), book.as_of)
    assert isinstance(later, Walk)
    assert [cause for cause, _ in later.by_cause] == [WalkCause.CHANGE]
    none = walk_between(price_in(book), day("2021-06-01"), day("2024-06-01"), book.as_of)
    assert isinstance(none, NoWalk)
    assert none.why == "no price on 2021-06-01"


def test_two_price_units_have_no_walk() -> None:
    first = line("2022-03-01", {"value_added": Decimal("2.0000")}, [])
    second = line("2023-01-01", {"value_added": Decimal("200.0000")}, []).replace(" EUR", " EUR per 100")
    book = book_from({FILE: HEAD + first + second})
    found = walk_until(price_in(book), book.as_of, book.as_of)
    assert isinstance(found, NoWalk)
    assert found.spot.path == ("lines", 1, "unit_price")
    assert "another price unit" in found.why


def test_the_chart_of_the_walk_has_its_table() -> None:
    book = book_from({FILE: generated(3)[0]})
    section = walk_section(price_in(book), book)
    assert section is not None
    chart = section.charts[0]
    assert chart.form == "waterfall"
    assert [chart.points[0].style, chart.points[-1].style] == ["total", "total"]
    assert chart.points[0].value + sum(point.value for point in chart.points[1:-1]) == chart.points[-1].value
    assert len(chart.table.rows) > 2
    assert chart.table.rows[0].total
    assert chart.table.rows[-1].total


def test_every_price_of_the_shipped_account_is_explained_to_the_last_digit() -> None:
    """From its first agreed line to today, each file of aurora walks without a residual."""
    book = Workspace(find_project(Path(__file__).resolve().parents[3])).book("aurora")
    walks = {price.id: walk_until(price, book.as_of, book.as_of) for price in book.all(Price)}
    begun = {name: found for name, found in walks.items() if found is not None}
    assert len(begun) > 30
    assert [name for name, found in begun.items() if not isinstance(found, Walk) or found.residual] == []
