"""What waits for somebody: signals to decide."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sextant.base.measures.waiting import Task
from sextant.work.trends import rules, states
from sextant.work.trends.models import Signal


def tasks_of(user: Any) -> Iterator[Task]:
    """How many signals the office has to decide on."""
    if not rules.may_keep(user):
        return
    number = Signal.objects.filter(state=states.PROPOSED).count()
    if number:
        title = ngettext("Decide on %(number)s signal", "Decide on %(number)s signals", number) % {"number": number}
        yield Task(title, reverse("trends:queue"), None, _("Trends"))
