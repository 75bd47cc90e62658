"""Finding things: what a reader may see, best first, with near words where nothing was found as typed."""

import re
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, overload

from django.db import models
from django.db.models import BigIntegerField, Case, Count, F, Q, Value, When
from django.db.models.functions import Cast
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from sextant.base.search.matching import checked, matching
from sextant.base.search.models import Entry, Word
from sextant.base.search.questions import Question, question_of, repaired, slack_of, variants_of
from sextant.base.search.registry import searchable, searchables
from sextant.base.search.rules import visible_to
from sextant.base.search.stems import folded, stem_of

_word = re.compile(r"[^\W_]+")
SNIPPET = 220


def marked(text: str, question: Question) -> SafeString:
    """The part of a text around the first word that was asked for, escaped, with such words in <mark>."""
    places = [found for found in _word.finditer(text) if question.answers(folded(found.group()))]
    begin = max(0, places[0].start() - SNIPPET // 3) if places and places[0].start() > SNIPPET // 2 else 0
    if begin:
        begin = text.rfind(" ", 0, begin) + 1
    end, parts, place = min(len(text), begin + SNIPPET), ["…" if begin else ""], begin
    for found in places:
        if found.start() >= begin and found.end() <= end:
            parts += [escape(text[place : found.start()]), "<mark>", escape(found.group()), "</mark>"]
            place = found.end()
    return mark_safe("".join([*parts, escape(text[place:end]), "…" if end < len(text) else ""]))  # noqa: S308  every piece is escaped above


@dataclass(frozen=True)
class Hit:
    """One found object, ready to be shown."""

    entry: Entry
    question: Question

    @property
    def title(self) -> SafeString:
        return marked(self.entry.title, self.question)

    @property
    def snippet(self) -> SafeString:
        return marked(self.entry.summary, self.question)

    @property
    def url(self) -> str:
        return self.entry.get_absolute_url()

    @property
    def kind_title(self) -> str:
        return str(searchable(self.entry.kind).title)


@dataclass(frozen=True)
class Found:
    """What a search found: countable and sliceable like a list, so that it can be paged; nothing is read before it is shown."""

    question: Question
    entries: models.QuerySet[Entry]
    by_kind: dict[str, int]
    kinds: tuple[str, ...]

    def count(self) -> int:
        return sum(number for kind, number in self.by_kind.items() if not self.kinds or kind in self.kinds)

    def __len__(self) -> int:
        return self.count()

    @overload
    def __getitem__(self, place: slice) -> list[Hit]: ...

    @overload
    def __getitem__(self, place: int) -> Hit: ...

    def __getitem__(self, place: slice | int) -> list[Hit] | Hit:
        if isinstance(place, int):
            return Hit(self.entries[place], self.question)
        return [Hit(entry, self.question) for entry in self.entries[place]]

    @property
    def facets(self) -> list[tuple[str, str, int]]:
        """(kind, its title, number of hits) for every kind found, in order of registration."""
        return [(known.kind, str(known.title), self.by_kind[known.kind]) for known in searchables() if self.by_kind.get(known.kind)]

    @property
    def also_searched(self) -> list[str]:
        """The words that were taken in place of mistyped ones, for “also searched: …”."""
        return [word for words in self.question.near.values() for word in words]


def _vocabulary(variants: list[Question], readable: Q) -> dict[str, str]:
    """One query: the known words that may stand for a word of the question, with their stems."""
    conditions = []
    for question in variants:
        for word in question.words:
            conditions.append(Q(length__range=(len(word) - slack_of(word), len(word) + slack_of(word))))
        conditions += [Q(stem__in={stem_of(word) for word in question.words}), Q(word__startswith=question.words[-1])]
    return dict(Word.objects.filter(readable, reduce(or_, conditions)).values_list("word", "stem"))


def _ranked(entries: models.QuerySet[Entry], question: Question) -> models.QuerySet[Entry]:
    """All words in the title first, then all words as written, then all stems, then the rest; heavier entries before lighter."""
    tiers = (question.in_title(), question.as_written(), question.by_stem())
    tier = Case(*(When(matching(groups), then=Value(number)) for number, groups in enumerate(tiers)), default=Value(len(tiers)))
    return entries.filter(matching(question.groups())).order_by(tier, "-weight", "title_ru", "pk")


def _counted(entries: models.QuerySet[Entry], question: Question) -> dict[str, int]:
    answering = entries.filter(matching(question.groups())).order_by()
    return dict(answering.values_list("kind").annotate(number=Count("pk")))


def search(text: str, user: Any, kinds: tuple[str, ...] = ()) -> Found:
    """What the user may see that answers the text, in at most four queries, the page of hits included.

    `kinds` narrows what is listed; the numbers by kind are of everything found.
    """
    readable = visible_to(user)
    known = Entry.objects.filter(readable, kind__in=[each.kind for each in searchables()])
    question = question_of(text)
    if not question.words:
        return Found(question, known.none(), {}, kinds)
    by_kind = _counted(known, question)
    if not by_kind:
        variants = variants_of(text)
        better = repaired(variants, _vocabulary(variants, readable))
        if better is not None and better != question:
            question = better
            by_kind = _counted(known, question)
    listed = known.filter(kind__in=kinds) if kinds else known
    return Found(question, _ranked(listed, question), by_kind, kinds)


def _of_kind(kind: str, user: Any, many: bool) -> models.QuerySet[Entry]:
    """Entries of one kind that the user may find; where they are many, kind and audience are checked in the entries that answer."""
    columns: dict[str, Any] = {f"of_{name}": checked(name, models.CharField()) if many else F(name) for name in ("kind", "audience")}
    entries: models.QuerySet[Any, Any] = Entry.objects.alias(**columns)
    entries = entries.filter(of_kind=kind)
    return entries.filter(visible_to(user, "of_audience")) if user is not None else entries


def matching_ids(kind: str, text: str, user: Any = None, *, many: bool = False) -> models.QuerySet[Entry, Any]:
    """A subquery of the keys of one kind that answer the text: `people.filter(pk__in=matching_ids("person", "пушкин", user))`.

    The list keeps its own order, filters, paging and rule. With `user` only what he may find answers; without, all of the kind does.
    `many` tells that most entries of the site are of this kind, so that the way leads from the answers to their kind.
    """
    entries = _of_kind(kind, user, many)
    question = question_of(text)
    if question.words and not entries.filter(matching(question.groups())).exists():
        variants = variants_of(text)
        question = repaired(variants, _vocabulary(variants, visible_to(user) if user is not None else Q())) or question
    found = entries.filter(matching(question.groups())) if question.words else entries.none()
    key = searchable(kind).model._meta.pk
    whole = isinstance(key, models.AutoField | models.IntegerField)
    return found.annotate(key=Cast("object_id", BigIntegerField()) if whole else F("object_id")).values("key")
