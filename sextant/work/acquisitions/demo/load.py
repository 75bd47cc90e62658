"""The demo's collections; see `words.py` for what is invented."""

from sextant.base.demo import registry
from sextant.base.demo.registry import World


def load(world: World) -> None:
    """Nothing yet."""


def remove() -> int:
    """Nothing yet."""
    return 0


def register() -> None:
    registry.register("acquisitions", 66, load, remove)
