"""From two profiles to a closed pair; what is private stays so; nobody is told who left."""

import json
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from sextant.base.audit.models import Entry, PersonalValues
from sextant.base.jobs.models import Job
from sextant.base.jobs.worker import run_waiting
from sextant.base.letters.models import Letter
from sextant.base.measures.registry import ASSOCIATION, Period, measure
from sextant.base.search.models import Entry as Found
from sextant.society.members import ties
from sextant.society.members.actions.erasures import ask_erasure, erase_person
from sextant.society.members.queries.held import held_about
from sextant.society.members.queries.traces import traces_of
from sextant.society.members.tests.factories import AffiliationFactory, OfficeFactory, OrganisationFactory, PersonFactory, SectionFactory
from sextant.work.mentoring import jobs
from sextant.work.mentoring.actions.matching import ask_matching, send_proposals
from sextant.work.mentoring.actions.pairs import (
    accept_pair,
    add_goal,
    add_meeting,
    begin_closing,
    decline_pair,
    leave_pair,
    write_note,
    write_review,
)
from sextant.work.mentoring.actions.programmes import keep_apart, leave_programme, save_profile
from sextant.work.mentoring.models import Ending, Note, Pair, Profile, Programme, Review
from sextant.work.mentoring.tests.factories import TODAY, matched, profile, programme, proposed, running

pytestmark = pytest.mark.django_db
SECRET = "the director must not know of my doubts"


def page(name, *args):
    return reverse(f"mentoring:{name}", args=args)


def test_from_two_profiles_to_a_closed_pair(client, make_user):
    old, young, office = make_user(), make_user(), make_user("secretary")
    where = programme()
    mentor, mentee = PersonFactory(user=old, email=old.email), PersonFactory(user=young, email=young.email)
    topic = where.topics.get(title_en="Archives")
    given = {"topics": [topic.pk], "languages": ["en"], "offset": 3, "hours": 2, "about": "About me"}
    client.force_login(old)
    client.post(page("join_as_mentor", where.pk), {**given, "places": 1})
    client.force_login(young)
    client.post(page("join_as_mentee", where.pk), given)
    client.force_login(office)
    client.post(page("match", where.pk), {"method": "optimal"})
    run_waiting()
    shown = client.get(page("coordinate", where.pk)).content.decode()
    assert ("Common topics: Archives." in shown, "Languages you can talk in: English." in shown) == (True, True)
    client.post(page("propose", where.pk))
    pair = Pair.objects.get()
    assert (pair.state, {letter.to_address for letter in Letter.objects.filter(template="mentoring.proposed")}) == (
        "proposed",
        {old.email, young.email},
    )
    for user in (old, young):
        client.force_login(user)
        assert "Answer the pair proposed" in client.get(reverse("home:desk")).content.decode()
        client.post(page("accept_pair", pair.pk))
    pair.refresh_from_db()
    assert (pair.state, pair.started_on) == ("running", TODAY())
    client.post(page("add_goal", pair.pk), {"goal-text": "Give a talk"})
    client.post(page("add_meeting", pair.pk), {"meeting-at": "2026-12-01T15:00", "meeting-minutes": 45, "meeting-next_step": "Send the plan"})
    client.post(page("write_note", pair.pk), {"note-text": SECRET})
    client.post(page("close_pair", pair.pk))
    client.post(page("review_pair", pair.pk), {"review-mark": 5, "review-text": "Good", "review-is_shared": "on"})
    client.force_login(old)
    assert "Good" not in client.get(page("pair", pair.pk)).content.decode()
    assert "Look back on your pair" in client.get(reverse("home:desk")).content.decode()
    client.post(page("review_pair", pair.pk), {"review-mark": 4, "review-text": "Private word"})
    pair.refresh_from_db()
    own = client.get(page("pair", pair.pk)).content.decode()
    client.force_login(young)
    other = client.get(page("pair", pair.pk)).content.decode()
    assert (pair.state, "Good" in own, "Private word" in other, SECRET in own and SECRET in other) == ("closed", True, False, True)
    assert (mentor.pk, mentee.pk) == (pair.mentor_id, pair.mentee_id)


