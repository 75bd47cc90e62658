"""Watch lists: drawn up, fed with files, looked over; what they find is taken up as a signal or dismissed, and either undone."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.search.stems import words_of
from sextant.lab.watching.feeds import read_feed
from sextant.lab.watching.findings import WatchingError
from sextant.society.concepts.models import Concept
from sextant.work.trends import states
from sextant.work.trends.actions.radar import keep_evidence
from sextant.work.trends.models import FeedEntry, Find, Signal, WatchList
from sextant.work.trends.queries.finds import WATCH_LISTS, told_of
from sextant.work.trends.queries.watching import Watched, as_report, looked_over

MOST_ENTRIES = 20_000
"""Entries of feeds that a watch list holds."""
MOST_PHRASES, SHORTEST_PHRASE = 50, 2


def _locked(watch_list: WatchList) -> WatchList:
    return WatchList.objects.select_for_update(of=("self",)).get(pk=watch_list.pk)


@transaction.atomic
def save_watch_list(watch_list: WatchList | None, *, concepts: Iterable[Concept], by: User, today: date, **values: Any) -> WatchList:
    """Draws up a watch list or changes it, and looks it over at once. Where it looks is chosen once."""
    kept = _locked(watch_list) if watch_list is not None else WatchList(owner=by)
    for name, value in values.items():
        setattr(kept, name, value)
    chosen = list(concepts)
    if not (chosen or kept.phrases):
        raise ValidationError({"words": _("Name at least one concept or one word to watch.")})
    if len(kept.phrases) > MOST_PHRASES or any(len("".join(words_of(one))) < SHORTEST_PHRASE for one in kept.phrases):
        raise ValidationError({"words": _("At most %(most)s words or phrases, each of two letters or more.") % {"most": MOST_PHRASES}})
    kept.full_clean(exclude=["report"], validate_constraints=False)
    kept.save()
    kept.concepts.set(chosen)
    record(verb="trends.save_watch_list", obj=kept, by=by, after={"title": kept.title, "concepts": [one.code for one in chosen]})
    look_over(kept, today=today, by=by)
    return kept


@transaction.atomic
def bring_feed(watch_list: WatchList, *, data: bytes, name: str, today: date, by: User) -> dict[str, int]:
    """Adds the entries of a file that are not there yet, and looks the list over. How many came, were left out, and what was found."""
    kept = _locked(watch_list)
    if not kept.takes_files:
        raise ValidationError(_("This list watches what the site counts, and takes no files."))
    try:
        feed = read_feed(data, name)
    except WatchingError as refusal:
        raise ValidationError({"file": refusal.sentence((get_language() or "ru")[:2])}) from refusal
    known = set(kept.entries.values_list("key", flat=True))
    fresh = [one for one in feed.entries if one.key not in known]
    if len(known) + len(fresh) > MOST_ENTRIES:
        raise ValidationError({"file": _("A watch list holds at most %(most)s entries. Begin another one.") % {"most": MOST_ENTRIES}})
    rows = [FeedEntry(watch_list=kept, key=one.key, title=one.title, url=one.url, text=one.text, day=one.day) for one in fresh]
    FeedEntry.objects.bulk_create(rows, batch_size=500)
    counts = {"entries": len(rows), "left_out": feed.left_out}
    record(verb="trends.bring_feed", obj=kept, by=by, after=counts)
    return {**counts, "found": look_over(kept, today=today, by=by)}


@transaction.atomic
def look_over(watch_list: WatchList, *, today: date, by: User | None) -> int:
    """Looks for what is new or rises, and keeps it to be decided on; how much of it was not there before."""
    kept = _locked(watch_list)
    rows = looked_over(kept, today)
    earlier: dict[str, Find] = {}
    for one in kept.finds.order_by("pk"):
        earlier[one.key] = one
    found = sum(_keep(kept, row, earlier.get(row.key), today) for row in rows if row.rise(kept) is not None)
    kept.report, kept.looked_on = as_report(kept, rows), today
    kept.save(update_fields=["report", "looked_on"])
    watch_list.report, watch_list.looked_on = kept.report, today
    if found:
        record(verb="trends.look_over", obj=kept, by=by, after={"found": found})
    return found


def _keep(watch_list: WatchList, row: Watched, last: Find | None, today: date) -> bool:
    """Keeps a rise; True where it is told for the first time. What was dismissed comes again only when it is met more often in newer data."""
    spans = row.spans
    numbers: dict[str, Any] = {
        "before": row.before.mentions,
        "before_whole": row.before.whole,
        "recent": row.recent.mentions,
        "recent_whole": row.recent.whole,
    }
    numbers |= {"before_since": spans.before_since, "since": spans.since, "until": spans.until}
    names = {f"name_{code}": row.name[code][:200] for code in row.name} | {f"url_{code}": row.url[code][:500] for code in row.url}
    if last is not None and last.state == states.OPEN:
        Find.objects.filter(pk=last.pk).update(**numbers, **names)
        last.entries.set(row.entries)
        return False
    if last is not None and (last.state == states.TAKEN or spans.until <= last.until or row.recent.mentions <= last.recent):
        return False
    made = Find.objects.create(watch_list=watch_list, key=row.key, found_on=today, **numbers, **names)
    made.entries.set(row.entries)
    return True


@transaction.atomic
def close_watch_list(watch_list: WatchList, *, closed: bool, today: date, by: User) -> WatchList:
    """Watches no longer, or again; what was found stays."""
    kept = _locked(watch_list)
    kept.closed_on = today if closed else None
    kept.save(update_fields=["closed_on"])
    record(verb="trends.close_watch_list" if closed else "trends.reopen_watch_list", obj=kept, by=by)
    return kept


def _moved(find: Find, target: str) -> Find:
    kept = Find.objects.select_for_update(of=("self",)).select_related("watch_list", "signal").get(pk=find.pk)
    if target not in states.FIND_MOVES[kept.state]:
        raise ValidationError(_("It has been decided meanwhile. Look at it again."))
    kept.state = target
    return kept


@transaction.atomic
def take_up(find: Find, *, today: date, by: User) -> Signal:
    """Makes a signal of what was found, with its reason and rows; the office decides on it as on any other."""
    kept = _moved(find, states.TAKEN)
    told = told_of(kept)
    words = {"title_ru": told.ru.title[:200], "title_en": told.en.title[:200], "about_ru": told.ru.about, "about_en": told.en.about}
    origin = {"source": WATCH_LISTS, "source_key": told.ru.key, "told_by": by, "told_on": today, "is_demo": kept.watch_list.is_demo}
    kept.signal = Signal.objects.create(**words, **origin)
    keep_evidence(kept.signal, told, today)
    kept.decided_on, kept.decided_by = today, by
    kept.save()
    record(verb="trends.take_up_find", obj=kept.watch_list, by=by, after={"title": kept.name_en})
    return kept.signal


@transaction.atomic
def dismiss(find: Find, *, today: date, by: User) -> Find:
    """Not worth a signal; it stays in the list of what was found."""
    kept = _moved(find, states.DISMISSED)
    kept.decided_on, kept.decided_by = today, by
    kept.save()
    record(verb="trends.dismiss_find", obj=kept.watch_list, by=by, after={"title": kept.name_en})
    return kept


@transaction.atomic
def undo_decision(find: Find, *, by: User) -> Find:
    """Back among what is to be looked at. A signal that was made of it goes, unless it has been decided on."""
    kept = _moved(find, states.OPEN)
    if kept.signal is not None and kept.signal.state != states.PROPOSED:
        raise ValidationError(_("The signal made of it has been decided on, so this stays taken up."))
    if Find.objects.filter(watch_list=kept.watch_list, key=kept.key, state=states.OPEN).exists():
        raise ValidationError(_("The same has been found again meanwhile; decide on that."))
    signal, kept.signal, kept.decided_on, kept.decided_by = kept.signal, None, None, None
    kept.save()
    if signal is not None:
        signal.delete()
    record(verb="trends.undo_find", obj=kept.watch_list, by=by, after={"title": kept.name_en})
    return kept
