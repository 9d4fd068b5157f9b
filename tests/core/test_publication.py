"""Publications: their text, and the concrete sites that follow for accounts and plants."""

from kamdocs.core.publication import Publications, expand
from kamdocs.core.quantity import Duration
from kamdocs.load.loader import load

ACCOUNTS, PLANTS = ("borealis", "aurora"), ("PLT-P2", "PLT-P1")
TEXT = """\
publications:
  - {name: "sales-{account}", audience: sales, each: account, title: "Sales {account}",
     url: "https://kam.example/sales-{account}/", ask: PER-0002, closed_for: 24 months}
  - {name: "plant-{plant}", audience: plant, each: plant, accounts: all, title: "Plant {plant}",
     url: "https://kam.example/{plant}/", ask: logistics}
  - {name: board, audience: named, persons: [PER-0001], accounts: [aurora], title: Mandates,
     url: "https://kam.example/board/", ask: PER-0001, language: de}
"""


def publications_of(text: str) -> Publications:
    """The publications of a text without mistakes."""
    found, problems = load(text.encode(), Publications)
    assert found is not None, problems
    return found


def test_each_account_and_each_plant_has_its_site() -> None:
    sites = expand(publications_of(TEXT), ACCOUNTS, PLANTS)
    assert [site.name for site in sites] == ["sales-aurora", "sales-borealis", "plant-P1", "plant-P2", "board"]
    assert [site.accounts for site in sites] == [
        ("aurora",),
        ("borealis",),
        ("aurora", "borealis"),
        ("aurora", "borealis"),
        ("aurora",),
    ]
    assert [site.plant for site in sites] == [None, None, "PLT-P1", "PLT-P2", None]
    assert [site.entry for site in sites] == [0, 0, 1, 1, 2]


def test_title_and_address_are_filled_in() -> None:
    sales, *_, plant, board = expand(publications_of(TEXT), ACCOUNTS, PLANTS)
    assert (sales.title, sales.url) == ("Sales aurora", "https://kam.example/sales-aurora/")
    assert (plant.title, plant.url) == ("Plant P2", "https://kam.example/P2/")
    assert (board.persons, board.language, board.closed_for) == (("PER-0001",), "de", None)
    assert sales.closed_for == Duration(24, "months")


def test_each_account_of_a_list() -> None:
    text = TEXT.replace("each: account", "each: account, accounts: [aurora]")
    assert [site.name for site in expand(publications_of(text), ACCOUNTS, ())] == ["sales-aurora", "board"]


def test_what_is_refused() -> None:
    text = """\
publications:
  - {name: "a b", audience: sales, accounts: {aurora: yes}, title: A, url: "https://kam.example", ask: kam}
  - {name: b, audience: sales, accounts: [], title: B, url: kam.example, ask: kam}
"""
    found, problems = load(text.encode(), Publications)
    assert found is None
    assert {(one.code, one.path[1:]) for one in problems} == {
        ("VAL014", (0, "name")),
        ("VAL004", (0, "accounts")),
        ("VAL014", (0, "url")),
        ("VAL003", (1, "accounts")),
        ("VAL014", (1, "url")),
    }
    assert [one.fix for one in problems if one.path == ("publications", 0, "url")] == ["Write `https://kam.example/`."]
