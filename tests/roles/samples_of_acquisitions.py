"""What to put into the addresses of pages of acquisitions."""

from collections.abc import Callable
from typing import Any

from sextant.society.members import award_lists
from sextant.society.members.award_lists import AwardEntry, AwardList
from sextant.work.acquisitions.models import Collection, ImportRun, Plan
from sextant.work.acquisitions.tests.factories import planned, profiled, whole_isbn
from tests.roles.world import World

Sample = Callable[[World], dict[str, Any]]
CODE = "sample-list"


def _lists() -> list[AwardList]:
    return [AwardList(CODE, "Список для примера", "A sample list", "the tests", (AwardEntry(whole_isbn("978517000001"), "The sea", "", 2022),))]


def _collection(world: World) -> Collection:
    """Of the library of the page, with a profile held against a list."""
    if "collection for children" not in world.left:
        before = list(award_lists._providers)
        award_lists.register(_lists)
        world.left["collection for children"] = profiled(world.organisation)
        award_lists._providers[:] = before
    found: Collection = world.left["collection for children"]
    return found


def _plan(world: World) -> Plan:
    if "purchase plan" not in world.left:
        world.left["purchase plan"] = planned(_collection(world))
    found: Plan = world.left["purchase plan"]
    return found


def _run(world: World) -> ImportRun:
    return ImportRun.objects.filter(collection=_collection(world)).order_by("pk")[0]


def _of_collection(**more: str) -> Sample:
    return lambda world: {"pk": _collection(world).pk, **more}


def _of_plan(world: World) -> dict[str, Any]:
    return {"pk": _plan(world).pk}


def _of_run(world: World) -> dict[str, Any]:
    return {"pk": _run(world).pk}


SAMPLES: dict[str, Sample] = {
    **{
        f"acquisitions:{name}": _of_collection()
        for name in (
            *("collection", "edit_collection", "remove_collection", "children", "start_import", "new_plan"),
            *("titles", "profile", "make_profile", "profile_progress"),
        )
    },
    "acquisitions:eligible": _of_collection(code=CODE),
    "acquisitions:profile_part": _of_collection(part="readers"),
    **{f"acquisitions:{name}": _of_run for name in ("import", "cancel_import", "choose_import", "remove_import")},
    "acquisitions:import_file": lambda world: {**_of_run(world), "name": "findings"},
    **{
        f"acquisitions:{name}": _of_plan
        for name in (
            *("plan", "plan_progress", "targets", "load_targets", "targets_file", "start_plan", "cancel_plan", "decide_title"),
            *("copy_plan", "compare", "order_plan", "take_order_back", "order_file", "remove_plan"),
        )
    },
}
