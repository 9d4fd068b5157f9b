"""The rules of tools: money and title go together, and whoever looks for a tool finds it."""

from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC, WARNING
from kamdocs.core.proving import Weakness, troubles
from kamdocs.core.track import state_on
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.plant.model import Plant
from kamdocs.kinds.tool.figures import customer_pays, is_paid
from kamdocs.kinds.tool.model import PHYSICAL, Ownership, PaymentState, Tool
from kamdocs.rules.rule import Found, rule

_AT_PLANT = ("customer_tag", "location", "insured_by", "files")


@rule("TLG003", "paid-without-receipt", ERROR, STATIC, per=Tool)
def paid_without_receipt(tool: Tool, book: Book) -> Found:
    """A tool counts as paid or registered without receipt or register entry, or its title went before the money.

    Why:
        Without the receipt the payment can be denied; without the money the title has been given away.

    Fix:
        Cite the receipt or the register entry; the title passes with the payment.
    """
    weak = (one for one in troubles(tool, book) if one.weakness is Weakness.NONE_SO_GOOD)
    unproved = {one.path: one for one in weak if one.silent == "TLG003"}
    was_paid = False
    for index, entry in enumerate(tool.payment_track):
        path = ("payment_track", index)
        was_paid = was_paid or entry.state is PaymentState.PAID
        if (one := unproved.get(path)) is not None:
            yield tool.at(*path), f"{entry.state.value.replace('_', ' ')} on proof of grade {one.grade}"
        elif entry.state is PaymentState.REGISTERED and not was_paid:
            yield tool.at(*path), "registered, not paid before"
    if customer_pays(tool) and tool.ownership is Ownership.CUSTOMER and not is_paid(tool):
        state = state_on(tool.payment_track)
        words = state.value.replace("_", " ") if state else "nothing invoiced"
        yield tool.at("ownership"), f"title with the customer, {words}"


@rule("TLG012", "tool-not-identified", WARNING, STATIC, per=Tool)
def tool_not_identified(tool: Tool, book: Book) -> Found:
    """A tool at work lacks tag, place, insurance or photo, or stands where its parts are not made.

    Why:
        What cannot be shown at the next inventory, the owner calls lost and has paid back.

    Fix:
        Complete it at the next inventory.
    """
    if PHYSICAL.at_least(state_on(tool.track), "at_plant"):
        missing = [f"`{name}`" for name in _AT_PLANT if not getattr(tool, name)]
        if missing:
            yield tool.at("track"), f"{', '.join(missing)} missing"
    if book.get_as(Plant, tool.plant) is None:
        return
    if tool.location and tool.location != tool.plant and book.get_as(Plant, tool.location) is not None:
        yield tool.at("location"), f"stands in {tool.location}, parts are made in {tool.plant}"
    plants = _plants_of_parts(tool, book)
    if plants and tool.plant not in plants:
        yield tool.at("plant"), f"stands in {tool.plant}, parts are made in {', '.join(sorted(plants))}"


def _plants_of_parts(tool: Tool, book: Book) -> set[str]:
    """The plants that make the parts of a tool; empty if one of the parts is not known here."""
    parts = [book.get_as(Part, row.part) for row in tool.parts]
    known = [part for part in parts if part is not None]
    return {row.plant for part in known for row in part.plants} if len(known) == len(parts) else set()
