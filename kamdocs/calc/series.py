"""Published series: when the next value of a series is due, so that a page can say that it is late."""

from datetime import date

from kamdocs.calc.days import day_after
from kamdocs.core.period import Month
from kamdocs.core.quantity import Duration


def next_value_due(last: Month, delay: Duration | None) -> date:
    """The last day on which the value that follows `last` is still in time.

    Args:
        last: Month of the newest value.
        delay: From the end of a month to its value; working days are Monday to Friday; None = at once.

    Returns:
        The end of the following month plus the delay.
    """
    end = last.plus(1).last
    return day_after(end, delay).day if delay else end
