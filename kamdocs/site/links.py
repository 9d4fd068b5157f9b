"""Where pages are, and how one page leads to another: always relative, always to a file."""

from kamdocs.site.views import Ref


def record_address(account: str, record: str) -> str:
    """The address of a record, the same in every publication and for ever."""
    return f"r/{account}/{record}/"


def list_address(account: str, folder: str) -> str:
    """The address of the list of one kind."""
    return f"{account}/{folder}/"


def page_ref(address: str) -> Ref:
    """A link to a page that is no record, for a cell of a table."""
    return Ref("", address)


class Way:
    """From one page to all others of its publication.

    Args:
        address: Address of the page, e.g. `r/aurora/PRT-1/`; empty for the home page.
    """

    def __init__(self, address: str) -> None:
        self.top = "../" * address.count("/")
        self._beside = address.rpartition("/")[0].rpartition("/")[0] if address.startswith("r/") else ""

    def to(self, address: str, anchor: str = "") -> str:
        """The link to a page (an address that ends with `/`, or empty for home) or to a file."""
        file = address if address and not address.endswith("/") else f"{address}index.html"
        return f"{self.top}{file}" + (f"#{anchor}" if anchor else "")

    def ref(self, ref: Ref) -> str:
        """The link to a record, to an item of it, or to another page."""
        if not ref.account:
            return self.to(ref.record, ref.item)
        if self._beside == f"r/{ref.account}":
            return f"../{ref.record}/index.html" + (f"#{ref.item}" if ref.item else "")
        return self.to(record_address(ref.account, ref.record), ref.item)
