"""When a record has come to its end: the last act of its track is one that nothing can follow."""

from datetime import date

from kamdocs.core.record import Record
from kamdocs.core.track import Track, last

ENDING = ("track", "technical_track")
"""The tracks that end a record."""


def _final(track: Track) -> frozenset[str]:
    """The states after which no other one may come."""
    goes_on = {before for state in track.states for before in state.after}
    return frozenset(state.name for state in track.states if state.name not in goes_on)


def ended_on(record: Record, as_of: date) -> date | None:
    """The day on which a record ended; None while it lives, or where its kind has no end."""
    left: date | None = getattr(record, "left_on", None)
    if left is not None and left <= as_of:
        return left
    for name in ENDING:
        track = record.tracks.get(name)
        entry = last(getattr(record, name), as_of) if track else None
        if track and entry and entry.state.value in _final(track) and entry.state.value not in track.live:
            return entry.on
    return None


def has_ended(record: Record, as_of: date) -> bool:
    """Whether a record has ended on a day."""
    return ended_on(record, as_of) is not None
