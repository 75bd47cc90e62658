"""What to put into the addresses of pages of scholarship."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from sextant.work.scholarship.actions.experts import Work, declare_conflict
from sextant.work.scholarship.actions.suggestions import offer_topic
from sextant.work.scholarship.models import DissertationImport, WorkImport
from sextant.work.scholarship.tests.factories import expert, registered
from tests.roles.world import World


def _dissertation(world: World) -> dict[str, Any]:
    """A topic of the organisation of the page that is not public, with the person as supervisor, like another one."""
    if "dissertation" not in world.left:
        registered("Чтение подростков в сельских библиотеках")
        one = registered("Чтение подростков в сельской библиотеке", school=world.organisation, is_public=False, guide=world.person, author="Автор")
        world.left["dissertation"] = one
    return {"pk": world.left["dissertation"].pk}


def _resemblance(world: World) -> dict[str, Any]:
    _dissertation(world)
    return {"pk": world.left["dissertation"].resemblances.order_by("pk")[0].pk}


def _supervision(world: World) -> dict[str, Any]:
    _dissertation(world)
    return {"pk": world.left["dissertation"].supervisions.get().pk}


def _suggestion(world: World) -> dict[str, Any]:
    """A free topic."""
    if "suggested topic" not in world.left:
        world.left["suggested topic"] = offer_topic(today=timezone.localdate(), by=None, title_ru="Свободная тема", title_en="A free topic")
    return {"pk": world.left["suggested topic"].pk}


def _import(world: World) -> dict[str, Any]:
    """A list that the editor has brought in."""
    if "dissertation list" not in world.left:
        known = {"name": "list.csv", "sha256": "0" * 64, "header": ["topic"], "read": 1, "made_by": world.users["editor"]}
        world.left["dissertation list"] = DissertationImport.objects.create(**known)
    return {"pk": world.left["dissertation list"].pk}


def _expert(world: World) -> dict[str, Any]:
    """The person of the page as a listed expert with a work and a conflict."""
    if "expert" not in world.left:
        profile = expert(world.person, works=(Work("A work", 2024),))
        declare_conflict(profile, today=timezone.localdate(), by=None, organisation=world.organisation)
        world.left["expert"] = profile
    return {"pk": world.left["expert"].pk}


def _work(world: World) -> dict[str, Any]:
    _expert(world)
    return {"pk": world.left["expert"].works.get().pk}


def _conflict(world: World) -> dict[str, Any]:
    _expert(world)
    return {"pk": world.left["expert"].declared_conflicts.get().pk}


def _work_import(world: World) -> dict[str, Any]:
    """A file of the person's own."""
    _expert(world)
    if "file of works" not in world.left:
        known = {"profile": world.left["expert"], "name": "mine.bib", "sha256": "0" * 64, "state": "done"}
        world.left["file of works"] = WorkImport.objects.create(**known)
    return {"pk": world.left["file of works"].pk}


SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    **{f"scholarship:{name}": _dissertation for name in ("dissertation", "edit", "move", "author_named")},
    **{f"scholarship:{name}": _suggestion for name in ("suggestion", "edit_suggestion", "withdraw_suggestion")},
    **{f"scholarship:{name}": _work for name in ("confirm_work", "remove_work")},
    "scholarship:explain": _resemblance,
    "scholarship:supervisor_named": _supervision,
    "scholarship:import": _import,
    "scholarship:expert": _expert,
    "scholarship:remove_conflict": _conflict,
    "scholarship:work_import": _work_import,
}
