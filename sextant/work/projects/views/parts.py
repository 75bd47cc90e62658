"""The parts of a project: team, milestones, evidence, risks, hours."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.society.members.forms.refusals import carried_out
from sextant.work.projects import rules
from sextant.work.projects.actions import projects as doing
from sextant.work.projects.actions.money import write_hours
from sextant.work.projects.forms.fields import FileForm
from sextant.work.projects.forms.projects import DoneForm, HoursForm, MilestoneForm, RiskForm, TeamForm
from sextant.work.projects.models import Evidence, Milestone, Project, Risk, TeamMember
from sextant.work.projects.queries.money import hours_table
from sextant.work.projects.views.pages import saved
from sextant.work.projects.views.projects import WITH_MANAGER

OF_PROJECT = "project__manager"


def _values(form: Any) -> dict[str, Any]:
    return form.cleaned_data if form.is_valid() else {}


@decided_by(rules.may_manage_project, WITH_MANAGER)
def team_add(request: HttpRequest, project: Project) -> HttpResponse:
    form = TeamForm(request.POST or None)
    return saved(request, form, project, _("Somebody on the team"), doing.join_team, project, **_values(form))


@decided_by(rules.of_member, TeamMember.objects.select_related(OF_PROJECT))
@require_POST
def team_remove(request: HttpRequest, member: TeamMember) -> HttpResponse:
    carried_out(request, _("Taken off the team."), doing.leave_team, member, by=request.user)
    return redirect("projects:project", member.project_id)


@decided_by(rules.may_manage_project, WITH_MANAGER)
def milestone_new(request: HttpRequest, project: Project) -> HttpResponse:
    form = MilestoneForm(request.POST or None)
    return saved(request, form, project, _("A milestone"), doing.save_milestone, None, project=project, **_values(form))


@decided_by(rules.of_milestone, Milestone.objects.select_related(OF_PROJECT))
def milestone_edit(request: HttpRequest, milestone: Milestone) -> HttpResponse:
    start = {name: getattr(milestone, name) for name in MilestoneForm.base_fields}
    form = MilestoneForm(request.POST or None, initial=start)
    return saved(request, form, milestone.project, milestone.title, doing.save_milestone, milestone, project=milestone.project, **_values(form))


@decided_by(rules.of_milestone, Milestone.objects.select_related(OF_PROJECT))
def milestone_mark(request: HttpRequest, milestone: Milestone) -> HttpResponse:
    """Reached on which day, and what came of it."""
    start = {name: getattr(milestone, name) for name in DoneForm.base_fields}
    form = DoneForm(request.POST if request.method == "POST" else None, initial=start)
    values = _values(form) or {"done_on": None}
    title = _("Reached: %(title)s") % {"title": milestone.title}
    return saved(request, form, milestone.project, title, doing.mark_milestone, milestone, **values)


@decided_by(rules.may_manage_project, WITH_MANAGER)
def evidence_add(request: HttpRequest, project: Project) -> HttpResponse:
    """A file; `?milestone=` says of which milestone."""
    form = FileForm(request.POST or None, request.FILES or None)
    asked = request.GET.get("milestone", "")
    milestone = project.milestones.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 12 else None
    upload = form.cleaned_data["file"] if form.is_valid() else None
    return saved(request, form, project, _("A document"), doing.add_evidence, project, upload=upload, milestone=milestone)


@decided_by(rules.may_see_evidence, Evidence.objects.select_related(OF_PROJECT))
def evidence(request: HttpRequest, evidence: Evidence) -> FileResponse:
    """The file itself, always as a download."""
    return FileResponse(evidence.file.open("rb"), as_attachment=True, filename=evidence.name, content_type=evidence.kind)


@decided_by(rules.may_remove_evidence, Evidence.objects.select_related(OF_PROJECT))
@require_POST
def evidence_remove(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    carried_out(request, _("The document is removed."), doing.remove_evidence, evidence, by=request.user)
    return redirect("projects:project", evidence.project_id)


@decided_by(rules.may_manage_project, WITH_MANAGER)
def risk_new(request: HttpRequest, project: Project) -> HttpResponse:
    form = RiskForm(request.POST or None)
    return saved(request, form, project, _("A risk"), doing.save_risk, None, project=project, **_values(form))


@decided_by(rules.of_risk, Risk.objects.select_related(OF_PROJECT))
def risk_edit(request: HttpRequest, risk: Risk) -> HttpResponse:
    form = RiskForm(request.POST or None, initial={name: getattr(risk, name) for name in RiskForm.base_fields})
    return saved(request, form, risk.project, risk.title, doing.save_risk, risk, project=risk.project, **_values(form))


@decided_by(rules.of_risk, Risk.objects.select_related(OF_PROJECT))
@require_POST
def risk_remove(request: HttpRequest, risk: Risk) -> HttpResponse:
    doing.remove_risk(risk, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("The risk is removed."))
    return redirect("projects:project", risk.project_id)


@decided_by(rules.may_write_hours, WITH_MANAGER)
def hours(request: HttpRequest, project: Project) -> HttpResponse:
    """One's own hours of one day."""
    form = HoursForm(request.POST or None)
    member = project.team.get(person__user__pk=request.user.pk or 0)
    values = {"day": form.cleaned_data["day"], "minutes": form.minutes(), "what": form.cleaned_data["what"]} if form.is_valid() else {}
    return saved(request, form, project, _("Hours worked"), _hours_written, member, **values)


def _hours_written(member: TeamMember, **values: Any) -> bool:
    """The action answers with nothing where a day was taken away; the page wants to know that it went well."""
    write_hours(member, **values)
    return True


@decided_by(rules.may_see_lines, WITH_MANAGER)
def hours_file(request: HttpRequest, project: Project) -> HttpResponseBase:
    """Everybody's hours as a file; persons are named, so it opens for those who see the lines of the books."""
    return download(hours_table(project), request.GET.get("format", "csv"))
