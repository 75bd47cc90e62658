"""What to put into the addresses of pages of projects."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from sextant.work.projects.actions.projects import add_evidence, save_risk
from sextant.work.projects.actions.reports import draft_report, publish_report
from sextant.work.projects.models import Project, Report
from sextant.work.projects.queries.links import token_of
from sextant.work.projects.tests.factories import agreed, in_days, member_of, milestone_of, running
from tests.roles.world import World


def _of(world: World) -> Project:
    """A project on whose team the member is."""
    if "project" not in world.left:
        project = running("roles")
        world.left["team member"] = member_of(project)
        project.team.create(person=world.person)
        world.left["milestone"] = milestone_of(project)
        world.left["agreement"] = agreed(project, (5, 1_00))
        world.left["evidence"] = add_evidence(project, upload=SimpleUploadedFile("letter.pdf", b"%PDF-1.7"), by=None)
        world.left["risk"] = save_risk(None, project=project, by=None, title="Rain")
        world.left["project"] = project
    return world.left["project"]


def _project(world: World) -> dict[str, Any]:
    return {"pk": _of(world).pk}


def _part(name: str) -> Callable[[World], dict[str, Any]]:
    def values(world: World) -> dict[str, Any]:
        _of(world)
        return {"pk": world.left[name].pk}

    return values


def _instalment(world: World) -> dict[str, Any]:
    _of(world)
    return {"pk": world.left["agreement"].instalments.get().pk}


def _draft(world: World) -> dict[str, Any]:
    if "draft to funder" not in world.left:
        world.left["draft to funder"] = draft_report(_of(world), since=in_days(-9), until=in_days(0), by=None)
    return {"pk": world.left["draft to funder"].pk}


def _published(world: World) -> Report:
    if "report to funder" not in world.left:
        report = draft_report(_of(world), since=in_days(-9), until=in_days(0), by=None, summary_en="Done.")
        world.left["report to funder"] = publish_report(report, by=None)
    return world.left["report to funder"]


OF_PROJECT = (
    "project",
    "project_edit",
    "project_move",
    "costs",
    "team_add",
    "milestone_new",
    "evidence_add",
    "risk_new",
    "hours",
    "hours_file",
    "hours_book",
    "budget_add",
    "budget_remove",
    "agreement_new",
    "report_new",
)
SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    **{f"projects:{name}": _project for name in OF_PROJECT},
    "projects:team_remove": _part("team member"),
    **{f"projects:{name}": _part("milestone") for name in ("milestone_edit", "milestone_mark")},
    **{f"projects:{name}": _part("evidence") for name in ("evidence", "evidence_remove")},
    **{f"projects:{name}": _part("risk") for name in ("risk_edit", "risk_remove")},
    "projects:instalments": _part("agreement"),
    "projects:receive": _instalment,
    **{f"projects:{name}": _draft for name in ("report", "report_edit", "report_publish", "report_file")},
    **{f"projects:{name}": lambda world: {"token": token_of(_published(world))} for name in ("read", "read_file")},
    "projects:grant_edit": lambda _world: {"pk": 1},
}
