"""What waits for those who keep studies: a report that asks for a decision."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sextant.base.measures.waiting import Task
from sextant.work.delphi import rules, states
from sextant.work.delphi.models import Study


def tasks_of(user: Any) -> Iterator[Task]:
    """Studies between rounds for their keepers. Members of a panel come by the link of their letter, so nothing here says who they are."""
    if not rules.may_keep(user):
        return
    for study in Study.objects.filter(state=states.BETWEEN).order_by("pk")[:10]:
        title = gettext("Decide whether “%(title)s” asks another round") % {"title": study.title}
        yield Task(title, study.get_absolute_url(), None, _("Delphi studies"))
