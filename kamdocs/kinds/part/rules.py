"""The rules of parts: no index is shipped before it is released."""

from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC
from kamdocs.kinds.part.model import Part
from kamdocs.rules.rule import Found, rule


@rule("CHG019", "shipped-before-release", ERROR, STATIC, per=Part)
def shipped_before_release(part: Part, book: Book) -> Found:
    """A site got a technical index before the day on which that index was released.

    Why:
        Parts of an unreleased drawing are scrap at our cost, and nobody can say what was shipped.

    Fix:
        Correct the day; an unreleased index may not ship.
    """
    for place, index in enumerate(part.technical_indices):
        for row, there in enumerate(index.introductions):
            if there.shipped_from is not None and there.shipped_from < index.release_date:
                spot = part.at("technical_indices", place, "introductions", row, "shipped_from")
                yield spot, f"shipped from {there.shipped_from}, released on {index.release_date}"
