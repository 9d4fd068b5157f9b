"""Payment terms: the closed grammar in which a due day has one reading. The due day itself: `calc.cash`."""

import re
from dataclasses import dataclass
from enum import StrEnum


class TermsRule(StrEnum):
    """How the due day follows from the day of the invoice."""

    NET = "net"
    THEN_END_OF_MONTH = "days then eom"
    END_OF_MONTH_THEN = "eom then days"
    SECOND_OF_SECOND_MONTH = "mns2"


@dataclass(frozen=True, slots=True)
class Terms:
    """Agreed payment terms, e.g. `net 60 days`. `days` is 0 for `mns2`."""

    rule: TermsRule
    days: int = 0

    def __str__(self) -> str:
        match self.rule:
            case TermsRule.NET:
                return f"net {self.days} days"
            case TermsRule.THEN_END_OF_MONTH:
                return f"{self.days} days then eom"
            case TermsRule.END_OF_MONTH_THEN:
                return f"eom then {self.days} days"
        return "mns2"


_GRAMMAR = (
    (re.compile(r"net ([0-9]{1,3}) days"), TermsRule.NET),
    (re.compile(r"([0-9]{1,3}) days then eom"), TermsRule.THEN_END_OF_MONTH),
    (re.compile(r"eom then ([0-9]{1,3}) days"), TermsRule.END_OF_MONTH_THEN),
    (re.compile(r"mns2()"), TermsRule.SECOND_OF_SECOND_MONTH),
)


def parse_terms(text: str) -> Terms | None:
    """The terms that this text writes, or None if it is outside the grammar."""
    for form, rule in _GRAMMAR:
        if found := form.fullmatch(text):
            return Terms(rule, int(found[1] or 0))
    return None
