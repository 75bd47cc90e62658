"""Conflicts of a programme: two sessions in one room, one speaker in two places, a session outside its event. Pure: rows in, findings out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

ROOM, SPEAKER, OUTSIDE = "room", "speaker", "outside"


@dataclass(frozen=True)
class Slot:
    """A session as far as conflicts go; `end` is not part of it, so that one may begin when another ends."""

    key: int
    start: datetime
    end: datetime
    room: int | None = None
    speakers: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Clash:
    """What is wrong: the kind, the sessions (the earlier first), and the room or the speaker it is about."""

    kind: str
    first: int
    second: int | None = None
    about: int | None = None


def _overlapping(slots: list[Slot]) -> Iterator[tuple[Slot, Slot]]:
    """Pairs that share a moment, found by going along the clock."""
    running: list[Slot] = []
    for slot in slots:
        running = [one for one in running if one.end > slot.start]
        yield from ((one, slot) for one in running)
        running.append(slot)


def clashes(slots: Iterable[Slot], *, opens: datetime, closes: datetime) -> list[Clash]:
    """All conflicts, in the order of the clock. Sessions that touch (one ends when the other begins) do not clash."""
    ordered = sorted(slots, key=lambda slot: (slot.start, slot.end, slot.key))
    found = [Clash(OUTSIDE, slot.key) for slot in ordered if slot.start < opens or slot.end > closes]
    for first, second in _overlapping(ordered):
        if first.room is not None and first.room == second.room:
            found.append(Clash(ROOM, first.key, second.key, first.room))
        found += [Clash(SPEAKER, first.key, second.key, speaker) for speaker in sorted(first.speakers & second.speakers)]
    return found
