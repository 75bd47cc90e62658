"""The demo's documents: one published in two versions, one in consultation, one put to the vote; and taking them away."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.society.documents import association_documents, states
from sextant.society.documents.actions.clauses import add_clause, save_clause
from sextant.society.documents.actions.consulting import comment, dispose, open_consultation
from sextant.society.documents.actions.drafting import draft_document, revise, save_head
from sextant.society.documents.actions.publishing import publish
from sextant.society.documents.actions.voting import cast, close_vote, open_vote
from sextant.society.documents.demo import words
from sextant.society.documents.models import Document
from sextant.society.members.models import Person
from sextant.society.members.queries.standing import people_in_good_standing

FIRST, SECOND, OPENED = timedelta(days=500), timedelta(days=70), timedelta(days=9)
WEEK = timedelta(days=14)


def _drafted(head: dict[str, Any], clauses: Any) -> Document:
    return draft_document(kind=association_documents.CODE, clauses=clauses, by=None, is_demo=True, **head)


def _approved(document: Document, people: list[Person], opened: datetime) -> None:
    """A vote in which nearly all take part: every seventh is against, every eleventh abstains."""
    vote = open_vote(document, closes_at=opened + WEEK, by=None, electorate=people, now=opened)
    for number, person in enumerate(people, 1):
        if number % 5:
            choice = states.NO if number % 7 == 0 else states.ABSTAIN if number % 11 == 0 else states.YES
            cast(vote, person=person, choice=choice, by=None, now=opened + timedelta(days=1))
    close_vote(vote, by=None, now=opened + WEEK)
    publish(document, by=None, on=timezone.localdate(opened + WEEK))


def _published_twice(people: list[Person], now: datetime) -> None:
    document = _drafted(words.STATUTE, words.STATUTE_CLAUSES)
    _approved(document, people, now - FIRST)
    version = revise(document, by=None)
    save_head(version, revision=version.revision, by=None, **words.NOTE)
    changed: dict[str, Any] = words.SECOND
    for key, texts in changed.items():
        save_clause(version.clauses.get(key=key), revision=1, by=None, **texts)
    new: dict[str, Any] = words.SECOND_NEW
    add_clause(version, by=None, **new)
    _approved(document, people, now - SECOND)


def _consulted(people: list[Person], now: datetime) -> None:
    document = _drafted(words.POSITION, words.POSITION_CLAUSES)
    version = open_consultation(document, closes_at=now + WEEK, by=None, now=now - OPENED).version
    made = []
    for number, (key, text, language, wording) in enumerate(words.REMARKS):
        clause = version.clauses.get(key=key) if key else None
        author, at = people[number % len(people)], now - OPENED + timedelta(days=number + 1)
        made.append(comment(version, author=author, by=None, clause=clause, text=text, language=language, wording=wording, now=at))
    comment(version, author=people[-1], by=None, text=words.ANSWER, reply_to=made[2], now=now - timedelta(days=2))
    dispose(made[0], outcome=words.SETTLED[0], reason=words.SETTLED[1], by=None, now=now - timedelta(days=3))


def load(world: World) -> None:
    """Three documents of the invented association."""
    now = timezone.now()
    people = list(people_in_good_standing(world.today).filter(is_demo=True).order_by("pk")[:24])
    known = Person.objects.filter(user__email="member@demo.example").first()
    if not people:
        return
    _published_twice(people, now)
    _consulted(people, now)
    document = _drafted(words.DIGITAL, words.DIGITAL_CLAUSES)
    open_vote(document, closes_at=now + WEEK, by=None, electorate=[*people, *([known] if known else [])], now=now - OPENED)


def remove() -> int:
    """Takes the demo's documents away with their versions, comments and votes."""
    return Document.objects.filter(is_demo=True).delete()[0]


def register() -> None:
    registry.register("documents", 64, load, remove)
