"""What the calendar does: grace, lapse, reminders, each once and with its reason."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from sextant.base.jobs.actions import after_commit
from sextant.base.jobs.worker import run_waiting
from sextant.base.letters.models import Letter
from sextant.society.members import states
from sextant.society.members.actions.clock import advance_membership, decide_reminder, due_reminders, overdue
from sextant.society.members.actions.memberships import approve_application, resign, set_reminders
from sextant.society.members.models import Membership, Person, Reminder
from sextant.society.members.queries.invariants import invariants
from sextant.society.members.tests.factories import AffiliationFactory, OrganisationFactory, PersonFactory, active, applied, paid

pytestmark = pytest.mark.django_db
START, END = date(2025, 3, 1), date(2026, 2, 28)


def decide(day):
    return [(due.step, decide_reminder(due, today=day).reason) for due in due_reminders(day)]


def reminders_sent():
    return Letter.objects.filter(template="members.reminder").count()


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (END, states.ACTIVE),
        (END + timedelta(days=1), states.GRACE),
        (END + timedelta(days=60), states.GRACE),
        (END + timedelta(days=61), states.LAPSED),
    ],
)
def test_the_state_follows_the_date(day, state):
    membership = active(on=START)
    assert [advance_membership(one, today=day).state for one in overdue(day)] == ([state] if state != states.ACTIVE else [])
    membership.refresh_from_db()
    assert (membership.state, invariants()) == (state, [])


def test_an_approved_application_without_a_fee_lapses_after_half_a_year():
    membership = approve_application(applied(), by=None)
    Membership.objects.update(approved_on=START)
    assert list(overdue(START + timedelta(days=180))) == []
    assert [advance_membership(one, today=START + timedelta(days=181)).state for one in overdue(START + timedelta(days=181))] == [states.LAPSED]
    assert membership.periods.count() == 0


@pytest.mark.parametrize("step", [90, 30, 7, -1, -30])
def test_each_reminder_is_sent_on_its_day_and_only_once(step):
    active(on=START)
    day = END - timedelta(days=step)
    Reminder.objects.bulk_create(
        Reminder(membership=Membership.objects.get(), until=END, step=other, sent=True, reason="sent")
        for other in (90, 30, 7, -1, -30)
        if other > step
    )
    assert (decide(day - timedelta(days=1)), decide(day), decide(day), decide(day + timedelta(days=1))) == ([], [(step, "sent")], [], [])
    assert reminders_sent() == 1


def test_a_reminder_whose_day_passed_while_the_clock_stood_still_is_noted_and_not_sent():
    active(on=START)
    assert decide(END - timedelta(days=6)) == [(30, "too_late"), (7, "sent")]
    assert reminders_sent() == 1


def test_why_a_reminder_was_not_sent_is_kept():
    today = timezone.localdate()
    begun = today.replace(year=today.year - 1) if (today.month, today.day) != (2, 29) else today - timedelta(days=366)
    begun += timedelta(days=31)
    gone, silent, nobody, demo, erased = (active(on=begun) for _number in range(5))
    day = gone.until - timedelta(days=30)
    resign(gone, by=None)
    set_reminders(silent, wanted=False, by=None)
    Person.objects.filter(pk=nobody.person_id).update(email=None)
    Membership.objects.filter(pk=demo.pk).update(is_demo=True)
    Person.objects.filter(pk=erased.person_id).update(erased_at=timezone.now())
    for due in due_reminders(day):
        decide_reminder(due, today=day)
    found = dict(Reminder.objects.filter(step=30).values_list("membership", "reason"))
    expected = {gone: "resigned", silent: "opted_out", nobody: "no_address", demo: "demo", erased: "erased"}
    assert found == {membership.pk: reason for membership, reason in expected.items()}


def test_after_renewal_the_old_period_gets_no_more_reminders():
    paid(active(on=START), END - timedelta(days=40))
    assert decide(END + timedelta(days=1)) == [(30, "already_renewed"), (7, "already_renewed"), (-1, "already_renewed")]


def test_an_organisations_reminder_goes_to_its_representative():
    membership = active(organisation=OrganisationFactory(), on=START)
    AffiliationFactory(organisation=membership.organisation, person=PersonFactory(email="acts@example.org"), is_representative=True)
    decide(END - timedelta(days=90))
    assert list(Letter.objects.filter(template="members.reminder").values_list("to_address", flat=True)) == ["acts@example.org"]


def test_the_daily_job_moves_and_reminds_and_a_second_run_does_nothing_more():
    active(on=START)
    for _time in range(2):
        after_commit("members.daily", day=str(END + timedelta(days=1)))
        run_waiting()
    assert (Membership.objects.get().state, Reminder.objects.filter(sent=True).count()) == (states.GRACE, 1)
