"""The recommended list: drafted by a job, decided by people, handed in, published by somebody else and frozen."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.jobs.actions import after_commit
from sextant.base.permissions.moves import may_move
from sextant.base.search.actions import index
from sextant.work.reading import rules, states
from sextant.work.reading.models import AwardEntry, ListItem, RecommendedList, Season

ALIVE_JOBS = ("queued", "running")


def _locked(one: RecommendedList) -> RecommendedList:
    rows = RecommendedList.objects.select_for_update(of=("self",)).select_related("season", "job").prefetch_related("writers")
    return rows.get(pk=one.pk)


@in_turn
def start_draft(season: Season, *, by: User | None) -> RecommendedList:
    """Begins the next version of the year's list, or counts the draft anew: what people decided in it goes."""
    season = Season.objects.select_for_update().get(pk=season.pk)
    draft = season.lists.select_for_update().filter(state__in=states.OPEN_LISTS).first()
    if draft is not None and draft.state == states.HANDED_IN:
        raise ValidationError(_("The list waits for a second person and is not counted anew meanwhile. Take it back first."))
    if draft is not None and draft.state == states.MAKING and draft.job is not None and draft.job.state in ALIVE_JOBS:
        raise ValidationError(_("The list is being drafted already; this takes a minute."))
    if draft is None:
        last = season.lists.aggregate(number=Max("version"))["number"] or 0
        earlier = season.lists.filter(state=states.PUBLISHED).first()
        words = (
            {f"{name}_{language}": getattr(earlier, f"{name}_{language}") for name in ("title", "foreword") for language in ("ru", "en")}
            if earlier
            else {}
        )
        draft = RecommendedList.objects.create(season=season, version=last + 1, is_demo=season.is_demo, **words)
    draft.state, draft.job = states.MAKING, after_commit("reading.draft_list", by=by, list_id=draft.pk)
    draft.save(update_fields=["state", "job"])
    if by is not None:
        draft.writers.add(by)
    record(verb="reading.start_draft", obj=draft, by=by, after={"version": draft.version})
    return draft


def keep_draft(one: RecommendedList, items: Iterable[ListItem], method: dict[str, Any]) -> None:
    """What a job has counted; inside its last step."""
    one.items.all().delete()
    ListItem.objects.bulk_create(items)
    one.state, one.method, one.drafted_at = states.DRAFT, method, timezone.now()
    one.save(update_fields=["state", "method", "drafted_at"])
    record(verb="reading.keep_draft", obj=one, by=None, after={"version": one.version})


@in_turn
def decide_item(item: ListItem, *, chosen: bool, why_ru: str, why_en: str, by: User | None) -> ListItem:
    """Takes a book onto the list or leaves it off; otherwise than the draft proposes only with reasons in both languages."""
    one = _locked(item.list)
    item = ListItem.objects.select_for_update(of=("self",)).select_related("book").get(pk=item.pk)
    if one.state != states.DRAFT:
        raise ValidationError(_("The list is no draft any more. Look at it again."))
    why = {"why_ru": why_ru.strip(), "why_en": why_en.strip()}
    if chosen != item.proposed:
        missing = {name: [_("Say why you decide otherwise than the draft proposes; everybody reads it.")] for name, text in why.items() if not text}
        if missing:
            raise ValidationError(missing)
    before = {"chosen": item.chosen}
    item.chosen, item.decided_by = chosen, by
    item.why_ru, item.why_en = why["why_ru"][:500], why["why_en"][:500]
    item.save(update_fields=["chosen", "decided_by", "why_ru", "why_en"])
    if by is not None:
        one.writers.add(by)
    record(verb="reading.decide_item", obj=one, by=by, before=before, after={"chosen": chosen, "title": item.book.title})
    return item


@in_turn
def save_words(one: RecommendedList, *, by: User | None, **words: str) -> RecommendedList:
    """Title and foreword in both languages."""
    one = _locked(one)
    if one.state != states.DRAFT:
        raise ValidationError(_("The list is no draft any more. Look at it again."))
    for name, text in words.items():
        setattr(one, name, text.strip())
    one.full_clean(validate_constraints=False, exclude=["job"])
    one.save(update_fields=list(words))
    if by is not None:
        one.writers.add(by)
    record(verb="reading.save_list", obj=one, by=by)
    return one


def _move(one: RecommendedList, target: str, words: set[str]) -> None:
    if not may_move(states.LIST_MOVES, one.state, target, words):
        raise ValidationError(_("The list has changed meanwhile, or this is for somebody else to do. Look at it again."))
    one.state = target


