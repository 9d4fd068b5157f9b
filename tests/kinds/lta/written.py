"""LTAs and prices as text, laid over the sample account: a part of its own with its programme, price and volumes."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from kamdocs.core.book import Book
from kamdocs.kinds.lta.model import Lta
from kamdocs.kinds.price.model import Price
from tests.books import book_from, sample_files

AGREED = "{state: agreed, on: 2022-12-05, evidence: [DOC-2022-0001]}"
PART = """\
id: PRT-900-D
programme: PRG-D
customer_number: 900-D
description: Lever
plants:
  - {plant: PLT-ONE, share: 100 %}
lifecycle: series
technical_indices:
  - index: A
    release_date: 2022-06-01
    ppap_state: approved
    ppap_on: 2022-06-20
    bom:
      - {component: 7K-020, quantity: 1 pcs, mandated: false}
"""
LINE = ("2023-01-01", "value_added: 8.8000 EUR, indexed_material: 1.5000 EUR")


def programme(sop: str = "2022-03-01", eop: str = "2030-12-31") -> str:
    return f"id: PRG-D\nvehicle: Car D\nsop: {sop}\neop: {eop}\n"


def price(*lines: tuple[str, ...], name: str = "PRC-900-D-ONE", unit: str = "EUR") -> str:
    """A price: day and layers of each line, then its build-up entries as they are written; the sum is worked out."""
    text = f"id: {name}\npart: PRT-900-D\nsite: SIT-ONE\nprice_type: series\nlines:\n"
    for day, layers, *entries in lines:
        total = _total(layers, unit)
        text += f"  - valid_from: {day}\n    technical_index: A\n    unit_price: {total} {unit}\n"
        text += f"    layers: {{{layers}}}\n"
        text += "    build_up:\n" + "".join(f"      - {{{one}}}\n" for one in entries) if entries else ""
        text += f"    track: [{AGREED}]\n"
    return text


def _total(layers: str, unit: str) -> str:
    amounts = (one.split(": ")[1].removesuffix(f" {unit}") for one in layers.split(", "))
    return f"{sum((Decimal(one) for one in amounts), Decimal('0.0000')):f}"


def lta(*steps: str, name: str = "LTA-2022-01", **told: str) -> str:
    """An agreed LTA of the part; fields by keyword go before the usual ones."""
    usual = {
        "parts": "[PRT-900-D]",
        "basis": "value_added",
        "excludes": "[mandated, indexed_material, amortisation, logistics]",
        "start_rule": "fixed_date",
        "compounding": "chain",
    }
    track = told.pop("track", AGREED)
    fields = "".join(f"{field}: {value}\n" for field, value in {"id": name, **usual, **told}.items())
    return fields + "steps:\n" + "".join(f"  - {{{step}}}\n" for step in steps) + f"track: [{track}]\n"


def step(year: int, rate: str = "2 %", *, effective: str = "", more: str = "") -> str:
    return f"year: {year}, rate: {rate}, effective: {effective or f'{year}-01-01'}{more}"


def volumes(months: Mapping[str, int]) -> str:
    """A frozen plan of the customer for the part."""
    written = ", ".join(f"{month}: {pieces}" for month, pieces in months.items())
    return f"""\
id: VOL-D-01
programme: PRG-D
version: "1"
source: customer_official
as_of: 2024-01-08
unit: pcs
rows:
  - {{part: PRT-900-D, site: SIT-ONE, months: {{{written}}}}}
control_total: {sum(months.values())} pcs
track: [{{state: draft, on: 2024-01-09}}, {{state: validated, on: 2024-01-15}}, {{state: frozen, on: 2024-01-16}}]
"""


def book_of(
    ltas: Iterable[str], prices: Iterable[str], *, more: Mapping[str, str] | None = None, as_of: str = "2024-12-02"
) -> Book:
    """The sample with these LTAs and prices of the part, and further files by their path below `records/sample/`."""
    files = {"parts/PRT-900-D.yaml": PART, "programmes/PRG-D.yaml": programme(), **(more or {})}
    for folder, texts in (("ltas", ltas), ("prices", prices)):
        files |= {f"{folder}/{text.splitlines()[0].removeprefix('id: ')}.yaml": text for text in texts}
    return book_from({f"sample/{path}": text for path, text in files.items()}, as_of=as_of, without=_own_ltas())


def _own_ltas() -> tuple[str, ...]:
    """The LTA of the sample and what cites it: these tests bring their own."""
    return tuple(path for path in sample_files() if "/ltas/" in path or "/productivity-ideas/" in path)


def the_lta(book: Book, name: str = "LTA-2022-01") -> Lta:
    found = book.get_as(Lta, name)
    assert found is not None
    return found


def the_price(book: Book, name: str = "PRC-900-D-ONE") -> Price:
    found = book.get_as(Price, name)
    assert found is not None
    return found
