"""What a code is: its severity, its nature, its texts. Codes live beside what raises them; here is only their shape."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs. Only an error can block."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"


class Nature(StrEnum):
    """Static: decided from the tree alone. Dated: needs the day."""

    STATIC = "static"
    DATED = "dated"


ERROR, WARNING, INFO, OFF = Severity.ERROR, Severity.WARNING, Severity.INFO, Severity.OFF
STATIC, DATED = Nature.STATIC, Nature.DATED


@dataclass(frozen=True, slots=True)
class Code:
    """Everything that can be said about one code without a finding at hand.

    Attributes:
        code: Three letters and three digits, never used twice.
        name: The same in words, for people: `two-prices-on-one-day`.
        what: One sentence: when it fires.
        why: What it costs somebody.
        fix: What to do, the first way first; `1. … 2. …` where there are several.
        source: Formula or public source.
        strict: Its sentences never print a value.
    """

    code: str
    name: str
    severity: Severity
    nature: Nature
    what: str
    why: str
    fix: str
    source: str = ""
    strict: bool = False

    @property
    def family(self) -> str:
        """The three letters."""
        return self.code[:3]


_PROTECTED_FAMILIES = ("YML", "VAL", "CFG", "SEC")
_PROTECTED_CODES = frozenset({"GEN001", "GEN002", "GEN003", "GEN004", "GEN008", "GEN010", "GEN011"})


def is_protected(code: str) -> bool:
    """Whether policy may not change this code and no waiver may excuse it."""
    return code[:3] in _PROTECTED_FAMILIES or code in _PROTECTED_CODES


_SECTION = re.compile(r"^(Why|Fix|Source):\s*$", re.M)


def texts_of(docstring: str | None) -> dict[str, str]:
    """Split the docstring of a rule into `what`, `why`, `fix`, `source`.

    Args:
        docstring: First paragraph = what; then sections `Why:`, `Fix:` and, where there is one, `Source:`.

    Returns:
        The four texts, each on one line; an absent section is empty.
    """
    parts = _SECTION.split(_dedent(docstring or ""))
    found = {"what": parts[0], "why": "", "fix": "", "source": ""}
    for name, text in zip(parts[1::2], parts[2::2], strict=True):
        found[name.lower()] = text
    return {name: " ".join(text.split()) for name, text in found.items()}


def _dedent(text: str) -> str:
    lines = text.strip("\n").split("\n")
    return "\n".join([lines[0].strip(), *(line[4:] if line.startswith("    ") else line for line in lines[1:])])
