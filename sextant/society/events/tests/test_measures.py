"""What is counted, who may open it, what waits, what is held about a person, and the demo."""

from datetime import date, timedelta
from random import Random

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from sextant.base.demo.registry import World
from sextant.base.measures.registry import ASSOCIATION, Period, Scope, measure
from sextant.base.measures.waiting import tasks_of
from sextant.society.agenda.agenda_file import read
from sextant.society.events.actions.after import issue_certificates
from sextant.society.events.actions.forgetting import forget_participant
from sextant.society.events.demo import load as demo
from sextant.society.events.models import Certificate, Event, Registration
from sextant.society.events.queries.feedback import results_of, shown
from sextant.society.events.queries.invariants import trouble
from sextant.society.events.tests.factories import attended, comes, draft, over, published
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.members.actions.erasures import SEALED, ask_erasure, erase_person
from sextant.society.members.actions.merges import merge_people
from sextant.society.members.demo import load as members_demo
from sextant.society.members.queries.held import held_about
from sextant.society.members.queries.traces import traces_of
from sextant.society.members.tests.factories import PersonFactory, SectionFactory

pytestmark = pytest.mark.django_db


def figure(code, scope=ASSOCIATION):
    now = timezone.localdate()
    return measure(f"events.{code}").function(Period(now.year, now - timedelta(days=300), now + timedelta(days=1)), scope)


def test_events_participants_the_young_and_who_came_are_counted():
    section = SectionFactory()
    event = published(section=section)
    year = timezone.localdate().year
    for name, born in (("A", date(year - 20, 1, 1)), ("B", date(year - 50, 1, 1)), ("C", None), ("D", date(year - 30, 1, 1))):
        attended(comes(event, name, person=PersonFactory(born_on=born)))
    comes(event, "E", person=PersonFactory(born_on=date(year - 20, 1, 1)))
    over(event)
    published(title_en="To come")
    values = {code: round(figure(code).value, 1) for code in ("held", "participants", "young_share", "attendance_rate")}
    assert values == {"held": 1, "participants": 4, "young_share": 66.7, "attendance_rate": 80.0}
    assert [row[3] for row in figure("participants").source.records()] == ["attended"] * 4
    assert (figure("held", Scope("section", str(section.pk))).value, figure("held", Scope("section", "0")).value) == (1, 0)
    assert figure("held", Scope("region", "1")).status == "not_collected"


def test_where_nobody_came_a_share_is_missing_and_not_nought():
    assert [figure(code).status for code in ("held", "young_share", "attendance_rate")] == ["ok", "missing", "missing"]
    assert not measure("events.participants").may_see_rows(None)


def test_the_agenda_counts_events_under_its_guideline():
    young = next(one for one in read("alma_2019").data["direction"] if one["code"] == "IV")
    guideline = next(one for one in young["guideline"] if one["number"] == 3)
    bound = {indicator.get("measure") for indicator in guideline["indicator"]}
    assert {"events.held", "events.participants", "events.young_share", "events.attendance_rate"} <= bound


def test_what_waits_for_the_participant_and_for_those_who_keep_events(make_user, books):
    user, office = make_user(), make_user("secretary")
    event = published(price=100_00)
    comes(event, user=user)
    came = published(title_en="School")
    attended(comes(came, user=user))
    over(came)
    draft(title_en="Plan")
    mine, theirs = [str(one.title) for one in tasks_of(user)], [str(one.title) for one in tasks_of(office)]
    assert mine == ["Pay for your place at “School of young librarians”", "Say how “School” was"]
    assert theirs == ["“Plan” is still a draft", "Issue the certificates of “School”"]


def test_everything_held_about_a_person_is_handed_out_also_what_was_given_as_a_guest():
    event = published()
    person = PersonFactory(email="ann@example.org")
    comes(event, "Ann", person=person, email="ann@example.org")
    comes(published(title_en="Another"), "Ann as guest", email="ANN@example.org")
    held = {str(section.title): section.rows for section in held_about(person)}
    rows = [row for title, found in held.items() if "egistration" in title for row in found]
    assert sorted(row["name"] for row in rows) == ["Ann", "Ann as guest"]


