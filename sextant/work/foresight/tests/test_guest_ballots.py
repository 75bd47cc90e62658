"""Guests of a session vote on its document by the link of their place; who may, other sessions, withdrawal, erasure, and one voter one ballot."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from sextant.base.audit.actions import record
from sextant.base.audit.models import PersonalValues
from sextant.society.documents.actions.voting import cast, close_vote, open_vote
from sextant.society.documents.models import Comment, Elector
from sextant.society.documents.queries.guests import token_of as document_token_of
from sextant.society.members.forgetting import forget_everywhere
from sextant.society.members.tests.factories import PersonFactory
from sextant.work.foresight import states
from sextant.work.foresight.actions.agendas import gather_document
from sextant.work.foresight.actions.guests import join_guest
from sextant.work.foresight.actions.people import join_at_door, list_people, withdraw_participant
from sextant.work.foresight.document_kind import guest_of
from sextant.work.foresight.models import Participant, Session, Statement
from sextant.work.foresight.queries.links import token_of
from sextant.work.foresight.tests.factories import decided, deciding, group, guest, member, opened, planned

pytestmark = pytest.mark.django_db


def documented(**fields) -> Session:
    """Six guests, and the document they have come to."""
    session = deciding(**fields)
    decided(session)
    gather_document(session, by=None)
    return Session.objects.get(pk=session.pk)


def put_to_vote(session, **fields):
    return open_vote(session.document, closes_at=timezone.now() + timedelta(days=1), by=None, **fields)


def page_of(session, participant) -> str:
    return reverse("documents:guest", args=[document_token_of(session.document, guest_of(participant))])


def test_a_guest_goes_from_the_place_to_the_ballot(client):
    session = documented()
    vote, place = put_to_vote(session), reverse("foresight:place", args=[token_of(guest(session))])
    page = page_of(session, guest(session))
    assert page in client.get(place).content.decode()
    client.post(page, {"choice": "yes"})
    assert (vote.size, vote.ballots.get().choice, Elector.objects.get(has_voted=True).name) == (6, "yes", "Guest 1")


@pytest.mark.parametrize(("electors", "names"), [("members", []), ("invited", ["Guest 1"]), ("all", ["Guest 1", "At the door"])])
def test_who_votes_is_the_sessions_rule(make_user, electors, names):
    session = opened(guests=1, electors=electors, door_open=True)
    join_at_door(session, name="At the door", group=group(session), language="en")
    member(session, make_user())
    Session.objects.filter(pk=session.pk).update(state=states.DECIDING)
    decided(Session.objects.get(pk=session.pk))
    gather_document(session, by=None)
    vote = put_to_vote(Session.objects.get(pk=session.pk))
    assert list(vote.electorate.exclude(guest="").values_list("name", flat=True)) == names
    assert vote.size == len(names) + 1


def test_the_place_in_another_session_has_no_ballot_here(client):
    session = documented()
    vote = put_to_vote(session)
    other = planned(code="another", base_agenda=session.base_agenda)
    list_people(other, text="Stranger;;I", language="en", by=None)
    Participant.objects.filter(session=other).update(consented_at=timezone.now())
    stranger = other.participants.get()
    assert client.post(page_of(session, stranger), {"choice": "yes"}).status_code == 404
    with pytest.raises(ValidationError, match="This link has ended"):
        cast(vote, guest=str(stranger.pk), choice="yes", by=None)
    assert vote.ballots.count() == 0


def test_the_link_ends_with_the_withdrawal(client):
    session = documented()
    vote = put_to_vote(session)
    page = page_of(session, guest(session))
    withdraw_participant(guest(session), by=None)
    assert client.post(page, {"choice": "yes"}).status_code == 404
    assert vote.ballots.count() == 0


def test_an_erased_guest_leaves_the_ballot_without_a_name(client, make_user):
    session = documented()
    vote, one = put_to_vote(session), guest(session)
    record(verb="foresight.join_at_door", obj=one, personal_after={"name": "Guest 1"})
    Statement.objects.filter(pk=Statement.objects.filter(group=one.group)[0].pk).update(author=one)
    page = page_of(session, one)
    client.post(page, {"choice": "no"})
    client.force_login(make_user("secretary"))
    assert client.post(reverse("foresight:forget_guest", args=[one.pk])).status_code == 302
    assert client.get(page).status_code == 404
    assert (Participant.objects.filter(pk=one.pk).exists(), Elector.objects.get(guest=str(one.pk)).name) == (False, "…")
    assert Statement.objects.filter(group__session=session).exclude(author=None).count() == 0
    assert not PersonalValues.objects.filter(after={"name": "Guest 1"}).exists()
    assert close_vote(vote, by=None, now=vote.closes_at).no == 1


def test_strangers_erase_and_join_nobody(client, make_user):
    session = documented()
    client.force_login(make_user("editor"))
    for name in ("forget_guest", "join_guest"):
        answer = client.get(reverse(f"foresight:{name}", args=[guest(session).pk]))
        assert (answer.status_code, b"Guest 1" in answer.content) == (403, False)
    assert session.participants.count() == 6


def test_a_guest_who_has_an_account_by_now_is_the_same_voter(client, make_user):
    session = documented()
    vote, one, user = put_to_vote(session), guest(session), make_user()
    page = page_of(session, one)
    client.post(page, {"choice": "no"})
    person = PersonFactory(user=user, email="by-now@example.org")
    office = make_user("secretary")
    client.force_login(office)
    client.post(reverse("foresight:join_guest", args=[one.pk]), {"person": "by-now@example.org"})
    assert client.post(page, {"choice": "yes"}).status_code == 404
    client.force_login(user)
    client.post(vote.get_absolute_url(), {"choice": "abstain"})
    closed = close_vote(vote, by=None, now=vote.closes_at)
    assert (closed.size, closed.no, closed.abstained, Participant.objects.get(pk=one.pk).person) == (6, 0, 1, person)


def test_a_guest_with_a_second_place_as_a_person_is_one_voter(make_user):
    session = documented()
    own = member(session, make_user())
    vote = put_to_vote(session)
    assert vote.size == 7
    assert join_guest(guest(session), person=own.person, by=None) == own
    vote.refresh_from_db()
    assert (vote.size, guest(session).withdrawn_at is not None) == (6, True)


def test_whoever_is_listed_again_by_the_address_of_a_guest_keeps_the_place(make_user):
    session = planned()
    list_people(session, text="Ada;ada@example.org;I", language="en", by=None)
    PersonFactory(user=make_user(), email="ada@example.org")
    again = list_people(session, text="Ada;ada@example.org;II", language="en", by=None)
    assert (again.merged, [(one.group.code, one.person is not None) for one in session.participants.all()]) == (1, [("II", True)])


def test_erasing_a_person_reaches_what_was_done_as_a_guest(make_user):
    session = documented()
    vote, one, user = put_to_vote(session), guest(session), make_user()
    close_vote(vote, by=None, now=vote.closes_at)
    person = PersonFactory(user=user)
    join_guest(one, person=person, by=None)
    forget_everywhere(person)
    assert not Elector.objects.filter(name="Guest 1").exists()
    assert not Comment.objects.filter(guest=str(one.pk)).exists()
