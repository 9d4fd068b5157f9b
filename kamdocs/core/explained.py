"""A figure step by step: what went in and where it stands, each formula with its rounding, and the result."""

from dataclasses import dataclass

from kamdocs.core.audience import Class
from kamdocs.core.place import Spot


@dataclass(frozen=True, slots=True)
class Input:
    """A value that went into a figure.

    Attributes:
        name: As the formula calls it, e.g. `base_value`.
        value: As it is written, with its unit.
        spot: Where it stands; None where it is a default of kamdocs.
    """

    name: str
    value: str
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Worked:
    """One step of a figure.

    Attributes:
        name: What it gives, e.g. `deviation`.
        formula: With the numbers filled in, e.g. `(2251.86 - 2052.60) / 2052.60`.
        value: What comes out, with its unit.
        rounding: How it was rounded, e.g. `half up, 2 decimals`; empty = not rounded.
    """

    name: str
    formula: str
    value: str
    rounding: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """A figure with everything that leads to it.

    Attributes:
        name: What it is, e.g. `index adjustment of 2024-07 for PRT-4711-009-A`.
        source: The formula, e.g. `F-03`.
        seen_as: The strictest class of what went in.
        inputs: What went in.
        steps: In the order in which they are worked out.
        result: With its unit; empty where it was refused.
        refused: What is missing, e.g. `fixed_costs missing`; empty where there is a result.
    """

    name: str
    source: str
    seen_as: Class
    inputs: tuple[Input, ...] = ()
    steps: tuple[Worked, ...] = ()
    result: str = ""
    refused: str = ""
