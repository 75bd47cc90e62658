"""What to put into the addresses of pages of planning."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from sextant.work.planning.actions.applications import add_document, add_step, move_application
from sextant.work.planning.actions.imports import start_import
from sextant.work.planning.actions.plans import adopt_plan
from sextant.work.planning.actions.searches import save_search
from sextant.work.planning.models import Application, Indicator, Plan, PlanInitiative
from sextant.work.planning.queries.searches import token_of
from sextant.work.planning.tests.factories import asked, drafted, initiative_of, registered
from tests.roles.world import World


def _plan_of_library(world: World) -> Plan:
    """A draft of the organisation that “representative” acts for."""
    if "plan" not in world.left:
        plan = drafted(world.organisation)
        initiative_of(plan)
        world.left["plan"] = plan
    return world.left["plan"]


def _plan(world: World) -> dict[str, Any]:
    return {"pk": _plan_of_library(world).pk}


def _adopted(world: World) -> dict[str, Any]:
    """An adopted plan of the same organisation that is not published."""
    if "adopted plan" not in world.left:
        plan = drafted(world.organisation)
        initiative_of(plan)
        adopt_plan(plan, by=None)
        world.left["adopted plan"] = plan
    return {"pk": world.left["adopted plan"].pk}


def _goal(world: World) -> dict[str, Any]:
    return {"pk": _plan_of_library(world).goals.values_list("pk", flat=True)[0]}


def _initiative(world: World) -> dict[str, Any]:
    return {"pk": PlanInitiative.objects.filter(goal__plan=_plan_of_library(world)).values_list("pk", flat=True)[0]}


def _indicator(world: World) -> dict[str, Any]:
    return {"pk": Indicator.objects.filter(goal__plan=_plan_of_library(world)).values_list("pk", flat=True)[0]}


def _call(world: World) -> dict[str, Any]:
    """A call that the representative entered."""
    if "call" not in world.left:
        world.left["call"] = registered(by=world.users["representative"])
    return {"pk": world.left["call"].pk}


def _import(world: World) -> dict[str, Any]:
    """A file that the representative brought."""
    if "calls file" not in world.left:
        file = SimpleUploadedFile("calls.csv", b"x")
        world.left["calls file"] = start_import(file=file, layout="", by=world.users["representative"])
    return {"pk": world.left["calls file"].pk}


def _saved(world: World) -> Any:
    """A search of the member."""
    if "search" not in world.left:
        world.left["search"] = save_search(None, user=world.users["member"], title="Reading", by_letter=True)
    return world.left["search"]


def _application_of(world: World) -> Application:
    if "application" not in world.left:
        world.left["application"] = move_application(asked(_plan_of_library(world)), "submitted", by=None)
    return world.left["application"]


def _application(world: World) -> dict[str, Any]:
    return {"pk": _application_of(world).pk}


def _step(world: World) -> dict[str, Any]:
    row = _application_of(world)
    found = row.steps.first() or add_step(row, title="Letters", due_on=row.plan.made_at.date(), by=None)
    return {"pk": found.pk}


def _document(world: World) -> dict[str, Any]:
    row = _application_of(world)
    found = row.documents.first() or add_document(row, upload=SimpleUploadedFile("letter.pdf", b"%PDF-1.7"), by=None)
    return {"pk": found.pk}


def _search(world: World) -> dict[str, Any]:
    return {"pk": _saved(world).pk}


OF_PLAN = ("plan", "plan_edit", "adopt", "revise", "move", "show", "discard", "gap", "matches", "progress", "goal_new", "secured", "application_new")
OF_APPLICATION = ("application", "application_edit", "application_move", "application_won", "step_new", "document_new")
SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    **{f"planning:{name}": _plan for name in OF_PLAN},
    **{f"planning:{name}": _adopted for name in ("published", "published_progress")},
    **{f"planning:{name}": lambda world: {**_adopted(world), "number": 1} for name in ("version", "version_file")},
    **{f"planning:{name}": _goal for name in ("goal_edit", "goal_remove", "initiative_new", "indicator_new")},
    **{f"planning:{name}": _initiative for name in ("initiative_edit", "initiative_remove", "cost")},
    **{f"planning:{name}": _indicator for name in ("indicator_edit", "indicator_values", "indicator_remove")},
    **{f"planning:{name}": _call for name in ("call", "call_edit", "call_remove")},
    "planning:import": _import,
    "planning:empty_table": lambda world: {"name": "calls_en"},
    **{f"planning:{name}": _search for name in ("search", "search_edit", "search_remove")},
    "planning:stop_letters": lambda world: {"token": token_of(_saved(world))},
    **{f"planning:{name}": _application for name in OF_APPLICATION},
    "planning:step_mark": _step,
    "planning:document": _document,
}
