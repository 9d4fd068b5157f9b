"""Codes that are known but not in force yet: what each will say, and the kind or release that it waits for.

`kamdocs rules` lists them, `explain` tells their condition, and policy and waivers may already name them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kamdocs.core.code import Nature, Severity
from kamdocs.rules.waiting import cash, git, prices, talks, team

_SEVERITIES = {"E": Severity.ERROR, "W": Severity.WARNING, "I": Severity.INFO}
_NATURES = {"S": Nature.STATIC, "D": Nature.DATED}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A code that nothing can raise yet.

    Attributes:
        code: The code.
        severity: What it will weigh.
        nature: Static or dated.
        waits_for: Kinds by name, or the release that brings it.
        what: One sentence: when it will fire.
    """

    code: str
    severity: Severity
    nature: Nature
    waits_for: str
    what: str


def _read(table: str) -> Iterator[Waiting]:
    """The rows of a table: `CODE severity nature | what it waits for | when it will fire`."""
    for row in table.strip().splitlines():
        head, waits_for, what = (cell.strip() for cell in row.split("|"))
        code, severity, nature = head.split()
        yield Waiting(code, _SEVERITIES[severity], _NATURES[nature], waits_for, what)


WAITING: Mapping[str, Waiting] = MappingProxyType(
    {
        one.code: one
        for module in (prices, talks, cash, team, git)
        for one in sorted(_read(module.TABLE), key=lambda one: one.code)
    }
)
