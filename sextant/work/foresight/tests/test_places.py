"""A participant's place: whose link opens it, answers, statements and pairs on a phone."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from sextant.work.foresight import states
from sextant.work.foresight.actions.people import join_at_door, renew_link, withdraw_participant
from sextant.work.foresight.actions.sessions import change_door, move_session
from sextant.work.foresight.actions.statements import refuse_statement, say
from sextant.work.foresight.actions.votes import answer_statement, compare_statements
from sextant.work.foresight.models import Comparison, Participant, Session, Statement, Vote
from sextant.work.foresight.queries.links import door_token_of, token_of
from sextant.work.foresight.queries.places import next_pair
from sextant.work.foresight.tests.factories import everybody_answers, group, guest, member, opened, planned, statement

pytestmark = pytest.mark.django_db


def at(name, participant):
    return reverse(f"foresight:{name}", args=[token_of(participant)])


def test_a_guest_answers_by_the_link_alone(client):
    participant = guest(opened())
    page = client.get(at("answer", participant))
    shown = page.context["progress"].next
    answered = client.post(at("answer", participant), {"statement": shown.pk, "value": "1"})
    assert (page.status_code, answered.status_code) == (200, 302)
    assert list(Vote.objects.values_list("participant", "statement", "value")) == [(participant.pk, shown.pk, 1)]


def test_with_htmx_the_next_statement_comes_in_the_answer(client):
    participant = guest(opened())
    shown = client.get(at("answer", participant)).context["progress"].next
    answered = client.post(at("answer", participant), {"statement": shown.pk, "value": "-1"}, headers={"HX-Request": "true"})
    assert b"<html" not in answered.content
    assert answered.context["progress"].answered == 1
    assert answered.context["progress"].next.pk != shown.pk


def test_one_answer_of_a_guest_costs_three_queries(client, django_assert_num_queries):
    """The place, the statements with what one has answered, and the answer itself."""
    participant = guest(opened())
    key = statement(Session.objects.get()).pk
    with django_assert_num_queries(3):
        client.post(at("answer", participant), {"statement": key, "value": "1"}, headers={"HX-Request": "true"})


def test_one_answer_of_a_member_costs_six_queries(client, make_user, django_assert_num_queries):
    """The log-in, the user and the session of the browser besides."""
    session = opened()
    user = make_user()
    participant = member(session, user)
    client.force_login(user)
    with django_assert_num_queries(6):
        client.post(at("answer", participant), {"statement": statement(session).pk, "value": "1"}, headers={"HX-Request": "true"})


def test_the_page_of_answers_is_the_same_whatever_others_said(client):
    session = opened(guests=6)
    first = guest(session)

    def page():
        return client.get(at("answer", first)).content.decode().split('name="statement"')[1].split("</form>")[0]

    before = page()
    everybody_answers(session)
    Vote.objects.filter(participant=first).delete()
    assert page() == before


def test_an_altered_link_opens_nothing(client):
    participant = guest(opened())
    token = token_of(participant)
    other = token.replace(f"{participant.pk}-", f"{participant.pk + 1}-", 1)
    assert client.get(reverse("foresight:place", args=[other])).status_code == 404
    assert client.get(reverse("foresight:place", args=["nonsense"])).status_code == 404


def test_a_link_made_anew_closes_the_earlier_one(client):
    participant = guest(opened())
    earlier = at("place", participant)
    renew_link(participant, by=None)
    assert client.get(earlier).status_code == 404
    assert client.get(at("place", guest(Session.objects.get()))).status_code == 200


def test_a_withdrawn_place_opens_nothing_and_no_longer_counts(client):
    session = opened()
    everybody_answers(session)
    withdraw_participant(guest(session), by=None)
    assert client.get(at("place", guest(session))).status_code == 302
    with pytest.raises(ValidationError, match="Your place was withdrawn"):
        answer_statement(guest(session), statement=statement(session).pk, value=1)


def test_a_members_link_opens_for_that_member_only(client, make_user):
    session = opened()
    user, other = make_user(), make_user()
    place = at("place", member(session, user))
    assert client.get(place).status_code == 302
    client.force_login(other)
    assert client.get(place).status_code == 403
    client.force_login(user)
    assert client.get(place).status_code == 200


def test_before_the_consent_nothing_is_answered(client):
    session = opened()
    Participant.objects.update(consented_at=None)
    participant = guest(session)
    assert b"Answers are kept." in client.get(at("place", participant)).content
    assert client.get(at("answer", participant)).status_code == 302
    with pytest.raises(ValidationError, match="agree to take part"):
        answer_statement(participant, statement=statement(session).pk, value=1)
    client.post(at("consent", participant))
    assert guest(session).consented_at is not None


def test_a_statement_of_another_group_cannot_be_answered():
    session = opened()
    Participant.objects.update(group=group(session, "II"))
    with pytest.raises(ValidationError, match="no more put to your group"):
        answer_statement(guest(session), statement=statement(session).pk, value=1)


def test_nothing_is_answered_after_the_answers_are_ended():
    session = opened()
    move_session(session, to=states.DECIDING, by=None)
    with pytest.raises(ValidationError, match="not open at the moment"):
        answer_statement(guest(session), statement=statement(session).pk, value=1)


@pytest.mark.parametrize("value", [2, -9])
def test_another_value_is_refused(value):
    session = opened()
    with pytest.raises(ValidationError, match="one of the three answers"):
        answer_statement(guest(session), statement=statement(session).pk, value=value)


def test_a_pair_is_kept_in_one_order_whichever_was_shown_first():
    session = opened()
    one, other = statement(session, 0), statement(session, 1)
    compare_statements(guest(session), first=other.pk, second=one.pk, value=1)
    assert list(Comparison.objects.values_list("first", "second", "value")) == [(one.pk, other.pk, -1)]


def test_pairs_come_until_all_were_compared():
    session = opened(guests=1)
    participant = guest(session)
    seen = 0
    while pair := next_pair(participant):
        compare_statements(participant, first=pair[0].pk, second=pair[1].pk, value=1)
        seen += 1
    assert seen == 6  # four statements: 4 · 3 / 2


def test_a_draft_is_kept_and_becomes_the_statement(client):
    session = opened()
    participant = guest(session)
    client.post(at("keep_draft", participant), {"text": "Open on Sun"})
    assert b"Open on Sun</textarea>" in client.get(at("write", participant)).content
    client.post(at("write", participant), {"text": "Open on Sundays"})
    assert list(Statement.objects.filter(author=participant).values_list("text_en", "state")) == [("Open on Sundays", states.WAITING)]


def test_a_long_statement_is_refused_and_stays_in_the_form(client):
    session = opened(longest_statement=60)
    page = client.post(at("write", guest(session)), {"text": "x" * 61})
    assert b"At most 60 characters; yours has 61." in page.content
    assert ("x" * 61).encode() in page.content


def test_the_author_reads_why_a_statement_was_refused(client):
    session = opened()
    participant = guest(session)
    refuse_statement(say(participant, text="More"), reason="other", words="Say of what.", by=None)
    assert b"Say of what." in client.get(at("write", participant)).content


def test_the_door_lets_in_whoever_is_in_the_room_while_it_is_open(client):
    session = opened(door_open=True)
    page = reverse("foresight:door", args=[door_token_of(session)])
    joined = client.post(page, {"name": "Zoe", "group": group(session).pk, "agrees": "on"})
    made = Participant.objects.get(guest_name="Zoe")
    assert (joined.status_code, joined.url, made.by_door) == (302, at("place", made), True)
    change_door(session, by=None)
    assert client.get(page).status_code == 404


def test_a_door_that_is_shut_refuses():
    session = opened()
    with pytest.raises(ValidationError, match="can no longer join by this code"):
        join_at_door(session, name="Zoe", group=group(session), language="en")


def test_a_user_without_a_place_is_told_whom_to_ask(client, make_user):
    session = planned()
    client.force_login(make_user())
    page = client.get(reverse("foresight:mine", args=[session.pk]), follow=True)
    assert b"You have no place in this session" in page.content


def test_a_link_that_opens_nothing_says_whom_to_ask_and_nothing_of_the_session(client):
    participant = guest(opened())
    replaced = at("place", participant)
    renew_link(participant, by=None)
    for address in (replaced, replaced[:-4] + "xx/", reverse("foresight:door", args=["1-1.stranger"])):
        answer = client.get(address)
        assert (answer.status_code, "Ask whoever sent it to you" in answer.content.decode()) == (404, True)
        assert Session.objects.get().title_en not in answer.content.decode()


def test_a_statement_that_was_refused_leads_the_eye_to_what_is_wrong(client):
    address = at("write", guest(opened()))
    refused = client.post(address, {"text": ""}).content.decode()
    assert ("autofocus" in refused, "Write the statement." in refused, "autofocus" in client.get(address).content.decode()) == (True, True, False)
