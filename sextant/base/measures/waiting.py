"""What waits for somebody: apps register who asks what of whom, a desk gathers it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Task:
    """One thing to do: a sentence, the page where it is done, the day it is due (None: no day), and the heading it stands under."""

    title: str | Promise
    url: str
    due: date | None = None
    group: str | Promise = ""


Teller = Callable[[Any], Iterable[Task]]
_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    """Adds a function that tells a logged-in user's tasks; registering it twice changes nothing."""
    if teller not in _tellers:
        _tellers.append(teller)


def tasks_of(user: Any) -> list[Task]:
    """Everything that waits for the user: dated tasks first, the nearest day before the others, then in order of registration."""
    found = [task for teller in _tellers for task in teller(user)]
    return sorted(found, key=lambda task: (task.due is None, task.due or date.max))
