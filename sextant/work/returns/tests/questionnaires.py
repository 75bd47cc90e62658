"""Questionnaires on their way for tests: proposals, a change, and a vote that approves it."""

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.lab.returns.questionnaires import load
from sextant.lab.returns.questionnaires.changing import numbered
from sextant.lab.returns.questionnaires.writing import written
from sextant.society.documents.actions.publishing import publish
from sextant.society.documents.actions.voting import cast, close_vote, open_vote
from sextant.society.documents.models import Document, Publication
from sextant.society.members.models import Person
from sextant.society.members.tests.factories import OrganisationFactory, PersonFactory, active
from sextant.work.returns.actions.changes import open_change
from sextant.work.returns.actions.proposals import propose, take_up
from sextant.work.returns.actions.questionnaires import bring_questionnaire
from sextant.work.returns.models import QuestionnaireChange, QuestionnaireProposal, QuestionnaireVersion
from sextant.work.returns.tests.rounds import acting_for

GAMES: dict[str, Any] = {
    **{"label_en": "Loans of games", "label_ru": "Выдача игр", "definition_en": "Board games lent.", "definition_ru": "Выданные настольные игры."},
    **{"kind": "count", "unit": "loans", "required": True, "may_be": ["zero", "unknown"]},
}
NOTES = {"note_en": "Counted by gates now.", "note_ru": "Теперь считают турникеты."}


def a_change(year: int = 2027, questionnaire: str = "public") -> QuestionnaireChange:
    return open_change(questionnaire=questionnaire, valid_from=year, by=None)


def proposed(by: User | None = None, kind: str = "add", questionnaire: str = "public", **data: Any) -> QuestionnaireProposal:
    given = data or {"section": "users", "fields": GAMES}
    return propose(
        questionnaire=questionnaire, kind=kind, data=given, reason="Games are lent everywhere.", burden="The lending system counts it.", by=by
    )


def taken(change: QuestionnaireChange, proposal: QuestionnaireProposal | None = None, **data: Any) -> QuestionnaireProposal:
    row = proposal or proposed()
    given = {**row.data, **data} if row.kind != "add" else {**row.data, "item": "games", **data}
    take_up(row, change, data=given, decision="", by=None)
    return QuestionnaireProposal.objects.get(pk=row.pk)


def voter(make_user: Any, **fields: Any) -> Person:
    """Somebody who acts for a member organisation."""
    organisation = OrganisationFactory(**fields)
    active(organisation=organisation, on=timezone.localdate())
    user = acting_for(make_user(), organisation)
    return Person.objects.filter(user=user).first() or PersonFactory(user=user)


def approved(document: Document, people: list[Person]) -> None:
    now = timezone.now()
    vote = open_vote(Document.objects.get(pk=document.pk), closes_at=now + timedelta(days=1), by=None)
    for person in people:
        cast(vote, person=person, choice="yes", by=None, now=now)
    vote.refresh_from_db()
    if vote.closed_at is None:
        close_vote(vote, by=None, now=now + timedelta(days=2))


def published(change: QuestionnaireChange, people: list[Person]) -> Publication:
    approved(change.document, people)
    return publish(Document.objects.get(pk=change.document_id), by=None)


def file_of(version: str = "2027.1", year: int = 2027, text: str = "", name: str = "own.toml") -> ContentFile:
    body = text or written(numbered(load("public"), version, year))
    return ContentFile(body.encode(), name=name)


def brought(**fields: Any) -> QuestionnaireVersion:
    return bring_questionnaire(file_of(**fields), by=None)
