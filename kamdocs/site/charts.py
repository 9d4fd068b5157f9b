"""Where the marks of a chart stand: plain geometry in whole units, so that the macro only writes them down."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kamdocs.core.money import round_half_up
from kamdocs.site.views import Bar, ChartView

WIDTH, HEIGHT, TOP, BOTTOM = 640, 220, 24, 34


@dataclass(frozen=True, slots=True)
class Rect:
    """A bar: place, size, style, and what it says when it is pointed at."""

    x: int
    y: int
    width: int
    height: int
    style: str
    says: str


@dataclass(frozen=True, slots=True)
class Label:
    """A text: place, anchor (`start`, `middle`, `end`), style."""

    x: int
    y: int
    text: str
    anchor: str = "middle"
    style: str = "plain"


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything a chart consists of. `zero` is the height of the zero line, None where it lies outside."""

    width: int
    height: int
    rects: tuple[Rect, ...] = ()
    paths: tuple[tuple[str, str], ...] = ()
    labels: tuple[Label, ...] = ()
    zero: int | None = None


class Scale:
    """From values to units of the drawing."""

    def __init__(self, values: Sequence[Decimal], start: int, end: int, *, with_zero: bool) -> None:
        known = [*values, Decimal(0)] if with_zero else list(values)
        self.low, high = min(known), max(known)
        self._span = (high - self.low) or Decimal(1)
        self._start, self._length = start, end - start

    def at(self, value: Decimal) -> int:
        """The place of a value, to the nearest whole unit."""
        return self._start + int(round_half_up((value - self.low) / self._span * self._length, 0))


def drawing_of(chart: ChartView) -> Drawing:
    """The drawing of a chart; an unknown form is drawn as bars."""
    if not chart.bars:
        return Drawing(WIDTH, TOP)
    match chart.form:
        case "steps":
            return _steps(chart.bars)
        case "waterfall":
            return _waterfall(chart.bars)
        case "spans":
            return _spans(chart.bars)
        case "spark":
            return _spark(chart.bars)
    return _bars(chart.bars)


def _columns(bars: Sequence[Bar]) -> tuple[int, int]:
    """Width of a column with its gap, and of its bar."""
    step = WIDTH // len(bars)
    return step, max(2, min(64, step * 7 // 10))


def _words(bars: Sequence[Bar], step: int, tops: Sequence[int]) -> tuple[Label, ...]:
    """The label under each column and its text above it; where there is no room only some of them.

    Then every nth label stands below, and only the first, last, highest and lowest value above.
    """
    nth = max(1, -(-len(bars) * 64 // WIDTH))
    last = len(bars) - 1
    told = {0, last, tops.index(min(tops)), tops.index(max(tops))} if nth > 1 else set(range(len(bars)))
    found = []
    for index, (bar, top) in enumerate(zip(bars, tops, strict=True)):
        anchor = "start" if index == 0 and nth > 1 else "end" if index == last and nth > 1 else "middle"
        place = {"start": 0, "middle": index * step + step // 2, "end": (last + 1) * step}[anchor]
        if index % nth == 0 and index + nth // 2 < len(bars):
            found.append(Label(place, HEIGHT - BOTTOM + 18, bar.label, anchor, "axis"))
        if index in told:
            found.append(Label(place, max(12, top - 6), bar.text, anchor, "value"))
    return tuple(found)


def _bars(bars: Sequence[Bar]) -> Drawing:
    scale = Scale([bar.value for bar in bars], HEIGHT - BOTTOM, TOP, with_zero=True)
    step, width = _columns(bars)
    zero = scale.at(Decimal(0))
    rects, tops = [], []
    for index, bar in enumerate(bars):
        end = scale.at(bar.value)
        top, height = min(zero, end), abs(end - zero)
        rects.append(Rect(index * step + (step - width) // 2, top, width, max(1, height), bar.style, _says(bar)))
        tops.append(top)
    return Drawing(WIDTH, HEIGHT, tuple(rects), labels=_words(bars, step, tops), zero=zero)


def _waterfall(bars: Sequence[Bar]) -> Drawing:
    """First and every `total` bar from zero, all others from where the one before ended."""
    ends: list[tuple[Decimal, Decimal]] = []
    level = Decimal(0)
    for index, bar in enumerate(bars):
        start = Decimal(0) if index == 0 or bar.style == "total" else level
        level = bar.value if start == 0 and (index == 0 or bar.style == "total") else level + bar.value
        ends.append((start, level))
    scale = Scale([value for pair in ends for value in pair], HEIGHT - BOTTOM, TOP, with_zero=True)
    step, width = _columns(bars)
    rects, tops = [], []
    for index, (bar, (start, end)) in enumerate(zip(bars, ends, strict=True)):
        top, height = min(scale.at(start), scale.at(end)), abs(scale.at(start) - scale.at(end))
        style = "total" if index == 0 or bar.style == "total" else "down" if bar.value < 0 else "up"
        rects.append(Rect(index * step + (step - width) // 2, top, width, max(1, height), style, _says(bar)))
        tops.append(top)
    return Drawing(WIDTH, HEIGHT, tuple(rects), labels=_words(bars, step, tops), zero=scale.at(Decimal(0)))


def _steps(bars: Sequence[Bar]) -> Drawing:
    scale = Scale([bar.value for bar in bars], HEIGHT - BOTTOM, TOP + 8, with_zero=False)
    step = WIDTH // len(bars)
    heights = [scale.at(bar.value) for bar in bars]
    paths = []
    for index, (bar, height) in enumerate(zip(bars, heights, strict=True)):
        rise = f"M{index * step} {heights[index - 1]}V{height}" if index else f"M0 {height}"
        paths.append((f"{rise}H{(index + 1) * step}", bar.style))
    return Drawing(WIDTH, HEIGHT, paths=tuple(paths), labels=_words(bars, step, heights))


def _spark(bars: Sequence[Bar]) -> Drawing:
    scale = Scale([bar.value for bar in bars], 36, 4, with_zero=False)
    step = Decimal(156) / max(1, len(bars) - 1)
    dots = [f"{2 + int(step * index)} {scale.at(bar.value)}" for index, bar in enumerate(bars)]
    return Drawing(160, 40, paths=(("M" + "L".join(dots), "plain"),))


def _spans(bars: Sequence[Bar]) -> Drawing:
    """Bars over time: two points of one label are first and last day of a bar, a single one is a milestone."""
    rows: dict[str, list[Bar]] = {}
    for bar in bars:
        rows.setdefault(bar.label, []).append(bar)
    scale = Scale([bar.value for bar in bars], 170, WIDTH - 130, with_zero=False)
    rects, labels = [], []
    for index, (name, points) in enumerate(rows.items()):
        y = 10 + index * 26
        first, last = scale.at(points[0].value), scale.at(points[-1].value)
        width = max(8, last - first)
        rects.append(Rect(first if len(points) > 1 else first - 4, y, width, 14, points[-1].style, _says(points[-1])))
        labels.append(Label(0, y + 12, name, "start", "axis"))
        labels.append(Label(first + width + 6, y + 12, points[-1].text, "start", "value"))
    return Drawing(WIDTH, 20 + 26 * len(rows), tuple(rects), labels=tuple(labels))


def _says(bar: Bar) -> str:
    return f"{bar.label}: {bar.text}"
