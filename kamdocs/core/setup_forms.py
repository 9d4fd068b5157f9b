"""Forms of values that only policy and publications have: versions, time zones, addresses, names of sites."""

import re
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kamdocs.core.forms import Form
from kamdocs.core.numbers import refuse
from kamdocs.core.parsing import parse_line


def parse_version(text: str) -> str:
    """A version written `0.3` or `0.3.1`."""
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+){1,2}", text):
        return text
    refuse("VAL007", f'"{text}" is not a version number', "Write it as `0.1`.")


def parse_time_zone(text: str) -> str:
    """A name of the IANA time zone database."""
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        refuse("VAL014", f'unknown {{field}} "{text}"', "Write continent and city, e.g. `Europe/Paris`.")
    return text


def parse_address(text: str) -> str:
    """A web address that ends with a slash, as feeds and the 404 page write it."""
    if re.fullmatch(r"https?://[^\s/]+(?:/\S*)?/", parse_line(text)):
        return text
    offer = f"{text}/" if re.fullmatch(r"https?://[^\s/]+(?:/\S*)?", text) else "https://kam.example/sales/"
    refuse("VAL014", f'"{text}" is no address that ends with `/`', f"Write `{offer}`.")


def parse_edit_address(text: str) -> str:
    """A web address in which `{path}` stands for the file of a record."""
    if re.fullmatch(r"https?://\S+", parse_line(text)) and "{path}" in text:
        return text
    refuse("VAL014", f'"{text}" is no address with `{{path}}`', "Write `https://host/edit/main/{path}`.")


def parse_site_name(text: str) -> str:
    """The name of a published folder; `{account}` and `{plant}` may stand in it."""
    if re.fullmatch(r"(?:[A-Za-z0-9_-]|\{account\}|\{plant\})+", text):
        return text
    refuse("VAL014", f'"{text}" is no name for a folder', "Small letters, digits and `-`, e.g. `sales-{account}`.")


def parse_accounts(value: object) -> tuple[str, ...]:
    """A list of accounts, or the word `all`."""
    if value == "all":
        return ("all",)
    if isinstance(value, list) and value and all(type(name) is str for name in value):
        return tuple(value)
    refuse("VAL004", "`{field}` needs a list of accounts, or `all`", "Write `all`, or `[aurora]`.")


class AccountsForm(Form):
    """A list of account names, or `all` alone: the one field that takes a text or a list."""

    def typed(self, value: object) -> tuple[str, ...]:
        """The names; `("all",)` for the word."""
        return parse_accounts(value)


Version = Annotated[str, Form("version", "0.1", parse_version)]
TimeZone = Annotated[str, Form("time zone", "Europe/Paris", parse_time_zone, "A name of the IANA database.")]
Address = Annotated[str, Form("address", "https://kam.example/sales/", parse_address, "Ends with a slash.")]
EditAddress = Annotated[
    str, Form("address", "https://host/edit/main/{path}", parse_edit_address, "`{path}` stands for the file.")
]
SiteName = Annotated[str, Form("name", "sales-{account}", parse_site_name, "Letters, digits, `-` and `_`.")]
Accounts = Annotated[tuple[str, ...], AccountsForm("accounts", "all", parse_accounts, "`all`, or a list of accounts.")]
