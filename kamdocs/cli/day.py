"""The day of a run: `--as-of`, else the one that policy pins, else today in the time zone of policy. Read once."""

from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic_core import PydanticCustomError

from kamdocs.core.errors import KamdocsError
from kamdocs.core.parsing_days import parse_day
from kamdocs.core.policy import Policy


def day_of(words: str) -> date:
    """The day that an option names.

    Raises:
        KamdocsError: It is no day.
    """
    try:
        return parse_day(words)
    except PydanticCustomError as error:
        raise KamdocsError(f'"{words}" is no day.', "Write it as 2024-12-02.") from error


def the_day(asked: str | None, policy: Policy | None) -> tuple[date, str]:
    """The day and where it came from: `--as-of`, `policy` or `today`.

    Raises:
        KamdocsError: `--as-of` is no day, or the time zone is unknown.
    """
    if asked:
        return day_of(asked), "--as-of"
    if policy is not None and policy.as_of is not None:
        return policy.as_of, "policy"
    try:
        zone = ZoneInfo(policy.time_zone if policy else "UTC")
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise KamdocsError(
            f"The time zone of policy is unknown: {error}.", "Write an IANA name: Europe/Paris."
        ) from error
    return datetime.now(zone).date(), "today"
