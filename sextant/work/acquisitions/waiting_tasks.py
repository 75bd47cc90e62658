"""What waits for those who act for a library: a first catalogue, a profile grown old, a plan that nobody ordered."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sextant.base.measures.waiting import Task
from sextant.work.acquisitions import rules, states
from sextant.work.acquisitions.models import Collection, Plan

SHOWN = 5
GROUP = _("Collections and acquisitions")
YEAR = timedelta(days=365)


def tasks_of(user: Any) -> Iterator[Task]:
    """For libraries alone; the section sees how they stand on its own page."""
    keys = rules.represented(user)
    if not keys:
        return
    own = Collection.objects.filter(organisation__in=keys)
    for one in own.filter(current=None).select_related("organisation")[:SHOWN]:
        yield Task(gettext("Bring in the catalogue of “%(collection)s”") % {"collection": one}, one.get_absolute_url(), None, GROUP)
    aged = own.filter(profile__made_at__lt=timezone.now() - YEAR).select_related("organisation")
    for one in aged[:SHOWN]:
        title = gettext("The profile of “%(collection)s” is older than a year: bring in a new catalogue") % {"collection": one}
        yield Task(title, one.get_absolute_url(), None, GROUP)
    for plan in Plan.objects.filter(collection__in=own, state=states.MADE).order_by("-pk")[:SHOWN]:
        title = gettext("Look over and order: “%(plan)s”") % {"plan": plan}
        yield Task(title, reverse("acquisitions:plan", args=[plan.pk]), None, GROUP)
