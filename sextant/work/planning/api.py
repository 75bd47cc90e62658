"""Open funding calls for programs; all of it public."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from sextant.base.api.paging import Pages, paginate
from sextant.base.permissions.pages import operation_decided_by
from sextant.work.planning.models import Call
from sextant.work.planning.queries.calls import calls_wanted
from sextant.work.planning.rules import may_read

router = Router(tags=["planning"])


class CallOut(Schema):
    """A call as its source says it. Amounts are minor units (kopecks, cents); what the source does not say is empty."""

    id: int
    source: str
    key: str
    title: str
    funder: str
    countries: list[str]
    regions: list[str]
    legal_forms: list[str]
    applicant_kinds: list[str]
    themes: list[str]
    award_min: int | None
    award_max: int | None
    currency: str
    cofunding_share: Decimal | None
    opens_on: date | None
    closes_on: date | None
    rolling: bool
    url: str
    seen_on: date


@router.get("/calls", response=list[CallOut], summary="Open funding calls", url_name="funding_calls")
@operation_decided_by(may_read)
@paginate(Pages)
def funding_calls(request: HttpRequest, q: str = "", theme: str = "", country: str = "") -> QuerySet[Call]:
    """Calls to which an application can still be sent, the nearest last day first; narrowed by words, theme and country."""
    wish: dict[str, Any] = {"q": q, "theme": theme, "country": country[:2]}
    return calls_wanted(wish, timezone.localdate())
