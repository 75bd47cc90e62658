"""Writers that wait their turn, and what the database breaks off done again.

Two transactions that lock several rows in different orders wait for each other, and PostgreSQL breaks one of them off
(deadlock). Every write ends with a line of the record, so the end of the record is the row that all of them lock: an
action `in_turn` locks it first, and no two such actions can meet. Where another house's rows are in play, the one that is
broken off is done `again`: nothing of it was written.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _

from sextant.base.audit.models import Head

P = ParamSpec("P")
R = TypeVar("R")

TRIES = 5
BROKEN_OFF = {"40P01", "40001"}
"""Deadlock and serialization failure, by their SQLSTATE (PostgreSQL documentation, appendix A)."""


def hold_record() -> None:
    """Locks the end of the record for the rest of the caller's transaction. SQLite has one writer at a time anyway."""
    if connection.features.has_select_for_update and not Head.objects.select_for_update().filter(pk=1).values_list("pk"):
        Head.objects.get_or_create(pk=1)
        Head.objects.select_for_update().get(pk=1)


def is_broken_off(trouble: OperationalError) -> bool:
    """Whether the database gave a transaction up for another one's sake."""
    return getattr(trouble.__cause__, "sqlstate", "") in BROKEN_OFF


def is_busy(trouble: OperationalError) -> bool:
    """Whether SQLite waited in vain for its one writer."""
    return "database is locked" in str(trouble)


def again(action: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Calls an action, and calls it again when the database broke its transaction off; in the end it is refused with a sentence.

    Inside a caller's transaction it is called once: what is broken off there is the caller's.
    """
    tries = 1 if connection.in_atomic_block else TRIES
    for left in range(tries - 1, -1, -1):
        try:
            return action(*args, **kwargs)
        except OperationalError as trouble:
            if connection.in_atomic_block or not (is_broken_off(trouble) or is_busy(trouble)):
                raise
            if left == 0 or is_busy(trouble):
                words = _("Somebody else was writing at this moment, and nothing of yours was written. Send it again.")
                raise ValidationError(words) from trouble
    raise AssertionError("unreachable")


def in_turn(action: Callable[P, R]) -> Callable[P, R]:
    """For actions that lock several rows: a transaction that begins with the lock on the end of the record."""

    @transaction.atomic
    def alone(*args: P.args, **kwargs: P.kwargs) -> R:
        hold_record()
        return action(*args, **kwargs)

    @wraps(action)
    def waiting(*args: P.args, **kwargs: P.kwargs) -> R:
        return again(alone, *args, **kwargs)

    return waiting
