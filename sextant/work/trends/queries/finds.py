"""What a watch list has found, in words: as the list shows it, and as it is told to the radar once it was taken up."""

from datetime import date

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sextant.base.measures.radar import FIELD, SHARE, Fact, Telling, Told
from sextant.work.trends.models import Find, WatchList

WATCH_LISTS = "watch_lists"
"""The name of the source."""


def span_words(watch_list: WatchList, since: date, until: date) -> str:
    """`2021–2023`, or the days of a span of feeds."""
    if watch_list.takes_files:
        return f"{date_format(since, 'SHORT_DATE_FORMAT')}–{date_format(until, 'SHORT_DATE_FORMAT')}"
    return f"{since.year}–{until.year}"


def reason_of(find: Find) -> str:
    """Why it was found, in one sentence, in the active language."""
    words = {
        "span": span_words(find.watch_list, find.since, find.until),
        "recent": find.recent,
        "whole": find.recent_whole,
        "earlier": span_words(find.watch_list, find.before_since, find.before_until),
        "before": find.before,
        "before_whole": find.before_whole,
    }
    return _("Mentions in %(span)s: %(recent)s of %(whole)s; before, in %(earlier)s: %(before)s of %(before_whole)s.") % words


def telling_of(find: Find) -> Telling:
    """What was found as the radar takes it, in the active language; its rows are the works or entries counted."""
    page = find.url or reverse("trends:find", args=[find.pk])
    recent = span_words(find.watch_list, find.since, find.until)
    earlier = span_words(find.watch_list, find.before_since, find.before_until)
    facts = (
        Fact(_("mentions, %(span)s") % {"span": recent}, find.recent, page),
        Fact(_("share of all that was counted, %(span)s") % {"span": recent}, round(find.recent / find.recent_whole, 4), page, 1, SHARE),
        Fact(_("share of all that was counted, %(span)s") % {"span": earlier}, round(find.before / find.before_whole, 4), page, 1, SHARE),
    )
    title = _("New: %(name)s") if find.is_new else _("Met more often: %(name)s")
    return Telling(f"find:{find.pk}", find.found_on, title % {"name": find.name}, reason_of(find), page, facts)


def told_of(find: Find) -> Told:
    """In both languages."""
    with translation.override("ru"):
        russian = telling_of(find)
    with translation.override("en"):
        return Told(WATCH_LISTS, FIELD, russian, telling_of(find))
