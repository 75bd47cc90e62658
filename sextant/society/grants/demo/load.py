"""The demo's grants."""

from sextant.base.demo import registry
from sextant.base.demo.registry import World


def load(world: World) -> None:
    """To come."""


def remove() -> int:
    return 0


def register() -> None:
    registry.register("grants", 35, load, remove)
