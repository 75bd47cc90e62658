"""What to put into the addresses of pages of planning."""

from collections.abc import Callable
from typing import Any

from tests.roles.world import World

SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {}
