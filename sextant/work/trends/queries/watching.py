"""What a watch list looks through: each watched term in the last span of time and in the one before."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet

from sextant.base.measures import counted
from sextant.base.search.stems import folded, stem_of, words_of
from sextant.lab.watching.rising import Met, Rise, rise_of
from sextant.society.concepts.models import Concept, Label
from sextant.work.trends import states
from sextant.work.trends.models import Find, WatchList
from sextant.work.trends.queries.content import Both, both

YEARS, DAYS = 3, 90
"""Length of a span: of what the site counts, of feeds."""
SHORTEST = 4
"""A shorter word is compared as it is: its stem would be anything."""
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Spans:
    """The span before, from `before_since` to the day before `since`, and the recent one up to `until`."""

    before_since: date
    since: date
    until: date


@dataclass(frozen=True)
class Watched:
    """One watched term, or one series that it stands for, in both spans. `entries` are the keys of the feed's entries that mention it recently."""

    key: str
    name: Both
    url: Both
    spans: Spans
    before: Met
    recent: Met
    entries: list[int] = field(default_factory=list)

    def rise(self, watch_list: WatchList) -> Rise | None:
        return rise_of(self.before, self.recent, least=watch_list.least, times=watch_list.times)


@dataclass(frozen=True)
class Term:
    """Something to look for in words: any of its phrases."""

    key: str
    name: Both
    phrases: tuple[str, ...]

    def is_in(self, text: "Line") -> bool:
        return any(text.holds(phrase) for phrase in self.phrases)


class Line:
    """A text to look for phrases in: by stems, and what is written in capitals only letter by letter (IT is not “it”)."""

    def __init__(self, *texts: str) -> None:
        self.stems = stems_of(" | ".join(texts))
        self.plain = f" {' '.join(WORD.findall(' '.join(texts)))} "

    def holds(self, phrase: str) -> bool:
        is_exact, looked_for = sought(phrase)
        return looked_for in (self.plain if is_exact else self.stems)


@lru_cache(maxsize=2_000)
def sought(phrase: str) -> tuple[bool, str]:
    """Whether a phrase is looked for letter by letter, and what is looked for."""
    return (True, f" {' '.join(WORD.findall(phrase))} ") if phrase.isupper() else (False, stems_of(phrase))


def stems_of(text: str) -> str:
    """The stems of a text in order, each between blanks."""
    return f" {' '.join(stem_of(word) if len(word) >= SHORTEST else word for word in words_of(text))} "


def looked_over(watch_list: WatchList, today: date) -> list[Watched]:
    """Every watched term with its numbers, the steepest rise first; empty where nothing can be counted yet."""
    found = list(_in_files(watch_list, today) if watch_list.takes_files else _in_counts(watch_list))
    return sorted(found, key=lambda one: (-(one.recent.share - one.before.share), one.key))


def _in_counts(watch_list: WatchList) -> Iterator[Watched]:
    """Series of the watched concepts, and those whose name has a watched phrase."""
    codes = set(watch_list.concepts.values_list("code", flat=True))
    phrases = [Term("", both("", ""), (phrase,)) for phrase in watch_list.phrases]
    for one in counted.counts():
        if one.ru.concept not in codes:
            line = Line(one.ru.name, one.en.name)
            if not any(term.is_in(line) for term in phrases):
                continue
        last = one.ru.last
        spans = Spans(date(last - 2 * YEARS + 1, 1, 1), date(last - YEARS + 1, 1, 1), date(last, 12, 31))
        before, recent = (_met(one.ru, range(first, first + YEARS)) for first in (spans.before_since.year, spans.since.year))
        yield Watched(f"{one.source}:{one.ru.key}", both(one.ru.name, one.en.name), both(one.ru.url, one.en.url), spans, before, recent)


def _met(series: counted.Series, years: Iterable[int]) -> Met:
    return Met(*(sum(numbers.get(year, 0) for year in years) for numbers in (series.by_year, series.totals)))


def _in_files(watch_list: WatchList, today: date) -> Iterator[Watched]:
    """The newest entry's day ends the recent span; what is dated ahead of today is not counted."""
    rows = list(watch_list.entries.filter(day__lte=today).values_list("pk", "day", "title", "text"))
    if not rows:
        return
    until = rows[0][1]
    spans = Spans(until - timedelta(days=2 * DAYS - 1), until - timedelta(days=DAYS - 1), until)
    lines = [(pk, day, Line(title, text)) for pk, day, title, text in rows if day >= spans.before_since]
    wholes = [sum(day < spans.since for _pk, day, _line in lines), sum(day >= spans.since for _pk, day, _line in lines)]
    for term in terms_of(watch_list):
        held = [(pk, day) for pk, day, line in lines if term.is_in(line)]
        entries = [pk for pk, day in held if day >= spans.since]
        yield Watched(term.key, term.name, both("", ""), spans, Met(len(held) - len(entries), wholes[0]), Met(len(entries), wholes[1]), entries)


def terms_of(watch_list: WatchList) -> list[Term]:
    """Concepts by their labels in both languages, those with a qualifier in brackets left out, and phrases as they are."""
    labels: dict[int, list[str]] = {}
    concepts = list(watch_list.concepts.all())
    rows = Label.objects.filter(concept__in=concepts).exclude(kind=Label.Kind.HIDDEN).exclude(text__contains="(")
    for concept, text in rows.values_list("concept_id", "text"):
        labels.setdefault(concept, []).append(text)
    named = [Term(one.code, _names(one), tuple(labels.get(one.pk, _names(one).values()))) for one in concepts]
    return named + [Term(f"~{folded(one)}"[:120], both(one, one), (one,)) for one in watch_list.phrases]


def _names(concept: Concept) -> Both:
    return both(concept.label_ru or concept.label_en, concept.label_en or concept.label_ru)


def as_report(watch_list: WatchList, rows: list[Watched]) -> dict[str, Any]:
    """What a watch list keeps of a look: every term with its numbers, whether or not it rises."""
    terms = [
        {
            "name": one.name,
            "url": one.url,
            "before": [one.before.mentions, one.before.whole],
            "recent": [one.recent.mentions, one.recent.whole],
            "spans": [day.isoformat() for day in (one.spans.before_since, one.spans.since, one.spans.until)],
            "rises": one.rise(watch_list) is not None,
        }
        for one in rows
    ]
    return {"terms": terms}


def watch_lists() -> QuerySet[WatchList]:
    """Every list with the number of finds to look at; closed ones last."""
    rows = WatchList.objects.select_related("owner").annotate(waiting=Count("finds", filter=Q(finds__state=states.OPEN)))
    return rows.order_by(F("closed_on").asc(nulls_first=True), "title", "pk")


def finds_of(watch_list: WatchList) -> QuerySet[Find]:
    """What it has found, the undecided first."""
    return watch_list.finds.select_related("signal", "watch_list").order_by(F("decided_on").desc(nulls_first=True), "-found_on", "-pk")


def extent_of(watch_list: WatchList) -> dict[str, Any]:
    """How many entries were brought, and their first and last day."""
    return watch_list.entries.aggregate(number=Count("pk"), first=Min("day"), last=Max("day"))
