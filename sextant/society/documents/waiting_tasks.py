"""What waits for whom: votes to cast, and for editors comments to settle, votes to count, approved texts to publish."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sextant.base.measures.waiting import Task
from sextant.society.documents import rules, states
from sextant.society.documents.models import Document
from sextant.society.documents.queries.votes import votes_waiting

UNSETTLED = Count(
    "versions__comments",
    filter=Q(versions__comments__reply_to=None, versions__comments__withdrawn_at=None, versions__comments__disposition=None),
)


def tasks_of(user: Any) -> Iterator[Task]:
    """One line a document."""
    for elector in votes_waiting(user).filter(vote__closes_at__gt=timezone.now())[:5]:
        vote = elector.vote
        yield Task(_("Vote on “%(document)s”") % {"document": vote.version.title}, vote.get_absolute_url(), timezone.localdate(vote.closes_at))
    rows = Document.objects.filter(state__in=(states.CONSULTED, states.SETTLING, states.APPROVED)).annotate(unsettled=UNSETTLED)
    for document in rows.prefetch_related("editors").order_by("pk")[:50]:
        if not rules.may_edit(user, document):
            continue
        if document.state == states.APPROVED:
            yield Task(_("Publish “%(document)s”: it is approved") % {"document": document}, document.get_absolute_url())
        elif document.unsettled:
            sentence = ngettext("Settle %(count)s comment on “%(document)s”", "Settle %(count)s comments on “%(document)s”", document.unsettled)
            address = reverse("documents:settle", args=[document.code])
            yield Task(sentence % {"count": document.unsettled, "document": document}, address)