def test_a_note_is_read_by_the_two_alone(client, make_user):
    chair = make_user()
    section = SectionFactory()
    OfficeFactory(section=section, person=PersonFactory(user=chair, email=chair.email))
    old, young = make_user(), make_user()
    pair = running(old, young, section=section)
    write_note(pair, person=pair.mentee, text=SECRET, by=young)
    add_goal(pair, text=f"Goal: {SECRET}", by=young)
    add_meeting(pair, at=timezone.now(), minutes=30, next_step=f"Next: {SECRET}", by=young)
    others = [make_user(*roles) for roles in ((), ("member",), ("secretary",), ("director",), ("auditor",), ("editor",))]
    others += [chair, make_user(is_superuser=True, is_staff=True)]
    addresses = [page("pair", pair.pk), page("pair_calendar", pair.pk), page("coordinate", pair.programme_id), page("programme", pair.programme_id)]
    addresses += [page("profile", Profile.objects.get(role="mentee").pk), page("mine"), f"/en/audit/mentoring.pair/{pair.pk}/", "/en/audit/"]
    for user in others:
        client.force_login(user)
        assert [client.get(address).status_code for address in addresses[:2]] == [403, 403]
        assert client.post(page("write_note", pair.pk), {"note-text": "x"}).status_code == 403
        assert not any(SECRET in client.get(address, follow=True).content.decode() for address in addresses)
    client.force_login(old)
    assert SECRET in client.get(page("pair", pair.pk)).content.decode()
    assert SECRET not in client.get(page("pair_calendar", pair.pk)).content.decode()


def test_no_word_of_the_two_is_anywhere_but_in_its_own_table():
    pair = running()
    write_note(pair, person=pair.mentee, text=SECRET, by=None)
    begin_closing(pair, by=None)
    write_review(pair, person=pair.mentee, mark=3, text=f"{SECRET} either", is_shared=False, on=TODAY(), by=None)
    assert {(trace.model._meta.label, trace.column) for trace in traces_of([SECRET])} == {("mentoring.Note", "text"), ("mentoring.Review", "text")}
    values = json.dumps([*Entry.objects.values_list("before", "after"), *PersonalValues.objects.values_list("before", "after")])
    assert (SECRET in values, Found.objects.filter(kind__startswith="mentoring").count()) == (False, 0)


def test_the_technical_back_office_knows_nothing_of_mentoring():
    assert [model for model in apps.get_app_config("mentoring").get_models() if admin.site.is_registered(model)] == []


def test_each_takes_away_only_what_is_their_own():
    pair = running()
    write_note(pair, person=pair.mentee, text=SECRET, by=None)
    begin_closing(pair, by=None)
    write_review(pair, person=pair.mentee, mark=2, text="Not for the mentor", is_shared=False, on=TODAY(), by=None)
    mine = json.dumps([section.rows for section in held_about(pair.mentee)], default=str)
    theirs = json.dumps([section.rows for section in held_about(pair.mentor)], default=str)
    assert (SECRET in mine, "Not for the mentor" in mine) == (True, True)
    assert (SECRET in theirs, "Not for the mentor" in theirs) == (False, False)


def test_the_safe_exit_ends_at_once_and_tells_nobody_who_asked(client, make_user):
    old, young = make_user(), make_user()
    pair = running(old, young)
    before = Entry.objects.count()
    Letter.objects.all().delete()
    client.force_login(young)
    client.post(page("leave_pair", pair.pk), {"leave-reason": "He shouts at me"})
    pair.refresh_from_db()
    assert (pair.state, pair.mentor_agreed_on, pair.mentee_agreed_on, pair.ended_on) == ("left", None, None, TODAY())
    bodies = {letter.to_address: letter.body.replace("http", "") for letter in Letter.objects.filter(template="mentoring.over")}
    assert (set(bodies), len(set(bodies.values())), any("shouts" in body for body in bodies.values())) == ({old.email, young.email}, 1, False)
    entry = Entry.objects.filter(number__gt=before, verb="mentoring.end_pair").get()
    assert (entry.actor, entry.actor_key, entry.object_id, entry.after) == (None, "", "", {})
    client.force_login(old)
    shown = client.get(page("pair", pair.pk)).content.decode() + json.dumps([one.rows for one in held_about(pair.mentor)], default=str)
    assert ("This pair is ended" in shown, "shouts" in shown) == (True, False)
    assert client.post(page("write_note", pair.pk), {"note-text": "Why?"}).status_code == 403
    client.force_login(make_user("secretary"))
    told = client.get(page("coordinate", pair.programme_id)).content.decode()
    assert "He shouts at me" in told


def test_a_refusal_names_nobody_and_the_two_are_not_proposed_again(client, make_user):
    old, young = make_user(), make_user()
    pair = proposed(old, young)
    accept_pair(pair, person=pair.mentor, on=TODAY(), by=old)
    decline_pair(pair, person=pair.mentee)
    pair.refresh_from_db()
    assert (pair.state, pair.mentor_agreed_on, Ending.objects.count()) == ("declined", None, 0)
    for user in (old, young):
        client.force_login(user)
        assert client.get(page("pair", pair.pk)).status_code == 403
    assert matched(pair.programme) == []


