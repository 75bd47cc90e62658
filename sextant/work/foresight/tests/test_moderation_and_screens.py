"""The moderator's queue, what facilitators and screens show, and what nobody sees."""

import csv
import io

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.urls import reverse

from sextant.base.jobs.models import Job
from sextant.base.jobs.worker import perform_here
from sextant.society.members.tests.factories import PersonFactory
from sextant.work.foresight import rules, states
from sextant.work.foresight.actions.opinions import ask_for_reading
from sextant.work.foresight.actions.sessions import give_duty, move_session, show_results
from sextant.work.foresight.actions.statements import accept_statement, merge_statement, refuse_statement, say
from sextant.work.foresight.actions.votes import answer_statement
from sextant.work.foresight.models import Participant, Reading, Session, Statement, Vote
from sextant.work.foresight.queries.opinions import votes_table
from sextant.work.foresight.queries.pictures import seen_in
from sextant.work.foresight.queries.statements import counted_in
from sextant.work.foresight.tests.factories import everybody_answers, group, guest, opened, planned, proposed, statement

pytestmark = pytest.mark.django_db


def facilitator(make_user, session, code="I"):
    user = make_user()
    give_duty(session, person=PersonFactory(user=user, email=user.email), group=group(session, code), by=None)
    return user


def committee(make_user, session):
    user = make_user()
    give_duty(session, person=PersonFactory(user=user, email=user.email), group=None, by=None)
    return user


def read(session):
    """The answers of group I, read by the job."""
    ask_for_reading(group(session), by=None)
    perform_here(Job.objects.get(name="foresight.read_group", state="queued"))


def test_an_accepted_statement_keeps_the_authors_words_and_gains_the_other_language():
    session = opened()
    said = say(guest(session), text="Open on Sundays")
    accept_statement(said, text_ru="Открыто по воскресеньям", text_en="Something else", by=None)
    assert list(Statement.objects.filter(pk=said.pk).values_list("text_ru", "text_en", "state")) == [
        ("Открыто по воскресеньям", "Open on Sundays", states.ACCEPTED)
    ]


def test_a_refusal_needs_a_reason_and_words_for_another_one():
    session = opened()
    said = say(guest(session), text="Open on Sundays")
    with pytest.raises(ValidationError, match="Choose a reason"):
        refuse_statement(said, reason="", words="", by=None)
    with pytest.raises(ValidationError, match="Say in words why"):
        refuse_statement(said, reason="other", words=" ", by=None)
    assert refuse_statement(said, reason="aside", words="", by=None).state == states.REFUSED


def test_answers_go_over_to_the_statement_that_says_the_same():
    session = opened(guests=2)
    one, other = statement(session, 0), statement(session, 1)
    answer_statement(guest(session, 0), statement=one.pk, value=1)
    answer_statement(guest(session, 0), statement=other.pk, value=-1)
    answer_statement(guest(session, 1), statement=one.pk, value=1)
    merge_statement(one, into=other, by=None)
    assert sorted(Vote.objects.values_list("participant", "statement", "value")) == [
        (guest(session, 0).pk, other.pk, -1),
        (guest(session, 1).pk, other.pk, 1),
    ]


def test_two_moderators_cannot_decide_on_the_same_statement():
    session = opened()
    said = say(guest(session), text="Open on Sundays")
    accept_statement(said, by=None)
    with pytest.raises(ValidationError, match="Somebody else has decided"):
        accept_statement(said, by=None)


def test_a_facilitator_leads_the_own_group_and_no_other(make_user):
    session = opened()
    user = facilitator(make_user, session)
    one, other = group(session), group(session, "II")
    assert [(rules.may_facilitate(user, room), rules.may_moderate(user, room)) for room in (one, other)] == [(True, True), (False, False)]
    assert (rules.may_steer(user, session), rules.may_keep(user), rules.may_show(user, session)) == (False, False, True)
    assert not rules.may_facilitate(AnonymousUser(), one)


def test_by_policy_only_the_committee_moderates(make_user):
    session = opened(moderated_by=states.BY_COMMITTEE)
    leads, steers = facilitator(make_user, session), committee(make_user, session)
    assert (rules.may_moderate(leads, group(session)), rules.may_moderate(steers, group(session))) == (False, True)


def test_counts_of_fewer_than_five_answers_are_withheld():
    session = opened(guests=6)
    for place in range(4):
        answer_statement(guest(session, place), statement=statement(session).pk, value=1)
    assert counted_in(group(session))[0].shown is False
    answer_statement(guest(session, 4), statement=statement(session).pk, value=1)
    first = counted_in(group(session))[0]
    assert (first.shown, first.agree, first.share) == (True, 5, 1.0)


def test_what_was_read_names_no_participant():
    session = opened(guests=24)
    everybody_answers(session)
    read(session)
    result = Reading.objects.get().result
    assert sorted(result) == ["divides", "groups", "left_out", "people", "spread", "unites"]
    assert all(sorted(one) == ["points", "size"] for one in result["groups"])
    assert all(len(point) == 2 for one in result["groups"] for point in one["points"])


def test_the_same_answers_are_read_once():
    session = opened(guests=12)
    everybody_answers(session)
    read(session)
    read(session)
    assert Reading.objects.count() == 1


