"""Documents that a reader may see, the version shown to them, and the table of a list."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.base.search.stems import words_of
from sextant.society.documents import rules, states
from sextant.society.documents.kinds import kinds
from sextant.society.documents.models import Document, Publication, Version
from sextant.society.members.models import Organisation, Section
from sextant.society.members.rules import is_fellow

COLUMNS = (
    Column("code", _("Address"), lambda one: one.code),
    Column("kind", _("Kind of document"), lambda one: one.kind),
    Column("title_ru", _("Title in Russian"), lambda one: one.title_ru),
    Column("title_en", _("Title in English"), lambda one: one.title_en),
    Column("state", _("State"), lambda one: one.state),
    Column("version", _("Version"), lambda one: one.version_number),
    Column("published_on", _("Published on"), lambda one: one.published_on),
)


def document_at(code: str) -> Document:
    return get_object_or_404(Document.objects.prefetch_related("versions__consultations", "versions__votes", "editors"), code=code)


def version_at(code: str, number: int) -> Version:
    rows = Version.objects.select_related("document").prefetch_related("consultations", "votes")
    return get_object_or_404(rows, document__code=code, number=number)


def _own(user: Any) -> list[int]:
    """Keys of documents that are not laid open to everybody and that the user edits by the rule of their kind."""
    codes = [kind.code for kind in kinds() if kind.may_draft(user)]
    rows = Document.objects.filter(kind__in=codes).exclude(versions__state__in=states.LAID_OPEN) if codes else Document.objects.none()
    return [one.pk for one in rows if one.rules_of_kind.may_edit(user, one)]


def readable(user: Any) -> QuerySet[Any]:
    """Published documents and public consultations for everybody; for members theirs; and where one edits, is invited or votes."""
    found = Q(versions__state__in=states.LAID_OPEN) | Q(versions__consultations__audience=states.PUBLIC)
    if is_fellow(user):
        found |= Q(versions__consultations__audience=states.MEMBERS)
    if user.is_authenticated:
        found |= Q(versions__consultations__invited__user=user) | Q(versions__votes__electorate__person__user=user) | Q(editors=user)
        found |= Q(pk__in=_own(user))
    return with_publication(Document.objects.filter(pk__in=Document.objects.filter(found).values("pk")))


def with_publication(rows: QuerySet[Document]) -> QuerySet[Any]:
    """Each with number and day of its last publication, as `version_number` and `published_on`."""
    published = Publication.objects.filter(version__document=OuterRef("pk")).order_by("-version__number")
    return rows.annotate(
        published_on=Subquery(published.values("published_on")[:1]), version_number=Subquery(published.values("version__number")[:1])
    )


def documents_wanted(rows: QuerySet[Any], wish: Mapping[str, Any]) -> QuerySet[Any]:
    """Narrowed by words of the title or the summary, kind, state and year of publication; the newest first."""
    for word in words_of(str(wish.get("q") or ""))[:8]:
        found = Q()
        for name in ("title_ru", "title_en", "summary_ru", "summary_en"):
            found |= Q(**{f"{name}__icontains": word}) | Q(**{f"{name}__icontains": word.capitalize()})
        rows = rows.filter(found)
    if wish.get("kind"):
        rows = rows.filter(kind=wish["kind"])
    if wish.get("state"):
        rows = rows.filter(state=wish["state"])
    if wish.get("year"):
        rows = rows.filter(published_on__year=wish["year"])
    return rows.order_by("-pk")


def documents_table(rows: QuerySet[Document]) -> Table:
    return Table("documents", COLUMNS, rows)


@dataclass(frozen=True)
class Stage:
    """A step of the round on the page: its name, whether it is behind, and whether the document stands there."""

    name: Any
    done: bool
    here: bool


def versions_readable(user: Any, document: Document) -> list[Version]:
    """The versions that this reader may see, the newest first."""
    found = []
    for version in document.versions.all():
        version.document = document
        if rules.may_read(user, version):
            found.append(version)
    return found


def version_shown(versions: list[Version]) -> Version | None:
    """What the address of the document shows: the published version, else the newest one that the reader may see."""
    return next((one for one in versions if one.state == states.PUBLISHED), versions[0] if versions else None)


def owner_of(document: Document) -> str:
    """The name of the section or organisation whose document it is; empty for the association."""
    known = {"members.section": Section, "members.organisation": Organisation}
    model: Any = known.get(document.owner_kind)
    found = model.objects.filter(pk=document.owner_key).first() if model else None
    return "" if found is None else str(getattr(found, "name", found))


def stages_of(document: Document) -> list[Stage]:
    """The round as steps: the two ends of a vote are one step, named by how it ended."""
    order: list[str] = [states.DRAFTING, states.CONSULTED, states.SETTLING, states.VOTE, states.APPROVED, states.PUBLISHED]
    names = dict(Document.STATES)
    at = order.index(states.APPROVED if document.state == states.NOT_APPROVED else document.state)
    shown = [states.NOT_APPROVED if one == states.APPROVED and document.state == states.NOT_APPROVED else one for one in order]
    return [Stage(names[one], place < at, place == at) for place, one in enumerate(shown)]


def counts_of_comments(version: Version) -> dict[int | None, int]:
    """Comments by the key of the clause's row, withdrawn ones and answers left out."""
    rows = version.comments.filter(reply_to=None, withdrawn_at=None).order_by().values_list("clause").annotate(number=Count("pk"))
    return dict(rows)
