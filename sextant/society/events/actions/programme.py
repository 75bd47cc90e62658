"""The programme: tracks, rooms, speakers and sessions; and one's own selection of sessions."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.society.events import states
from sextant.society.events.models import Event, Registration, Room, Session, Speaker, Track

Part = Track | Room | Speaker


def _open(event: Event) -> Event:
    if event.state == states.CANCELLED:
        raise ValidationError(_("This event was called off. Copy it to hold it again."))
    return event


@transaction.atomic
def save_part(event: Event, part: Part, *, by: User | None, **fields: Any) -> Part:
    """Adds or changes a track, a room or a speaker (`part` is the row, saved or new)."""
    part.event = _open(event)
    for name, value in fields.items():
        setattr(part, name, value)
    if not (part.name_ru.strip() or part.name_en.strip()):
        raise ValidationError({"name_en": _("Give the name in at least one language.")})
    part.save()
    record(verb="events.save_part", obj=event, by=by, after={"part": str(part.name)} if not isinstance(part, Speaker) else None)
    return part


@transaction.atomic
def remove_part(part: Part, *, by: User | None) -> Event:
    """Takes it away; sessions stay, without it."""
    event = _open(part.event)
    record(verb="events.remove_part", obj=event, by=by, before={"part": str(part.name)} if not isinstance(part, Speaker) else None)
    part.delete()
    return event


@transaction.atomic
def save_session(event: Event, session: Session | None, *, speakers: list[Speaker], by: User | None, **fields: Any) -> Session:
    """Adds a session or changes one. Conflicts are not refused: the page of the programme shows them until they are gone."""
    _open(event)
    kept = session or Session(event=event)
    for name, value in fields.items():
        setattr(kept, name, value)
    if not (kept.title_ru.strip() or kept.title_en.strip()):
        raise ValidationError({"title_en": _("Give the title in at least one language.")})
    if kept.ends_at <= kept.starts_at:
        raise ValidationError({"ends_at": _("The end lies before the beginning.")})
    if any(part is not None and part.event_id != event.pk for part in (kept.track, kept.room, *speakers)):
        raise ValidationError(_("Track, room and speakers belong to the event of the session."))
    kept.save()
    kept.speakers.set(speakers)
    record(verb="events.save_session", obj=event, by=by, after={"session": str(kept.title), "starts_at": kept.starts_at})
    return kept


@transaction.atomic
def remove_session(session: Session, *, by: User | None) -> Event:
    """Takes a session off the programme."""
    event = _open(session.event)
    record(verb="events.remove_session", obj=event, by=by, before={"session": str(session.title)})
    session.delete()
    return event


@transaction.atomic
def choose_session(registration: Registration, session: Session, *, chosen: bool, by: User | None) -> Registration:
    """Puts a session into one's own selection, or takes it out."""
    if session.event_id != registration.event_id:
        raise ValidationError(_("This session belongs to another event."))
    if chosen:
        registration.sessions.add(session)
    else:
        registration.sessions.remove(session)
    record(verb="events.choose_session", obj=registration, by=by, after={"session": str(session.title), "chosen": chosen})
    return registration
