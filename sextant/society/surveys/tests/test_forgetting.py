"""A person is forgotten: invitations and words go, what was chosen stays counted without a name; and what is held is told before."""

import pytest

from sextant.society.members.tests.factories import PersonFactory
from sextant.society.surveys import states
from sextant.society.surveys.actions.answering import begin, send
from sextant.society.surveys.actions.forgetting import forget_person
from sextant.society.surveys.held import invitations_held
from sextant.society.surveys.links import response_at
from sextant.society.surveys.models import Invitation, Response
from sextant.society.surveys.tests.factories import answered, opened

pytestmark = pytest.mark.django_db


def test_words_and_name_of_named_answers_go_and_choices_stay():
    person = PersonFactory(email="ann@readers.example")
    survey = opened(audience=states.INVITED, is_anonymous=False)
    invitation = Invitation.objects.create(survey=survey, email="ann@readers.example", name="Ann")
    send(
        response_at(begin(survey, language="en", invitation=invitation)),
        answers={"goes": "no", "why": "I am ill"},
        language="en",
        invitation=invitation,
    )
    held = invitations_held(person)
    assert held is not None
    assert held.rows == [{"survey": "readers", "email": "ann@readers.example", "name": "Ann", "answers": {"goes": "no", "why": "I am ill"}}]
    assert forget_person(person) == 2
    assert [(one.answers, one.person, one.invitation) for one in Response.objects.all()] == [({"goes": "no"}, None, None)]
    assert not Invitation.objects.exists()
    assert invitations_held(person) is None


def test_anonymous_answers_stay_for_nothing_leads_to_them():
    answered(opened(), goes="no", why="Too far")
    assert forget_person(PersonFactory()) == 0
    assert Response.objects.get().answers == {"goes": "no", "why": "Too far"}
