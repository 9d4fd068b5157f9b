"""Drafted price lines in the files of their prices: a new line, or a draft that is completed."""

from collections.abc import Mapping
from datetime import date

from kamdocs.core.layers import Layer
from kamdocs.core.money import UnitPrice
from kamdocs.exchange.round_text import FileText
from kamdocs.exchange.written import flow
from kamdocs.kinds.price.draft import DraftedLine, Moved


def with_line(data: bytes, line: DraftedLine, as_of: date) -> bytes:
    """A price file with a drafted line; all that it does not touch stays as it is.

    Args:
        data: The file.
        line: The line.
        as_of: The day of the draft.
    """
    text = FileText(data)
    if line.place is None:
        _add(text, line, as_of)
    else:
        _complete(text, line, line.place)
    return text.bytes()


def _add(text: FileText, line: DraftedLine, as_of: date) -> None:
    given = {
        "valid_from": line.on.isoformat(),
        "technical_index": line.technical_index,
        "unit_price": str(line.unit_price),
        "layers": _amounts(line.layers),
        "build_up": entries(line),
        **({"provisional": "true"} if line.provisional else {}),
        "track": [{"state": "draft", "on": as_of.isoformat()}],
    }
    rows = [f"# {line.note[0].upper()}{line.note[1:]}."] if line.note else []
    for name, value in given.items():
        if isinstance(value, list):
            rows += [f"{name}:", *(f"  - {flow(item)}" for item in value)]
        else:
            rows.append(f"{name}: {flow(value)}")
    place = line.price.lines.index(line.before)
    text.add_item(("lines",), rows, flow(given, inside=True), after=place)


def entries(line: DraftedLine) -> list[dict[str, str]]:
    """The new build-up entries, one for each cause and layer."""
    return [
        {"because": one.because, "layer": layer.value, "delta": str(delta)}
        for one in line.new_moves
        for layer, delta in one.deltas.items()
    ]


def _amounts(layers: Mapping[Layer, UnitPrice]) -> dict[str, str]:
    return {layer.value: str(value) for layer, value in layers.items()}


def _complete(text: FileText, line: DraftedLine, place: int) -> None:
    at = ("lines", place)
    text.replace((*at, "unit_price"), str(line.unit_price))
    text.replace((*at, "technical_index"), flow(line.technical_index))
    _complete_layers(text, line, at)
    new = entries(line)
    if text.node((*at, "build_up")) is None:
        last = "layers" if text.node((*at, "layers")) is not None else "unit_price"
        text.add_key(at, "build_up", flow(new), after=last)
    for entry in new if text.node((*at, "build_up")) is not None else ():
        text.add_item((*at, "build_up"), [flow(entry)], flow(entry, inside=True))
    if line.provisional and text.node((*at, "provisional")) is None:
        text.add_key(at, "provisional", "true", after="unit_price")
    elif line.provisional:
        text.replace((*at, "provisional"), "true")
    for one in line.moves:
        _take_again(text, line, one, at)


def _complete_layers(text: FileText, line: DraftedLine, at: tuple[str, int]) -> None:
    block = (*at, "layers")
    if text.node(block) is None:
        text.add_key(at, "layers", flow(_amounts(line.layers)), after="unit_price")
        return
    for layer, amount in _amounts(line.layers).items():
        if text.node((*block, layer)) is None:
            text.add_key(block, layer, amount)
        else:
            text.replace((*block, layer), amount)


def _take_again(text: FileText, line: DraftedLine, one: Moved, at: tuple[str, int]) -> None:
    """A reduction of the draft with its new delta; of several entries the first one takes the difference."""
    if not one.was or line.place is None:
        return
    held = line.price.lines[line.place].build_up
    others = sum((held[place].delta.amount for place in one.was[1:]), one.total.amount * 0)
    rest = UnitPrice(one.total.amount - others, one.total.currency, one.total.per, one.total.measure)
    text.replace((*at, "build_up", one.was[0], "delta"), str(rest))
