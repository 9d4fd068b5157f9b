"""Examples of retro-billing, turnover and proven share as text: prices, days and pieces as a record writes them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kamdocs.calc import retro, share, turnover
from kamdocs.core.money import Money, UnitPrice
from kamdocs.core.parsing import parse_delta, parse_money
from kamdocs.core.parsing_days import parse_day, parse_month
from kamdocs.core.period import Span

Given = Mapping[str, Any]


def _maybe_day(told: Given, name: str) -> date | None:
    return parse_day(told[name]) if name in told else None


def _maybe_money(told: Given, name: str) -> Money | None:
    return parse_money(told[name]) if name in told else None


def _days(given: Given) -> Span:
    return Span(parse_day(given["valid_from"]), _maybe_day(given, "valid_to"))


def _window(given: Given) -> retro.Window:
    return retro.window(_days(given), _maybe_day(given, "loaded"), parse_day(given.get("as_of", "2024-12-02")))


def retro_window(given: Given) -> str:
    found = _window(given)
    if found.is_empty:
        return "nothing came late"
    return f"{found.first} to {found.last}{', running' if found.is_running else ''}"


def _invoice_line(told: Given) -> retro.InvoiceLine:
    return retro.InvoiceLine(
        told["invoice"],
        told.get("document", "invoice"),
        parse_day(told["on"]),
        Decimal(told["pieces"]),
        parse_delta(told["old"]),
        tuple(parse_delta(one) for one in told.get("corrections", ())),
        told.get("part", ""),
        told.get("site", ""),
    )


def _lines(given: Given) -> retro.Run:
    lines = [_invoice_line(one) for one in given["lines"]]
    new, part, site = parse_delta(given["new"]), given.get("part", ""), given.get("site", "")
    return retro.of_lines(lines, new, _window(given), part=part, site=site)


def _rows(given: Given) -> retro.Run:
    rows = [
        retro.BilledRow(
            parse_month(one["month"]),
            Decimal(one["pieces"]),
            parse_delta(one["price"]),
            _maybe_day(one, "from"),
            _maybe_day(one, "to"),
        )
        for one in given["rows"]
    ]
    return retro.of_rows(rows, parse_delta(given["new"]), _window(given), days=_days(given))


def _said(run: retro.Run) -> str:
    each = " ".join(one.excluded.replace(" ", "-") or str(one.amount.amount) for one in run.lines)
    return f"{each} = {run.total}, {retro.direction(run.total).value}, {run.pieces} pcs"


def retro_of_lines(given: Given) -> str:
    return _said(_lines(given))


def retro_of_rows(given: Given) -> str:
    return _said(_rows(given))


def retro_settled(given: Given) -> str:
    """Whether a run is billed at all, whether the customer's own correction fits, whether rows and lines agree."""
    total, pieces = parse_money(given["total"]), Decimal(given.get("pieces", "1"))
    said = ["not billed" if retro.is_below_minimum(total, _maybe_money(given, "least")) else "billed"]
    if "customers" in given:
        tolerance: UnitPrice | None = parse_delta(given["tolerance"]) if "tolerance" in given else None
        customers = parse_money(given["customers"])
        fits = retro.is_within_tolerance(total, customers, tolerance=tolerance, pieces=pieces)
        said.append("his fits" if fits else "his differs")
    return ", ".join(said)


def retro_agrees(given: Given) -> str:
    lines, rows = _lines(given), _rows(given)
    return f"{lines.total} and {rows.total}: {'agree' if retro.agree(lines, rows) else 'quantities differ'}"


def _priced(told: Given) -> turnover.PricedDays:
    mandated = parse_delta(told["mandated"]) if "mandated" in told else None
    days = Span(parse_day(told["from"]), _maybe_day(told, "to"))
    return turnover.PricedDays(days, parse_delta(told["price"]), mandated)


def month_turnover(given: Given) -> str:
    pieces = Decimal(given["pieces"]) if "pieces" in given else None
    prices = [_priced(one) for one in given["prices"]]
    return str(turnover.month_turnover(parse_month(given["month"]), pieces, prices))


def order_intake(given: Given) -> str:
    prices = tuple(_priced(one) for one in given.get("prices", ()))
    sop, eop = _maybe_day(given, "sop"), _maybe_day(given, "eop")
    years = given.get("years", {}).items()
    found = turnover.order_intake(
        turnover.Contracted(int(year), None if pieces == "unknown" else Decimal(pieces), prices, sop, eop)
        for year, pieces in years
    )
    return f"{found.whole}, without mandated {found.own}"


def hit_rate(given: Given) -> str:
    values = {
        name: [None if one == "unknown" else parse_money(one) for one in given.get(name, ())]
        for name in ("won", "lost")
    }
    found = turnover.hit_rate(values["won"], values["lost"])
    said = [turnover.NOTHING if one is None else f"{one} %" for one in (found.by_number, found.by_money)]
    return f"by number {said[0]}, by money {said[1]}"


def proven_share(given: Given) -> str:
    rows = [
        share.PartTurnover(None if one["amount"] == "unknown" else parse_money(one["amount"]), one["proven"] == "true")
        for one in given["parts"]
    ]
    return str(share.proven_share(rows))
