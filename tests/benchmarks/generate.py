"""Any number of realistic records, always the same for one seed, committed in a Git repository of their own."""

import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.acquisition import FILES, HASH, acquisition, change_offer, money
from tests.benchmarks.moving import STEPS, lta_of, moving, reduced, series_values

_POLICY = """\
written_for: 0.1
owner: PER-0001
holds: strict
time_zone: Europe/Paris
reporting_currency: EUR
functions: [kam, sales_director, plant_manager, controller]
"""
_PUBLICATIONS = """\
publications:
  - {name: "sales-{account}", audience: sales, each: account, title: "Sales {account}", url: "https://kam.example/sales-{account}/", ask: kam}
  - {name: "plant-{plant}", audience: plant, each: plant, accounts: all, title: "Plant {plant}", url: "https://kam.example/{plant}/", ask: kam}
"""
_SCHEDULE = """\
id: SCH-X1-01
programme: PRG-X1
version: 1, after SOP
milestones:
  - {code: nomination, baseline: 2020-10-30, current: 2020-10-30, actual: 2020-10-30}
  - {code: tko, baseline: 2021-03-01, current: 2021-03-08, actual: 2021-03-08}
  - {code: ppap, baseline: 2021-11-15, current: 2021-11-15, actual: 2021-11-15}
  - {code: sop, baseline: 2022-01-03, current: 2022-01-03, actual: 2022-01-03}
  - {code: eop, baseline: 2029-12-31, current: 2029-12-31}
track:
  - {state: draft, on: 2022-01-10}
  - {state: frozen, on: 2022-01-17, by: PER-0002}
"""
_AGREEMENT = f"""\
id: DOC-2020-0001
class: material
type: rasic
date: 2020-05-04
party: customer
signatory: PER-0101
files: [{{held_in: Archive RASIC 2020, sha256: {HASH}}}]
"""
_SERIES = """\
id: IXS-ONE
publisher: Invented Resin Bulletin
source: Invented for the benchmark
licence: Apache-2.0
unit: EUR/kg
decimals: 2
publication_delay: 5 days
values:
"""
PER_PART = 9 + FILES
"""Records that one part brings: part, price, two letters, order, change (half of them with offer and breakdown), tool, claim,
and what came before its price."""


def _person(number: int, function: str) -> tuple[str, str]:
    text = f"id: PER-{number:04d}\nname: Person {chr(64 + number)}\nside: internal\nfunction: {function}\n"
    return f"group/people/PER-{number:04d}.yaml", text


def _group() -> Iterator[tuple[str, str]]:
    yield "policy.yaml", _POLICY
    yield "publications.yaml", _PUBLICATIONS
    for number, function in enumerate(("sales_director", "kam", "plant_manager", "controller"), 1):
        yield _person(number, function)
    yield "group/index-series/IXS-ONE.yaml", _SERIES + series_values()
    for plant in ("P1", "P2"):
        yield f"group/plants/PLT-{plant}.yaml", f"id: PLT-{plant}\nname: Plant {plant}\nlead: PER-0003\n"


def _account(name: str, parts: int, dice: random.Random) -> Iterator[tuple[str, str]]:
    upper = name.upper()
    yield (
        f"{name}/customers/CUS-{upper}.yaml",
        (
            f"id: CUS-{upper}\nname: {upper} Group\naccount_lead: PER-0002\nseller_country: FR\npayment_terms: net 60 days\n"
            "tool_price_rule: agreed\ntool_markup_allowed: false\n"
        ),
    )
    yield (
        f"{name}/customer-sites/SIT-A.yaml",
        ("id: SIT-A\nname: Site A\ncode: AAA\npricing_date_basis: delivery\nincoterm: DAP\nplace: Site A\n"),
    )
    yield (
        f"{name}/people/PER-0101.yaml",
        (
            "id: PER-0101\nname: Buyer Q\nside: customer\nfunction: Purchasing\nlevel: 2\nsite: SIT-A\n"
            "verified_on: 2024-09-02\nauthority: buyer\n"
        ),
    )
    yield f"{name}/programmes/PRG-X1.yaml", "id: PRG-X1\nvehicle: X1\nsop: 2022-01-03\neop: 2029-12-31\n"
    yield f"{name}/documents/DOC-2020-0001.yaml", _AGREEMENT
    yield f"{name}/milestone-schedules/SCH-X1-01.yaml", _SCHEDULE
    prices: list[int] = []
    for number in range(1, parts + 1):
        yield from _part(name, number, prices, dice)
    yield from moving(name, parts, prices)
    yield f"{name}/volume-plans/VOL-X1-2024-11.yaml", _plan(parts, dice)


