"""Travel support: a call for one event is shown on the event's page while it takes entries."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.society.events.models import Event
from sextant.society.events.support import Link
from sextant.work.calls import states
from sextant.work.calls.letters import told_in_zone
from sextant.work.calls.models import Call


def support_for(event: Event, user: Any) -> Link | None:
    """The open call for this event that closes first; nothing where there is none."""
    now = timezone.now()
    rows = Call.objects.filter(event=event, state=states.PUBLISHED, opens_at__lte=now, closes_at__gte=now)
    call = rows.order_by("closes_at").first()
    if call is None:
        return None
    note = _("until %(at)s") % {"at": told_in_zone(call, call.closes_at)}
    return Link(_("Apply for travel support"), reverse("calls:call", args=[call.slug]), note)
