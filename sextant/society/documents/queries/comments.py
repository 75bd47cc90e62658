"""Comments: those without a disposition, those a list asks for, and threads beside their clauses."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from sextant.society.documents import states
from sextant.society.documents.models import Comment, Document, Version

WITH_ALL = Comment.objects.select_related("version__document", "clause", "author", "disposition__by", "reply_to")


def open_comments(document: Document) -> QuerySet[Comment]:
    """Comments that still need a disposition: neither answers nor withdrawn ones."""
    return WITH_ALL.filter(version__document=document, reply_to=None, withdrawn_at=None, disposition=None)


def comments_wanted(document: Document, wish: Mapping[str, Any]) -> QuerySet[Comment]:
    """Comments on all versions of a document, narrowed by clause key, version number, kind and state."""
    rows = WITH_ALL.filter(version__document=document, reply_to=None).order_by("version__number", "clause__place", "id")
    if wish.get("clause") == "-":
        rows = rows.filter(clause=None)
    elif wish.get("clause"):
        rows = rows.filter(clause__key=wish["clause"])
    if wish.get("version"):
        rows = rows.filter(version__number=wish["version"])
    if wish.get("kind"):
        rows = rows.filter(kind=wish["kind"])
    return rows.filter(_in_state(wish["state"])) if wish.get("state") else rows


def _in_state(state: str) -> Q:
    if state == states.WITHDRAWN:
        return Q(withdrawn_at__isnull=False)
    if state == states.OPEN:
        return Q(withdrawn_at=None, disposition=None)
    return Q(withdrawn_at=None, disposition__outcome=state)


def with_replies(rows: Iterable[Comment]) -> list[Comment]:
    """The comments with their answers, in the order of writing, as `answers` on each."""
    found: list[Any] = list(rows)
    answers: dict[int, list[Comment]] = {}
    for one in WITH_ALL.filter(reply_to__in=[row.pk for row in found], withdrawn_at=None).order_by("id"):
        answers.setdefault(one.reply_to_id or 0, []).append(one)
    for row in found:
        row.answers = answers.get(row.pk, [])
    return found


def threads_of(version: Version) -> dict[int | None, list[Comment]]:
    """Comments on a version by the key of the clause's row (None: on the whole), withdrawn ones left out, each with its answers."""
    rows = with_replies(WITH_ALL.filter(version=version, reply_to=None, withdrawn_at=None).order_by("id"))
    found: dict[int | None, list[Comment]] = {}
    for row in rows:
        found.setdefault(row.clause_id, []).append(row)
    return found