def test_a_coordinator_who_is_one_of_the_two_reads_no_more_than_the_other(client, make_user):
    chief = make_user("secretary")
    pair = running(chief)
    leave_pair(pair, person=pair.mentee, on=TODAY(), reason="I fear the chief")
    client.force_login(chief)
    assert "I fear" not in client.get(page("coordinate", pair.programme_id)).content.decode()


def test_forbidden_pairs_are_never_suggested():
    where, library = programme(), OrganisationFactory()
    mentor = profile(where, "mentor", places=9)
    AffiliationFactory(person=mentor.person, organisation=library)
    colleague, stranger, barred, shy = (profile(where, "mentee") for _each in range(4))
    AffiliationFactory(person=colleague.person, organisation=library)
    keep_apart(mentor, barred, by=None)
    save_profile(
        where,
        person=shy.person,
        role="mentee",
        topics=list(where.topics.all()),
        languages=["en"],
        by=None,
        not_with=f"with {mentor.person.family_name}",
    )
    for method in ("optimal", "stable"):
        assert [pair.mentee for pair in matched(where, method)] == [stranger.person]
    told = {one.person_id: one.obstacle["en"]["why"] for one in Profile.objects.exclude(obstacle={})}
    assert set(told) == {colleague.person_id, barred.person_id, shy.person_id}
    assert set(told.values()) == {"All mentors are of your own organisation, were your mentors before, or may not be paired with you."}


def test_places_are_kept_over_several_matchings_and_those_without_a_pair_are_told_why(client, make_user):
    where, user = programme(), make_user(language="en")
    mentor = profile(where, "mentor", places=1)
    first = profile(where, "mentee")
    assert len(matched(where)) == 1
    send_proposals(where, by=None)
    second = profile(where, "mentee", user=user)
    second.person.language = "en"
    second.person.save()
    third = profile(where, "mentee", topics="Data")
    helper = profile(where, "mentor", topics="Data")
    assert [(pair.mentor, pair.mentee) for pair in matched(where)] == [(helper.person, third.person)]
    send_proposals(where, by=None)
    letter = Letter.objects.get(template="mentoring.unmatched", recipient=user)
    assert "1 mentor suits you, but no place was left with them." in letter.body
    client.force_login(user)
    assert "One more place with one of them would give you a pair" in client.get(page("profile", second.pk)).content.decode()
    assert {pair.mentee_id for pair in Pair.objects.all()} == {first.person_id, third.person_id}
    assert Profile.objects.get(pk=mentor.pk).obstacle == {}


def test_profiles_are_read_by_the_coordinator_and_by_nobody_else(client, make_user):
    where = programme()
    one = profile(where, "mentee", about="Quiet words", not_with="Ivanova")
    for roles in ((), ("member",), ("editor",), ("treasurer",)):
        client.force_login(make_user(*roles))
        answers = [client.get(page(name, key)) for name, key in (("profile", one.pk), ("coordinate", where.pk), ("edit_programme", where.pk))]
        assert {answer.status_code for answer in answers} == {403}
        assert "Quiet" not in client.get(page("programme", where.pk)).content.decode()
    client.force_login(make_user("secretary"))
    assert "Ivanova" in client.get(page("profile", one.pk)).content.decode()
    user = make_user()
    pair = proposed(user)
    Profile.objects.filter(role="mentee").update(not_with="Petrov")
    client.force_login(user)
    shown = client.get(page("pair", pair.pk)).content.decode()
    assert ("My second year" in shown, "Petrov" in shown) == (True, False)


def test_silent_pairs_are_reminded_once_for_each_stretch():
    pair = running()
    assert jobs.remind(None) == {"pairs": 0}
    Pair.objects.update(started_on=TODAY() - timedelta(weeks=6))
    assert [jobs.remind(None)["pairs"], jobs.remind(None)["pairs"]] == [1, 1]
    assert Letter.objects.filter(template="mentoring.silent").count() == 2
    add_meeting(pair, at=timezone.now() - timedelta(days=3), minutes=60, by=None)
    assert jobs.remind(None) == {"pairs": 0}


def test_the_calendar_file_has_the_meetings_and_no_word_about_them(client, make_user):
    user = make_user()
    pair = running(user)
    add_meeting(pair, at=timezone.now(), minutes=45, next_step="Secret step", by=user)
    client.force_login(user)
    content = client.get(page("pair_calendar", pair.pk)).content
    events = list(Calendar.from_ical(content).walk("VEVENT"))
    assert (len(events), (events[0]["DTEND"].dt - events[0]["DTSTART"].dt), b"Secret" in content) == (1, timedelta(minutes=45), False)


