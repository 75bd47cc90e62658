"""Work for later: what the calendar asks for about events."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.society.events import states
from sextant.society.events.actions.cancelling import lapse_registration
from sextant.society.events.actions.events import close_event, remind_all
from sextant.society.events.models import Event, Registration

BEFORE = timedelta(days=2)


@job("events.daily", title=_("Events: places not paid for, reminders, events that are over"), every=timedelta(hours=6))
def daily(run: Run, day: str | None = None) -> None:
    """Lets unpaid places lapse, reminds of what begins within two days, and closes what has ended. A second run finds only what is left."""
    today, now = date.fromisoformat(day) if day else timezone.localdate(), timezone.now()
    unpaid = list(Registration.objects.filter(state=states.OFFERED, pay_until__lt=today).order_by("event", "number"))
    soon = list(Event.objects.filter(state=states.PUBLISHED, reminded_on=None, starts_at__gt=now, starts_at__lte=now + BEFORE).order_by("pk"))
    ended = list(Event.objects.filter(state=states.PUBLISHED, ends_at__lte=now).order_by("pk"))
    total = len(unpaid) + len(soon) + len(ended)
    for number, registration in enumerate(unpaid, 1):
        lapse_registration(registration, today=today)
        run.progress(number, total)
    for number, event in enumerate(soon, len(unpaid) + 1):
        remind_all(event, today=today)
        run.progress(number, total)
    for number, event in enumerate(ended, len(unpaid) + len(soon) + 1):
        try:
            close_event(event, by=None, now=now)
        except ValidationError:  # somebody has closed or called it off at this moment
            continue
        finally:
            run.progress(number, total)
