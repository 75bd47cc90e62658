"""What waits for those who keep campaigns."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sextant.base.measures.waiting import Task
from sextant.work.outreach import rules, states
from sextant.work.outreach.models import Adoption, Endorsement


def tasks_of(user: Any) -> Iterator[Task]:
    """Endorsements to look over, adoptions to check."""
    if not rules.may_keep(user):
        return
    group, place = _("Campaign for the agenda"), reverse("outreach:waiting")
    if count := Endorsement.objects.filter(state=states.WAITING).count():
        yield Task(ngettext("Look over %(count)s endorsement", "Look over %(count)s endorsements", count) % {"count": count}, place, None, group)
    if count := Adoption.objects.filter(state=states.WAITING).count():
        yield Task(ngettext("Check %(count)s adoption", "Check %(count)s adoptions", count) % {"count": count}, place, None, group)
