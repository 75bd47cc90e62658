"""Who may do what with projects, their money and reports."""

from typing import Any

from django.db.models import Q, QuerySet

from sextant.base.permissions.queries import holds, scopes_held
from sextant.base.permissions.rules import is_office
from sextant.work.projects.models import Agreement, Evidence, Instalment, Milestone, Project, Report, Risk, TeamMember

MANAGER = "project_manager"
KIND = "projects.project"
OVERSEERS = ("treasurer", "director", "secretary", "auditor")


def may_make_project(user: Any) -> bool:
    """The office, and project managers of the association."""
    return is_office(user) or holds(user, MANAGER)


def _is_manager(user: Any, project: Project) -> bool:
    mine = project.manager is not None and user.is_authenticated and project.manager.user_id == user.pk
    return bool(mine) or (KIND, str(project.pk)) in {(kind, key) for kind, key in _scopes(user)}


def _scopes(user: Any) -> list[tuple[str, str]]:
    return [(KIND, key) for key in scopes_held(user, KIND, MANAGER)]


def may_manage_project(user: Any, project: Project) -> bool:
    """Write the project: the office and its manager."""
    return is_office(user) or _is_manager(user, project)


def is_on_team(user: Any, project: Project) -> bool:
    return bool(user.is_authenticated and project.team.filter(person__user=user).exists())


def may_see_project(user: Any, project: Project) -> bool:
    """The office, the treasurer, the audit commission, its manager and its team."""
    return holds(user, *OVERSEERS) or _is_manager(user, project) or is_on_team(user, project)


def may_see_projects(user: Any) -> bool:
    """The list opens for everybody who has logged in; it shows what they may see."""
    return bool(user.is_authenticated)


def may_see_lines(user: Any, project: Project) -> bool:
    """The lines of the books behind the costs: not the team, because they may name people."""
    return holds(user, "treasurer", "director", "auditor") or _is_manager(user, project)


def may_keep_money(user: Any, project: Project) -> bool:
    """Agreements, instalments, budgets and booking of hours: the treasurer and the director."""
    return holds(user, "treasurer", "director")


def may_move_project(user: Any, project: Project) -> bool:
    return may_manage_project(user, project)


def may_approve(user: Any) -> bool:
    """An idea becomes a project by the word of the office."""
    return is_office(user)


def may_write_hours(user: Any, project: Project) -> bool:
    return is_on_team(user, project)


def of_milestone(user: Any, milestone: Milestone) -> bool:
    return may_manage_project(user, milestone.project)


def of_member(user: Any, member: TeamMember) -> bool:
    return may_manage_project(user, member.project)


def of_risk(user: Any, risk: Risk) -> bool:
    return may_manage_project(user, risk.project)


def may_see_evidence(user: Any, evidence: Evidence) -> bool:
    return may_see_project(user, evidence.project)


def may_remove_evidence(user: Any, evidence: Evidence) -> bool:
    return may_manage_project(user, evidence.project)


def of_agreement(user: Any, agreement: Agreement) -> bool:
    return may_keep_money(user, agreement.project)


def of_instalment(user: Any, instalment: Instalment) -> bool:
    """Writing down money that came is the treasurer's."""
    return holds(user, "treasurer")


def may_see_report(user: Any, report: Report) -> bool:
    return may_see_project(user, report.project)


def may_write_report(user: Any, report: Report) -> bool:
    return may_manage_project(user, report.project)


def projects_of(user: Any) -> QuerySet[Project]:
    """What this user may see."""
    rows = Project.objects.select_related("manager", "programme")
    if holds(user, *OVERSEERS):
        return rows
    mine = Q(manager__user=user) | Q(team__person__user=user) | Q(pk__in=[int(key) for _kind, key in _scopes(user)])
    return rows.filter(mine).distinct()
