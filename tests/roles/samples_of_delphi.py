"""What to put into the addresses of pages of Delphi studies."""

from collections.abc import Callable
from typing import Any

from sextant.work.delphi.letters import token_of
from sextant.work.delphi.tests.factories import a_number, a_panel, a_study, opened
from tests.roles.world import World


def _study(world: World) -> dict[str, Any]:
    """A study whose first round runs."""
    if "delphi study" not in world.left:
        study = world.left["delphi study"] = a_study()
        world.left["delphi item"] = a_number(study)
        world.left["delphi panel"] = a_panel(study, 2)
        world.left["delphi round"] = opened(study)
    return {"pk": world.left["delphi study"].pk}


def _kept(name: str) -> Callable[[World], dict[str, Any]]:
    def sample(world: World) -> dict[str, Any]:
        _study(world)
        return {"pk": world.left[name].pk}

    return sample


def _panelist(world: World) -> dict[str, Any]:
    _study(world)
    return {"pk": world.left["delphi panel"][1].pk}


def _token(world: World) -> dict[str, Any]:
    _study(world)
    return {"token": token_of(world.left["delphi panel"][0])}


def _asked(world: World) -> dict[str, Any]:
    return {**_token(world), "pk": world.left["delphi item"].pk}


STUDY = ("study", "edit_study", "new_item", "panel", "open_round", "close_round", "close_study", "publish", "audit")

SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    **{f"delphi:{name}": _study for name in STUDY},
    **{f"delphi:{name}": _kept("delphi item") for name in ("edit_item", "remove_item")},
    **{f"delphi:{name}": _token for name in ("place", "agree", "leave")},
    "api:delphi_results": lambda world: {**_study(world), "number": 1},
    "delphi:item": _asked,
    "delphi:round": _kept("delphi round"),
    "delphi:take_off": _panelist,
}
