"""Circles in chains of links."""

from collections import deque
from collections.abc import Collection, Iterator, Mapping


def circles(links: Mapping[str, Collection[str]]) -> Iterator[tuple[str, ...]]:
    """The circles of a set of links, each from its smallest name back to it; one for each such name.

    Args:
        links: From a name to the names that it leads to.

    Yields:
        The shortest way round: `("A", "B", "A")`; a name that leads to itself gives `("A", "A")`.
    """
    left = _in_circles(links)
    for start in sorted(left):
        way = _shortest(start, {name: left[name] for name in left if name >= start})
        if way:
            yield way


def _in_circles(links: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    """The links without everything that leads nowhere, in linear time; empty where there is no circle."""
    left = {name: {other for other in others if other in links} for name, others in links.items()}
    sources: dict[str, list[str]] = {}
    for name, others in left.items():
        for other in others:
            sources.setdefault(other, []).append(name)
    ends = deque(name for name, others in left.items() if not others)
    while ends:
        end = ends.popleft()
        del left[end]
        for source in sources.get(end, ()):
            left[source].discard(end)
            if not left[source]:
                ends.append(source)
    return {name: sorted(others) for name, others in left.items()}


def _shortest(start: str, links: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    ways: dict[str, tuple[str, ...]] = {start: (start,)}
    waiting = deque([start])
    while waiting:
        name = waiting.popleft()
        for other in links.get(name, ()):
            if other == start:
                return (*ways[name], start)
            if other in links and other not in ways:
                ways[other] = (*ways[name], other)
                waiting.append(other)
    return ()
