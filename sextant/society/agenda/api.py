"""The agenda for programs: the same as the pages show to the same reader."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from sextant.base.api.paging import Pages, paginate
from sextant.base.permissions.pages import anyone, ensure, operation_decided_by
from sextant.society.agenda import queries, rules
from sextant.society.agenda.models import Agenda, Indicator, Initiative
from sextant.society.agenda.queries import Reading

router = Router(tags=["agenda"])


class AgendaOut(Schema):
    """A loaded agenda."""

    code: str
    title_ru: str
    title_en: str
    adopted_on: date | None
    is_current: bool


class GuidelineOut(Schema):
    """A guideline of the current agenda; `share` is the part of its told indicators that are on course, 0 to 1."""

    code: str
    title_ru: str
    title_en: str
    capabilities: list[str]
    word: str
    share: float | None
    initiatives: int


class InitiativeOut(Schema):
    """An initiative; people are not named here."""

    id: int
    title_ru: str
    title_en: str
    state: str
    guidelines: list[str]
    section: str
    starts_on: date | None
    ends_on: date | None
    done_on: date | None
    is_public: bool


class ValueOut(Schema):
    """One year's figure with the number and the fingerprint of the rows behind it."""

    year: int
    value: float | None
    rows: int
    fingerprint: str


class IndicatorOut(Schema):
    """An indicator with its figures as the caller may see them; `status` of the latest is suppressed where it is withheld."""

    id: int
    guideline: str
    code: str
    kind: str
    title_ru: str
    title_en: str
    unit_ru: str
    unit_en: str
    measure: str
    status: str
    course: str
    target_year: int | None
    target: float | None
    values: list[ValueOut]


def _initiative(row: Initiative) -> dict[str, Any]:
    names = ("id", "title_ru", "title_en", "state", "starts_on", "ends_on", "done_on", "is_public")
    plain = {name: getattr(row, name) for name in names}
    return plain | {"section": row.section.code, "guidelines": [one.guideline.code for one in row.contributions.all()]}


def _indicator(reading: Reading) -> dict[str, Any]:
    row = reading.indicator
    names = ("id", "code", "kind", "title_ru", "title_en", "unit_ru", "unit_en", "measure")
    status = "suppressed" if reading.withheld else reading.value.status if reading.value else "missing"
    values = [{"year": one.year, "value": one.value, "rows": one.rows, "fingerprint": one.fingerprint} for one in reading.series]
    target = {"target_year": reading.target.year, "target": reading.target.value} if reading.target else {"target_year": None, "target": None}
    own = {"guideline": row.guideline.code, "status": status, "course": reading.course.word, "values": values}
    return {name: getattr(row, name) for name in names} | own | target


def _current() -> Agenda:
    agenda = queries.current_agenda()
    if agenda is None:
        raise Http404
    return agenda


@router.get("agendas", response=list[AgendaOut], summary="Loaded agendas, the current one first")
@operation_decided_by(anyone)
def agendas(request: HttpRequest) -> list[Agenda]:
    return queries.agendas()


@router.get("guidelines", response=list[GuidelineOut], summary="Guidelines of the current agenda and where they stand")
@operation_decided_by(anyone)
def guidelines(request: HttpRequest) -> list[dict[str, Any]]:
    found = []
    for sector in queries.standings(_current(), request.user):
        for one in sector.standings:
            plain = {name: getattr(one.guideline, name) for name in ("code", "title_ru", "title_en", "capabilities")}
            found.append(plain | {"word": one.word, "share": one.share, "initiatives": one.initiatives_count})
    return found


@router.get("initiatives", response=list[InitiativeOut], summary="Initiatives the caller may know of")
@operation_decided_by(anyone)
@paginate(Pages)
def initiatives(request: HttpRequest, state: str = "", direction: str = "", year: int | None = None, text: str = "") -> list[dict[str, Any]]:
    """`state` may be one state, or `open`; `year` narrows to what ran in it."""
    known = year if year is not None and 1900 <= year <= 2200 else None
    filters = queries.Filters(state=state, direction=direction, year=known, text=text)
    return [_initiative(row) for row in queries.initiatives(request.user, filters)]


@router.get("initiatives/{int:pk}", response=InitiativeOut, summary="One initiative", url_name="initiative")
@operation_decided_by(anyone)
def initiative(request: HttpRequest, pk: int) -> dict[str, Any]:
    row = queries.with_homes(Initiative.objects.filter(pk=pk)).first() if pk < 2**63 else None
    if row is None:
        raise Http404
    ensure(rules.may_see_initiative(request.user, row))
    return _initiative(row)


@router.get("indicators", response=list[IndicatorOut], summary="Indicators of the current agenda with their figures")
@operation_decided_by(anyone)
def indicators(request: HttpRequest) -> list[dict[str, Any]]:
    return [_indicator(reading) for reading in queries.readings(queries.indicators_of(_current()), request.user)]


@router.get("indicators/{int:pk}", response=IndicatorOut, summary="One indicator with its figures", url_name="indicator")
@operation_decided_by(anyone)
def indicator(request: HttpRequest, pk: int) -> dict[str, Any]:
    rows = Indicator.objects.select_related("guideline__direction")
    row = rows.filter(pk=pk).first() if pk < 2**63 else None
    if row is None:
        raise Http404
    return _indicator(queries.readings([row], request.user)[0])
