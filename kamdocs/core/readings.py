"""The two readings of an ambiguous payment term, shown with their due days (domain: 45 days end of month)."""

from datetime import date, timedelta

from kamdocs.core.period import end_of_month

_INVOICE = date(2024, 1, 15)


def both_due_days(days: int) -> str:
    """What both readings give for an invoice of 2024-01-15, e.g. `: 2024-02-29 or 2024-03-16`."""
    first = end_of_month(_INVOICE + timedelta(days=days))
    second = end_of_month(_INVOICE) + timedelta(days=days)
    return f": an invoice of {_INVOICE} is due {first} or {second}"
