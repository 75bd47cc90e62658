"""What waits for whom: answers without a reply, drafts of norms, books that passed and have no mark, and for publishers books with faults."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sextant.base.measures.waiting import Task
from sextant.work.publications import rules, states
from sextant.work.publications.models import Answer, PackVersion


def tasks_of(user: Any) -> Iterator[Task]:
    """For the keepers only; what a publisher has to do stands on the page of the book."""
    if not rules.is_keeper(user):
        return
    answers = Answer.objects.filter(reply="").exclude(by=user).order_by("id")
    if first := answers.select_related("check_made").first():
        count = answers.count()
        yield Task(
            ngettext("Reply to %(count)s publisher's answer", "Reply to %(count)s publishers' answers", count) % {"count": count},
            f"{first.check_made.get_absolute_url()}#answers",
        )
    for draft in PackVersion.objects.filter(state=states.DRAFT).exclude(written_by=user).select_related("pack")[:5]:
        yield Task(
            _("Decide about the draft of “%(pack)s”") % {"pack": draft.pack}, reverse("publications:version", args=[draft.pack.code, draft.number])
        )
