"""The board as an Atom feed (RFC 4287), written by Django's feed generator."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sextant.base.ui.links import full_url
from sextant.work.careers.models import Job
from sextant.work.careers.sentences import pay_in_words


def feed_of(request: HttpRequest, jobs: Iterable[Job]) -> HttpResponse:
    """The jobs as entries: name, employer, place and pay; the text stays on the page."""
    board = full_url(reverse("careers:jobs"))
    feed = Atom1Feed(
        title=_("Jobs in libraries"),
        link=board,
        description=_("New jobs of the board, each with its pay."),
        language=(get_language() or "ru")[:2],
        feed_url=full_url(request.get_full_path()),
        feed_guid=board,
    )
    for job in jobs:
        page = full_url(reverse("careers:job", args=[job.pk]))
        line = " · ".join(part for part in (str(job.organisation), job.where, pay_in_words(job)) if part)
        feed.add_item(title=job.title, link=page, description=line, unique_id=page, pubdate=job.published_at, updateddate=job.published_at)
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
