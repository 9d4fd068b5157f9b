"""Ideas and an LTA as text, laid over the sample account; the step takes 0.0600 EUR from 16,400 pieces of 2025."""

from collections.abc import Mapping

from kamdocs.core.book import Book
from kamdocs.kinds.lta.model import Lta, LtaYear
from kamdocs.kinds.productivity_idea.figures import Coverage, coverage
from kamdocs.kinds.productivity_idea.model import ProductivityIdea
from tests.books import book_from, sample_files

ACTS = {"HG1": "2024-01-08", "HG2": "2024-02-05", "HG3": "2024-03-04", "HG4": "2024-04-08", "HG5": "2024-05-06"}
OWN = "sample/productivity-ideas/IDE-2024-0001.yaml"
TARGET = "984.00 EUR"


def lta(
    year: int = 2025,
    *,
    effective: str = "2025-01-01",
    rate: str = "2.4 %",
    state: str = "agreed",
    parts: str = "PRT-100-A",
) -> str:
    return f"""\
id: LTA-2022-01
parts: [{parts}]
basis: value_added
excludes: [mandated, indexed_material, amortisation, logistics]
start_rule: fixed_date
compounding: chain
steps:
  - {{year: {year}, rate: {rate}, effective: {effective}}}
agreed_in: DOC-2022-0001
track:
  - {{state: {state}, on: 2022-12-05, evidence: [DOC-2022-0001]}}
"""


def idea(number: int, maturity: str, saving: str = "0.2000 EUR", **told: str) -> str:
    """An idea at a maturity; fields by keyword go before the usual ones, an empty one is left out."""
    usual = {
        "type": "product",
        "description": f"Bracket {number} from narrower strip.",
        "parts": "[PRT-100-A]",
        "gross_saving": saving,
        "one_off_cost": "1000.00 EUR",
        "implementation_date": "2025-01-01",
        "customer_share": "50 %",
        "counted_in": "[LTA-2022-01@2025]",
        "internal_budget": "false",
    }
    fields = {"id": f"IDE-2024-090{number}", **usual, **told}
    text = "".join(f"{name}: {value}\n" for name, value in fields.items() if value)
    return text + "track:\n" + "".join(f"  - {act}\n" for act in _acts(maturity))


def _acts(maturity: str) -> list[str]:
    reached = [state for state in ACTS if state <= maturity] if maturity in ACTS else ["HG1"]
    acts = [f"{{state: {state}, on: {ACTS[state]}}}" for state in reached]
    return acts if maturity in ACTS else [*acts, f"{{state: {maturity}, on: 2024-06-03}}"]


def book_of(
    *ideas: str, agreed: str = "", more: Mapping[str, str] | None = None, policy: str = "", as_of: str = "2024-12-02"
) -> Book:
    """The sample with an LTA and these ideas instead of its own; `policy` is a limit, or a key of its own."""
    files = {"sample/ltas/LTA-2022-01.yaml": agreed or lta(), **(more or {})}
    for text in ideas:
        files[f"sample/productivity-ideas/{text.splitlines()[0].removeprefix('id: ')}.yaml"] = text
    if policy:
        written = sample_files()["policy.yaml"].decode()
        files["policy.yaml"] = (
            written.replace("limits:\n", f"limits:\n{policy}") if "  " in policy else written + policy
        )
    return book_from(files, as_of=as_of, without=[OWN])


def limit(name: str, value: str, since: str = "2022-01-01") -> str:
    return f"  {name}:\n    owner: PER-0003\n    because: As this test needs it.\n    values: {{{since}: {value}}}\n"


def the_step(book: Book) -> tuple[Lta, LtaYear]:
    found = book.get_as(Lta, "LTA-2022-01")
    assert found is not None
    return found, found.steps[0]


def covering(book: Book) -> Coverage:
    return coverage(book, *the_step(book))


def the_idea(book: Book, number: int) -> ProductivityIdea:
    found = book.get_as(ProductivityIdea, f"IDE-2024-090{number}")
    assert found is not None
    return found
