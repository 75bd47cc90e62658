"""Answering: once a person, kept as one goes, in both languages, with and without the script; and what is refused."""

import json
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from sextant.society.members.tests.factories import PersonFactory
from sextant.society.surveys import states
from sextant.society.surveys.actions.answering import begin, keep, send
from sextant.society.surveys.links import invitation_token, response_at, used_digest
from sextant.society.surveys.models import Invitation, Response, UsedKey
from sextant.society.surveys.tests.factories import opened

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"surveys:{name}", args=args)


def sync(client, key, answers, complete=True, at=1):
    body = json.dumps({"answers": answers, "page": at, "complete": complete})
    return client.post(page("sync", key), body, content_type="application/json")


YES = {"goes": ["yes"], "liked": ["2"]}


@pytest.fixture
def member(make_user):
    user = make_user("member")
    PersonFactory(user=user, email=user.email)
    return user


def test_answers_sent_twice_by_the_script_count_once(client):
    key = begin(opened(), language="en")
    assert [sync(client, key, YES).json(), sync(client, key, {"goes": ["no"]}).json()] == [{"kept": True, "sent": True}] * 2
    assert [one.answers for one in Response.objects.all()] == [{"goes": "yes", "liked": "2"}]


def test_what_is_kept_comes_back_by_the_same_link(client):
    key = begin(opened(), language="en")
    assert sync(client, key, {"goes": ["yes"], "liked": ["3"]}, complete=False, at=2).json() == {"kept": True, "sent": False}
    shown = client.get(page("answer", key)).content.decode()
    assert 'name="liked" value="3" checked' in shown
    assert 'name="page" value="2"' in shown
    assert Response.objects.get().state == Response.BEGUN


def test_the_language_changes_in_the_middle_and_loses_nothing(client):
    key = begin(opened(), language="en")
    answer = client.post(page("answer", key), {"page": "1", "go": "ru", "goes": "no", "why": "Too far"})
    assert answer.url == f"/ru/surveys/a/{key}/?page=1"
    shown = client.get(answer.url).content.decode()
    assert "Почему нет?" in shown
    assert 'value="Too far"' in shown


def test_a_page_that_is_not_answered_comes_back_with_its_sentence(client):
    key = begin(opened(), language="en")
    answer = client.post(page("answer", key), {"page": "1", "go": "next"})
    assert (answer.status_code, "This question needs an answer." in answer.content.decode()) == (400, True)
    assert client.post(page("answer", key), {"page": "2", "go": "back"}).url.endswith("?page=1")


def test_a_page_without_a_question_for_this_person_is_passed_over(client):
    key = begin(opened(), language="en")
    assert client.post(page("answer", key), {"page": "1", "go": "next", "goes": "no"}).url.endswith("?page=3")
    assert client.post(page("answer", key), {"page": "3", "go": "back", "goes": "no"}).url.endswith("?page=1")


def test_what_lacks_at_the_end_is_told_by_question(client):
    answer = sync(client, begin(opened(), language="en"), {})
    assert (answer.status_code, answer.json()) == (400, {"errors": {"goes": "This question needs an answer."}})
    assert not Response.objects.filter(state=Response.COMPLETE).exists()


@pytest.mark.parametrize("body", ["", "[]", "{", '{"answers": []}', '{"answers": {"goes": "yes"}}', '{"answers": {"goes": [1]}}', "[" * 5000])
def test_what_is_not_from_the_page_is_refused_with_a_sentence(client, body):
    answer = client.post(page("sync", begin(opened(), language="en")), body, content_type="application/json")
    assert (answer.status_code, answer.json()) == (400, {"errors": {"": "This is not what the page sends. Load the page again."}})


def test_a_survey_that_has_closed_takes_nothing(client):
    survey = opened()
    key = begin(survey, language="en")
    survey.closes_at = timezone.now() - timedelta(seconds=1)
    survey.save()
    assert sync(client, key, YES).status_code == 400
    assert "takes no answers any more" in client.get(page("answer", key)).content.decode()
    with pytest.raises(ValidationError):
        begin(survey, language="en")


