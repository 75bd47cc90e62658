"""What waits for somebody: signals and passages to decide, words to write."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from sextant.base.measures.waiting import Task
from sextant.work.trends import rules, states
from sextant.work.trends.models import Passage, Signal
from sextant.work.trends.queries.watching import watch_lists


def tasks_of(user: Any) -> Iterator[Task]:
    """Signals, passages and one's own watch lists for those who keep the radar; for others the passages they are invited to write."""
    group, drafts = _("Trends"), Passage.objects.filter(report__state=states.DRAFT).select_related("report")
    if rules.may_keep(user):
        number = Signal.objects.filter(state=states.PROPOSED).count()
        if number:
            title = ngettext("Decide on %(number)s signal", "Decide on %(number)s signals", number) % {"number": number}
            yield Task(title, reverse("trends:queue"), None, group)
        for one in drafts.filter(state=states.HANDED_IN):
            yield Task(gettext("Read the passage by %(name)s") % {"name": one.name}, one.get_absolute_url(), None, group)
        for watched in watch_lists().filter(owner=user, closed_on=None, finds__state=states.OPEN):
            number = watched.waiting  # type: ignore[attr-defined]
            title = ngettext("%(title)s: look at %(number)s find", "%(title)s: look at %(number)s finds", number)
            yield Task(title % {"title": watched.title, "number": number}, watched.get_absolute_url(), None, group)
    for one in drafts.filter(author=user, state=states.INVITED):
        yield Task(gettext("Write on “%(chapter)s”") % {"chapter": one.get_chapter_display()}, one.get_absolute_url(), None, group)
