"""Participants of an event: the list, the counts, the place on the waiting list."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from sextant.society.events import states
from sextant.society.events.models import Event, Registration

WITH_ALL = Registration.objects.select_related("event__section", "ticket", "person", "invoice", "certificate")


def participants_wanted(event: Event, wish: dict[str, Any]) -> QuerySet[Registration]:
    """By number; narrowed to words in name, address or number, to a state, to a ticket."""
    rows = WITH_ALL.filter(event=event).order_by("number")
    for word in str(wish.get("q", "")).split():
        number = Q(number=int(word)) if word.isdecimal() and len(word) < 9 else Q(pk__in=[])
        rows = rows.filter(Q(name__icontains=word) | Q(email__icontains=word) | Q(place__icontains=word) | Q(code__iexact=word) | number)
    for name in ("state", "ticket"):
        if wish.get(name):
            rows = rows.filter(**{name: wish[name]})
    return rows


def counts_of(event: Event) -> dict[str, int]:
    """How many registrations are in each state."""
    counted = dict(event.registrations.order_by().values_list("state").annotate(Count("pk")))
    return {state: counted.get(state, 0) for state, _name in Registration.STATES}


def ahead_of(registration: Registration) -> int:
    """How many wait before this one."""
    return registration.event.registrations.filter(state=states.WAITING, number__lt=registration.number).count()


def public_names(event: Event, most: int = 300) -> QuerySet[Registration]:
    """Those with a sure place who agreed to be named; of very many the first."""
    return event.registrations.filter(state__in=states.SURE, show_name=True).order_by("name")[:most]


def to_refund() -> QuerySet[Registration]:
    """Paid for a place that was given up, and not given back yet."""
    return WITH_ALL.filter(refund_minor__gt=0, refunded_on=None).order_by("cancelled_at", "pk")


def at_the_door(event: Event) -> QuerySet[Registration]:
    """Everybody the staff may meet, by name; those without a place as well, so that the answer is clear."""
    return event.registrations.filter(state__in=states.LIVE).select_related("ticket").order_by("name", "number")
