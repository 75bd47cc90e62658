"""Projects: the list, the page of one, and what is decided about it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by, ensure
from sextant.base.ui.paging import paged
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.projects import rules, states
from sextant.work.projects.actions import projects as doing
from sextant.work.projects.forms.fields import MoveForm
from sextant.work.projects.forms.projects import ProjectForm
from sextant.work.projects.models import Project
from sextant.work.projects.queries.money import budget_lines_of, costs_of, forecast_of, hours_by_member, instalments_of, lines_of, lines_table, totals
from sextant.work.projects.queries.overview import projects_table, with_milestones
from sextant.work.projects.views.pages import form_page, saved

WITH_MANAGER = Project.objects.select_related("manager", "programme", "guideline__direction__agenda")


@decided_by(rules.may_see_projects)
def projects(request: HttpRequest) -> HttpResponseBase:
    """The projects this reader may see; `?state=` narrows, `?format=` downloads."""
    state = request.GET.get("state", "")
    rows = with_milestones(rules.projects_of(request.user))
    rows = rows.filter(state=state) if state in states.FOLLOWS else rows
    if "format" in request.GET:
        return download(projects_table(rows), request.GET["format"])
    context = {"page": paged(request, rows), "states": Project.STATES, "state": state, "may_make": rules.may_make_project(request.user)}
    return render(request, "projects/projects.html", context)


@decided_by(rules.may_make_project)
def project_new(request: HttpRequest) -> HttpResponse:
    form = ProjectForm.of(None, request.POST or None)
    if form.is_valid():
        made = attempt(form, doing.save_project, None, by=request.user, **form.cleaned_data)
        if made is not None:
            return redirect("projects:project", made.pk)
    return form_page(request, form, _("A new project"), reverse("projects:projects"))


@decided_by(rules.may_see_project, WITH_MANAGER)
def project(request: HttpRequest, project: Project) -> HttpResponse:
    """Everything about one project, as far as the reader may see it."""
    costs, today = costs_of(project), timezone.localdate()
    planned, spent = totals(costs)
    names = dict(Project.STATES)
    may_manage = rules.may_manage_project(request.user, project)
    context = {
        "project": project,
        "today": today,
        "costs": costs,
        "forecast": forecast_of(project, planned, spent, today),
        "budget": budget_lines_of(project),
        "agreements": project.agreements.select_related("fund").prefetch_related("instalments"),
        "instalments": instalments_of(project),
        "milestones": project.milestones.prefetch_related("evidence"),
        "evidence": project.evidence.all(),
        "team": hours_by_member(project),
        "risks": project.risks.all(),
        "reports": project.reports.select_related("agreement"),
        "moves": [(target, names[target]) for target in states.FOLLOWS[project.state]] if may_manage else [],
        "may_manage": may_manage,
        "may_money": rules.may_keep_money(request.user, project),
        "may_lines": rules.may_see_lines(request.user, project),
        "on_team": rules.is_on_team(request.user, project),
    }
    return render(request, "projects/project.html", context)


@decided_by(rules.may_manage_project, WITH_MANAGER)
def project_edit(request: HttpRequest, project: Project) -> HttpResponse:
    form = ProjectForm.of(project, request.POST or None)
    values = form.cleaned_data if form.is_valid() else {}
    return saved(request, form, project, project.title, doing.save_project, project, **values)


@decided_by(rules.may_move_project, WITH_MANAGER)
@require_POST
def project_move(request: HttpRequest, project: Project) -> HttpResponse:
    """One step on; only the office approves an idea."""
    form = MoveForm(request.POST)
    target = form.cleaned_data["to"] if form.is_valid() else ""
    ensure(target != states.APPROVED or rules.may_approve(request.user))
    if target not in states.FOLLOWS:
        messages.error(request, _("This step does not follow from the present state; look at the project again."))
    else:
        carried_out(request, _("The state is changed."), doing.move_project, project, target, by=request.user)
    return redirect("projects:project", project.pk)


@decided_by(rules.may_see_lines, WITH_MANAGER)
def costs(request: HttpRequest, project: Project) -> HttpResponseBase:
    """The lines of the books behind what was spent; `?account=` narrows, `?format=` downloads."""
    account = request.GET.get("account", "")
    rows = lines_of(project)
    rows = rows.filter(account_id=int(account)) if account.isdecimal() and len(account) < 10 else rows
    if "format" in request.GET:
        return download(lines_table(project, rows), request.GET["format"])
    return render(request, "projects/costs.html", {"project": project, "page": paged(request, rows)})
