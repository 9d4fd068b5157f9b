"""Every code that this kamdocs knows, with its texts: rules of kinds, rules for every kind, reading, configuration."""

from collections.abc import Mapping
from functools import cache

from kamdocs.core.code import Code
from kamdocs.history import binding
from kamdocs.kinds import KINDS
from kamdocs.load.codes import READING_CODES
from kamdocs.rules import configuration, waivers
from kamdocs.rules.engine import Engine
from kamdocs.rules.every_kind import EVERY_KIND
from kamdocs.rules.rule import Rule, rules_in
from kamdocs.site.leaks import LEAK


@cache
def record_rules() -> tuple[Rule, ...]:
    """All rules over records."""
    of_kinds = [rule for kind in KINDS for rule in kind.rules]
    return (*rules_in(*EVERY_KIND), *of_kinds, *rules_in(binding))


@cache
def engine() -> Engine:
    """The engine with all rules over records."""
    return Engine(record_rules())


@cache
def codes() -> Mapping[str, Code]:
    """Every code in force, by its name."""
    described = [rule.code for rule in (*record_rules(), *rules_in(configuration, waivers))]
    found = {one.code: one for one in (*described, *READING_CODES.values(), LEAK)}
    return dict(sorted(found.items()))
