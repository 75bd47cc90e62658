"""What to put into the addresses of pages of finances."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sextant.work.finances.actions.scenarios import add_change, make_scenario
from sextant.work.finances.models import OpenStatement, Scenario
from tests.roles.world import World


def _scenario(world: World) -> Scenario:
    """A scenario of the treasurer's with one change in it."""
    if "finances scenario" not in world.left:
        made = make_scenario(name="Sample of a scenario", currency="RUB", by=world.users["treasurer"])
        add_change(made, key="income:dues", since=date(2027, 1, 1), permille=100, by=world.users["treasurer"])
        world.left["finances scenario"] = made
    return world.left["finances scenario"]


def _statement(_world: World) -> dict[str, Any]:
    """A year that was published; the demo's where it is there."""
    published = OpenStatement.objects.order_by("-year", "-version").first()
    if published is None:
        published = OpenStatement.objects.create(year=2025, version=1, closed_until=date(2025, 12, 31), rows=[], fingerprint="0" * 64)
    return {"year": published.year}


SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    **{f"finances:{name}": lambda world: {"pk": _scenario(world).pk} for name in ("scenario", "add_change", "copy_scenario", "delete_scenario")},
    "finances:remove_change": lambda world: {"pk": _scenario(world).changes.all()[0].pk},
    "finances:statement": _statement,
    "finances:statement_version": lambda world: {**_statement(world), "version": 1},
}
