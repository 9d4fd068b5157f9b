"""What a finding tells besides the field at which it stands, and whether a reader may know of it at all.

A rule stands where a person has to look, and may read stricter fields than that one: a quote is overdue because nothing
is assessed commercially, a component is paid early because of the customer's terms. Then its class counts here.
"""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING

from kamdocs.core.audience import Class, Reading, stricter
from kamdocs.core.code import Code
from kamdocs.core.finding import Finding
from kamdocs.core.record import Record
from kamdocs.site.tree import class_at

if TYPE_CHECKING:
    from kamdocs.site.looking import Looking


class Tells(Enum):
    """How much of a finding a reader gets."""

    NOTHING = "nothing"
    NAME = "name"
    SENTENCE = "sentence"


IN_ITS_NAME: Mapping[str, Class] = MappingProxyType(
    {
        "CHG007": Class.PRICE,  # nothing is assessed commercially
        "CSH012": Class.PRICE,  # what was invoiced in all
        "DIR002": Class.PRICE,  # our prices do not follow
        "IDX004": Class.PRICE,  # which adjustments there are
        "LTA009": Class.PRICE,  # for which step an idea counts
        "LTA012": Class.PRICE,  # how a saving is shared
        "LTA014": Class.PRICE,  # the year of the step for which an idea counts
        "OFR013": Class.PRICE,  # the customer's terms of payment
        "PRC006": Class.PRICE,  # at which price is invoiced
        "PRC007": Class.PRICE,  # at which price they credit
        "PRC012": Class.PRICE,  # per how many pieces a price stands
        "PRC018": Class.PRICE,  # whether a service price is agreed
        "PRC019": Class.PRICE,  # which prices there are
        "PRC023": Class.PRICE,  # which price lines are drafted
        "TLG003": Class.PRICE,  # how far a tool is paid
    }
)
"""Codes that are about this class, wherever they stand. A strict one is about `cost` at least."""

IN_ITS_WORDS: Mapping[str, Class] = MappingProxyType(
    {
        "CHG001": Class.PRICE,
        "CHG002": Class.PRICE,
        "CHG012": Class.PRICE,
        "CHG016": Class.PRICE,
        "GEN023": Class.PRICE,
        "IDX014": Class.PRICE,  # the example is computed from our price
        "LTA010": Class.PRICE,
    }
)
"""Codes whose sentence says something of this class: a commercial state, the index that was nominated."""

SUMMED_UP = frozenset({"CHG001", "CHG002", "CHG016", "LTA010"})
"""Of those, the codes that say no more than the summary of the change: its commercial state."""

NAME_SUMMED_UP = frozenset({"DIR003"})
"""Codes whose name says no more than the summary of the record at which they stand."""


def tells(finding: Finding, record: Record, looking: "Looking") -> Tells:
    """How much of a finding about a visible record a reader gets.

    Nothing where he may not read what it is about: a summary holds a state or a yes, not what is wrong with an amount.

    Args:
        finding: The finding.
        record: The record at which it stands.
        looking: The reader.
    """
    reader, code = looking.reader, looking.codes.get(finding.code)
    about = _about(finding, record, code)
    if not reader.reads(about):
        summary = looking.reach_for(record.id).summaries.get(record.id, ())
        is_told = finding.code in NAME_SUMMED_UP and any(fact.seen_as is about for fact in summary)
        return Tells.NAME if is_told and reader.gets(about) is Reading.SUMMARY else Tells.NOTHING
    says = IN_ITS_WORDS.get(finding.code)
    if says is None or reader.reads(stricter(says, record.highest_class if finding.code == "GEN023" else says)):
        return Tells.SENTENCE
    summed_up = finding.code in SUMMED_UP and reader.gets(says) is Reading.SUMMARY
    return Tells.SENTENCE if summed_up else Tells.NAME


def _about(finding: Finding, record: Record, code: Code | None) -> Class:
    """The strictest class of the place, of what the rule reads, and of strict records."""
    about = stricter(place_class(finding, record), IN_ITS_NAME.get(finding.code, Class.SCHEDULE))
    return stricter(about, Class.COST) if code is not None and code.strict and _is_business(finding.code) else about


def class_of_code(name: str, code: Code | None) -> Class:
    """The class of what a code is about, wherever it is named: a waiver says why it may stand, and how far it is off.

    Args:
        name: The code.
        code: Its texts; None = not known.
    """
    about = stricter(IN_ITS_NAME.get(name, Class.SCHEDULE), IN_ITS_WORDS.get(name, Class.SCHEDULE))
    return stricter(about, Class.COST) if code is not None and code.strict and _is_business(name) else about


def _is_business(code: str) -> bool:
    """Rules of a family of the business; those of the house are strict because they may speak of anything."""
    return not code.startswith("SEC")


def place_class(finding: Finding, record: Record) -> Class:
    """The class of the field at which a finding stands."""
    return class_at(record, (step for step in finding.spot.path if isinstance(step, str)))
