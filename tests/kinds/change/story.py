"""One change in real records: shipments ahead of the price at one site, the price ahead of the shipments at another.

Site M: price 3.1540 EUR of C, D shipped since 2024-03-11, offer of the change 3.4015 EUR. Site N: a line of D agreed
from 2024-03-01, C shipped until 2024-03-10. A release for the introduction from 2024-03-04 to 2024-04-30.
"""

from collections.abc import Mapping

from kamdocs.core.book import Book
from kamdocs.kinds.change.model import Change
from tests.books import book_from

CHANGE, PART, OFFER = "CHG-2024-0300", "PRT-300-C", "OFR-2024-0300"
RELEASE = """risk_releases:
  - door: introduce
    by: PER-0001
    on: 2024-03-04
    because: The customer's line stops otherwise.
    until: 2024-04-30
    price_per_day: 70.00 EUR
    cost_ceiling: 2000.00 EUR
"""
_SITE = "id: SIT-{0}\nname: {1}\ncode: {0}{0}\npricing_date_basis: delivery\nincoterm: DAP\nplace: {1}, gate 3\n"
_TEXTS = {
    "customer-sites/SIT-M": _SITE.format("M", "Mirafiori"),
    "customer-sites/SIT-N": _SITE.format("N", "Noyelles"),
    f"parts/{PART}": """id: PRT-300-C
programme: PRG-S1
customer_number: 300-C
description: Clip carrier
plants: [{plant: PLT-ONE, share: 75 %}, {plant: PLT-TWO, share: 25 %}]
lifecycle: series
technical_indices:
  - index: C
    release_date: 2022-01-10
    ppap_state: approved
    ppap_on: 2022-02-01
    replaced_by: D
    introductions:
      - {site: SIT-M, shipped_from: 2022-03-01}
      - {site: SIT-N, shipped_from: 2022-03-01}
    bom: [{component: 7K-900, quantity: 1 pcs}]
  - index: D
    release_date: 2024-02-05
    ppap_state: interim
    ppap_on: 2024-03-01
    introductions:
      - {site: SIT-M, planned_on: 2024-03-11, shipped_from: 2024-03-11}
      - {site: SIT-N, planned_on: 2024-03-11, shipped_from: 2024-03-11}
    bom: [{component: 7K-900, quantity: 1 pcs}]
""",
    "prices/PRC-300-C-MM": """id: PRC-300-C-MM
part: PRT-300-C
site: SIT-M
price_type: series
agreed_in: DOC-2022-0001
lines:
  - valid_from: 2023-01-01
    technical_index: C
    unit_price: 3.1540 EUR
    layers: {value_added: 3.1540 EUR}
    track: [{state: agreed, on: 2022-11-28, evidence: [DOC-2022-0001]}]
""",
    "prices/PRC-300-C-NN": """id: PRC-300-C-NN
part: PRT-300-C
site: SIT-N
price_type: series
agreed_in: DOC-2022-0001
lines:
  - valid_from: 2023-01-01
    technical_index: C
    unit_price: 3.1540 EUR
    layers: {value_added: 3.1540 EUR}
    track: [{state: agreed, on: 2022-11-28, evidence: [DOC-2022-0001]}]
  - valid_from: 2024-03-01
    technical_index: D
    unit_price: 3.4015 EUR
    layers: {value_added: 3.4015 EUR}
    track: [{state: agreed, on: 2024-02-20, evidence: [COM-2023-0002]}]
""",
    "volume-plans/VOL-S1-2024-02": """id: VOL-S1-2024-02
programme: PRG-S1
version: 2024-02
source: customer_official
as_of: 2024-02-01
unit: pcs
rows:
  - {part: PRT-300-C, site: SIT-M, months: {2024-03: 8060, 2024-04: 7500}}
  - {part: PRT-300-C, site: SIT-N, months: {2024-03: 3100, 2024-04: 3000}}
control_total: 21660 pcs
track: [{state: frozen, on: 2024-02-05, by: PER-0002}]
""",
    f"offers/{OFFER}": """id: OFR-2024-0300
change: CHG-2024-0300
round: 1
priced_on: 2024-02-08
valid_until: 2024-12-31
lines:
  - part: PRT-300-C
    site: SIT-M
    price_type: series
    technical_index: D
    unit_price: 3.4015 EUR
    volumes: {2024: 90000 pcs}
  - part: PRT-300-C
    site: SIT-N
    price_type: series
    technical_index: D
    unit_price: 3.4015 EUR
    volumes: {2024: 36000 pcs}
track:
  - {state: sent, on: 2024-02-12, evidence: [COM-2023-0001]}
""",
    f"changes/{CHANGE}": """id: CHG-2024-0300
initiator: customer
reason: Clip reinforced after assembly trials.
received_on: 2024-02-01
introduction_date: 2024-03-11
lines: [{part: PRT-300-C, sites: [SIT-M, SIT-N], index_from: C, index_to: D}]
technical_track: [{state: inquiry, on: 2024-02-01}]
commercial_track:
  - {state: not_assessed, on: 2024-02-01}
  - {state: quoted, on: 2024-02-12, evidence: [COM-2023-0001]}
  - {state: in_negotiation, on: 2024-02-20, evidence: [COM-2023-0002]}
""",
}


def story(more: Mapping[str, str] | None = None, *, release: str = RELEASE) -> dict[str, str]:
    """The records of the story by path below `records/`.

    Args:
        more: Texts by folder and id, in place of those of the story or beside them.
        release: Risk releases of the change; empty for none.
    """
    texts = _TEXTS | dict(more or {})
    name = f"changes/{CHANGE}"
    texts[name] = texts[name].replace("technical_track:", f"{release}technical_track:", 1)
    return {f"sample/{name}.yaml": text for name, text in texts.items()}


def changed(name: str, *pairs: tuple[str, str]) -> dict[str, str]:
    """One text of the story with words replaced, for `story(more)`."""
    text = _TEXTS[name]
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return {name: text}


def book_on(as_of: str, more: Mapping[str, str] | None = None, *, release: str = RELEASE) -> Book:
    """The book of the sample account with the story in it."""
    return book_from(story(more, release=release), as_of=as_of)


def the_change(book: Book) -> Change:
    """The change of the story."""
    found = book.get_as(Change, CHANGE)
    assert found is not None
    return found
