"""Work for later: letters of invitations; the clock closes what is over."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.work.practice import states
from sextant.work.practice.actions.invitations import WRITE, close_invitation, write_waiting
from sextant.work.practice.models import Invitation

AT_ONCE = 100


@job(WRITE, title=_("Letters of an invitation to pilot"))
def write_invitations(run: Run, *, invitation: int) -> dict[str, Any]:
    """Writes to every library that waits for the letter, a hundred at a time."""
    found = Invitation.objects.select_related("brief", "finding").get(pk=invitation)
    total, count = 0, AT_ONCE
    while count:
        with run.step():
            count = write_waiting(found, AT_ONCE)
        total += count
        run.progress(total)
    return {"letters": total}


@job("practice.close_invitations", title=_("Closing invitations whose last day is over"), every=timedelta(days=1))
def close_invitations(run: Run) -> dict[str, Any]:
    """Closes open invitations that take no more answers."""
    today = timezone.localdate()
    over = list(Invitation.objects.filter(state=states.OPEN, open_until__lt=today))
    for one in over:
        close_invitation(one, by=None, on=today)
    return {"closed": len(over)}
