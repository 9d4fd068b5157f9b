"""What a price round writes: drafted lines in their price files, and the index adjustments that they rest on."""

from datetime import date
from typing import Any

from kamdocs.core.money import round_half_up
from kamdocs.core.period import Month
from kamdocs.exchange.round_lines import with_line
from kamdocs.kinds.price.draft import Adjustment, DraftedLine
from kamdocs.kinds.price.model import Price
from kamdocs.kinds.price_index_clause.figures import base_of_term
from kamdocs.load.loader import Words
from kamdocs.load.shelf import read_record

__all__ = ["adjustment_fields", "price_with_line", "with_line"]


def adjustment_fields(adjustment: Adjustment) -> dict[str, Any]:
    """The fields of an adjustment as its file writes them; also of one that moves nothing.

    Several series without a leading one have no common average: then the values are those of the first.
    """
    result, clause = adjustment.result, adjustment.clause
    reference = result.reference.value if result.reference is not None else base_of_term(clause, 0)
    average = result.index_avg or result.terms[0].value
    last = Month.of(result.period.last or result.period.first)
    scrap = {"scrap_avg": str(result.scrap_avg)} if result.scrap_avg is not None else {}
    return {
        "clause": clause.id,
        "period": {"from": str(Month.of(result.period.first)), "to": str(last)},
        "reference_value": str(reference),
        "index_avg": str(average),
        **scrap,
        "deviation": f"{round_half_up(result.deviation * 100, 2):f} %",
        "triggered": "true" if result.triggered else "false",
        "lines": [{"part": part, "delta": str(one.stated)} for part, one in result.parts.items()],
        "effective_from": str(result.effective_from),
        "settlement": "provisional" if result.provisional else "final",
    }


def price_with_line(data: bytes, line: DraftedLine, as_of: date, words: Words) -> bytes | None:
    """A price file with a drafted line.

    Returns:
        None where the file is written in a way that does not take the line as it was drafted.
    """
    written = with_line(data, line, as_of)
    record, _ = read_record("draft", written, Price, words)
    if not isinstance(record, Price):
        return None
    drafted = [one for one in record.lines if one.valid_from == line.on]
    others = [one for one in record.lines if one.valid_from != line.on]
    same = others == [one for one in line.price.lines if one.valid_from != line.on]
    fits = len(drafted) == 1 and drafted[0].unit_price == line.unit_price
    layers = dict(drafted[0].layers.listed()) if fits and drafted[0].layers else {}
    return written if fits and same and layers == dict(line.layers) else None
