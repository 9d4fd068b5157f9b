"""The layers of a unit price: what each part of it pays for. The listed layers add up to the price."""

from collections.abc import Iterator
from enum import StrEnum

from kamdocs.core.facts import Item, maybe
from kamdocs.core.forms import Delta
from kamdocs.core.money import UnitPrice


class Layer(StrEnum):
    """What a part of a unit price pays for."""

    VALUE_ADDED = "value_added"
    MANDATED = "mandated"
    INDEXED_MATERIAL = "indexed_material"
    DEVELOPMENT_AMORTISATION = "development_amortisation"
    TOOL_AMORTISATION = "tool_amortisation"
    LOGISTICS = "logistics"
    PACKAGING = "packaging"
    OTHER = "other"
    UNKNOWN = "unknown"


class Layers(Item):
    """A unit price, or what moves it, split by layer. A layer that is not listed is not part of it."""

    value_added: Delta | None = maybe("Our own work and overhead.")
    mandated: Delta | None = maybe("Components whose price the customer fixes.")
    indexed_material: Delta | None = maybe("Material that an index clause moves.")
    development_amortisation: Delta | None = maybe("Development paid with each piece.")
    tool_amortisation: Delta | None = maybe("Tools paid with each piece.")
    logistics: Delta | None = maybe("Freight and handling.")
    packaging: Delta | None = maybe("Packaging.")
    other: Delta | None = maybe("What none of the others names.")
    unknown: Delta | None = maybe("What nobody can split; never a base of a yearly reduction.")

    def listed(self) -> Iterator[tuple[Layer, UnitPrice]]:
        """The layers that are written, in the order of the model."""
        for layer in Layer:
            value: UnitPrice | None = getattr(self, layer.value)
            if value is not None:
                yield layer, value
