"""Headings made of longer texts."""


def first_words(text: str, limit: int = 60) -> str:
    """As many whole words as fit, with an ellipsis where some are left out."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line.rstrip(".")
    return line[: limit + 1].rpartition(" ")[0].rstrip(",;:.") + " …"
