"""The index of prestige for everybody; its figures and the rules of the board for the office."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.ui.charts import Point, Series, line_chart
from sextant.lab.prestige import SCALES
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.careers import rules
from sextant.work.careers.actions.prestige import remove_figure, save_board_rules, save_figure
from sextant.work.careers.forms.stories import FigureForm, RulesForm
from sextant.work.careers.models import PrestigeFigure
from sextant.work.careers.queries.board import board_rules
from sextant.work.careers.queries.prestige import LEAST, indices
from sextant.work.careers.queries.tables import prestige_table


@decided_by(anyone)
@require_safe
def prestige(request: HttpRequest) -> HttpResponseBase:
    """The index over the years, the parts of the latest one, and the formula; `?format=` downloads all of it."""
    years = indices(timezone.localdate().year)
    if "format" in request.GET:
        return download(prestige_table(years), request.GET["format"])
    known = [one for one in years if one.index.value is not None]
    points = [Point(one.year, one.index.value) for one in years]
    titles = dict(PrestigeFigure.Component.choices)
    shown = {
        "chart": line_chart([Series(_("Index"), points)], title=_("Index of prestige"), unit=_("points of 100"), decimals=1) if known else None,
        "latest": (known or years)[-1],
        "least": LEAST,
        "scales": [(titles[code], scale) for code, scale in SCALES.items()],
        "enters": rules.may_review(request.user),
    }
    return render(request, "careers/prestige.html", shown)


@decided_by(rules.may_review)
def figures(request: UserRequest) -> HttpResponse:
    """All entered figures, and the form of one more."""
    form = FigureForm(request.POST or None)
    if form.is_valid() and attempt(form, save_figure, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The figure is entered."))
        return redirect("careers:figures")
    rows = PrestigeFigure.objects.all()
    return render(request, "careers/figures.html", {"form": form, "rows": rows}, status=400 if form.is_bound else 200)


@decided_by(rules.may_review, PrestigeFigure)
@require_POST
def take_figure_out(request: UserRequest, figure: PrestigeFigure) -> HttpResponse:
    """Removes a figure."""
    carried_out(request, _("The figure is removed."), remove_figure, figure, by=request.user)
    return redirect("careers:figures")


@decided_by(rules.may_review)
def rules_of_board(request: UserRequest) -> HttpResponse:
    """How the board is kept."""
    form = RulesForm(request.POST or None, instance=board_rules())
    if form.is_valid() and attempt(form, save_board_rules, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The rules are saved."))
        return redirect("careers:board_rules")
    return render(request, "careers/board_rules.html", {"form": form}, status=400 if form.is_bound else 200)
