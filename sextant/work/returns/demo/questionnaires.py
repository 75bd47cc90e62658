"""Questionnaires on their way for the demo: one change in force, one in consultation, proposals in every state. All of it is invented."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.base.demo.registry import World
from sextant.society.documents import states as document_states
from sextant.society.documents.actions.consulting import comment, open_consultation
from sextant.society.documents.actions.publishing import publish
from sextant.society.documents.actions.voting import cast, close_vote, open_vote
from sextant.society.documents.models import Document
from sextant.society.members.models import Person
from sextant.society.members.queries.standing import people_in_good_standing
from sextant.work.returns.actions.changes import open_change
from sextant.work.returns.actions.proposals import propose, take_up, turn_down
from sextant.work.returns.document_kind import voters
from sextant.work.returns.models import QuestionnaireChange, QuestionnaireProposal, QuestionnaireVersion, Round

WEEK = timedelta(days=7)
GAMES: dict[str, Any] = {
    "section": "users",
    "fields": {
        **{"label_ru": "Выдача настольных игр (демонстрация)", "label_en": "Loans of board games (demo)", "kind": "count", "unit": "loans"},
        **{"definition_ru": "Выдачи настольных игр на дом за год.", "definition_en": "Board games lent for use outside the library in the year."},
        "may_be": ["zero", "unknown", "not_applicable"],
    },
}
VISITS: dict[str, Any] = {
    "item": "visits",
    "fields": {
        "definition_ru": "Приходы людей в библиотеку за год; экскурсии считаются по числу участников.",
        "definition_en": "People entering the library in the year; of a guided tour everybody is counted.",
    },
}
SEATS: dict[str, Any] = {
    "item": "seats",
    "fields": {"label_en": "Seats and reading corners for children", "label_ru": "Места и уголки чтения для детей"},
    "continuity": "break",
    "note_en": "Corners without a chair are counted as well.",
    "note_ru": "Учитываются и уголки без стульев.",
}
REASON = "Этот показатель нужен для планирования фонда. (демонстрация)"
BURDEN = "Данные есть в автоматизированной системе; остальным понадобится час в месяц. (демонстрация)"
COMMENT = "How should a corner shared by two rooms be counted? (demo)"
TURNED_DOWN = "Такие данные уже собирает научная библиотека. (демонстрация)"


def load(world: World) -> None:
    """A change of the public questionnaire in force, one of the children's in consultation, and a proposal that waits."""
    people = list(people_in_good_standing(world.today).filter(is_demo=True).order_by("pk")[:3])
    electors = [person for person in voters(world.today) if person.is_demo]
    member = User.objects.filter(email="member@demo.example").first()
    last = Round.objects.filter(questionnaire="public").order_by("-year").values_list("year", flat=True).first() or world.today.year
    if people and not QuestionnaireVersion.objects.exists() and not QuestionnaireChange.objects.exists():
        _in_force(last + 1, electors or people, member)
        _consulted(last + 1, people, member)
        _proposed("public", "add", GAMES, None)
        turn_down(_proposed("public", "retire", {"item": "condition"}, member), decision=TURNED_DOWN, by=None)


def _proposed(code: str, kind: str, data: dict[str, Any], by: User | None) -> QuestionnaireProposal:
    return propose(questionnaire=code, kind=kind, data=data, reason=REASON, burden=BURDEN, by=by, is_demo=True)


def _in_force(year: int, electors: list[Person], member: User | None) -> None:
    """Opened, voted and published within the last weeks."""
    now = timezone.now()
    change = open_change(questionnaire="public", valid_from=year, by=None, is_demo=True)
    take_up(_proposed("public", "change", VISITS, member), change, data=VISITS, decision="", by=None)
    QuestionnaireChange.objects.filter(pk=change.pk).update(opened_at=now - 5 * WEEK)
    document = Document.objects.get(pk=change.document_id)
    vote = open_vote(document, closes_at=now - WEEK, by=None, electorate=electors, now=now - 3 * WEEK)
    for number, person in enumerate(electors, 1):
        choice = document_states.NO if number % 7 == 0 else document_states.YES
        if number % 5:
            cast(vote, person=person, choice=choice, by=None, now=now - 2 * WEEK)
    vote.refresh_from_db()
    if vote.closed_at is None:
        close_vote(vote, by=None, now=now - WEEK)
    publish(Document.objects.get(pk=document.pk), by=None)


def _consulted(year: int, people: list[Person], member: User | None) -> None:
    """In consultation for a week, with a comment that waits for its disposition."""
    now = timezone.now()
    change = open_change(questionnaire="children", valid_from=year, by=None, is_demo=True)
    take_up(_proposed("children", "change", SEATS, member), change, data=SEATS, decision="", by=None)
    QuestionnaireChange.objects.filter(pk=change.pk).update(opened_at=now - 2 * WEEK)
    row = _proposed("children", "add", GAMES, member)
    take_up(row, change, data={**row.data, "item": "loans_games"}, decision="", by=None)
    consultation = open_consultation(Document.objects.get(pk=change.document_id), closes_at=now + 2 * WEEK, by=None, now=now - WEEK)
    clause = consultation.version.clauses.filter(key__startswith="i-seats").first()
    comment(consultation.version, author=people[0], by=None, clause=clause, text=COMMENT, now=now - timedelta(days=2))


@transaction.atomic
def remove() -> int:
    """Takes proposals, changes and their documents, and the versions away."""
    count = QuestionnaireProposal.objects.filter(is_demo=True).delete()[0]
    documents = list(QuestionnaireChange.objects.filter(is_demo=True).values_list("document", flat=True))
    count += QuestionnaireChange.objects.filter(is_demo=True).delete()[0]
    count += QuestionnaireVersion.objects.filter(is_demo=True).delete()[0]
    return count + Document.objects.filter(pk__in=documents).delete()[0]
