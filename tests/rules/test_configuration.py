"""Codes about configuration that no single overlay of the sample shows: extensions, the pinned day, several roots.

The other CFG codes are proved by their case files, whole project and all. Here stand CFG008, CFG012 and CFG015, and
when the codes are silent because something is not in this copy.
"""

from dataclasses import replace
from datetime import date

import pytest

from kamdocs.core.audience import Level
from kamdocs.core.book import Book, Shelf
from kamdocs.core.policy import Policy
from kamdocs.core.publication import Publications
from kamdocs.load.loader import load
from kamdocs.rules import configuration
from kamdocs.rules.rule import rules_in
from kamdocs.rules.setup import Extension, JoinedRoot, KindNames, Lies, Setup
from tests.books import book_from

POLICY = """\
written_for: 0.1
owner: PER-0003
holds: strict
as_of: 2024-12-02
time_zone: Europe/Paris
reporting_currency: EUR
functions: [kam, controller]
roots:
  talks: {holds: strict, kinds: [mandate]}
  shop: {holds: internal, kinds: [milestone_schedule]}
"""
DAY = date(2024, 12, 2)


def setup_with(more: str = "", **changed: object) -> Setup:
    """The sample's people with a policy of its own."""
    policy, problems = load((POLICY + more).encode(), Policy)
    assert policy is not None, problems
    book = book_from()
    assert book.group is not None
    group = Book(book.group, None, policy=policy, as_of=DAY)
    kinds = {"price": KindNames("PRC", frozenset({"id", "part", "lines"}))}
    setup = Setup(policy, None, group, DAY, "0.1.0", codes=frozenset({"PRC001", "EVD001"}), kinds=kinds)
    return replace(setup, accounts=("sample",), **changed)  # type: ignore[arg-type]


def found(setup: Setup) -> list[tuple[str, str, str]]:
    """Code, place and sentence of everything that the rules about configuration say."""
    return [
        (one.code.code, f"{hit.spot.file}: {'.'.join(str(step) for step in hit.spot.path)}", hit.says)
        for one in rules_in(configuration)
        for hit in one.run(setup)
    ]


def test_nothing_to_say() -> None:
    assert found(setup_with()) == []


@pytest.mark.parametrize(
    ("extension", "says"),
    [
        (Extension("kamdocs-acme", installed=False), "extension kamdocs-acme: it is not installed"),
        (
            Extension("kamdocs-acme", codes=("XAC001", "ACM001")),
            "extension kamdocs-acme: its code ACM001 does not begin with X",
        ),
        (Extension("kamdocs-acme", kinds={"price": "XPR"}), "extension kamdocs-acme: the kind price exists already"),
        (Extension("kamdocs-acme", kinds={"royalty": "PRC"}), "extension kamdocs-acme: PRC is the prefix of price"),
    ],
)
def test_cfg012_an_extension_that_does_not_fit(extension: Extension, says: str) -> None:
    place = "pyproject.toml: tool.kamdocs.extensions"
    assert found(setup_with(extensions=(extension,))) == [("CFG012", place, says)]


def test_cfg012_is_silent_for_an_extension_with_codes_and_kinds_of_its_own() -> None:
    fits = Extension("kamdocs-acme", kinds={"royalty": "ROY"}, codes=("XRO001",))
    assert found(setup_with(extensions=(fits,))) == []


def test_cfg015_the_pinned_day_was_used() -> None:
    says = "the day is pinned to 2024-12-02 by policy"
    assert found(setup_with(day_from_policy=True)) == [("CFG015", "records/policy.yaml: as_of", says)]
    assert found(setup_with(day_from_policy=False)) == [], "another day was asked for"


def test_cfg008_between_joined_roots() -> None:
    lies = (
        Lies("records/aurora/milestone-schedules/SCH-X1-01.yaml", "milestone_schedule", "records"),
        Lies("shop/aurora/milestone-schedules/SCH-X1-02.yaml", "milestone_schedule", "shop"),
        Lies("shop/aurora/parts/PRT-1.yaml", "part", "shop"),
    )
    roots = (JoinedRoot("records", Level.STRICT), JoinedRoot("shop", Level.CONFIDENTIAL))
    assert found(setup_with(roots=roots, records=lambda: lies)) == [
        ("CFG008", "records/policy.yaml: roots.shop.holds", "root `shop` holds confidential, policy says internal"),
        ("CFG008", f"{lies[0].file}: id", "milestone_schedule belongs to root `shop`"),
    ]


def test_cfg008_is_silent_about_a_root_that_says_nothing_or_what_policy_says() -> None:
    roots = (JoinedRoot("records", Level.STRICT), JoinedRoot("shop", Level.INTERNAL), JoinedRoot("talks"))
    assert found(setup_with(roots=roots)) == []


def test_people_that_are_not_in_this_copy_decide_nothing() -> None:
    limit = "limits: {margin_floor: {owner: PER-0999, because: Board., values: {2022-01-01: 4.0 %}}}\n"
    setup = setup_with(limit)
    assert [code for code, _, _ in found(setup)] == ["CFG001"]
    assert setup.policy is not None
    elsewhere = Book(Shelf("group"), None, policy=setup.policy, as_of=DAY, absent_kinds=frozenset({"contact"}))
    assert found(replace(setup, group=elsewhere)) == []
    unread = Book(Shelf("group", unread={"PER-0999": "x", "PER-0003": "y"}), None, policy=setup.policy, as_of=DAY)
    assert found(replace(setup, group=unread)) == []


def test_configuration_that_did_not_load_leaves_the_codes_that_need_it_silent() -> None:
    assert found(Setup(None, None, None, DAY, "0.1.0")) == []


def test_cfg006_a_site_for_everybody_of_sales() -> None:
    text = (
        "publications: [{name: s, audience: sales, accounts: all, title: S, url: 'https://kam.example/s/', ask: kam}]"
    )
    publications, problems = load(text.encode(), Publications)
    assert publications is not None, problems
    one = setup_with(publications=publications)
    assert found(one) == [], "there is one account only"
    place = "records/publications.yaml: publications.0.accounts"
    says = "publication `s`: a sales site shows one account; write `each: account`"
    assert found(replace(one, accounts=("aurora", "sample"))) == [("CFG006", place, says)]


def test_every_code_of_configuration_explains_itself() -> None:
    codes = [one.code for one in rules_in(configuration)]
    assert [code.code for code in codes] == [f"CFG{number:03}" for number in (*range(1, 9), 10, 11, 12, 14, 15, 16)]
    assert not [code.code for code in codes if not (code.what and code.why and code.fix)]
