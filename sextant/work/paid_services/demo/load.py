"""The demo's services: a price list, requests, contracts in every state with their acts and money; and taking it all away."""

from sextant.base.demo import registry
from sextant.base.demo.registry import World


def load(world: World) -> None:
    """Nothing yet."""


def remove() -> int:
    return 0


def register() -> None:
    registry.register("paid_services", 65, load, remove)
