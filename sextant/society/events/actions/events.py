"""Events: drawn up, changed, published, over."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.permissions.moves import may_move
from sextant.base.search.actions import index
from sextant.society.events import letters, states
from sextant.society.events.actions.places import hold_event, move_up
from sextant.society.events.models import Event

TOLD = ("starts_at", "ends_at", "time_zone", "place_ru", "place_en", "online_url")
"""What participants are told of when it changes."""
RECORDED = (*TOLD, "title_ru", "title_en", "form", "section_id", "capacity", "opens_at", "closes_at", "pay_days", "hours")


def new_event_code(title: str, start: datetime) -> str:
    """`school-of-young-2026`: a name for the address that no other event has."""
    stem = slugify(title)[:48] or "event"
    wanted = f"{stem}-{start:%Y}" if f"{start:%Y}" not in stem else stem
    taken = set(Event.objects.filter(code__startswith=wanted).values_list("code", flat=True))
    return next(name for name in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if name not in taken)


def _refuse(event: Event) -> None:
    if event.ends_at <= event.starts_at:
        raise ValidationError({"ends_at": _("The end lies before the beginning.")})
    if event.opens_at and event.closes_at and event.closes_at <= event.opens_at:
        raise ValidationError({"closes_at": _("Registration would close before it opens.")})
    if event.closes_at and event.closes_at > event.ends_at:
        raise ValidationError({"closes_at": _("Registration cannot stay open after the event is over.")})
    if not (event.title_ru.strip() or event.title_en.strip()):
        raise ValidationError({"title_en": _("Give the title in at least one language.")})
    if event.capacity is not None and event.capacity < event.seats_taken:
        words = ngettext("%(taken)s place is taken already.", "%(taken)s places are taken already.", event.seats_taken) % {"taken": event.seats_taken}
        raise ValidationError({"capacity": words})


@in_turn
def draft_event(*, by: User | None, is_demo: bool = False, **fields: Any) -> Event:
    """Draws an event up; nobody but its keepers sees it until it is published."""
    event = Event(made_by=by, is_demo=is_demo, **fields)
    _refuse(event)
    event.code = new_event_code(event.title_en or event.title_ru, event.local_start)
    event.save()
    record(verb="events.draft_event", obj=event, by=by, after={"code": event.code, "starts_at": event.starts_at})
    return event


@in_turn
def change_event(event: Event, *, by: User | None, **fields: Any) -> Event:
    """Changes an event. Those registered are told of a new time or place; more places go to those who wait."""
    event = hold_event(event.pk)
    if event.state == states.CANCELLED:
        raise ValidationError(_("This event was called off. Copy it to hold it again."))
    was = {name: getattr(event, name) for name in RECORDED}
    for name, value in fields.items():
        setattr(event, name, value)
    _refuse(event)
    is_now = {name: getattr(event, name) for name in RECORDED}
    changed = {name for name in RECORDED if was[name] != is_now[name]}
    moved = event.state == states.PUBLISHED and bool(changed & set(TOLD))
    event.edition += int(moved)
    event.save()
    record(verb="events.change_event", obj=event, by=by, before={n: was[n] for n in sorted(changed)}, after={n: is_now[n] for n in sorted(changed)})
    if moved:
        live = event.registrations.filter(state__in=states.LIVE).select_related("ticket", "person", "invoice", "event").order_by("number")
        letters.write_to_all("changed", list(live), turn=str(event.edition))
    move_up(event, on=timezone.localdate(), by=by)
    index(event)
    return event


@in_turn
def publish_event(event: Event, *, by: User | None) -> Event:
    """Shows the event to everybody and opens its registration from the day that was set."""
    event = hold_event(event.pk)
    if not may_move(states.EVENT_MOVES, event.state, states.PUBLISHED, {states.KEEPERS}):
        raise ValidationError(_("Only a draft can be published."))
    if not event.tickets.exists():
        raise ValidationError(_("Add a ticket first: without one nobody can register."))
    if not (event.place or event.online_url):
        raise ValidationError(_("Say where it takes place, or give the link of the online room."))
    if event.ends_at <= timezone.now() and not event.is_demo:
        raise ValidationError(_("This event lies in the past. Correct its days first."))
    event.state = states.PUBLISHED
    event.save(update_fields=["state"])
    record(verb="events.publish_event", obj=event, by=by)
    index(event)
    return event


@in_turn
def close_event(event: Event, *, by: User | None, now: datetime | None = None) -> Event:
    """The event is over: nobody registers or moves up any more, certificates and feedback begin."""
    event = hold_event(event.pk)
    if not may_move(states.EVENT_MOVES, event.state, states.OVER, {states.CLOCK}):
        raise ValidationError(_("Only a published event can be over."))
    if event.ends_at > (now or timezone.now()):
        raise ValidationError(_("This event has not ended yet."))
    event.state = states.OVER
    event.save(update_fields=["state"])
    record(verb="events.close_event", obj=event, by=by)
    return event


@in_turn
def remind_all(event: Event, *, today: date) -> int:
    """Reminds everybody with a sure place, once for each edition of the event's time; returns how many letters are written."""
    event = hold_event(event.pk)
    if event.state != states.PUBLISHED or event.reminded_on is not None:
        return 0
    sure = event.registrations.filter(state__in=states.SURE).select_related("ticket", "person", "invoice", "event").order_by("number")
    count = letters.write_to_all("reminder", list(sure), turn=str(event.edition))
    event.reminded_on = today
    event.save(update_fields=["reminded_on"])
    record(verb="events.remind_all", obj=event, after={"letters": count})
    return count