def test_a_group_of_fewer_than_five_is_on_no_map():
    session = opened(guests=12)
    everybody_answers(session)
    points = [[0.1 * number, 0.2] for number in range(8)]
    result = {"people": 12, "groups": [{"size": 8, "points": points}, {"size": 4, "points": [[1, 1]] * 4}], "unites": [], "divides": []}
    Reading.objects.create(group=group(session), kind=states.GROUPS, fingerprint="x", result=result)
    seen = seen_in(group(session))
    assert seen is not None
    assert (seen.sizes, seen.drawing, seen.is_split) == ([("A", 8)], None, False)


def test_the_screen_shows_results_only_when_they_are_let_on(client, make_user):
    session = opened(guests=24)
    everybody_answers(session)
    read(session)
    client.force_login(facilitator(make_user, session))
    screen = reverse("foresight:group_screen", args=[group(session).pk])
    assert b"What unites" not in client.get(screen).content
    show_results(session, shown=True, by=None)
    page = client.get(screen).content.decode()
    assert "What unites" in page
    assert [name for name in Participant.objects.values_list("guest_name", flat=True) if f"{name}<" in page] == []


def test_a_screen_that_has_everything_gets_no_page_again(client, make_user, django_assert_max_num_queries):
    session = opened()
    client.force_login(facilitator(make_user, session))
    screen = reverse("foresight:group_screen", args=[group(session).pk])
    mark = client.get(screen).context["mark"]
    with django_assert_max_num_queries(8):
        assert client.get(screen, {"mark": mark}).status_code == 204
    answer_statement(guest(session), statement=statement(session).pk, value=1)
    assert client.get(screen, {"mark": mark}).status_code == 200


def test_the_table_of_answers_is_wide_and_anonymous():
    session = opened(guests=6)
    everybody_answers(session)
    table = votes_table(group(session))
    rows = list(table.records())
    keys = [one.pk for one in Statement.objects.order_by("pk")]
    assert [column.name for column in table.columns] == ["participant", *map(str, keys)]
    assert [row[0] for row in rows] == [1, 2, 3, 4, 5, 6]
    assert sorted(row[1:] for row in rows) == [[1, 1, -1, -1]] * 3 + [[1, 1, 1, 1]] * 3


def test_the_table_is_for_the_committee_after_the_close(client, make_user):
    session = opened(guests=6)
    everybody_answers(session)
    leads, steers = facilitator(make_user, session), committee(make_user, session)
    page = reverse("foresight:votes_file", args=[group(session).pk]) + "?format=csv"
    client.force_login(steers)
    assert client.get(page).status_code == 403
    for state in (states.DECIDING, states.CLOSED):
        move_session(Session.objects.get(pk=session.pk), to=state, by=None)
    answer = client.get(page)
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert (answer.status_code, len(rows)) == (200, 7)
    client.force_login(leads)
    assert client.get(page).status_code == 403


@pytest.mark.parametrize("name", ["people", "duties", "list_people", "edit_session", "proposals", "earlier", "session_screen"])
def test_strangers_and_members_do_not_see_what_is_prepared(client, make_user, name):
    page = reverse(f"foresight:{name}", args=[opened().pk])
    assert client.get(page).status_code == 302
    client.force_login(make_user())
    assert client.get(page).status_code == 403


@pytest.mark.parametrize("name", ["group", "queue", "log", "group_screen", "seed"])
def test_strangers_and_members_do_not_see_a_group(client, make_user, name):
    page = reverse(f"foresight:{name}", args=[group(opened()).pk])
    assert client.get(page).status_code == 302
    client.force_login(make_user())
    assert client.get(page).status_code == 403


def test_a_planned_session_is_known_to_those_who_prepare_it_only(client, make_user):
    session = planned()
    assert client.get(session.get_absolute_url()).status_code == 302
    assert b"Agenda 2027" not in client.get(reverse("foresight:overview")).content
    client.force_login(make_user("secretary"))
    assert client.get(session.get_absolute_url()).status_code == 200


def pages(session):
    names = ("session", "people", "duties", "proposals", "earlier", "session_screen", "edit_session", "list_people", "new_group")
    found = [reverse(f"foresight:{name}", args=[session.pk]) for name in names]
    found += [reverse(f"foresight:{name}", args=[group(session).pk]) for name in ("group", "queue", "log", "group_screen", "seed", "new_proposal")]
    return [reverse("foresight:overview"), reverse("foresight:new_session"), *found]


def test_every_page_opens_for_the_office_within_its_queries(client, make_user, django_assert_max_num_queries):
    session = opened(guests=24)
    everybody_answers(session)
    read(session)
    show_results(session, shown=True, by=None)
    say(guest(session), text="One that waits")
    proposal = proposed(session)
    client.force_login(make_user("secretary"))
    one = reverse("foresight:statement", args=[statement(session).pk]), reverse("foresight:decide_proposal", args=[proposal.pk])
    for page in [*pages(session), *one, reverse("foresight:participant", args=[guest(session).pk])]:
        with django_assert_max_num_queries(15):
            assert (page, client.get(page).status_code) == (page, 200)
