"""What this house makes known."""

from sextant.society.events import letters
from sextant.society.events.search import EVENTS
from sextant.base.search import registry as search


def register_all() -> None:
    letters.register_letters()
    search.register(EVENTS)