def _part(name: str, number: int, prices: list[int], dice: random.Random) -> Iterator[tuple[str, str]]:
    part, n = f"PRT-{number:04d}-A", f"{number:04d}"
    bom = f"[{{component: 8K0-{number:03d}, quantity: 2 pcs, mandated: true}}, {{component: CW-1, quantity: 0.052 kg}}]"
    share = dice.choice((40, 60, 100))
    plants = "[{plant: PLT-P1, share: 100 %}]" if share == 100 else (
        f"[{{plant: PLT-P1, share: {share} %}}, {{plant: PLT-P2, share: {100 - share} %}}]"
    )  # fmt: skip
    yield (
        f"{name}/parts/{part}.yaml",
        (
            f"id: {part}\nprogramme: PRG-X1\ncustomer_number: {dice.randrange(100)}K0 {number:04d}\ndescription: Bracket {n}\n"
            f"plants: {plants}\nlifecycle: series\ntechnical_indices:\n"
            "  - index: A\n    release_date: 2021-06-01\n    ppap_state: approved\n    ppap_on: 2021-11-15\n"
            "    introductions: [{site: SIT-A, planned_on: 2022-01-03, shipped_from: 2022-01-03}]\n"
            f"    bom: {bom}\n    replaced_by: B\n"
            f"  - index: B\n    release_date: 2024-05-20\n    ppap_state: none\n    bom: {bom}\n"
        ),
    )
    awarded = dice.randrange(10_000, 40_000) + 8240 + 3200
    component = f"8K0-{number:03d}"
    price, last = _price(part, n, awarded)
    prices.append(last)
    yield f"{name}/prices/PRC-{n}-A-AAA.yaml", price
    yield from acquisition(name, n, component, awarded)
    yield f"{name}/communications/COM-2022-{n}.yaml", _letter(f"COM-2022-{n}", "out", "us", "PER-0002", part)
    yield f"{name}/communications/COM-2023-{n}.yaml", _letter(f"COM-2023-{n}", "in", "customer", "PER-0101", part)
    yield (
        f"{name}/customer-orders/ORD-2023-{n}.yaml",
        (
            f"id: ORD-2023-{n}\nnumber: '45{number:08d}'\ntype: piece\nreceived_on: 2021-12-15\n"
            f"lines: [{{no: '10', part: {part}, site: SIT-A, unit_price: {money(31540)}}}]\nsignatory: PER-0101\n"
            f"files: [{{held_in: Archive {n}, sha256: {HASH}}}]\ntrack:\n  - {{state: received, on: 2021-12-15}}\n"
        ),
    )
    quoted = dice.random() < 0.5
    yield f"{name}/changes/CHG-2024-{n}.yaml", _change(part, n, quoted, dice)
    if quoted:
        yield from change_offer(name, n, component, awarded + 555)
    yield f"{name}/tools/TOL-{n}.yaml", _tool(part, n, dice)
    yield f"{name}/claims/CLM-2024-{n}.yaml", _claim(part, n, dice)


def _change(part: str, n: str, quoted: bool, dice: random.Random) -> str:
    asked = (
        f"id: CHG-2024-{n}\ncustomer_reference: ECR {n}\ninitiator: customer\nreason: Rib {n} added after assembly trials.\n"
        f"received_on: 2024-06-03\nlines: [{{part: {part}, sites: [SIT-A], index_from: A, index_to: B}}]\n"
    )
    technical = "technical_track:\n  - {state: inquiry, on: 2024-06-03}\n  - {state: created, on: 2024-06-04}\n"
    commercial = "commercial_track:\n  - {state: not_assessed, on: 2024-06-03}\n"
    if not quoted:
        return asked + technical + commercial
    return (
        f"{asked}one_off: {{tooling: {dice.randrange(2, 30)}000.00 EUR, validation: 7500.00 EUR}}\n"
        f"stock_exposure: {{quantity: {dice.randrange(1, 40)}00 pcs, amount: 13100.00 EUR, assessed_on: 2024-06-10}}\ntooling_impact: modification\n"
        f"{technical}  - {{state: analysed, on: 2024-06-10}}\n{commercial}  - {{state: quoted, on: 2024-06-21, evidence: [COM-2022-{n}]}}\n"
    )


def _tool(part: str, n: str, dice: random.Random) -> str:
    return (
        f"id: TOL-{n}\ndescription: Mould {n}\nparts: [{{part: {part}, technical_index: A}}]\nplant: PLT-P1\ncavities: 2\n"
        f"ownership: supplier\nbook_value: {{amount: 12000.00 EUR, on: 2024-06-30}}\nfunding: lump_sum\nagreed_amount: {dice.randrange(20, 90)}000.00 EUR\n"
        "track:\n  - {state: estimated, on: 2021-02-01}\n  - {state: quoted, on: 2021-03-01}\n"
    )


