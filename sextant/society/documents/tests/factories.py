"""Invented documents, people and votes for tests."""

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.society.documents import kinds, states
from sextant.society.documents.actions.consulting import comment, dispose, open_consultation
from sextant.society.documents.actions.drafting import draft_document
from sextant.society.documents.actions.publishing import publish
from sextant.society.documents.actions.voting import cast, close_vote, open_vote
from sextant.society.documents.clauses import ClauseDraft
from sextant.society.documents.models import ApprovalVote, Comment, Consultation, Document, Publication, Version
from sextant.society.members.models import Person
from sextant.society.members.tests.factories import PersonFactory

CLAUSES = (
    ClauseDraft(key="aims", heading_en="Aims", heading_ru="Цели"),
    ClauseDraft(
        key="reading",
        part_of="aims",
        text_en="The section brings reading to every child.",
        text_ru="Секция несёт чтение каждому ребёнку.",
    ),
    ClauseDraft(key="work", heading_en="Work", heading_ru="Работа", text_en="The section meets every year.", text_ru="Секция собирается каждый год."),
)


def soon(days: float = 14) -> datetime:
    return timezone.now() + timedelta(days=days)


def drafted(**fields: Any) -> Document:
    """A document with a chapter, a clause in it and a clause beside it."""
    given: dict[str, Any] = {
        "title_en": "Rules of the section",
        "title_ru": "Положение о секции",
        "clauses": CLAUSES,
        "kind": "association",
        "by": None,
    }
    return draft_document(**{**given, **fields})


def newest(document: Document) -> Version:
    return document.versions.select_related("document").order_by("-number")[0]


def fresh(document: Document) -> Document:
    return Document.objects.get(pk=document.pk)


def consulted(document: Document | None = None, **fields: Any) -> Consultation:
    return open_consultation(document or drafted(), **{"closes_at": soon(), "by": None, **fields})


def person_with(user: User | None = None, **fields: Any) -> Person:
    return PersonFactory(user=user, **fields)


def commented(version: Version, author: Person | None = None, clause: str = "reading", **fields: Any) -> Comment:
    """A remark on a clause by its key; on the whole with an empty one."""
    found = version.clauses.get(key=clause) if clause else None
    return comment(version, author=author or person_with(), by=None, clause=found, **({"text": "Who pays for it?"} | fields))


def settled(remark: Comment, outcome: str = states.CHANGED) -> None:
    dispose(remark, outcome=outcome, reason="A sentence on money was added.", by=None)


def voted_on(document: Document | None = None, electorate: list[Person] | None = None, **fields: Any) -> ApprovalVote:
    """An open vote among these people (three of them)."""
    people = [person_with() for _n in range(3)] if electorate is None else electorate
    return open_vote(document or drafted(), **{"closes_at": soon(), "by": None, "electorate": people, **fields})


def all_vote(vote: ApprovalVote, *choices: str) -> ApprovalVote:
    """The electors vote in turn; then the vote is closed after its time."""
    for elector, choice in zip(vote.electorate.all(), choices, strict=False):
        cast(vote, person=elector.person, choice=choice, by=None)
    return close_vote(vote, by=None, now=vote.closes_at + timedelta(seconds=1))


def published(**fields: Any) -> Publication:
    """A document that went through a vote of three and was published."""
    document = drafted(**fields)
    all_vote(voted_on(document), states.YES, states.YES, states.NO)
    return publish(document, by=None)


def kind(code: str = "test-guideline", **fields: Any) -> kinds.DocumentKind:
    """A kind that another house would bring; taken away by the fixture `no_other_kinds`."""
    given: dict[str, Any] = {
        "name": "guideline",
        "may_draft": lambda user: user.is_authenticated,
        "may_edit": lambda user, document: False,
        "may_comment": lambda user, document: user.is_authenticated,
        "electorate": lambda document, day: Person.objects.all(),
        "quorum": Fraction(2, 3),
    }
    made = kinds.DocumentKind(code=code, **{**given, **fields})
    kinds.register(made)
    return made
