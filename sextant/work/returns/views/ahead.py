"""What lies ahead of a collection, of one indicator; starting forecasts, and breaks of the series."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import Column, Table, download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.parts import part_wanted
from sextant.work.returns import rules
from sextant.work.returns.actions.forecasts import ask_forecast, declare_break, withdraw_break
from sextant.work.returns.forms.estimates import AheadFilter, BreakForm
from sextant.work.returns.models import Collection, Forecast, SeriesBreak
from sextant.work.returns.queries import ahead as held
from sextant.work.returns.queries import estimates, words
from sextant.work.returns.queries.fans import fan, with_notions
from sextant.work.returns.queries.methods import WAYS, model_name
from sextant.work.returns.queries.notions import notions_of
from sextant.work.returns.queries.protection import withheld_groups
from sextant.work.returns.views.gaps import waiting_part
from sextant.work.returns.views.holdings import collection_at

COLUMNS = (
    Column("indicator", gettext_lazy("Code"), lambda row: row.named.code),
    Column("name", gettext_lazy("Indicator"), lambda row: row.named.name),
    Column("known_until", gettext_lazy("Known until"), lambda row: row.last[0] if row.last else None),
    Column("last", gettext_lazy("Last value"), lambda row: row.last[1] if row.last else None),
    Column("year", gettext_lazy("Year"), lambda row: row.first[0] if row.first else None),
    Column("value", gettext_lazy("Forecast"), lambda row: row.first[1] if row.first else None),
    Column("low80", gettext_lazy("Lower edge, 80 %"), lambda row: row.first[2] if row.first else None),
    Column("high80", gettext_lazy("Upper edge, 80 %"), lambda row: row.first[3] if row.first else None),
    Column("model", gettext_lazy("Model"), lambda row: row.series.model if row.series else ""),
    Column("mase", gettext_lazy("Error in the backtest"), lambda row: row.series.mase if row.series else None),
    Column("naive", gettext_lazy("Error of the naive forecast"), lambda row: row.series.naive if row.series else None),
    Column("coverage80", gettext_lazy("Share within the interval"), lambda row: row.series.coverage if row.series else None),
    Column("refusal", gettext_lazy("Why there is none"), lambda row: row.refusal),
)
RECORDS = ("unit_id", "indicator", "year", "value", "low80", "high80", "model", "mase", "naive", "coverage80")


@decided_by(rules.may_read, collection_at)
@require_safe
def ahead(request: UserRequest, collection: Collection) -> HttpResponseBase:
    """Every indicator and main variable: what is expected, by which model, and how good that was."""
    latest, run = estimates.latest_run(collection), estimates.run_in_force(collection)
    if part_wanted(request) and request.GET.get("waiting"):
        return waiting_part(request, latest)
    form = AheadFilter(request.GET or None)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    rows = held.rows_of(run, text) if run else []
    if request.GET.get("format"):
        return download(Table(f"ahead-{collection.code}", COLUMNS, rows), request.GET["format"])
    context = {
        "collection": collection,
        "run": run,
        "latest": latest,
        "is_stale": run is not None and run.fingerprint != estimates.fingerprint_of_forecast(collection),
        "breaks": held.breaks_of(run, words.region_names(collection)) if run else [],
        "form": form,
        "rows": [(row, model_name(row.series.model) if row.series else "") for row in rows],
        "asked": bool(text),
        "fewest": held.FEWEST_ASKED,
        "may_start": rules.may_import(request.user),
    }
    return render(request, "returns/_ahead.html" if part_wanted(request) else "returns/ahead.html", context)


def forecast_at(code: str, indicator: str) -> Forecast:
    """The forecast of a code in the run in force."""
    run = estimates.run_in_force(collection_at(code))
    if run is None:
        raise Http404
    return get_object_or_404(run.forecasts.select_related("run__collection"), code=indicator)


@decided_by(rules.may_read, forecast_at)
@require_safe
def forecast(request: UserRequest, forecast: Forecast) -> HttpResponseBase:
    """One indicator: the fan, its figures, the backtest, and the regions with their sum."""
    run, collection = forecast.run, forecast.run.collection
    if request.GET.get("format"):
        by = request.GET.get("by", "region")
        return download(_table(forecast, by if by in held.LEVELS else "region"), request.GET["format"])
    about = held.named(forecast.code, forecast.is_variable, collection)
    series = list(forecast.series.all())
    hidden = withheld_groups(collection, [forecast.code])
    why = hidden.get((forecast.code, ""), "")
    nation = next((one for one in series if one.level == "nation"), None) if not why else None
    regions = words.region_names(collection)
    breaks = held.breaks_of(run, regions)
    drawn = with_notions(held.touching(breaks), notions_of(collection), about.code)
    context = {
        "collection": collection,
        "forecast": forecast,
        "run": run,
        "about": about,
        "nation": nation,
        "last": held.last_known(nation) if nation else None,
        "chart": fan(about, nation.past, nation.ahead, drawn) if nation else None,
        "breaks": breaks,
        "model": model_name(nation.model) if nation else "",
        "regions": held.regions_of(forecast, series, regions, sorted(region for _code, region in hidden if region)),
        "way": WAYS.get(forecast.way, ""),
        "refusals": [why] if why else [held.refusal_of(forecast, level) for level in held.LEVELS[:1] if level in forecast.refusals],
        "libraries": [(model_name(model), units, mase, naive) for model, (units, mase, naive) in forecast.units.get("library", {}).items()],
        "fewest": held.FEWEST_ASKED,
        "is_stale": run.fingerprint != estimates.fingerprint_of_forecast(collection),
    }
    return render(request, "returns/forecast.html", context)


def _table(forecast: Forecast, by: str) -> Table:
    columns = tuple(Column(name, name, lambda row, name=name: (row | row["backtest"])[name]) for name in RECORDS)  # type: ignore[misc]
    return Table(f"forecast-{forecast.run.collection.code}-{forecast.code}-{by}", columns, held.forecast_records(forecast, by))


@decided_by(rules.may_import, collection_at)
def start_forecast(request: UserRequest, collection: Collection) -> HttpResponse:
    """Asks, and queues forecasts of the collection."""
    page = redirect("returns:ahead", collection.code)
    if request.method == "POST":
        try:
            ask_forecast(collection, by=request.user)
            messages.success(request, _("The forecasts are being made."))
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return page
    context = {
        "title": _("Forecast this collection"),
        "sentence": _(
            "Every indicator and main variable is forecast three years ahead, for the nation, regions and libraries. Declared breaks are heeded; "
            "earlier runs stay."
        ),
        "verb": _("Make the forecasts"),
        "back": page.url,
    }
    return render(request, "ui/confirm.html", context)


@decided_by(rules.may_import, collection_at)
def breaks(request: UserRequest, collection: Collection) -> HttpResponse:
    """The declared breaks of a collection, and a form to declare one."""
    regions = words.regions_held(collection)
    form = BreakForm(request.POST or None, regions=regions)
    if request.method == "POST" and form.is_valid():
        try:
            declare_break(collection, by=request.user, **form.cleaned_data)
            messages.success(request, _("The break is declared; forecasts heed it from the next run on."))
            return redirect("returns:breaks", collection.code)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    names = dict(regions)
    declared = [(one, names.get(one.region, one.region)) for one in collection.breaks.select_related("by")]
    return render(request, "returns/breaks.html", {"collection": collection, "breaks": declared, "form": form})


@decided_by(rules.may_import, SeriesBreak.objects.select_related("collection"))
def withdraw(request: UserRequest, declared: SeriesBreak) -> HttpResponse:
    """Asks, and takes a declared break back."""
    page = redirect("returns:breaks", declared.collection.code)
    if request.method == "POST":
        withdraw_break(declared, by=request.user)
        messages.success(request, _("The break is withdrawn; forecasts go on without it from the next run on."))
        return page
    place = words.region_names(declared.collection).get(declared.region, declared.region)
    told = {"year": declared.year, "reason": declared.reason, "region": place}
    context = {
        "title": (_("Withdraw the break of %(year)s, %(region)s") if place else _("Withdraw the break of %(year)s")) % told,
        "sentence": _("Reason given: %(reason)s. The next forecasts will learn across this year as if nothing had happened; charts mark it no more.")
        % told,
        "verb": _("Withdraw the break"),
        "back": page.url,
        "danger": True,
    }
    return render(request, "ui/confirm.html", context)
