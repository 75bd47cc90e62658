"""What must hold among events and registrations whatever happened: a sentence for everything that does not."""

from collections.abc import Iterator

from django.db.models import Count, F, Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.society.events import states
from sextant.society.events.models import Event, Registration, TicketKind

_SEATED = Count("registrations", filter=Q(registrations__state__in=states.SEATED))


def _counts() -> Iterator[str]:
    """Places kept as taken are those of registrations with a place, of the event and of each ticket."""
    for event in Event.objects.annotate(counted=_SEATED).exclude(counted=F("seats_taken")).order_by("pk"):
        words = {"event": event.code, "kept": event.seats_taken, "counted": event.counted}
        yield _("%(event)s: %(kept)s places are kept as taken; the registrations give %(counted)s.") % words
    for ticket in TicketKind.objects.annotate(counted=_SEATED).exclude(counted=F("taken")).select_related("event").order_by("pk"):
        words = {"event": ticket.event.code, "ticket": ticket, "kept": ticket.taken, "counted": ticket.counted}
        yield _("%(event)s, “%(ticket)s”: %(kept)s tickets are kept as taken; the registrations give %(counted)s.") % words


def _numbers() -> Iterator[str]:
    """Numbers of an event run from one to its last without a gap."""
    rows = Event.objects.annotate(count=Count("registrations"), highest=Max("registrations__number")).order_by("pk")
    for event in rows.exclude(count=F("last_number")) | rows.exclude(highest=F("last_number")).exclude(highest=None):
        yield _("%(event)s: the last number is %(last)s, but there are %(count)s registrations.") % {
            "event": event.code,
            "last": event.last_number,
            "count": event.count,
        }


def _passed_over() -> Iterator[str]:
    """Nobody waits while there is a place for the kind of ticket."""
    room = Q(event__capacity=None) | Q(event__capacity__gt=F("event__seats_taken"))
    left = Q(ticket__limit=None) | Q(ticket__limit__gt=F("ticket__taken"))
    waiting = Registration.objects.filter(room, left, state=states.WAITING, event__state=states.PUBLISHED, event__starts_at__gt=timezone.now())
    for registration in waiting.select_related("event").order_by("event", "number"):
        yield _("%(event)s: No. %(number)s waits although a place is free.") % {"event": registration.event.code, "number": registration.number}


def trouble() -> list[str]:
    """Everything that is wrong, a sentence each; empty when the room is in order."""
    return [sentence for check in (_counts, _numbers, _passed_over) for sentence in check()]
