"""What waits for those who keep the list, for the council, and for libraries."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from sextant.base.measures.waiting import Task
from sextant.work.reading import rules, states
from sextant.work.reading.models import AwardImport, Book, KioskSession, RecommendedList
from sextant.work.reading.queries.books import current_season
from sextant.work.reading.queries.reviews import books_to_review

GROUP = _("Children's reading")
SHOWN = 10


def tasks_of(user: Any) -> Iterator[Task]:
    """Decisions for keepers; reviews for the council; open voting pages for libraries; nominations that came back."""
    today = timezone.localdate()
    if rules.is_keeper(user):
        yield from _of_keeper(user)
    if rules.sits_on_council(user):
        yield from _of_council(user, today)
    if keys := rules.represented(user):
        for session in KioskSession.objects.filter(library__in=keys, closed_at=None).select_related("library")[:SHOWN]:
            title = gettext("Close the voting page of %(library)s") % {"library": session.library}
            yield Task(title, session.get_absolute_url(), None, GROUP)
    if user.is_authenticated:
        for book in Book.objects.filter(nominated_by=user, state=states.DECLINED)[:SHOWN]:
            yield Task(gettext("Your nomination “%(title)s” came back") % {"title": book.title}, book.get_absolute_url(), None, GROUP)


def _of_keeper(user: Any) -> Iterator[Task]:
    if count := Book.objects.filter(state=states.PROPOSED).count():
        words = ngettext("Decide about %(count)s nominated book", "Decide about %(count)s nominated books", count) % {"count": count}
        yield Task(words, reverse("reading:nominations"), None, GROUP)
    for run in AwardImport.objects.filter(state=states.READ).select_related("list")[:SHOWN]:
        yield Task(gettext("Look over the file “%(file)s”") % {"file": run.file_name}, run.get_absolute_url(), None, GROUP)
    waiting = RecommendedList.objects.filter(state=states.HANDED_IN).exclude(writers=user).select_related("season")
    for one in waiting[:SHOWN]:
        title = gettext("Publish the recommended list of %(year)s") % {"year": one.season.year}
        yield Task(title, reverse("reading:draft", args=[one.pk]), None, GROUP)


def _of_council(user: Any, today: date) -> Iterator[Task]:
    season, seat = current_season(), rules.seat_of(user)
    if season is None or seat is None or not season.takes_reviews(today):
        return
    if count := books_to_review(season, seat).count():
        words = ngettext("Review %(count)s book of the season", "Review %(count)s books of the season", count) % {"count": count}
        yield Task(words, reverse("reading:to_review"), season.review_until, GROUP)
