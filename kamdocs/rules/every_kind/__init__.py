"""The rules that hold for every kind. They read what a kind declares of itself and know none by its model."""

from types import ModuleType

from kamdocs.rules.every_kind import (
    attachments,
    classes,
    currencies,
    decimals,
    evidence,
    identity,
    needed,
    people,
    periods,
    references,
    signatures,
    tracks,
    wording,
)

EVERY_KIND: tuple[ModuleType, ...] = (
    identity,
    references,
    periods,
    tracks,
    people,
    needed,
    signatures,
    currencies,
    decimals,
    evidence,
    attachments,
    classes,
    wording,
)
"""The modules that hold such rules."""