@in_turn
def hand_in_list(one: RecommendedList, *, by: User) -> RecommendedList:
    """Hands the list to a second person; it is complete in both languages by then."""
    one = _locked(one)
    if not (one.title_ru and one.title_en and one.foreword_ru and one.foreword_en):
        raise ValidationError(_("The list is published in both languages: title and foreword are needed in Russian and in English."))
    chosen = list(one.items.filter(chosen=True).select_related("book"))
    if not chosen:
        raise ValidationError(_("No book is on the list."))
    if len(chosen) > one.season.size:
        raise ValidationError(
            _("%(chosen)s books are chosen, and the list has room for %(size)s. Leave some off.") % {"chosen": len(chosen), "size": one.season.size}
        )
    bare = [
        item.book.title for item in chosen if not all(getattr(item.book, f"{name}_{code}") for name in ("called", "note") for code in ("ru", "en"))
    ]
    if bare:
        raise ValidationError(_("These books lack a title or an annotation in one of the languages: %(names)s.") % {"names": "; ".join(bare[:10])})
    _move(one, states.HANDED_IN, rules.words_for_list(by, one))
    one.handed_in_by, one.reason = by, ""
    one.save(update_fields=["state", "handed_in_by", "reason"])
    one.writers.add(by)
    record(verb="reading.hand_in_list", obj=one, by=by)
    return one


@in_turn
def return_list(one: RecommendedList, *, reason: str, by: User) -> RecommendedList:
    """Makes a draft of it again: taken back by those who wrote it, or sent back with a reason."""
    one = _locked(one)
    if not reason.strip() and not rules.is_writer(by, one):
        raise ValidationError({"reason": _("Say what is to be changed.")})
    _move(one, states.DRAFT, rules.words_for_list(by, one))
    one.reason, one.handed_in_by = reason.strip()[:500], None
    one.save(update_fields=["state", "reason", "handed_in_by"])
    record(verb="reading.return_list", obj=one, by=by, after={"reason": one.reason})
    return one


def digest_of(content: dict[str, Any]) -> str:
    """SHA-256 of the content as JSON with sorted keys, so that anybody can count it again."""
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


@in_turn
def publish_list(one: RecommendedList, *, by: User, on: date) -> RecommendedList:
    """Somebody who had no hand in it publishes it: its content is frozen, the version before stays as replaced, PDF files are set by a job."""
    one = _locked(one)
    if rules.is_writer(by, one):
        raise ValidationError(_("The list is published by somebody who has not worked on it."))
    _move(one, states.PUBLISHED, rules.words_for_list(by, one))
    earlier = one.season.lists.select_for_update().filter(state=states.PUBLISHED).first()
    if earlier is not None:
        earlier.state = states.REPLACED
        earlier.save(update_fields=["state"])
        index(earlier)
    one.content = frozen(one, on)
    one.digest = digest_of(one.content)
    one.published_on, one.published_by, one.reason = on, by, ""
    one.save(update_fields=["state", "content", "digest", "published_on", "published_by", "reason"])
    after_commit("reading.print_list", by=by, list_id=one.pk)
    record(verb="reading.publish_list", obj=one, by=by, after={"version": one.version, "digest": one.digest})
    index(one)
    return one


def _both(thing: Any, name: str) -> dict[str, str]:
    return {code: getattr(thing, f"{name}_{code}") for code in ("ru", "en")}


def frozen(one: RecommendedList, on: date) -> dict[str, Any]:
    """Everything that is read of the list, word for word."""
    items = list(one.items.filter(chosen=True).select_related("book").prefetch_related("book__topics").order_by("rank", "pk"))
    keys = {key for item in items for key in item.parts["awards"]["entries"]}
    entries = AwardEntry.objects.filter(list__is_public=True, pk__in=keys).select_related("list").in_bulk()
    return {
        "year": one.season.year,
        "version": one.version,
        "published_on": on.isoformat(),
        "title": _both(one, "title"),
        "foreword": _both(one, "foreword"),
        "method": one.method,
        "books": [
            _frozen_book(place, item, [entries[key] for key in item.parts["awards"]["entries"] if key in entries])
            for place, item in enumerate(items, 1)
        ],
    }


def _frozen_book(place: int, item: ListItem, entries: list[AwardEntry]) -> dict[str, Any]:
    book = item.book
    plain = ("isbn", "title", "author", "illustrator", "translator", "published", "language", "age_from", "age_to")
    return {
        "number": place,
        **{name: getattr(book, name) for name in plain},
        "publisher": book.published_by,
        "called": _both(book, "called"),
        "note": _both(book, "note"),
        "topics": [{"code": topic.code, "name": _both(topic, "name")} for topic in book.topics.all()],
        "awards": [{"list": entry.list.code, "name": _both(entry.list, "name"), "place": entry.place, "year": entry.year} for entry in entries],
        "score": item.score,
        "low": item.low,
        "high": item.high,
        "parts": item.parts,
        "why": _both(item, "why"),
    }
