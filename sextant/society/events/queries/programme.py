"""The programme by day, and its conflicts in words."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _

from sextant.society.events import clashes
from sextant.society.events.clashes import Slot
from sextant.society.events.models import Event, Session


@dataclass(frozen=True)
class Day:
    """One day of the programme in the time zone of the event."""

    day: date
    sessions: list[Session]


def sessions_of(event: Event, *, track: str = "", only: set[int] | None = None) -> list[Session]:
    """Sessions in order; of a track (with those that are for everybody), or only the chosen ones. Three queries however many there are."""
    rows = event.sessions.select_related("track", "room").prefetch_related("speakers")
    found = [one for one in rows if not track or one.track_id is None or str(one.track_id) == track]
    for one in found:
        one.event = event
    return [one for one in found if only is None or one.pk in only]


def by_day(sessions: list[Session]) -> list[Day]:
    return [Day(day, list(group)) for day, group in groupby(sessions, key=lambda one: one.local_start.date())]


def slots_of(sessions: list[Session]) -> list[Slot]:
    return [Slot(one.pk, one.starts_at, one.ends_at, one.room_id, frozenset(each.pk for each in one.speakers.all())) for one in sessions]


def conflicts(event: Event, sessions: list[Session]) -> list[str]:
    """A sentence for every conflict of a programme."""
    known = {one.pk: one for one in sessions}
    rooms = {one.room_id: one.room for one in sessions}
    speakers = {speaker.pk: speaker for one in sessions for speaker in one.speakers.all()}
    said = []
    for clash in clashes.clashes(slots_of(sessions), opens=event.starts_at, closes=event.ends_at):
        first = known[clash.first]
        if clash.kind == clashes.OUTSIDE:
            said.append(_("“%(session)s” lies outside the days of the event.") % {"session": first})
            continue
        words = {"first": first, "second": known[clash.second or 0], "hour": f"{known[clash.second or 0].local_start:%H:%M}"}
        if clash.kind == clashes.ROOM:
            words["room"] = rooms[clash.about]
            said.append(_("“%(first)s” and “%(second)s” are both in “%(room)s” at %(hour)s.") % words)
        else:
            words["speaker"] = speakers[clash.about or 0]
            said.append(_("%(speaker)s speaks in “%(first)s” and in “%(second)s” at %(hour)s.") % words)
    return said


def overlapping_choice(sessions: list[Session]) -> set[int]:
    """Chosen sessions that overlap another chosen one."""
    ordered = sorted(sessions, key=lambda one: one.starts_at)
    pairs = [(a, b) for n, a in enumerate(ordered) for b in ordered[n + 1 :] if b.starts_at < a.ends_at]
    return {one.pk for pair in pairs for one in pair}
