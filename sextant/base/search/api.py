"""Search for programs."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema

from sextant.base.api.paging import Pages, paginate
from sextant.base.permissions.pages import anyone, operation_decided_by
from sextant.base.search.queries import Found, Hit, search
from sextant.base.search.registry import searchables

router = Router(tags=["search"])


class HitOut(Schema):
    """One found object; title and snippet are plain text in the language of the call."""

    kind: str
    id: str
    title: str
    summary: str
    url: str

    @staticmethod
    def resolve_kind(hit: Hit) -> str:
        return hit.entry.kind

    @staticmethod
    def resolve_id(hit: Hit) -> str:
        return hit.entry.object_id

    @staticmethod
    def resolve_title(hit: Hit) -> str:
        return hit.entry.title

    @staticmethod
    def resolve_summary(hit: Hit) -> str:
        return hit.entry.summary


@router.get("", response=list[HitOut], summary="Search everything the caller may see")
@operation_decided_by(anyone)
@paginate(Pages)
def find(request: HttpRequest, q: str, kind: str = "") -> Found:
    """Words in any inflection and with typing mistakes; `kind` narrows to one kind of thing."""
    if kind and kind not in {known.kind for known in searchables()}:
        raise ValidationError({"kind": _("There is no such kind of thing to search for.")})
    return search(q, request.user, (kind,) if kind else ())
