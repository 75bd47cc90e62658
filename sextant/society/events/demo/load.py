"""The demo's events: one past with attendance, certificates and feedback, one to come with a waiting list; and taking it all away."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.base.search.actions import index
from sextant.society.events import states, zones
from sextant.society.events.actions.after import issue_certificates
from sextant.society.events.actions.checking import Seen, check_in
from sextant.society.events.actions.events import close_event, draft_event, publish_event
from sextant.society.events.actions.programme import save_session
from sextant.society.events.actions.registering import register as write_down
from sextant.society.events.actions.tickets import save_question, save_ticket
from sextant.society.events.demo.words import COMING, FEEDBACK, PAST, ROOMS, SESSIONS, SPEAKERS, TRACKS
from sextant.society.events.models import Certificate, Event, Feedback, Material, Registration, Room, Session, Speaker, TicketKind, Track
from sextant.society.ledger.actions.chart import ensure_chart
from sextant.society.ledger.actions.payments import receive_payment
from sextant.society.ledger.models import Invoice
from sextant.society.ledger.queries.accounts import account_for
from sextant.society.members.models import Person, Section
from sextant.society.members.queries.standing import people_in_good_standing

ZONE = "Europe/Moscow"
PAST_AGO, AHEAD = timedelta(days=60), timedelta(days=45)


def _moment(day: datetime, hour: int, minutes: int = 0) -> datetime:
    return zones.moment_of(datetime.combine(day.date(), time(hour)) + timedelta(minutes=minutes), ZONE)


def _event(words: dict[str, object], first: datetime, section: Section | None) -> Event:
    fields = {**words, "starts_at": _moment(first, 10), "ends_at": _moment(first + timedelta(days=1), 18), "time_zone": ZONE}
    return draft_event(by=None, is_demo=True, section=section, **fields)


def _programme(event: Event) -> None:
    rooms = [Room.objects.create(event=event, name_ru=ru, name_en=en, seats=seats, order=n) for n, (ru, en, seats) in enumerate(ROOMS)]
    tracks = [Track.objects.create(event=event, name_ru=ru, name_en=en, order=n) for n, (ru, en) in enumerate(TRACKS)]
    speakers = [
        Speaker.objects.create(event=event, name_ru=ru, name_en=en, about_ru=about_ru, about_en=about_en, order=n)
        for n, (ru, en, about_ru, about_en) in enumerate(SPEAKERS)
    ]
    for day, hour, minutes, track, room, who, title_ru, title_en in SESSIONS:
        first = event.local_start.replace(tzinfo=None) + timedelta(days=day)
        hours = {"starts_at": _moment(first, hour), "ends_at": _moment(first, hour, minutes)}
        parts = {"track": None if track is None else tracks[track], "room": None if room is None else rooms[room]}
        save_session(event, None, speakers=[speakers[n] for n in who], by=None, title_ru=title_ru, title_en=title_en, **hours, **parts)


def _comes(event: Event, ticket: TicketKind, person: Person, now: datetime) -> Registration:
    name = f"{person.given_name} {person.family_name}"
    return write_down(
        event,
        ticket=ticket,
        name=name,
        email=f"participant-{event.pk}-{person.pk}@demo.example",
        by=None,
        person=person,
        by_office=True,
        now=now,
        language="ru",
        show_name=person.pk % 3 == 0,
        is_demo=True,
    )


def _pay(registration: Registration, now: datetime) -> None:
    invoice = Invoice.objects.get(pk=registration.invoice_id or 0)
    sums: dict[str, Any] = {"amount_minor": invoice.total_minor, "currency": invoice.currency, "account": account_for("bank")}
    key, day = f"demo-events:{invoice.pk}", now.date()
    receive_payment(
        day=day,
        invoices=[invoice],
        payer_name=invoice.payer_name,
        reference=f"{invoice.pk}",
        key=key,
        by=None,
        is_demo=True,
        person=invoice.person,
        **sums,
    )


def _past(people: list[Person], section: Section | None, today: datetime) -> None:
    event = _event(PAST, today - PAST_AGO, section)
    ticket = save_ticket(event, None, by=None, name_ru="Участник школы", name_en="Participant of the school")
    save_question(event, None, by=None, label_ru="С каким замыслом вы едете?", label_en="Which idea do you bring?", kind="text")
    _programme(event)
    event = publish_event(event, by=None)
    came = [_comes(event, ticket, person, event.starts_at - timedelta(days=20)) for person in people[:30]]
    scans = [Seen(f"demo:{one.pk}", event.starts_at + timedelta(minutes=n), one.code) for n, one in enumerate(came) if n % 6 != 5]
    check_in(event, scans, by=None, phone="demo")
    event = close_event(event, by=None)
    issue_certificates(event, on=event.last_day + timedelta(days=2), by=None)
    Feedback.objects.bulk_create(
        [Feedback(event=event, content=a, organisation=b, recommend=c, words=words, is_demo=True) for a, b, c, words in FEEDBACK]
    )
    Registration.objects.filter(pk__in=[one.pk for one in came[: len(FEEDBACK)]]).update(gave_feedback=True)
    Material.objects.create(
        event=event,
        kind="recording",
        title_ru="Запись открытия",
        title_en="Recording of the opening",
        url="https://video.demo.example/1",
        is_public=True,
    )


def _coming(people: list[Person], today: datetime) -> None:
    event = _event(COMING, today + AHEAD, None)
    member = save_ticket(event, None, by=None, name_ru="Член ассоциации", name_en="Member", audience="member", price_minor=1_500_00, order=1)
    save_ticket(event, None, by=None, name_ru="Молодой специалист", name_en="Young specialist", audience="young", price_minor=500_00, order=2)
    save_ticket(event, None, by=None, name_ru="Студент", name_en="Student", audience="student", order=3)
    save_ticket(event, None, by=None, name_ru="Участник", name_en="Participant", price_minor=3_000_00, order=4)
    _programme(event)
    event = publish_event(event, by=None)
    for n, person in enumerate(people[:24]):
        registration = _comes(event, member, person, timezone.now())
        if registration.state == states.OFFERED and n % 4 != 3:
            _pay(registration, timezone.now())


def load(world: World) -> None:
    """A past school and a congress to come."""
    today = datetime.combine(world.today, time(12))
    ensure_chart()
    people = list(people_in_good_standing(world.today).filter(is_demo=True).order_by("pk")[:60])
    section = Section.objects.filter(is_demo=True, closed_on=None).order_by("pk").first()
    _past(people[:30], section, today)
    _coming(people[30:] or people, today)
    for event in Event.objects.filter(is_demo=True):
        index(event)


def remove() -> int:
    """Takes everything of the demo away; its invoices go with the books."""
    gone = Certificate.objects.filter(registration__event__is_demo=True).delete()[0]
    gone += Registration.objects.filter(event__is_demo=True).delete()[0]
    for event in Event.objects.filter(is_demo=True):
        for material in event.materials.exclude(file=""):
            material.file.delete(save=False)
    gone += Session.objects.filter(event__is_demo=True).delete()[0]
    gone += Event.objects.filter(is_demo=True).delete()[0]
    Registration.objects.filter(person__is_demo=True).update(person=None)
    Event.objects.filter(section__is_demo=True).update(section=None)
    return gone


def register() -> None:
    registry.register("events", 63, load, remove)
