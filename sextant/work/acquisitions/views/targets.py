"""The demands on a list: a form of lines, and the same as a file."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.parts import part_wanted
from sextant.society.members.forms.refusals import attempt, carried_out, put_on
from sextant.work.acquisitions import rules
from sextant.work.acquisitions.actions import plans as planning
from sextant.work.acquisitions.forms import targets as forms
from sextant.work.acquisitions.languages import known_languages
from sextant.work.acquisitions.models import Plan
from sextant.work.acquisitions.queries.targets import as_toml, gaps_as_needs
from sextant.work.acquisitions.sorting import READERS
from sextant.work.acquisitions.views.plans import PLANS

ADDS = ("demand", "need", "gaps")


@decided_by(rules.may_keep_plan, PLANS)
def targets(request: UserRequest, plan: Plan) -> HttpResponse:
    """Demands as lines. “Add a line” saves nothing yet; “Work out the list” saves and begins."""
    if request.method != "POST":
        lines = (forms.DemandLines(initial=forms.demand_lines(plan.targets) or [{}], prefix="demand"),
                 forms.NeedLines(initial=forms.need_lines(plan.targets) or [{}], prefix="need"))  # fmt: skip
        return _page(request, plan, forms.LimitsForm(plan=plan), *lines)
    if request.POST.get("add") in ADDS:
        return _one_more(request, plan, request.POST["add"])
    limits, demands, needs = _bound(request, plan, request.POST)
    if limits.is_valid() and demands.is_valid() and needs.is_valid():
        saved = _saved(request, plan, limits, demands, needs)
        if saved is not None:
            return _onwards(request, saved)
    return _page(request, plan, limits, demands, needs, status=400)


def _bound(request: HttpRequest, plan: Plan, data: Any) -> tuple[forms.LimitsForm, Any, Any]:
    return forms.LimitsForm(data, plan=plan), forms.DemandLines(data, prefix="demand"), forms.NeedLines(data, prefix="need")


def _saved(request: UserRequest, plan: Plan, limits: forms.LimitsForm, demands: Any, needs: Any) -> Plan | None:
    table: dict[str, Any] = {**limits.table()}
    for form in demands:
        if (found := form.row()) is not None:
            table.setdefault(found[0], []).append(found[1])
    if rows := [row for row in (form.row() for form in needs) if row is not None]:
        table["need"] = rows
    try:
        forms.checked(table, plan.currency)
    except ValidationError as refusal:
        put_on(limits, refusal)
        return None
    given = limits.cleaned_data
    wish = {"name": given["name"], "budget": given["budget"], "seconds": given["seconds"]}
    saved: Plan | None = attempt(limits, planning.save_targets, plan, by=request.user, targets=table, **wish)
    return saved


def _onwards(request: UserRequest, plan: Plan) -> HttpResponse:
    if "work_out" in request.POST:
        carried_out(request, _("The list is being worked out; you may leave the page."), planning.start_plan, plan, by=request.user)
        return redirect(plan)
    messages.success(request, _("The demands are saved."))
    return redirect("acquisitions:targets", plan.pk)


def _one_more(request: HttpRequest, plan: Plan, wanted: str) -> HttpResponse:
    """The form as it was sent, with one more line, or with the gaps of the map as lines; nothing is saved."""
    data = request.POST.copy()
    if wanted == "gaps":
        for row in gaps_as_needs(plan.collection):
            _append(data, "need", {name: row[name] for name in row})
    else:
        _append(data, wanted, {})
    return _page(request, plan, *_bound(request, plan, data))


def _append(data: Any, prefix: str, row: dict[str, Any]) -> None:
    count = data.get(f"{prefix}-TOTAL_FORMS", "0")
    number = int(count) if count.isdecimal() and len(count) < 5 else 0
    if number < forms.MOST_LINES:
        data[f"{prefix}-TOTAL_FORMS"] = str(number + 1)
        for name, value in row.items():
            data[f"{prefix}-{number}-{name}"] = str(value)


def _page(request: HttpRequest, plan: Plan, limits: Any, demands: Any, needs: Any, status: int = 200, **bound: Any) -> HttpResponse:
    shown = {
        "plan": plan,
        "collection": plan.collection,
        "limits": limits,
        "demands": demands,
        "needs": needs,
        "file_form": forms.TargetsFile(prefix="file", plan=plan),
        "has_gaps": bool(gaps_as_needs(plan.collection)),
        "languages": known_languages(),
        "ages": list(READERS.items())[:5],
        **bound,
    }
    part = part_wanted(request) and "add" in request.POST
    return render(request, "acquisitions/_targets.html" if part else "acquisitions/targets.html", shown, status=status)


@decided_by(rules.may_keep_plan, PLANS)
@require_POST
def load_targets(request: UserRequest, plan: Plan) -> HttpResponse:
    """Takes the demands from a targets file; it takes the place of all lines."""
    form = forms.TargetsFile(request.POST, request.FILES, prefix="file", plan=plan)
    if form.is_valid() and attempt(form, planning.save_targets, plan, by=request.user, targets=form.cleaned_data["table"]) is not None:
        messages.success(request, _("The demands of the file are taken. Look them over."))
        return redirect("acquisitions:targets", plan.pk)
    lines = (
        forms.DemandLines(initial=forms.demand_lines(plan.targets), prefix="demand"),
        forms.NeedLines(initial=forms.need_lines(plan.targets), prefix="need"),
    )
    return _page(request, plan, forms.LimitsForm(plan=plan), *lines, status=400, file_form=form)


@decided_by(rules.may_keep_plan, PLANS)
@require_safe
def targets_file(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The demands as TOML."""
    response = HttpResponse(as_toml(plan), content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="targets-{plan.pk}.toml"'
    return response
