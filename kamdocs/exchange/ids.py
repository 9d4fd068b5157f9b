"""The next id of a kind: counted over everything that is known, or made of other ids."""

import re
from collections.abc import Iterable, Mapping

from kamdocs.core.ids import repaired_id
from kamdocs.core.record import About

_BY_YEAR = re.compile(r"[A-Z]{3}-[0-9]{4}-([0-9]{2}|[0-9]{4})")
_COUNTED = re.compile(r"[A-Z]{3}-([0-9]{4})")


def next_id(about: About, known: Iterable[str], year: int) -> str | None:
    """The next free id of a kind whose ids are counted; None where an id says more than a number.

    Args:
        about: The kind.
        known: Every id in use, also on other branches.
        year: Year of the draft.
    """
    if by_year := _BY_YEAR.fullmatch(about.example):
        prefix, digits = f"{about.prefix}-{year}-", len(by_year[1])
    elif _COUNTED.fullmatch(about.example):
        prefix, digits = f"{about.prefix}-", 4
    else:
        return None
    numbers = [
        int(one.removeprefix(prefix)) for one in known if re.fullmatch(re.escape(prefix) + f"[0-9]{{{digits}}}", one)
    ]
    return f"{prefix}{max(numbers, default=0) + 1:0{digits}d}"


def composed_id(
    about: About, given: Mapping[str, object], site_codes: Mapping[str, str], known: Iterable[str]
) -> str | None:
    """The id that is made of other values; None where they do not say it.

    `PRC-<part>-<site code>` with the price type where it is not series, `VOL-<programme>-<version>`,
    `SCH-<programme>-<next number>`, `BIL-<programme>-<year>`, `FLR-<part>-<site code>`, `MDC-<component>`,
    `CBD-<offer>-<part>`. Other ids are names, and a person gives them.

    Args:
        about: The kind.
        given: Values of the draft.
        site_codes: Codes of the customer's sites by their id.
        known: Every id in use.
    """
    programme = str(given.get("programme", "")).removeprefix("PRG-")
    match about.slug:
        case "price":
            return _price_id(given, site_codes)
        case "price_floor":
            return _at_site("FLR", given, site_codes)
        case "mandated_component" if given.get("component"):
            return f"MDC-{repaired_id(str(given['component']))}"
        case "cost_breakdown":
            return _breakdown_id(given)
        case "volume_plan" if programme and given.get("version"):
            return f"VOL-{programme}-{repaired_id(str(given['version']))}"
        case "billing" if programme and given.get("year"):
            return f"BIL-{programme}-{given['year']}"
        case "milestone_schedule" if programme:
            start = f"SCH-{programme}-"
            numbers = [int(one.removeprefix(start)) for one in known if re.fullmatch(re.escape(start) + "[0-9]+", one)]
            return f"{start}{max(numbers, default=0) + 1:02d}"
    return None


def _price_id(given: Mapping[str, object], site_codes: Mapping[str, str]) -> str | None:
    found = _at_site("PRC", given, site_codes)
    kind = str(given.get("price_type", "series"))
    return found if found is None or kind == "series" else f"{found}-{kind.upper().replace('_', '')}"


def _at_site(prefix: str, given: Mapping[str, object], site_codes: Mapping[str, str]) -> str | None:
    part, site = str(given.get("part", "")), str(given.get("site", ""))
    if not part.startswith("PRT-") or site not in site_codes:
        return None
    return f"{prefix}-{part.removeprefix('PRT-')}-{site_codes[site]}"


def _breakdown_id(given: Mapping[str, object]) -> str | None:
    offer, part = str(given.get("offer", "")), str(given.get("part", ""))
    if not offer.startswith("OFR-") or not part.startswith("PRT-"):
        return None
    return f"CBD-{offer.removeprefix('OFR-')}-{part.removeprefix('PRT-')}"
