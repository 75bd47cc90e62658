"""Keeping what can be found up to date. Entries are drawn from other rows, so they leave no line in the record."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from sextant.base.search.matching import Term, matching
from sextant.base.search.models import Entry, Word
from sextant.base.search.registry import EntryDraft, Searchable, searchable, searchable_of, searchables
from sextant.base.search.stems import is_telling, stem_of, terms_of

BATCH = 1000
_FIELDS = ["title_ru", "title_en", "summary_ru", "summary_en", "url_name", "url_args", "audience", "terms", "weight", "indexed_at"]


def _entry(known: Searchable, obj: models.Model, draft: EntryDraft, now: datetime) -> Entry:
    title = f"{draft.title_ru} {draft.title_en}"
    return Entry(
        kind=known.kind,
        object_id=str(obj.pk),
        title_ru=draft.title_ru[:300],
        title_en=draft.title_en[:300],
        summary_ru=draft.summary_ru,
        summary_en=draft.summary_en,
        url_name=draft.url_name,
        url_args=[str(value) for value in draft.url_args],
        audience=draft.audience,
        terms=terms_of(title, f"{draft.summary_ru} {draft.summary_en} {draft.text}"),
        weight=draft.weight,
        indexed_at=now,
    )


def _words(entry: Entry) -> set[tuple[str, str]]:
    return {(entry.audience, term) for term in entry.terms.split() if is_telling(term)}


def _learn(words: set[tuple[str, str]]) -> None:
    rows = [Word(audience=audience, word=word, stem=stem_of(word), length=len(word)) for audience, word in sorted(words)]
    Word.objects.bulk_create(rows, ignore_conflicts=True, batch_size=5000)


def _forget(words: set[tuple[str, str]]) -> None:
    """Takes words out of the vocabulary that no entry of their audience has any more."""
    for audience, word in sorted(words):
        if not Entry.objects.filter(matching(((Term(word),),)), audience=audience).exists():
            Word.objects.filter(audience=audience, word=word).delete()


@transaction.atomic
def index_many(objects: Iterable[models.Model]) -> int:
    """Brings the entries of several objects of one model up to date; returns how many can now be found."""
    objects = list(objects)
    if not objects:
        return 0
    known, now = searchable_of(objects[0]), timezone.now()
    earlier = Entry.objects.filter(kind=known.kind, object_id__in=[str(obj.pk) for obj in objects])
    gone = {word for entry in earlier for word in _words(entry)}
    drafts = [(obj, known.entry_of(obj)) for obj in objects]
    entries = [_entry(known, obj, draft, now) for obj, draft in drafts if draft is not None]
    earlier.filter(object_id__in=[str(obj.pk) for obj, draft in drafts if draft is None]).delete()
    _save(entries)
    _forget(gone - {word for entry in entries for word in _words(entry)})
    return len(entries)


def _save(entries: list[Entry]) -> set[tuple[str, str]]:
    Entry.objects.bulk_create(entries, update_conflicts=True, unique_fields=["kind", "object_id"], update_fields=_FIELDS, batch_size=BATCH)
    words = {word for entry in entries for word in _words(entry)}
    _learn(words)
    return words


def index(obj: models.Model) -> None:
    """Brings one object's entry up to date, or takes it away when its app no longer lets it be found."""
    index_many([obj])


@transaction.atomic
def remove(obj: models.Model) -> None:
    """Takes an object out of the search, with the words only it had. To be called before the object loses its key."""
    entries = Entry.objects.filter(kind=searchable_of(obj).kind, object_id=str(obj.pk))
    gone = {word for entry in entries for word in _words(entry)}
    entries.delete()
    _forget(gone)


def _rebuild_batch(known: Searchable, after: Any, begun: datetime) -> tuple[list[models.Model], list[Entry], set[tuple[str, str]]]:
    rows = known.all_rows().order_by("pk")
    batch = list((rows.filter(pk__gt=after) if after is not None else rows)[:BATCH])
    drafts = [(obj, known.entry_of(obj)) for obj in batch]
    entries = [_entry(known, obj, draft, begun) for obj, draft in drafts if draft is not None]
    return batch, entries, _save(entries)


def _rebuild_kind(known: Searchable, begun: datetime, progress: Callable[[int], Any]) -> tuple[int, set[tuple[str, str]]]:
    number, words, after = 0, set(), None
    while True:
        with transaction.atomic():
            batch, entries, of_batch = _rebuild_batch(known, after, begun)
        if not batch:
            break
        number, after = number + len(entries), batch[-1].pk
        words |= of_batch
        progress(len(batch))
    Entry.objects.filter(kind=known.kind, indexed_at__lt=begun).delete()
    return number, words


def rebuild(kind: str | None = None, progress: Callable[[int], Any] = lambda _rows: None) -> dict[str, int]:
    """Draws all entries (of one kind) anew while the site goes on, each batch read and written in one transaction; returns entries by kind.

    A rebuild of all kinds also forgets words and kinds that are no more.
    """
    begun, numbers, words = timezone.now(), {}, set()
    for known in [searchable(kind)] if kind else searchables():
        numbers[known.kind], of_kind = _rebuild_kind(known, begun, progress)
        words |= of_kind
    if kind is None:
        Entry.objects.exclude(kind__in=numbers).delete()
        _keep_words(words)
    return numbers


def _keep_words(words: set[tuple[str, str]]) -> None:
    """Takes every other word out of the vocabulary."""
    old = Word.objects.values_list("pk", "audience", "word").iterator(chunk_size=5000)
    stale = [pk for pk, audience, word in old if (audience, word) not in words]
    for place in range(0, len(stale), BATCH):
        Word.objects.filter(pk__in=stale[place : place + BATCH]).delete()


@transaction.atomic
def forget_vanished() -> int:
    """Takes out of the search what was deleted without a word to it, with the words only that had; returns how many entries went."""
    number = 0
    for known in searchables():
        there = {str(key) for key in known.all_rows().values_list("pk", flat=True)}
        entries = Entry.objects.filter(kind=known.kind).values_list("pk", "object_id")
        stale = [pk for pk, key in entries.iterator(chunk_size=5000) if key not in there]
        for place in range(0, len(stale), BATCH):
            number += Entry.objects.filter(pk__in=stale[place : place + BATCH]).delete()[0]
    if number:
        _keep_words({word for entry in Entry.objects.only("audience", "terms").iterator(chunk_size=BATCH) for word in _words(entry)})
    return number
