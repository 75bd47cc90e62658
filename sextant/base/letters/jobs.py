"""Sending what waits in the ledger."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.actions import once_waiting
from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.base.letters.actions import SEND
from sextant.base.letters.queries import due_letters, next_due
from sextant.base.letters.sending import postpone_all, send_due, settle_left_letters
from sextant.base.letters.transports import Unreachable, transport

BATCH = 100


@job(SEND, title=_("Sending letters"), every=timedelta(hours=1))
def send_letters(run: Run) -> dict[str, Any]:
    """Sends every letter that is due, one by one, and leaves a job behind for those that have to wait.

    A thousand letters are one job; those written meanwhile are taken along. The hourly run is the safety net.
    """
    outbox = transport()
    settled, done = settle_left_letters(outbox), 0
    total = due_letters(timezone.now()).count()
    try:
        while batch := list(due_letters(timezone.now())[:BATCH]):
            total = max(total, done + len(batch))
            done = send_due(run, outbox, batch, done, total)
    except Unreachable as trouble:
        postpone_all(str(trouble), timezone.now())
    finally:
        outbox.close()
    later = next_due()
    if later is not None:
        once_waiting(SEND, run_after=later)
    return {"letters": done, "settled": settled, "total": total}
