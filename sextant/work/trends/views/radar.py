"""For everybody: the radar, and each signal with what it rests on and how people rated it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sextant.base.exports.tables import download
from sextant.base.measures.radar import sources
from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.ui.parts import part_wanted
from sextant.base.words.markdown import as_html
from sextant.work.trends import rules, states
from sextant.work.trends.drawings import as_png, radar_of
from sextant.work.trends.forms.radar import PEOPLE, EvidenceForm, RadarForm, RatingForm, ReasonForm
from sextant.work.trends.models import Signal
from sextant.work.trends.queries.radar import Place, directions, numbered, place_of, radar_at
from sextant.work.trends.queries.tables import radar_table

ALL = Signal.objects.select_related("direction__agenda", "told_by")


def _wanted(place: Place, asked: dict[str, str]) -> bool:
    """Whether a place is among those that the reader asked for."""
    signal, horizon = place.signal, place.horizon
    told = asked.get("told_by")
    checks = {
        "direction": lambda value: signal.direction is not None and signal.direction.agenda.is_current and signal.direction.code == value,
        "horizon": lambda value: horizon is not None and str(horizon.middle) == value,
        "told_by": lambda value: signal.source == ("" if told == PEOPLE else value),
        "only": lambda value: {"new": place.is_new, "moved": place.has_moved, "unrated": not place.is_rated}[value],
    }
    return all(checks[name](value) for name, value in asked.items() if name in checks)


def _file(chart: Any, places: list[tuple[int | None, Place]], form: str) -> HttpResponseBase:
    if form not in ("svg", "png"):
        return download(radar_table(places), form)
    made = chart.as_svg(standalone=True).encode() if form == "svg" else as_png(chart)
    kind = {"svg": "image/svg+xml", "png": "image/png"}[form]
    return HttpResponse(made, content_type=kind, headers={"Content-Disposition": f'attachment; filename="trend-radar.{form}"'})


@decided_by(anyone)
@require_safe
def radar(request: HttpRequest) -> HttpResponseBase:
    """The radar today or at the end of an earlier year; `?format=` takes it away as it is narrowed."""
    today, sectors = timezone.localdate(), directions()
    first = Signal.objects.exclude(on_radar_on=None).order_by("on_radar_on").values_list("on_radar_on", flat=True).first()
    form = RadarForm(request.GET, sectors, list(range(today.year - 1, first.year - 1, -1)) if first else [])
    asked = form.asked()
    places = [one for one in numbered(radar_at(form.day(today)), sectors) if _wanted(one[1], asked)]
    chart = radar_of(places, sectors)
    if "format" in request.GET:
        return _file(chart, places, request.GET["format"])
    context = {
        "form": form,
        "chart": chart,
        "places": places,
        "sectors": sectors,
        "drawn": any(number for number, _place in places),
        "narrowed": bool(asked),
        "off": Signal.objects.filter(state=states.RETIRED).order_by("-left_on", "-pk")[:20],
        "keeps": rules.may_keep(request.user),
    }
    return render(request, "trends/_radar.html" if part_wanted(request) else "trends/radar.html", context)


def signal_page(request: HttpRequest, signal: Signal, **bound: Any) -> HttpResponse:
    """What was noticed, by whom, what it rests on, and every rating."""
    user = request.user
    place, keeps, rates = place_of(signal, timezone.localdate()), rules.may_keep(user), rules.may_rate(user, signal)
    ratings = list(signal.ratings.all())
    own = next((one for one in ratings if user.is_authenticated and one.rater_id == user.pk and one.replaced_on is None), None)
    own_values = {name: getattr(own, name) for name in ("horizon", "impact", "certainty", "note")} if own else {}
    ends = bool(states.SIGNAL_MOVES[signal.state])
    context = {
        "signal": signal,
        "place": place,
        "about": as_html(signal.about),
        "evidence": signal.evidence.all(),
        "ratings": ratings[::-1],
        "teller": next((one.title for one in sources() if one.name == signal.source), ""),
        "guidelines": signal.guidelines.select_related("direction__agenda"),
        "own": own,
        "keeps": keeps,
        "rating_form": RatingForm(initial=own_values) if rates else None,
        "reason_form": ReasonForm() if keeps and ends else None,
        "evidence_form": EvidenceForm(auto_id="evidence_%s") if keeps and ends else None,
        **bound,
    }
    return render(request, "trends/signal.html", context, status=400 if bound else 200)


@decided_by(rules.may_see_signal, ALL)
@require_safe
def signal(request: HttpRequest, signal: Signal) -> HttpResponse:
    """One signal."""
    return signal_page(request, signal)
