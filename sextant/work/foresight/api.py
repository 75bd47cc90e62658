"""Foresight sessions for programs: sessions that everybody may know of, their groups in numbers, and what was adopted; nobody's answers."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from sextant.base.api.paging import Pages, paginate
from sextant.base.permissions.pages import anyone, operation_decided_by
from sextant.work.foresight import states
from sextant.work.foresight.models import Proposal, Session
from sextant.work.foresight.queries.sessions import SESSIONS, groups_of

router = Router(tags=["foresight"])
PUBLIC = SESSIONS.filter(state__in=states.SHOWN).select_related("document", "base_agenda", "published_agenda")


class SessionOut(Schema):
    """A session: its days and state, the agenda it starts from, the one that came of it, and the document."""

    id: int
    code: str
    title_ru: str
    title_en: str
    starts_on: date
    ends_on: date
    state: str
    base_agenda: str
    published_agenda: str
    document: str
    url: str
    is_demo: bool

    @staticmethod
    def resolve_base_agenda(row: Session) -> str:
        return row.base_agenda.code if row.base_agenda is not None else ""

    @staticmethod
    def resolve_published_agenda(row: Session) -> str:
        return row.published_agenda.code if row.published_agenda is not None else ""

    @staticmethod
    def resolve_document(row: Session) -> str:
        """The document's address once an agenda has come of it; before that it is for those it was laid before."""
        return row.document.code if row.document is not None and row.published_agenda_id is not None else ""

    @staticmethod
    def resolve_url(row: Session) -> str:
        return row.get_absolute_url()


class GroupOut(Schema):
    """A group: how many take part, and how many statements were accepted."""

    code: str
    title_ru: str
    title_en: str
    participants: int
    statements: int


class AdoptedOut(Schema):
    """A proposal that was adopted as a guideline."""

    guideline: str
    title_ru: str
    title_en: str
    text_ru: str
    text_en: str


@router.get("/sessions", response=list[SessionOut], summary="Foresight sessions, latest first")
@operation_decided_by(anyone)
@paginate(Pages)
def sessions(request: HttpRequest) -> QuerySet[Session]:
    return PUBLIC.all()


@router.get("/sessions/{int:pk}/groups", response=list[GroupOut], summary="Groups of a session in numbers", url_name="session_groups")
@operation_decided_by(anyone)
def groups(request: HttpRequest, pk: int) -> list[dict[str, Any]]:
    rows = groups_of(get_object_or_404(PUBLIC, pk=pk))
    return [
        {"code": one.code, "title_ru": one.title_ru, "title_en": one.title_en, "participants": one.people, "statements": one.accepted}  # type: ignore[attr-defined]
        for one in rows
    ]


@router.get("/sessions/{int:pk}/adopted", response=list[AdoptedOut], summary="What became a guideline", url_name="session_adopted")
@operation_decided_by(anyone)
def adopted(request: HttpRequest, pk: int) -> list[dict[str, Any]]:
    """Empty until an agenda has come of the session. The words are those of the proposal; the agenda has those of the document."""
    session = get_object_or_404(PUBLIC, pk=pk)
    rows = Proposal.objects.filter(group__session=session).exclude(adopted_as="")
    names = ("title_ru", "title_en", "text_ru", "text_en")
    return [{"guideline": one.adopted_as, **{name: getattr(one, name) for name in names}} for one in rows]
