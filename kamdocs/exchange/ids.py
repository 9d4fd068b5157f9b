"""The next id of a kind: counted over everything that is known, or made of other ids."""

import re
from collections.abc import Iterable, Mapping

from kamdocs.core.record import About

_BY_YEAR = re.compile(r"[A-Z]{3}-[0-9]{4}-[0-9]{4}")
_COUNTED = re.compile(r"[A-Z]{3}-([0-9]{4})")


def next_id(about: About, known: Iterable[str], year: int) -> str | None:
    """The next free id of a kind whose ids are counted; None where an id says more than a number.

    Args:
        about: The kind.
        known: Every id in use, also on other branches.
        year: Year of the draft.
    """
    if _BY_YEAR.fullmatch(about.example):
        prefix, digits = f"{about.prefix}-{year}-", 4
    elif _COUNTED.fullmatch(about.example):
        prefix, digits = f"{about.prefix}-", 4
    else:
        return None
    numbers = [
        int(one.removeprefix(prefix)) for one in known if re.fullmatch(re.escape(prefix) + f"[0-9]{{{digits}}}", one)
    ]
    return f"{prefix}{max(numbers, default=0) + 1:0{digits}d}"


def composed_id(about: About, given: Mapping[str, object], site_codes: Mapping[str, str]) -> str | None:
    """The id that is made of other ids: `PRC-<part>-<site code>`, appended by another price type.

    Args:
        about: The kind.
        given: Values of the draft.
        site_codes: Codes of the customer's sites by their id.
    """
    part, site = str(given.get("part", "")), str(given.get("site", ""))
    if about.slug != "price" or not part.startswith("PRT-") or site not in site_codes:
        return None
    kind = str(given.get("price_type", "series"))
    tail = "" if kind == "series" else f"-{kind.upper().replace('_', '')}"
    return f"PRC-{part.removeprefix('PRT-')}-{site_codes[site]}{tail}"