def test_a_member_answers_an_anonymous_survey_once_and_leaves_only_a_keyed_digest(client, member):
    survey = opened(audience=states.MEMBERS)
    client.force_login(member)
    first, second = (client.post(page("begin", survey.code)).url.rstrip("/").rsplit("/", 1)[-1] for _time in range(2))
    assert sync(client, first, YES).status_code == 200
    again = sync(client, second, YES)
    assert (again.status_code, again.json()["errors"][""]) == (400, "Your answers are in already. Thank you: they count once.")
    sent = Response.objects.get(state=Response.COMPLETE)
    assert (sent.person, sent.invitation) == (None, None)
    assert [one.digest for one in UsedKey.objects.all()] == [used_digest(survey, f"person:{member.person.pk}")]
    assert first not in str([session.get_decoded() for session in Session.objects.all()])


def test_nobody_answers_for_members_who_is_none(client, make_user, member):
    survey = opened(audience=states.MEMBERS)
    assert client.post(page("begin", survey.code)).status_code == 302
    assert not Response.objects.exists()
    client.force_login(make_user())
    assert client.post(page("begin", survey.code)).status_code == 403
    client.force_login(member)
    key = client.post(page("begin", survey.code)).url.rstrip("/").rsplit("/", 1)[-1]
    client.logout()
    assert "We cannot see that this survey asks you." in sync(client, key, YES).json()["errors"][""]


def test_named_answers_belong_to_the_person_and_open_to_nobody_else(client, make_user, member):
    survey = opened(audience=states.MEMBERS, is_anonymous=False)
    client.force_login(member)
    address = client.post(page("begin", survey.code)).url
    again = client.post(page("begin", survey.code)).url
    assert [one.person for one in Response.objects.all()] == [member.person]
    assert (client.get(address).status_code, client.get(again).status_code) == (404, 200)
    client.force_login(make_user("secretary"))
    assert client.get(again).status_code == 403
    client.logout()
    assert client.get(again).status_code == 302


@pytest.mark.parametrize("anonymous", [True, False])
def test_an_invitation_answers_once(client, anonymous):
    survey = opened(audience=states.INVITED, is_anonymous=anonymous)
    invitation = Invitation.objects.create(survey=survey, email="ann@readers.example")
    address = page("invited", invitation_token(invitation))
    key = client.post(address).url.rstrip("/").rsplit("/", 1)[-1]
    assert sync(client, key, YES).status_code == 200
    assert client.post(address).status_code == 400
    sent = Response.objects.get()
    assert sent.invitation == (None if anonymous else invitation)
    assert UsedKey.objects.count() == int(anonymous)


def test_a_link_that_was_altered_opens_nothing(client):
    survey = opened(audience=states.INVITED)
    token = invitation_token(Invitation.objects.create(survey=survey, email="ann@readers.example"))
    assert [client.get(page("invited", text)).status_code for text in (token[:-1] + "~", "7", token.replace(".", ".x"))] == [404] * 3
    assert client.get(page("answer", "nothing")).status_code == 404


def test_answers_that_were_sent_are_shown_to_nobody_by_their_link(client):
    key = begin(opened(), language="en")
    send(response_at(key), answers={"goes": "no", "why": "A secret of mine"}, language="en")
    shown = client.get(page("answer", key)).content.decode()
    assert ("A secret of mine" in shown, "Your answers are in." in shown) == (False, True)
    with pytest.raises(ValidationError):
        keep(response_at(key), answers={}, page=1, language="en")


def test_the_page_of_answers_asks_as_many_questions_of_the_database_for_one_as_for_all(client, django_assert_max_num_queries):
    key = begin(opened(), language="en")
    with django_assert_max_num_queries(10):
        client.get(page("answer", key))
