"""Charts for other sites: in a frame, as a picture, and the page that gives what to paste. Only the frames may be framed."""

from dataclasses import replace

from csp.decorators import csp_replace
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.links import full_url
from sextant.lab.returns import indicators
from sextant.society.members.forms.refusals import attempt
from sextant.work.returns import rules
from sextant.work.returns.actions.stories import set_citation
from sextant.work.returns.forms.stories import CitationForm
from sextant.work.returns.models import ChartKind, Citation, Collection
from sextant.work.returns.pictures import picture_of
from sextant.work.returns.queries import charts, words
from sextant.work.returns.views.figures import indicator_at
from sextant.work.returns.views.holdings import collection_at

FRAME_WIDTH, FRAME_HEIGHT = 720, 520
THEMES = ("light", "dark")


def wanted_at(code: str, indicator: str, kind: str) -> charts.Wanted:
    """A chart that there is."""
    collection, definition = indicator_at(code, indicator)
    if kind not in ChartKind.values:
        raise Http404
    return charts.Wanted(collection, definition.code, kind)


def _of_year(request: UserRequest, wanted: charts.Wanted) -> charts.Wanted:
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else None
    return charts.Wanted(wanted.collection, wanted.indicator, wanted.kind, year)


def themed(request: UserRequest) -> dict[str, str]:
    """The theme asked for with `?theme=`; without one the frame follows the reader's device."""
    asked = request.GET.get("theme", "")
    return {"theme": asked if asked in THEMES else "auto"}


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@decided_by(rules.may_read, wanted_at)
@require_safe
def embed(request: UserRequest, wanted: charts.Wanted) -> HttpResponse:
    """A chart without the site around it, for a frame on another site: it sets nothing and asks nothing."""
    (shown,) = charts.charts([_of_year(request, wanted)])
    return render(request, "returns/embed.html", {"shown": shown, **themed(request)})


@decided_by(rules.may_read, indicator_at)
@require_safe
def embedding(request: UserRequest, found: tuple[Collection, indicators.Indicator]) -> HttpResponse:
    """What to paste into another page, and pictures, of each chart of an indicator."""
    collection, definition = found
    asked = [_of_year(request, charts.Wanted(collection, definition.code, kind)) for kind in ChartKind.values]
    cards = []
    for shown in charts.charts(asked):
        place = [collection.code, definition.code, shown.wanted.kind]
        query = f"?year={shown.year}" if shown.year else ""
        frame = full_url(reverse("returns:embed", args=place) + query)
        files = [(shape.upper(), reverse("returns:chart_file", args=[*place, shape]) + query) for shape in ("svg", "png")]
        cards.append({"shown": shown, "name": ChartKind(shown.wanted.kind).label, "frame": frame, "files": files})
    context = {
        "collection": collection,
        "indicator": definition,
        "name": words.indicator_name(definition.code),
        "cards": cards,
        "width": FRAME_WIDTH,
        "height": FRAME_HEIGHT,
        "may_cite": rules.is_office(request.user),
    }
    return render(request, "returns/embedding.html", context)


def file_at(code: str, indicator: str, kind: str, shape: str) -> tuple[charts.Wanted, str]:
    if shape not in ("svg", "png"):
        raise Http404
    return wanted_at(code, indicator, kind), shape


@decided_by(rules.may_read, file_at)
@require_safe
def chart_file(request: UserRequest, found: tuple[charts.Wanted, str]) -> HttpResponse:
    """A chart as SVG or PNG, with its source."""
    wanted, shape = _of_year(request, found[0]), found[1]
    (shown,) = charts.charts([wanted])
    name = f"{wanted.collection.code}-{wanted.indicator}-{wanted.kind}.{shape}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if shape == "svg":
        drawing = replace(shown.chart, description=f"{shown.chart.description}. {shown.credit}")
        return HttpResponse(drawing.as_svg(standalone=True), content_type="image/svg+xml", headers=headers)
    try:
        return HttpResponse(picture_of(shown), content_type="image/png", headers=headers)
    except ValidationError as trouble:
        return HttpResponse(" ".join(trouble.messages), status=500, content_type="text/plain; charset=utf-8")


@decided_by(rules.is_office, collection_at)
def citation(request: UserRequest, collection: Collection) -> HttpResponse:
    """Whose figures the collection's are, and under which licence."""
    kept = Citation.objects.filter(collection=collection).first()
    names = ("source_ru", "source_en", "licence", "licence_url")
    initial = {name: getattr(kept, name) for name in names} if kept else {"source_ru": collection.name_ru, "source_en": collection.name_en}
    form = CitationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and attempt(form, set_citation, collection, by=request.user, **form.cleaned_data):
        return redirect("returns:collection", collection.code)
    context = {"collection": collection, "form": form, "title": _("How the collection is cited")}
    return render(request, "returns/setting.html", context, status=400 if form.errors else 200)
