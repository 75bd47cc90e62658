"""The agenda as a table of contents, and the pages of its directions and guidelines."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from sextant.base.permissions.pages import decided_by
from sextant.society.agenda import queries
from sextant.society.agenda.dials import dial_of_direction
from sextant.society.agenda.models import Agenda, Direction, Guideline, Initiative
from sextant.society.agenda.rules import may_create_initiative, may_read_agenda, may_support


def agenda_at(code: str = "") -> Agenda:
    """The agenda of an address: the current one, or an earlier one by its code."""
    if code:
        return get_object_or_404(Agenda, code=code)
    agenda = queries.current_agenda()
    if agenda is None:
        raise Http404
    return agenda


def direction_at(direction: str, code: str = "") -> Direction:
    return get_object_or_404(Direction.objects.select_related("agenda"), agenda=agenda_at(code), code__iexact=direction)


def guideline_at(direction: str, number: int, code: str = "") -> Guideline:
    rows = Guideline.objects.select_related("direction__agenda")
    return get_object_or_404(rows, direction=direction_at(direction, code), number=number)


def guideline_by_key(pk: int) -> Guideline:
    return get_object_or_404(Guideline.objects.select_related("direction__agenda"), pk=pk)


@decided_by(may_read_agenda)
def agenda(request: HttpRequest, code: str = "") -> HttpResponse:
    """All directions and guidelines with where they stand; earlier agendas below."""
    shown = agenda_at(code) if code else queries.current_agenda()
    if shown is None:
        return render(request, "agenda/no_agenda.html")
    sectors = queries.standings(shown, request.user)
    others = [other for other in queries.agendas() if other != shown]
    return render(request, "agenda/agenda.html", {"agenda": shown, "sectors": sectors, "others": others})


@decided_by(may_read_agenda, direction_at)
def direction(request: HttpRequest, direction: Direction) -> HttpResponse:
    sectors = queries.standings(direction.agenda, request.user)
    sector = next(sector for sector in sectors if sector.direction == direction)
    place = sectors.index(sector)
    near = {"before": sectors[place - 1].direction if place else None, "after": sectors[place + 1].direction if sectors[place + 1 :] else None}
    context = {"direction": direction, "agenda": direction.agenda, "sector": sector, "dial": dial_of_direction(sector), **near}
    return render(request, "agenda/direction.html", context)


@decided_by(may_read_agenda, guideline_at)
def guideline(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    readings = queries.readings(guideline.indicators.filter(is_active=True), request.user)
    standing = queries.standing_of(guideline, readings, request.user)
    context: dict[str, Any] = {
        "guideline": guideline,
        "direction": guideline.direction,
        "agenda": guideline.direction.agenda,
        "readings": readings,
        "standing": standing,
        "states": [(code, standing.initiatives[code]) for code, _name in Initiative.STATES if standing.initiatives[code]],
        "sections": queries.sections_at_work(guideline, request.user),
        "initiatives": queries.initiatives(request.user, queries.Filters(guideline=guideline))[:50],
        "evidence": queries.evidence_of("guideline", guideline.pk, request.user),
        "may_create": may_create_initiative(request.user),
        "may_support": may_support(request.user, guideline),
        "about_kind": "guideline",
        "about_id": guideline.pk,
    }
    return render(request, "agenda/guideline.html", context)
