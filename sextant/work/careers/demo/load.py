"""The demo's board."""

from sextant.base.demo import registry
from sextant.base.demo.registry import World


def load(world: World) -> None:
    """Filled in below."""


def remove() -> int:
    return 0


def register() -> None:
    registry.register("careers", 70, load, remove)
