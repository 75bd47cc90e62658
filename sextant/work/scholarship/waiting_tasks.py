"""What waits for who keeps dissertations, and for experts."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from sextant.base.measures.waiting import Task
from sextant.work.scholarship import rules, states
from sextant.work.scholarship.models import ExpertProfile, Resemblance
from sextant.work.scholarship.queries.register import kept_by

LONG = timedelta(days=730)
"""A dissertation of which nothing was heard for so long is asked about."""
SOON = timedelta(days=30)
SHOWN = 10


def tasks_of(user: Any) -> Iterator[Task]:
    """Resemblances to explain and dissertations to ask about; consents that end and works to confirm."""
    if rules.may_register(user):
        yield from _of_keeper(user)
    person = rules.person_of(user)
    profile = ExpertProfile.objects.filter(person=person).first() if person is not None else None
    if profile is not None:
        yield from _of_expert(profile)


def _of_keeper(user: Any) -> Iterator[Task]:
    group = _("Dissertations")
    kept = kept_by(user).order_by()
    if count := Resemblance.objects.filter(reason="", dissertation__in=kept.values("pk")).count():
        words = ngettext("Say why %(count)s topic is not a double", "Say of %(count)s topics why they are not doubles", count) % {"count": count}
        yield Task(words, reverse("scholarship:unexplained"), None, group)
    quiet = timezone.localdate() - LONG
    if rules.may_keep_register(user):
        return
    for one in kept.filter(state__in=states.RUNNING, since__lt=quiet).prefetch_related(None).order_by("since", "pk")[:SHOWN]:
        title = gettext("Say how the dissertation “%(title)s” goes") % {"title": one.title}
        yield Task(title, reverse("scholarship:dissertation", args=[one.pk]), None, group)


def _of_expert(profile: ExpertProfile) -> Iterator[Task]:
    group = _("Experts")
    if count := profile.works.filter(is_confirmed=False).count():
        words = ngettext("Say whether %(count)s work is yours", "Say whether %(count)s works are yours", count) % {"count": count}
        yield Task(words, reverse("scholarship:my_works"), None, group)
    if profile.agreed_on and profile.until and profile.until <= timezone.localdate() + SOON:
        yield Task(gettext("Renew your consent to be listed as an expert"), reverse("scholarship:my_expert"), profile.until, group)
