"""Which line of one record speaks of the same thing as which line of another one."""

from collections.abc import Iterator

from kamdocs.kinds.offer.figures.comparison.stated import Line


def pairs_of(early: tuple[Line, ...], late: tuple[Line, ...]) -> Iterator[tuple[Line | None, Line | None]]:
    """Lines that speak of the same thing, by part, site and price type; then what one side has alone."""
    flip = any(line.price_type for line in late) and not any(line.price_type for line in early)
    asking, offered = (early, list(late)) if flip else (late, list(early))
    pairs: list[tuple[Line | None, Line | None]] = []
    for line in asking:
        found = _counterpart(line, offered)
        if found is not None:
            offered.remove(found)
        pairs.append((line, found) if flip else (found, line))
    pairs += [(None, line) if flip else (line, None) for line in offered]
    yield from sorted(pairs, key=lambda pair: _key(pair[1] or pair[0]))


def _counterpart(line: Line, among: list[Line]) -> Line | None:
    """The line of the other side; where only offers say a price type, that of series goes first."""
    same = [one for one in among if one.part == line.part and (one.site == line.site or None in (one.site, line.site))]
    if line.price_type and any(one.price_type for one in same):
        same = [one for one in same if one.price_type == line.price_type]
    return next((one for one in same if one.price_type in (None, "series")), same[0] if same else None)


def _key(line: Line | None) -> tuple[str, str, str]:
    return ("", "", "") if line is None else (line.part, line.site or "", line.price_type or "")
