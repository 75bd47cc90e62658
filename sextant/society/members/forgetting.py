"""What other houses do when a person is erased. They register in `apps.ready()`; the erasure calls them in its transaction."""

from collections.abc import Callable

from sextant.society.members.models import Person

Forget = Callable[[Person], int]
"""Deletes, or empties of words, the rows of a person that only the person's consent kept; returns how many."""

_forgetting: dict[str, Forget] = {}


def register(name: str, forget: Forget) -> None:
    """Adds what a house forgets under the house's name. The person still has the log-in when it is called."""
    _forgetting[name] = forget


def forget_everywhere(person: Person) -> dict[str, int]:
    """Calls all of them; how many rows each has forgotten."""
    return {name: forget(person) for name, forget in sorted(_forgetting.items())}
