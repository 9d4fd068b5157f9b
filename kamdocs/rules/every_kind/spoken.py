"""How a rule for every kind says a value: as the record writes it, or hidden where its class is strict."""

from kamdocs.core.audience import Class, Level, level_of
from kamdocs.core.record import spell

HIDDEN = "▒▒▒"


def spoken(value: object, seen_as: Class) -> str:
    """The value for a sentence; values of strict classes are never printed."""
    return HIDDEN if level_of(seen_as) is Level.STRICT else spell(value)


def a_kind(slug: str) -> str:
    """A kind in words, with its article: `an index series`."""
    return f"{'an' if slug[0] in 'aeiou' else 'a'} {slug.replace('_', ' ')}"
