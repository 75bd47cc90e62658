"""What waits for those who curate the thesaurus."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from sextant.base.measures.waiting import Task
from sextant.society.concepts import states
from sextant.society.concepts.models import Suggestion, ThesaurusImport
from sextant.society.concepts.rules import may_curate

SHOWN = 5


def tasks_of(user: Any) -> Iterator[Task]:
    """Suggestions to decide, and files whose preview waits."""
    if not may_curate(user):
        return
    group = _("Thesaurus")
    if count := Suggestion.objects.filter(state=states.SUGGESTED).count():
        words = ngettext("Decide %(count)s suggestion for the thesaurus", "Decide %(count)s suggestions for the thesaurus", count) % {"count": count}
        yield Task(words, reverse("concepts:suggestions"), None, group)
    for work in ThesaurusImport.objects.filter(state=states.PREVIEW)[:SHOWN]:
        title = gettext("Look the file “%(file)s” through") % {"file": work.file_name}
        yield Task(title, reverse("concepts:import", args=[work.pk]), None, group)
