"""Publications: which audience gets which site, and the concrete sites that follow for given accounts and plants."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

from kamdocs.core.facts import Block, Item, fact, maybe
from kamdocs.core.forms import Length, Line, Word, ref
from kamdocs.core.quantity import Duration
from kamdocs.core.setup_forms import Accounts, Address, SiteName

ALL_ACCOUNTS = ("all",)


class Publication(Item):
    """One entry: a site, or one site for each account or plant."""

    name: SiteName = fact("Folder of the site; `{account}` or `{plant}` is filled in.")
    audience: Word = fact("Who reads it; decides what is shown.")
    each: Literal["account", "plant"] | None = maybe("One site for each account or plant.")
    accounts: Accounts = maybe("Accounts that it shows, or `all`.", default=())
    team: Annotated[str, ref("team")] | None = maybe("The team whose accounts it shows.")
    persons: tuple[Annotated[str, ref("contact")], ...] = maybe("Whom a site for named persons is for.", default=())
    title: Line = fact("Heading of the site.")
    url: Address = fact("Where it will be found.")
    ask: Line = fact("Person or function that the page for a missing address names.")
    language: Literal["en", "de"] = maybe("Language of frame, fields, kinds and states.", default="en")
    closed_for: Length | None = maybe("Records that ended longer ago leave lists and search; their pages stay.")


class Publications(Block):
    """The whole of `publications.yaml`."""

    publications: tuple[Publication, ...] = fact("The sites.")


@dataclass(frozen=True, slots=True)
class Site:
    """One concrete site, with account and plant filled in.

    Attributes:
        name: Folder below the output.
        audience: Who reads it.
        accounts: Accounts that it shows, sorted.
        plant: Id of the plant it is for, None where it is for no plant.
        persons: Ids of the persons it is for.
        title: Heading.
        url: Canonical address.
        ask: Id of a contact, or a function.
        language: `en` or `de`.
        closed_for: How long records that have ended stay in lists and search; None = for ever.
        entry: Position of its publication in the file, from 0.
    """

    name: str
    audience: str
    accounts: tuple[str, ...]
    plant: str | None
    persons: tuple[str, ...]
    title: str
    url: str
    ask: str
    language: str = "en"
    closed_for: Duration | None = None
    entry: int = 0


def expand(publications: Publications, accounts: Iterable[str], plants: Iterable[str]) -> tuple[Site, ...]:
    """The concrete sites of a file.

    Args:
        publications: The file.
        accounts: Names of all accounts, without `group`.
        plants: Ids of all plants, e.g. `PLT-P2`; `{plant}` becomes `P2`.

    Returns:
        In the order of the file, then of accounts and plants. A publication of a team has no accounts.
    """
    names, ids = tuple(sorted(accounts)), tuple(sorted(plants))
    found: list[Site] = []
    for index, one in enumerate(publications.publications):
        every = one.accounts == ALL_ACCOUNTS or (one.each == "account" and not one.accounts)
        shown = names if every else tuple(sorted(set(one.accounts)))
        match one.each:
            case "account":
                found += (_site(one, index, (name,), None) for name in shown)
            case "plant":
                found += (_site(one, index, shown, plant) for plant in ids)
            case _:
                found.append(_site(one, index, shown, None))
    return tuple(found)


def plant_word(plant: str) -> str:
    """What `{plant}` stands for: the id without its prefix."""
    return plant.partition("-")[2]


def _site(one: Publication, index: int, accounts: tuple[str, ...], plant: str | None) -> Site:
    def filled(text: str) -> str:
        with_account = text.replace("{account}", accounts[0]) if one.each == "account" else text
        return with_account.replace("{plant}", plant_word(plant)) if plant else with_account

    return Site(
        name=filled(one.name),
        audience=one.audience,
        accounts=accounts,
        plant=plant,
        persons=one.persons,
        title=filled(one.title),
        url=filled(one.url),
        ask=one.ask,
        language=one.language,
        closed_for=one.closed_for,
        entry=index,
    )
