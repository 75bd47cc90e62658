"""What waits for whom: surveys to answer, and for those who keep them, closed ones to publish."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.measures.waiting import Task
from sextant.society.surveys import rules, states
from sextant.society.surveys.queries.audiences import waiting_for
from sextant.society.surveys.queries.lists import kept_by

SHOWN = 5


def tasks_of(user: Any) -> Iterator[Task]:
    """Dated where the survey closes by itself."""
    for survey in waiting_for(user)[:SHOWN]:
        due = timezone.localdate(survey.closes_at) if survey.closes_at else None
        yield Task(_("Answer the survey “%(survey)s”") % {"survey": survey}, survey.get_absolute_url(), due)
    if rules.may_make(user):
        for survey in kept_by(user).filter(state=states.CLOSED)[:SHOWN]:
            yield Task(_("Publish the results of “%(survey)s”") % {"survey": survey}, reverse("surveys:manage", args=[survey.code]))
