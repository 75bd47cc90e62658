"""Indicators: their series, their targets, and where each number comes from."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import Table, download
from sextant.base.permissions.pages import anyone, decided_by, ensure
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.agenda import actions, forms, queries, rules
from sextant.society.agenda.charts import series_chart
from sextant.society.agenda.models import Indicator
from sextant.society.agenda.views.agendas import agenda_at
from sextant.society.agenda.views.answers import answer


def indicator_at(pk: int) -> Indicator:
    return get_object_or_404(Indicator.objects.select_related("guideline__direction__agenda", "section"), pk=pk)


@decided_by(anyone)
def indicator_list(request: HttpRequest) -> HttpResponseBase:
    """Every indicator of the current agenda with its latest figure; `?awaited=YEAR` those whose reported value is lacking."""
    awaited = request.GET.get("awaited", "")
    year = int(awaited) if awaited.isdecimal() and len(awaited) == 4 else None
    form = forms.IndicatorFilterForm(request.GET or None)
    given = form.wish() if form.is_bound else {}
    course = given.pop("course", "")
    found = queries.readings(queries.indicators_of(agenda_at(), awaited=year, **given), request.user)
    readings = [reading for reading in found if course in ("", reading.course.word)]
    if request.GET.get("format"):
        return download(queries.readings_table(readings), request.GET["format"])
    counts = Counter(reading.course.word for reading in readings)
    words = [(word, counts[word]) for word in queries.WORDS if counts[word]]
    context: dict[str, Any] = {"form": form, "page": paged(request, readings, 100), "awaited": year, "counts": words}
    if part_wanted(request):
        return render(request, "agenda/_indicator_rows.html", context)
    if rules.may_steer_agenda(request.user):
        context["figures_form"] = forms.FiguresForm()
    return render(request, "agenda/indicators.html", context)


@decided_by(rules.may_read_agenda, indicator_at)
def indicator(request: HttpRequest, indicator: Indicator) -> HttpResponseBase:
    """One indicator: definition, series as a chart and a table, targets, evidence."""
    reading = queries.readings([indicator], request.user)[0]
    if request.GET.get("format"):
        return download(queries.series_table(reading), request.GET["format"])
    context: dict[str, Any] = {
        "indicator": indicator,
        "guideline": indicator.guideline,
        "reading": reading,
        "chart": series_chart(reading),
        "targets": indicator.targets.all(),
        "evidence": queries.evidence_of("indicator", indicator.pk, request.user),
        "may_report": rules.may_report_value(request.user, indicator),
        "may_steer": rules.may_steer_agenda(request.user),
        "may_support": rules.may_support(request.user, indicator),
        "about_kind": "indicator",
        "about_id": indicator.pk,
    }
    return render(request, "agenda/indicator.html", context)


@decided_by(rules.may_read_agenda, indicator_at)
def origin(request: HttpRequest, indicator: Indicator) -> HttpResponseBase:
    """Where a figure comes from: definition, period, number of rows, fingerprint then and now, and the rows themselves."""
    asked = request.GET.get("year", "")
    latest = indicator.values.filter(scope_kind="association").order_by("-year").values_list("year", flat=True).first()
    year = int(asked) if asked.isdecimal() and 1900 <= int(asked) <= 2200 else latest or timezone.localdate().year
    found = queries.origin_of(indicator, year, request.user)
    if request.GET.get("format"):
        ensure(found.table is not None)
        assert isinstance(found.table, Table)
        return download(found.table, request.GET["format"])
    rows = list(found.table.records()) if found.table else []
    columns = found.table.columns if found.table else ()
    context = {"indicator": indicator, "origin": found, "columns": columns, "page": paged(request, rows), "opens": found.table is not None}
    return render(request, "agenda/origin.html", context)


@decided_by(rules.may_report_value, indicator_at)
def value_new(request: UserRequest, indicator: Indicator) -> HttpResponse:
    form = forms.ValueForm(request.POST or None)
    report = lambda: actions.report_value(indicator, by=request.user, **form.cleaned_data)  # noqa: E731
    title = _("Report a value: %(indicator)s") % {"indicator": indicator.title}
    return answer(request, form, report, title=title, done=_("The value has been kept."), back=_page(indicator))


@decided_by(rules.may_steer_indicator, indicator_at)
def target_set(request: UserRequest, indicator: Indicator) -> HttpResponse:
    form = forms.TargetForm(request.POST or None)
    set_it = lambda: actions.set_target(indicator, by=request.user, **form.cleaned_data)  # noqa: E731
    title = _("Set a target: %(indicator)s") % {"indicator": indicator.title}
    return answer(request, form, set_it, title=title, done=_("The target has been kept."), back=_page(indicator))


@decided_by(rules.may_steer_indicator, indicator_at)
def owner_set(request: UserRequest, indicator: Indicator) -> HttpResponse:
    shown = {"section": indicator.section, "baseline_year": indicator.baseline_year, "baseline_value": indicator.baseline_value}
    form = forms.OwnerForm(request.POST or None, initial=shown)
    set_it = lambda: actions.set_owner_and_baseline(indicator, by=request.user, **form.cleaned_data)  # noqa: E731
    title = _("Owner and baseline: %(indicator)s") % {"indicator": indicator.title}
    return answer(request, form, set_it, title=title, done=_("Owner and baseline have been kept."), back=_page(indicator))


@decided_by(rules.may_steer_agenda)
@require_POST
def ask_for_figures(request: UserRequest) -> HttpResponse:
    """Queues the counting of a year's figures."""
    form = forms.FiguresForm(request.POST)
    back = reverse("agenda:indicators")
    if form.is_valid():
        return answer(
            request,
            form,
            lambda: actions.ask_for_figures(agenda_at(), by=request.user, **form.cleaned_data),
            title=_("Count the figures"),
            done=_("The figures are being counted; they appear here in a moment."),
            back=back,
        )
    messages.error(request, _("Choose a year."))
    return redirect(back)


def _page(indicator: Indicator) -> str:
    return reverse("agenda:indicator", args=[indicator.pk])
