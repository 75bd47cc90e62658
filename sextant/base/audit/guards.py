"""Triggers that keep rows from being changed, on both databases, and the one way to lift them.

A house registers its triggers in `apps.ready()` and installs them in a migration; a new database gets all of them at once.
They are lifted only to read a backup back, to take the demo association away, and to empty a test database: inside one
transaction, and back in place at its end.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction


@dataclass(frozen=True)
class Guard:
    """One house's triggers: statements that install and that remove them, by database vendor."""

    install: dict[str, Sequence[str]]
    remove: dict[str, Sequence[str]]


_guards: dict[str, Guard] = {}


def register(name: str, guard: Guard) -> None:
    """Makes a house's triggers known; registering them twice changes nothing."""
    _guards[name] = guard


def _run(statements: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def install_all() -> None:
    """Puts every guard in its place, whatever of it stands there already."""
    for guard in _guards.values():
        _run([*guard.remove[connection.vendor], *guard.install[connection.vendor]])


@contextmanager
def lifted() -> Iterator[None]:
    """A transaction in which no guard stands; all are back when it ends, and nothing changed when it fails."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            connection.check_constraints()  # triggers cannot be dropped while checks of constraints are waiting
        for guard in _guards.values():
            _run(guard.remove[connection.vendor])
        yield
        for guard in _guards.values():
            _run(guard.install[connection.vendor])
