"""What to put into the addresses of pages of the radar and of trend reports."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from sextant.work.trends.actions.reports import invite_author, open_report
from sextant.work.trends.actions.watching import bring_feed
from sextant.work.trends.printed import names_of
from sextant.work.trends.tests.factories import a_feed, a_signal, a_watch_list, on_radar
from tests.roles.world import World


def _signal(world: World) -> dict[str, Any]:
    """A signal on the radar, in the agenda of the world."""
    if "trend signal" not in world.left:
        world.left["trend signal"] = on_radar(world.users["secretary"])
    return {"pk": world.left["trend signal"].pk}


def _proposed(world: World) -> dict[str, Any]:
    if "proposed signal" not in world.left:
        world.left["proposed signal"] = a_signal(world.users["secretary"])
    return {"pk": world.left["proposed signal"].pk}


def _report(world: World) -> Any:
    """A draft with a passage that the office itself was invited to write."""
    if "trend report" not in world.left:
        report = world.left["trend report"] = open_report(year=2024, today=timezone.localdate(), by=None)
        world.left["trend passage"] = invite_author(report, chapter="field", email=world.users["secretary"].email, by=None)
    return world.left["trend report"]


def _year(world: World) -> dict[str, Any]:
    return {"year": _report(world).year}


def _passage(world: World) -> dict[str, Any]:
    _report(world)
    return {"pk": world.left["trend passage"].pk}


def _file(world: World) -> dict[str, Any]:
    return {"year": _report(world).year, "name": names_of(_report(world))[-1]}


def _watch_list(world: World) -> dict[str, Any]:
    """One of the office that has found something."""
    if "watch list" not in world.left:
        watch_list = world.left["watch list"] = a_watch_list(world.users["secretary"])
        data = a_feed(("A robot", 12, 5), ("Something else", 40, 6), ("Something else", 40, 120))
        bring_feed(watch_list, data=data, name="feed.csv", today=timezone.localdate(), by=world.users["secretary"])
    return {"pk": world.left["watch list"].pk}


def _find(world: World) -> dict[str, Any]:
    _watch_list(world)
    return {"pk": world.left["watch list"].finds.get().pk}


SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    **{f"trends:{name}": _signal for name in ("signal", "add_evidence", "rate")},
    **{f"trends:{name}": _proposed for name in ("edit_signal", "end_signal")},
    **{f"trends:{name}": _year for name in ("report", "gather_report", "invite", "publish")},
    **{f"trends:{name}": _passage for name in ("passage", "decide_passage")},
    "trends:file": _file,
    **{f"trends:{name}": _watch_list for name in ("watch_list", "edit_watch_list", "look", "bring_feed", "close_watch_list")},
    **{f"trends:{name}": _find for name in ("find", "take_up", "dismiss", "undo_find")},
    "api:watch_list_finds": _watch_list,
}