def _claim(part: str, n: str, dice: random.Random) -> str:
    return (
        f"id: CLM-2024-{n}\nprogramme: PRG-X1\ndirection: on_customer\ncategory: obsolescence\nparts: [{part}]\n"
        "period: {from: 2024-01-01, to: 2024-03-31}\nevent_on: 2024-04-01\nbasis: {legal_ground: Agreed in the general terms.}\n"
        f"method: stated\namount_claimed: {dice.randrange(1, 60)}500.00 EUR\nprobability: {dice.choice((10, 30, 50, 80))} %\n"
        "track:\n  - {state: identified, on: 2024-04-02}\n  - {state: quantified, on: 2024-04-09}\n"
    )


def _price(part: str, n: str, awarded: int) -> tuple[str, int]:
    """The file, and its last price."""
    value = awarded - 8240 - 3200
    lines = []
    total = awarded
    for year in range(2022, 2025):
        after = reduced(value) if lines and year in STEPS else value
        why, delta, value = f"{lta_of(int(n))}@{year}", value - after, after
        total = value + 8240 + 3200
        because = (
            f"    build_up:\n      - {{because: {why}, layer: value_added, delta: -{money(delta)}}}\n" if lines else ""
        )
        state = f"      - {{state: loaded, on: {year - 1}-12-20, evidence: [ORD-2023-{n}]}}\n"
        lines.append(
            f"  - valid_from: {year}-01-01\n    technical_index: A\n    unit_price: {money(total)}\n"
            f"    layers: {{value_added: {money(value)}, mandated: {money(8240)}, indexed_material: {money(3200)}}}\n"
            f"{because}    track:\n"
            f"      - {{state: proposed, on: {year - 1}-11-06, evidence: [COM-2022-{n}]}}\n"
            f"      - {{state: agreed, on: {year - 1}-12-12, evidence: [COM-2023-{n}]}}\n{state}"
        )
    text = f"id: PRC-{n}-A-AAA\npart: {part}\nsite: SIT-A\nprice_type: series\nlines:\n" + "".join(lines)
    return text, total


def _letter(letter: str, direction: str, party: str, sender: str, part: str) -> str:
    return (
        f"id: {letter}\nclass: price\ndirection: {direction}\nchannel: letter\ndate: 2021-11-05\nparty: {party}\nfrom: {sender}\n"
        f"subject: Prices of {part[4:]}\nabout: [{part}]\nfiles: [{{held_in: Archive {letter}, sha256: {HASH}}}]\n"
    )


def _plan(parts: int, dice: random.Random) -> str:
    rows, total = [], 0
    for number in range(1, parts + 1):
        months = [dice.randrange(10, 90) * 100 for _ in range(12)]
        total += sum(months)
        said = ", ".join(f"2025-{month:02d}: {pieces}" for month, pieces in enumerate(months, 1))
        rows.append(f"  - {{part: PRT-{number:04d}-A, site: SIT-A, months: {{{said}}}}}\n")
    return (
        "id: VOL-X1-2024-11\nprogramme: PRG-X1\nversion: 2024-11\nsource: customer_official\nas_of: 2024-11-04\nunit: pcs\n"
        f"rows:\n{''.join(rows)}control_total: {total} pcs\ntrack:\n  - {{state: draft, on: 2024-11-05}}\n"
    )


def generate(folder: Path, *, records: int, accounts: int, seed: int = 1) -> int:
    """Write about this many records below `folder/records` and commit them.

    Args:
        folder: An empty folder; becomes a Git repository.
        records: About how many records.
        accounts: Over how many accounts.
        seed: The same seed gives the same records.

    Returns:
        How many record files there are.
    """
    dice = random.Random(seed)
    parts = max(1, (records // accounts - 5) // PER_PART)
    written = 0
    names = [f"acc{number:03d}" for number in range(1, accounts + 1)]
    for path, text in (*_group(), *(file for name in names for file in _account(name, parts, dice))):
        file = folder / "records" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        written += path.count("/") == 2
    who = {f"GIT_{role}_{what}": "bench@kam.example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    fixed = {"GIT_AUTHOR_DATE": "2024-12-01T08:00:00Z", "GIT_COMMITTER_DATE": "2024-12-01T08:00:00Z"}
    for words in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-q", "-m", "records")):
        subprocess.run(["git", "-C", folder, *words], check=True, env={**os.environ, **who, **fixed})
    return written