def test_an_erased_person_stands_nowhere_among_participants_and_is_counted_all_the_same(make_user):
    event = published()
    person = PersonFactory(family_name="Unforgettable", email="hidden@example.org")
    mine = attended(
        comes(event, "Ann Unforgettable", person=person, email="hidden@example.org", answers={"1": "hidden diet"}, place="Hidden library")
    )
    comes(published(title_en="Another"), "Ann as guest", email="HIDDEN@example.org")
    over(event)
    issue_certificates(event, on=timezone.localdate(), by=None)
    request = erase_person(ask_erasure(person, by=None), typed=str(person.pk), by=make_user("secretary"))
    left = [str(trace) for word in ("hidden", "Unforgettable", "Ann as guest") for trace in traces_of([word], leave_out=SEALED)]
    assert (request.counts["events"], left, figure("participants").value) == (2, [], 1)
    assert (Certificate.objects.get().name, Registration.objects.get(pk=mine.pk).answers) == ("…", {})


def test_a_guest_is_forgotten_once_the_event_is_over(make_user):
    registration = attended(comes(published(), "Ann Guest", email="secret@example.org"))
    with pytest.raises(ValidationError, match="still to come"):
        forget_participant(registration, by=None)
    over(registration.event)
    assert forget_participant(registration, by=None).is_forgotten
    assert [str(trace) for trace in traces_of(["secret@example.org", "Ann Guest"], leave_out=SEALED)] == []
    assert trouble() == []


def test_two_entries_that_are_one_person_keep_both_registrations(make_user):
    event = published()
    kept, gone = PersonFactory(), PersonFactory()
    comes(event, "Ann", person=kept), comes(event, "Anna", person=gone)
    merge_people(kept, gone, from_gone=set(), by=make_user("secretary"))
    assert (kept.registrations.count(), Event.objects.get().seats_taken, trouble()) == (2, 2, [])


def test_cells_of_feedback_below_five_are_withheld_altogether():
    assert (shown([0, 0, 5, 6, 7]), shown([0, 1, 5, 6, 7]), shown([0, 0, 0, 0, 5])) == ([0, 0, 5, 6, 7], [], [0, 0, 0, 0, 5])
    event = published()
    for score in (5, 5, 5, 5):
        event.feedback.create(content=score, organisation=score, recommend=score, words="x")
    assert (results_of(event).scores, results_of(event).words) == ([], [])
    event.feedback.create(content=4, organisation=5, recommend=5)
    assert [(one.cells, one.mean) for one in results_of(event).scores] == [([], 4.8), ([0, 0, 0, 0, 5], 5.0), ([0, 0, 0, 0, 5], 5.0)]


def test_a_person_sees_events_attended_on_the_own_page_and_strangers_do_not(client, make_user):
    user = make_user()
    person = PersonFactory(user=user)
    event = published(title_en="School of the past")
    attended(comes(event, person=person))
    over(event)
    client.force_login(user)
    assert "School of the past" in client.get(reverse("members:person", args=[person.pk])).content.decode()
    client.force_login(make_user("member"))
    assert "School of the past" not in client.get(reverse("members:person", args=[person.pk])).content.decode()


def test_the_demo_shows_a_past_school_and_a_congress_with_a_waiting_list_and_goes_again(client):
    world = World(Random(1), members=90, people=200, today=timezone.localdate())
    members_demo.load(world)
    demo.load(world)
    past, coming = Event.objects.order_by("starts_at")
    assert (past.state, past.registrations.filter(state="attended").count(), past.feedback.count()) == ("over", 25, 10)
    assert (coming.seats_taken, coming.registrations.filter(state="waiting").count(), trouble(), invariants()) == (18, 6, [], [])
    assert demo.remove() > 0
    assert (Event.objects.count(), Registration.objects.count()) == (0, 0)
