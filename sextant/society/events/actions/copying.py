"""An event is held again: copied from an earlier one."""

from datetime import datetime, timedelta
from typing import TypeVar

from django.db import models

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.society.events import zones
from sextant.society.events.actions.events import draft_event
from sextant.society.events.models import Event, Session

Row = TypeVar("Row", bound=models.Model)
TAKEN = (
    "form", "section", "title_ru", "title_en", "summary_ru", "summary_en", "about_ru", "about_en", "place_ru", "place_en",
    "time_zone", "capacity", "pay_days", "hours",
)  # fmt: skip


def _shifted(moment: datetime | None, days: timedelta, zone: str) -> datetime | None:
    """The same hour of the clock so many days later, whatever daylight saving does in between."""
    if moment is None:
        return None
    return zones.moment_of(zones.local_of(moment, zone).replace(tzinfo=None) + days, zone)


def _anew(row: Row, event: Event, **fields: object) -> Row:
    """The row once more, for another event."""
    row.pk = None
    row._state.adding = True
    for name, value in {"event": event, **fields}.items():
        setattr(row, name, value)
    row.save()
    return row


def _copy_sessions(old: Event, new: Event, days: timedelta, kept: dict[str, dict[int, models.Model]]) -> None:
    for session in old.sessions.all():
        starts, ends = _shifted(session.starts_at, days, old.time_zone), _shifted(session.ends_at, days, old.time_zone)
        assert starts is not None
        assert ends is not None
        copied = Session(event=new, title_ru=session.title_ru, title_en=session.title_en, starts_at=starts, ends_at=ends)
        copied.track = kept["tracks"].get(session.track_id or 0)  # type: ignore[assignment]
        copied.room = kept["rooms"].get(session.room_id or 0)  # type: ignore[assignment]
        copied.save()


@in_turn
def copy_event(event: Event, *, starts_at: datetime, by: User | None) -> Event:
    """A draft with the same words, tickets, questions, rooms, tracks and hours of sessions, from another day on.

    Speakers, participants and the link of the online room stay with the old one.
    """
    days = timedelta(days=(zones.day_of(starts_at, event.time_zone) - event.first_day).days)
    fields = {name: getattr(event, name) for name in TAKEN}
    ends = starts_at + (event.ends_at - event.starts_at)
    opens, closes = _shifted(event.opens_at, days, event.time_zone), _shifted(event.closes_at, days, event.time_zone)
    made = draft_event(by=by, starts_at=starts_at, ends_at=ends, opens_at=opens, closes_at=closes, copied_from=event, **fields)
    for ticket in event.tickets.all():
        later = {name: value + days if (value := getattr(ticket, name)) else None for name in ("sale_from", "sale_until")}
        _anew(ticket, made, taken=0, **later)
    for question in event.questions.all():
        _anew(question, made)
    kept: dict[str, dict[int, models.Model]] = {"rooms": {}, "tracks": {}}
    for name, found in kept.items():
        for part in getattr(event, name).all():
            old_key = part.pk
            found[old_key] = _anew(part, made)
    _copy_sessions(event, made, days, kept)
    record(verb="events.copy_event", obj=made, by=by, after={"copied_from": event.code})
    return made
