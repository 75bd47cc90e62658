"""Documents for programs: what is published, the text of its versions, and how votes ended; all of it public."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from sextant.base.api.paging import Pages, paginate
from sextant.base.permissions.pages import anyone, operation_decided_by
from sextant.society.documents import states
from sextant.society.documents.clauses import canonical
from sextant.society.documents.models import ApprovalVote, Publication
from sextant.society.documents.queries.votes import electorate_counts

router = Router(tags=["documents"])
PUBLISHED = Publication.objects.select_related("version__document").order_by("-published_on", "-pk")


class PublicationOut(Schema):
    """A version that was laid open: its document, number, day, fingerprint, and whether a later one has replaced it."""

    document: str
    kind: str
    version: int
    title_ru: str
    title_en: str
    state: str
    published_on: date
    fingerprint: str
    url: str
    is_demo: bool

    @staticmethod
    def resolve_document(row: Publication) -> str:
        return row.version.document.code

    @staticmethod
    def resolve_kind(row: Publication) -> str:
        return row.version.document.kind

    @staticmethod
    def resolve_version(row: Publication) -> int:
        return row.version.number

    @staticmethod
    def resolve_title_ru(row: Publication) -> str:
        return row.version.title_ru

    @staticmethod
    def resolve_title_en(row: Publication) -> str:
        return row.version.title_en

    @staticmethod
    def resolve_state(row: Publication) -> str:
        return row.version.state

    @staticmethod
    def resolve_url(row: Publication) -> str:
        return row.version.get_absolute_url()

    @staticmethod
    def resolve_is_demo(row: Publication) -> bool:
        return row.version.document.is_demo


class VoteOut(Schema):
    """A vote on a published version, counted: quorum and threshold as fractions, guests among the electorate, ballots."""

    version: int
    closed_at: datetime
    is_secret: bool
    quorum: str
    threshold: str
    electorate: int
    guests: int
    yes: int
    no: int
    abstained: int
    approved: bool


@router.get("", response=list[PublicationOut], summary="Published versions of documents, latest first")
@operation_decided_by(anyone)
@paginate(Pages)
def publications(request: HttpRequest, kind: str = "") -> QuerySet[Publication]:
    """With `kind` those of one kind, such as `agenda`."""
    return PUBLISHED.filter(version__document__kind=kind) if kind else PUBLISHED.all()


def _published(code: str, number: int) -> Publication:
    return get_object_or_404(PUBLISHED, version__document__code=code, version__number=number, version__state__in=states.LAID_OPEN)


@router.get("/{slug:code}/{int:number}", response=dict[str, Any], summary="A published version in its canonical form", url_name="document_version")
@operation_decided_by(anyone)
def version(request: HttpRequest, code: str, number: int) -> dict[str, Any]:
    """Title, summary and clauses in both languages. Keys in order and without spaces, its SHA-256 is the fingerprint."""
    found = _published(code, number).version
    return canonical(found, found.clauses.all())


@router.get(
    "/{slug:code}/{int:number}/votes", response=list[VoteOut], summary="How the votes on a published version ended", url_name="document_votes"
)
@operation_decided_by(anyone)
def votes(request: HttpRequest, code: str, number: int) -> list[dict[str, Any]]:
    rows = _published(code, number).version.votes.exclude(closed_at=None)
    return [_counted(one, number) for one in rows]


def _counted(vote: ApprovalVote, number: int) -> dict[str, Any]:
    plain = {name: getattr(vote, name) for name in ("closed_at", "is_secret", "quorum", "threshold", "yes", "no", "abstained", "approved")}
    return {**plain, "version": number, "electorate": vote.size, "guests": electorate_counts(vote)["guests"]}
