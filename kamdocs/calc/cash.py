"""Cash: the day on which an invoice is due under each of the four payment terms (F-11)."""

from datetime import date, timedelta

from kamdocs.calc.refusal import Refused
from kamdocs.core.period import Month, end_of_month
from kamdocs.core.terms import Terms, TermsRule, parse_terms

_DAY_OF_MNS2 = 2


def read_terms(text: str) -> Terms:
    """The terms that a text states.

    Raises:
        Refused: The text is outside the four forms; `45 days end of month` can mean two of them.
    """
    terms = parse_terms(text)
    if terms is None:
        raise Refused("terms", f"{text} is none of the four payment terms")
    return terms


def due_date(terms: Terms, invoiced_on: date, received_on: date | None = None) -> date:
    """The day on which an invoice is due. It is not moved to a working day.

    Args:
        terms: The agreed terms.
        invoiced_on: The day of the invoice.
        received_on: The day of the receipt of the goods; only `mns2` reads it.

    Returns:
        `net n days`: n days after the invoice. `n days then eom`: the end of the month in which that day lies.
        `eom then n days`: n days after the end of the month of the invoice. `mns2`: day 2 of the second month after
        the month of receipt.

    Raises:
        Refused: `mns2` without `received_on`.

    Source:
        F-11; French law reads "45 days end of month" both ways (Code de commerce, L441-10).
    """
    days = timedelta(days=terms.days)
    match terms.rule:
        case TermsRule.NET:
            return invoiced_on + days
        case TermsRule.THEN_END_OF_MONTH:
            return end_of_month(invoiced_on + days)
        case TermsRule.END_OF_MONTH_THEN:
            return end_of_month(invoiced_on) + days
        case TermsRule.SECOND_OF_SECOND_MONTH:
            if received_on is None:
                raise Refused("received_on", "missing")
            month = Month.of(received_on).plus(2)
            return date(month.year, month.month, _DAY_OF_MNS2)