def test_juries_learn_who_worked_together():
    pair = running()
    found = ties.ties_between([pair.mentor_id], [pair.mentee_id, PersonFactory().pk])
    assert found == [ties.Tie(pair.mentor_id, pair.mentee_id, "mentoring", "First years")]
    leave_pair(pair, person=pair.mentor, on=TODAY())
    assert len(ties.ties_between([pair.mentee_id], [pair.mentor_id])) == 1
    other = proposed()
    assert ties.ties_between([other.mentor_id], [other.mentee_id]) == []


def test_a_person_who_is_erased_leaves_no_words_and_no_running_pair(make_user):
    pair = running()
    write_note(pair, person=pair.mentee, text=SECRET, by=None)
    write_note(pair, person=pair.mentor, text="The mentor's own", by=None)
    erase_person(ask_erasure(pair.mentee, by=None), typed=str(pair.mentee_id), by=make_user("secretary"))
    pair.refresh_from_db()
    assert (pair.state, [note.text for note in Note.objects.all()], Profile.objects.count()) == ("left", ["The mentor's own"], 1)


def test_measures_count_pairs_and_young_people():
    pair = running()
    Programme.objects.update(title_en="First years")
    pair.mentee.born_on = TODAY().replace(year=TODAY().year - 30)
    pair.mentee.save()
    period = Period.of_year(TODAY().year)
    codes = ("pairs_running", "pairs_completed", "young_with_mentor")
    assert [measure(f"mentoring.{code}").function(period, ASSOCIATION).value for code in codes] == [1, 0, 1]
    begin_closing(pair, by=None)
    for person in (pair.mentor, pair.mentee):
        write_review(pair, person=person, mark=5, text="", is_shared=False, on=TODAY(), by=None)
    pair.mentee.born_on = TODAY().replace(year=TODAY().year - 40)
    pair.mentee.save()
    assert [measure(f"mentoring.{code}").function(period, ASSOCIATION).value for code in codes] == [1, 1, 0]


def test_the_coordinators_page_asks_a_constant_number_of_questions(client, make_user):
    client.force_login(make_user("secretary"))
    where = programme()

    def questions():
        client.get(page("coordinate", where.pk))
        with CaptureQueriesContext(connection) as asked:
            client.get(page("coordinate", where.pk))
        return len(asked)

    def one_more():
        mentor, mentee = profile(where, "mentor"), profile(where, "mentee")
        pair = Pair.objects.create(programme=where, mentor=mentor.person, mentee=mentee.person, state="closing", started_on=TODAY())
        write_review(pair, person=pair.mentor, mark=5, text="Good", is_shared=False, on=TODAY(), by=None)

    one_more()
    one = questions()
    one_more()
    one_more()
    assert (questions(), one <= 25) == (one, True)


def test_what_makes_no_sense_is_refused(make_user):
    where = programme()
    other = programme()
    person = PersonFactory()
    topics = list(where.topics.all())
    with pytest.raises(ValidationError, match="at least one topic"):
        save_profile(where, person=person, role="mentor", topics=list(other.topics.all()), languages=["en"], by=None)
    with pytest.raises(ValidationError, match="at least one language"):
        save_profile(where, person=person, role="mentor", topics=topics, languages=["xx"], by=None)
    ask_matching(where, method="optimal", by=None)
    with pytest.raises(ValidationError, match="worked out already"):
        ask_matching(where, method="optimal", by=None)
    with pytest.raises(ValidationError, match="no suggestion to send"):
        send_proposals(where, by=None)
    pair = running()
    with pytest.raises(ValidationError, match="not yours"):
        write_note(pair, person=person, text="x", by=None)
    with pytest.raises(ValidationError, match="has not begun"):
        write_review(pair, person=pair.mentor, mark=5, text="", is_shared=False, on=TODAY(), by=None)
    begin_closing(pair, by=None)
    write_review(pair, person=pair.mentor, mark=5, text="", is_shared=False, on=TODAY(), by=None)
    with pytest.raises(ValidationError, match="already"):
        write_review(pair, person=pair.mentor, mark=1, text="", is_shared=False, on=TODAY(), by=None)
    assert Review.objects.count() == 1


def test_a_matching_that_failed_can_be_asked_for_again():
    where = programme()
    ask_matching(where, method="optimal", by=None)
    Job.objects.filter(name="mentoring.match").update(state="failed")
    assert ask_matching(where, method="stable", by=None).matching == "stable"


def test_leaving_a_programme_puts_suggestions_aside():
    where = programme()
    mentor = profile(where, "mentor")
    profile(where, "mentee")
    (pair,) = matched(where)
    leave_programme(mentor, by=None)
    pair.refresh_from_db()
    assert (pair.state, matched(where)) == ("dropped", [])
