"""The thread from a planned session to the published agenda."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from sextant.base.audit.models import Entry
from sextant.base.letters.models import Letter
from sextant.society.agenda.models import Agenda, Guideline
from sextant.society.documents.actions.publishing import publish
from sextant.society.documents.actions.voting import cast, close_vote, open_vote
from sextant.society.documents.models import Document
from sextant.work.foresight import states
from sextant.work.foresight.actions.agendas import compose, gather_document
from sextant.work.foresight.actions.people import list_people
from sextant.work.foresight.actions.proposals import decide_earlier, decide_proposal
from sextant.work.foresight.actions.sessions import move_session
from sextant.work.foresight.agenda_text import written
from sextant.work.foresight.models import Proposal, Session
from sextant.work.foresight.tests.factories import decided, deciding, group, member, opened, planned, proposed

pytestmark = pytest.mark.django_db


def approved(session):
    """The document of a session, voted on by everybody who takes part, guests among them, all for it."""
    document = gather_document(session, by=None)
    vote = open_vote(document, closes_at=timezone.now() + timedelta(days=1), by=None)
    for one in vote.electorate.select_related("person"):
        cast(vote, person=one.person, guest=one.guest, choice="yes", by=None)
    close_vote(vote, by=None)
    return Document.objects.get(pk=document.pk)


def test_a_session_has_a_group_for_each_direction_of_the_agenda():
    assert [(one.code, one.title_ru, one.title_en) for one in planned().groups.all()] == [("I", "Чтение", "Reading"), ("II", "Сотрудники", "Staff")]


def test_a_session_needs_what_people_agree_to():
    with pytest.raises(ValidationError) as refused:
        planned(consent_ru="", consent_en="")
    assert refused.value.message_dict == {"consent_ru": ["Write what people agree to when they take part, in at least one of the languages."]}


def test_the_code_of_an_agenda_that_exists_is_refused():
    with pytest.raises(ValidationError, match="There is an agenda of this code already"):
        planned(code="earlier")


def test_a_pasted_list_is_accounted_for():
    session = planned()
    first = list_people(session, text="Ada;ada@example.org;I;en\nBob;;II\n;x@example.org\nCy;not an address\nDee;;IX", language="ru", by=None)
    assert (first.lines, first.stored, first.merged) == (5, 2, 0)
    assert first.refused == [
        "Line 3: the name is missing.",
        "Line 4: “not an address” is no e-mail address.",
        "Line 5: there is no group “IX”.",
    ]
    again = list_people(session, text="Ada L.;ADA@example.org;II\nEve", language="ru", by=None)
    assert (again.lines, again.stored, again.merged, again.refused) == (2, 1, 1, [])
    assert [(one.name, one.group.code, one.language) for one in session.participants.order_by("pk")] == [
        ("Ada", "II", "en"),
        ("Bob", "II", "ru"),
        ("Eve", "I", "ru"),
    ]


def test_inviting_writes_one_letter_to_each_address(make_user):
    session = planned()
    user = make_user(email="member@example.org")
    list_people(session, text="Ada;ada@example.org;I;en\nBob;;II", language="ru", by=None)
    member(session, user)
    move_session(session, to=states.INVITED, by=None)
    letters = Letter.objects.filter(template="foresight.invitation").order_by("to_address")
    assert [(one.to_address, one.subject) for one in letters] == [
        ("ada@example.org", "Foresight session: Agenda 2027"),
        ("member@example.org", "Foresight session: Agenda 2027"),
    ]
    assert "This link is yours alone" in letters[0].body
    assert "after you have logged in" in letters[1].body
    list_people(Session.objects.get(pk=session.pk), text="Cy;cy@example.org;I;ru", language="ru", by=None)
    assert Letter.objects.filter(template="foresight.invitation").count() == 3


def test_a_session_cannot_skip_a_state():
    with pytest.raises(ValidationError, match="stands otherwise by now"):
        move_session(planned(), to=states.OPEN, by=None)


def test_nobody_is_invited_from_an_empty_list():
    with pytest.raises(ValidationError, match="List whom to invite first"):
        move_session(planned(), to=states.INVITED, by=None)


def test_the_record_keeps_number_and_fingerprint_of_the_answers_and_none_of_them():
    session = deciding()
    kept = Entry.objects.filter(verb="foresight.move_session").order_by("-number").first().after
    assert (kept["state"], kept["votes"], len(kept["fingerprint"])) == ("deciding", 24, 64)
    assert Entry.objects.filter(object_kind="foresight.vote").count() == 0
    assert session.state == states.DECIDING


def test_the_committee_takes_only_what_is_whole_in_both_languages():
    session = opened()
    proposal = proposed(session)
    Proposal.objects.filter(pk=proposal.pk).update(text_ru="")
    with pytest.raises(ValidationError, match="needs a title and a text in both languages"):
        decide_proposal(proposal, taken=True, why="", by=None)
    with pytest.raises(ValidationError, match="Say why the proposal is left"):
        decide_proposal(proposal, taken=False, why=" ", by=None)


def test_the_document_waits_for_a_decision_on_each_earlier_guideline():
    session = deciding()
    decide_proposal(proposed(session), taken=True, why="", by=None)
    with pytest.raises(ValidationError, match="3 guidelines of the earlier agenda have no decision yet"):
        gather_document(session, by=None)


def test_an_end_needs_its_reason_and_a_replacement_its_proposal():
    session = opened()
    guideline = Guideline.objects.get(direction__agenda__code="earlier", direction__code="I", number=1)
    with pytest.raises(ValidationError, match="Say why the guideline ends"):
        decide_earlier(session, guideline, decision=states.ENDED, proposal=None, words="", by=None)
    with pytest.raises(ValidationError, match="Choose the proposal that replaces"):
        decide_earlier(session, guideline, decision=states.REPLACED, proposal=None, words="", by=None)


def test_the_document_has_taken_and_carried_guidelines_under_their_directions():
    session = deciding()
    decided(session)
    document = gather_document(session, by=None)
    clauses = document.versions.get().clauses.all()
    assert [(one.number, one.heading_en, one.data) for one in clauses] == [
        ("I", "Reading", {"direction": "I"}),
        ("I.1", "Story hours", {"proposal": Proposal.objects.get().pk, "who_en": "Children's libraries"}),
        ("II", "Staff", {"direction": "II"}),
        ("II.1", "Train everybody", {"carried": Guideline.objects.get(title_en="Train everybody").pk}),
    ]


def test_the_published_document_becomes_the_current_agenda(client, make_user):
    session = deciding(guests=6)
    users = [make_user(email=f"voter{number}@example.org") for number in range(3)]
    for user in users:
        member(session, user)
    proposal = decided(session)
    document = approved(session)
    publish(document, by=users[0], on=date(2027, 5, 1))
    session.refresh_from_db()
    proposal.refresh_from_db()
    agenda = Agenda.objects.get(is_current=True)
    assert (agenda.code, agenda.title_en, agenda.adopted_on) == ("agenda_2027", "Agenda 2027", date(2027, 5, 1))
    assert [(one.code, one.title_en, one.who_en, one.capabilities) for one in Guideline.objects.filter(direction__agenda=agenda)] == [
        ("I.1", "Story hours", "Children's libraries", ["reading"]),
        ("II.1", "Train everybody", "", []),
    ]
    assert [one.code for one in Guideline.objects.get(direction__agenda=agenda, direction__code="I").indicators.all()] == ["initiatives_running"]
    assert (session.state, session.published_agenda, proposal.adopted_as) == (states.CLOSED, agenda, "I.1")
    page = client.get(document.get_absolute_url().replace("/ru/", "/en/")).content.decode()
    assert "This document became the agenda “Agenda 2027”." in page
    assert 'href="/en/agenda/">Go there</a>' in page


def test_what_was_taken_out_of_the_document_is_not_in_the_agenda(make_user):
    session = deciding()
    user = make_user()
    member(session, user)
    decided(session)
    document = gather_document(session, by=None)
    version = document.versions.get()
    version.clauses.filter(heading_en="Train everybody").delete()
    session.refresh_from_db()

    class Published:
        """Only what `compose` reads."""

        published_on = date(2027, 5, 1)

    Published.version = version  # type: ignore[attr-defined]
    text = written(compose(session, Published()))  # type: ignore[arg-type]
    assert 'takes_over = { "I.2" = "", "II.1" = "", "I.1" = "I.1" }' in text


def test_an_open_session_takes_no_document():
    session = opened()
    with pytest.raises(ValidationError, match="End the answers first"):
        gather_document(session, by=None)


def test_a_published_session_cannot_be_opened_again(make_user):
    session = deciding()
    user = make_user()
    member(session, user)
    decided(session)
    publish(approved(session), by=user)
    with pytest.raises(ValidationError, match="stands otherwise by now"):
        move_session(Session.objects.get(pk=session.pk), to=states.DECIDING, by=None)
    assert group(session).code == "I"
