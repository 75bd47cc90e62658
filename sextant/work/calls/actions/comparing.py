"""Entries compared with what was submitted before: asked for, and stored whole."""

from dataclasses import dataclass

from django.db import transaction

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit
from sextant.base.jobs.models import Job
from sextant.work.calls.models import Call, Resemblance


@dataclass(frozen=True)
class Alike:
    """An entry, the other one it repeats, how much of it (0–1), and the longest passage."""

    entry: int
    other: int
    share: float
    passage: str


@transaction.atomic
def ask_comparison(call: Call, *, by: User | None) -> Job:
    """Queues the comparison of a call's entries with all others."""
    record(verb="calls.compare", obj=call, by=by)
    return after_commit("calls.compare", by=by, call_id=call.pk)


@transaction.atomic
def store_resemblances(call: Call, found: list[Alike]) -> int:
    """Replaces what was found before; returns how many."""
    Resemblance.objects.filter(entry__call=call).delete()
    rows = [Resemblance(entry_id=one.entry, other_id=one.other, share=one.share, passage=one.passage[:1000]) for one in found]
    Resemblance.objects.bulk_create(rows, batch_size=500)
    return len(rows)
