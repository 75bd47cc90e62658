"""From the draft to the paid place, and what happens to the places that are given up."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from sextant.base.letters.models import Letter
from sextant.society.events import states
from sextant.society.events.actions.cancelling import cancel_event, cancel_registration, lapse_registration, note_refund
from sextant.society.events.actions.copying import copy_event
from sextant.society.events.actions.events import change_event, publish_event, remind_all
from sextant.society.events.actions.registering import register
from sextant.society.events.actions.tickets import remove_ticket, save_ticket
from sextant.society.events.jobs import daily
from sextant.society.events.models import Event, Registration
from sextant.society.events.queries.invariants import trouble
from sextant.society.events.tests.factories import TODAY, comes, draft, fresh, order_of, pay, published, soon, ticket_of
from sextant.society.ledger import states as books_states
from sextant.society.ledger.models import Invoice
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.members.tests.factories import PersonFactory, active

pytestmark = pytest.mark.django_db


def cancelled(registration: Registration, reason: str = "", who: str = states.PARTICIPANT) -> Registration:
    return cancel_registration(registration, reason=reason, who=who, on=TODAY(), by=None)


def templates() -> list[str]:
    return [name.removeprefix("events.") for name in Letter.objects.order_by("pk").values_list("template", flat=True)]


def refusal(action, *args, **fields) -> str:
    with pytest.raises(ValidationError) as refused:
        action(*args, **fields)
    return " ".join(refused.value.messages)


def test_a_free_place_is_confirmed_at_once_and_the_next_one_waits():
    event = published(capacity=1)
    first, second = comes(event, "Ann"), comes(event, "Bob")
    assert (first.state, first.number, second.state, second.number) == ("confirmed", 1, "waiting", 2)
    assert (templates(), trouble()) == (["confirmed", "waiting"], [])


@pytest.mark.usefixtures("books")
def test_a_place_that_costs_is_held_paid_and_confirmed():
    event = published(price=1_500_00)
    registration = comes(event)
    invoice = registration.invoice
    held = (registration.state, registration.pay_until, invoice.total_minor, invoice.due_on)
    assert held == ("offered", TODAY() + timedelta(days=7), 1_500_00, TODAY() + timedelta(days=7))
    assert pay(registration).state == "confirmed"
    assert (templates(), trouble(), invariants()) == (["held", "confirmed"], [], [])


@pytest.mark.usefixtures("books")
def test_a_place_not_paid_by_its_day_goes_to_the_next_by_number():
    event = published(price=100_00, capacity=1)
    first, second, third = comes(event, "Ann"), comes(event, "Bob"), comes(event, "Cid")
    assert lapse_registration(first, today=first.pay_until) is None
    lapse_registration(first, today=first.pay_until + timedelta(days=1))
    first.invoice.refresh_from_db()
    assert order_of(event) == {"cancelled": [1], "offered": [2], "waiting": [3]}
    assert (first.invoice.state, fresh(second).invoice.total_minor, fresh(third).invoice) == (books_states.CANCELLED, 100_00, None)
    assert (templates(), trouble(), invariants()) == (["held", "waiting", "waiting", "lapsed", "moved_up_held"], [], [])


@pytest.mark.usefixtures("books")
def test_a_paid_place_given_up_is_credited_and_noted_for_the_treasurer():
    event = published(price=100_00, capacity=1)
    paid, waits = pay(comes(event, "Ann")), comes(event, "Bob")
    gone = cancelled(paid)
    gone.invoice.refresh_from_db()
    assert (gone.refund_minor, gone.invoice.state, fresh(waits).state) == (100_00, books_states.CANCELLED, "offered")
    assert note_refund(gone, on=TODAY(), by=None).refunded_on == TODAY()
    assert "Nothing is to be given back" in refusal(note_refund, gone, on=TODAY(), by=None)
    assert (trouble(), invariants()) == ([], [])


def test_more_places_go_to_those_who_wait_and_never_fewer_than_are_taken():
    event = published(capacity=2)
    for name in ("Ann", "Bob", "Cid", "Dan"):
        comes(event, name)
    change_event(event, by=None, capacity=3)
    assert order_of(event) == {"confirmed": [1, 2, 3], "waiting": [4]}
    assert refusal(change_event, event, by=None, capacity=2) == "3 places are taken already."


def test_a_ticket_that_is_used_up_is_passed_over():
    event = published(capacity=3)
    few = ticket_of(event, name_en="Workshop", limit=1)
    comes(event, "Ann", ticket=few)
    comes(event, "Bob", ticket=few)
    assert comes(event, "Cid").state == "confirmed"
    assert order_of(event) == {"confirmed": [1, 3], "waiting": [2]}
    save_ticket(event, few, by=None, limit=2)
    assert (order_of(event), trouble()) == ({"confirmed": [1, 2, 3]}, [])


def test_nobody_takes_a_members_price_with_somebody_elses_address():
    event = draft()
    for_members = ticket_of(event, audience="member", price_minor=0)
    publish_event(event, by=None)
    member, stranger = PersonFactory(), PersonFactory()
    active(person=member, on=TODAY())
    given = {"ticket": for_members, "name": "X", "email": member.email, "by": None}
    assert "depends on who you are" in refusal(register, event, **given)
    assert "for members in good standing" in refusal(register, event, person=stranger, **given)
    assert register(event, person=member, **given).state == "confirmed"


def test_young_and_student_tickets_ask_the_entry_of_the_person():
    event = draft()
    young, student = ticket_of(event, audience="young"), ticket_of(event, audience="student")
    publish_event(event, by=None)
    born = event.first_day.replace(year=event.first_day.year - 36) + timedelta(days=1)
    last_day, old = PersonFactory(born_on=born), PersonFactory(born_on=born - timedelta(days=2))
    nobody_knows = PersonFactory(born_on=None)
    assert register(event, ticket=young, person=last_day, name="A", email="a@example.org", by=None).state == "confirmed"
    assert "your age is 36" in refusal(register, event, ticket=young, person=old, name="B", email="b@example.org", by=None)
    assert "Fill in the date of birth" in refusal(register, event, ticket=young, person=nobody_knows, name="C", email="c@example.org", by=None)
    assert "is for students" in refusal(register, event, ticket=student, person=old, name="B", email="b@example.org", by=None)


def test_registration_keeps_its_days_and_the_office_stands_above_them():
    event = published(opens_at=timezone.now() + timedelta(days=1))
    assert "Registration is closed" in refusal(comes, event)
    assert comes(event, by_office=True).state == "confirmed"
    Event.objects.update(opens_at=None)
    late = published(title_en="Late")
    save_ticket(late, late.tickets.get(), by=None, sale_until=date(2020, 1, 1))
    assert "is not given out on this day" in refusal(comes, late, "Bob")


def test_the_same_person_registers_once_and_again_after_cancelling():
    event = published()
    first = comes(event, email="Ann@example.org")
    assert "registered for this event already" in refusal(comes, event, email="ann@EXAMPLE.org")
    cancelled(first)
    assert (comes(event, email="ann@example.org").number, order_of(event)) == (2, {"cancelled": [1], "confirmed": [2]})


def test_an_event_that_is_called_off_tells_everybody_and_ends_every_place():
    event = published(capacity=1)
    comes(event, "Ann"), comes(event, "Bob")
    assert "Say why" in refusal(cancel_event, event, reason=" ", on=TODAY(), by=None)
    cancel_event(event, reason="the hall has burnt down", on=TODAY(), by=None)
    assert (order_of(event), templates()[2:], trouble()) == ({"cancelled": [1, 2]}, ["event_cancelled"] * 2, [])
    assert "Nobody can register" in refusal(comes, event, "Cid")


def test_those_registered_are_told_of_another_hour_and_not_of_another_summary():
    event = published()
    comes(event)
    change_event(event, by=None, summary_en="New words")
    change_event(event, by=None, ends_at=event.ends_at + timedelta(hours=1))
    assert (templates(), Event.objects.get().edition) == (["confirmed", "changed"], 1)


def test_the_calendar_reminds_once_closes_what_is_over_and_lapses_what_is_unpaid(books):
    event = published(starts_at=timezone.now() + timedelta(days=1), price=100_00)
    paid, unpaid = pay(comes(event, "Ann")), comes(event, "Bob")

    class Run:
        def progress(self, *of):
            pass

    daily(Run(), day=str(unpaid.pay_until + timedelta(days=1)))
    daily(Run())
    assert (order_of(event), templates().count("reminder"), remind_all(event, today=TODAY())) == ({"confirmed": [1], "cancelled": [2]}, 1, 0)
    Event.objects.update(starts_at=soon(-3), ends_at=soon(-2))
    daily(Run())
    assert (Event.objects.get().state, paid.number) == ("over", 1)


def test_a_copy_takes_words_tickets_and_hours_and_nobody():
    event = published(capacity=10, opens_at=timezone.now() - timedelta(days=1))
    comes(event)
    made = copy_event(event, starts_at=event.starts_at + timedelta(days=364), by=None)
    taken = (made.state, made.title, made.capacity, made.seats_taken, made.registrations.count(), made.copied_from)
    assert taken == ("draft", event.title, 10, 0, 0, event)
    assert (made.code != event.code, [(one.name, one.taken) for one in made.tickets.all()]) == (True, [("Participant", 0)])
    assert made.opens_at == event.opens_at + timedelta(days=364)


def test_what_is_not_ready_is_not_published_and_what_is_taken_is_not_removed():
    bare = draft()
    assert "Add a ticket first" in refusal(publish_event, bare, by=None)
    event = published()
    comes(event)
    assert "Somebody has registered" in refusal(remove_ticket, event.tickets.get(), by=None)
    assert Invoice.objects.count() == 0
