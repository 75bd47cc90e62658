"""Who may take which ticket: asked of the person behind the log-in, never of an address somebody typed."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sextant.society.events.models import Event, TicketKind
from sextant.society.members.measures import YOUNG
from sextant.society.members.models import Person
from sextant.society.members.queries.standing import in_good_standing


def why_not(ticket: TicketKind, person: Person | None, event: Event, today: date) -> str:
    """Why the person (None: a guest) cannot take the ticket; empty when nothing stands against it."""
    audience = TicketKind.For
    if not ticket.is_on_sale(today):
        return _("“%(ticket)s” is not given out on this day. Choose another ticket.") % {"ticket": ticket.name}
    if ticket.audience == audience.ANYBODY:
        return ""
    if person is None:
        return _("“%(ticket)s” depends on who you are. Log in, or choose a ticket for anybody.") % {"ticket": ticket.name}
    if ticket.audience == audience.MEMBER and not in_good_standing(person, today).ok:
        return _("“%(ticket)s” is for members in good standing. Renew your membership, or choose another ticket.") % {"ticket": ticket.name}
    if ticket.audience == audience.STUDENT and not person.is_student:
        return _("“%(ticket)s” is for students. Mark in your entry that you study, or choose another ticket.") % {"ticket": ticket.name}
    if ticket.audience == audience.YOUNG:
        return _too_old(ticket, person.age_on(event.first_day), event)
    return ""


def _too_old(ticket: TicketKind, age: int | None, event: Event) -> str:
    if age is None:
        return _("“%(ticket)s” depends on age. Fill in the date of birth in your entry, or choose another ticket.") % {"ticket": ticket.name}
    if age > YOUNG:
        words = {"ticket": ticket.name, "limit": YOUNG, "day": date_format(event.first_day), "age": age}
        return _("“%(ticket)s” is for people up to %(limit)s years; on %(day)s your age is %(age)s. Choose another ticket.") % words
    return ""


@dataclass(frozen=True)
class Offer:
    """A ticket as one reader sees it: why it cannot be taken (empty: it can), and whether it would mean the waiting list."""

    ticket: TicketKind
    refusal: str
    waits: bool


def offers_of(event: Event, person: Person | None, today: date) -> list[Offer]:
    """All tickets of an event in order."""
    full = event.seats_left == 0
    return [Offer(ticket, why_not(ticket, person, event, today), full or ticket.left == 0) for ticket in event.tickets.all()]
