"""The model of a price floor: the lowest price that the house has released, and the lines that may go below it."""

from typing import TYPE_CHECKING, Annotated, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.facts import Binds, Item, fact, maybe
from kamdocs.core.forms import Day, Line, UnitPrice, item_ref, ref
from kamdocs.core.proof import Approval
from kamdocs.core.record import About, Record

if TYPE_CHECKING:
    from kamdocs.core.book import Book


class FloorLine(Item):
    """The floor from one day on, until the next line."""

    is_followed: ClassVar[bool] = True

    valid_from: Day = fact("First day.", key=True)
    unit_price: UnitPrice = fact("The lowest price.")
    approved: Approval = fact("Who released it.")


class _PricedLine(Item):
    line: Annotated[str, item_ref("price")] = fact("The price line that may be below the floor.", key=True)


class FloorException(Approval, _PricedLine):
    """A signature for one price line below the floor."""


class PriceFloor(Record):
    """The lowest price the house has released for a part and site."""

    about: ClassVar[About] = About(
        slug="price_floor",
        folder="price-floors",
        prefix="FLR",
        example="FLR-4711-009-A-MEL",
        plural="Price floors",
        home=Class.MANDATE,
    )
    binds: ClassVar[tuple[Binds, ...]] = (Binds("always"),)

    part: Annotated[str, ref("part")] = fact("The part.", reads="mandate", binding=True)
    site: Annotated[str, ref("customer_site")] = fact("The site of the customer.", reads="mandate", binding=True)
    lines: tuple[FloorLine, ...] = fact("The floors by date.", reads="mandate", binding=True)
    exceptions: tuple[FloorException, ...] = maybe(
        "Price lines that may be below the floor.", default=(), reads="mandate", binding=True
    )
    only_for: tuple[Line, ...] = fact("The only readers there are: persons and audiences.", reads="home")

    def heading(self, book: "Book") -> str:
        """Description of the part and name of the site."""
        part, site = book.get(self.part), book.get(self.site)
        return f"{part.heading(book) if part else self.part}, {site.heading(book) if site else self.site}"
