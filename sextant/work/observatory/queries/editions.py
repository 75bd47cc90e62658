"""Editions to be read: the analyses of one, the labels of its concepts, its works."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import get_language

from sextant.work.observatory.models import Analysis, Corpus, Edition, Landing, Work

NAMES = ("priorities", "map", "themes", "bursts", "forecast", "topics")
"""Analyses in the order in which they are shown."""


def language() -> str:
    """`en` or `ru`, whichever the reader's language is nearer to."""
    return "en" if (get_language() or "ru")[:2] == "en" else "ru"


def label_of(row: dict[str, Any]) -> str:
    """What a row calls its concept in the reader's language."""
    first, second = ("label_en", "label_ru") if language() == "en" else ("label_ru", "label_en")
    return str(row.get(first) or row.get(second) or row.get("concept", ""))


def note_of(notes: list[dict[str, str]]) -> list[str]:
    """Notes of an analysis in the reader's language."""
    return [note[language()] for note in notes]


def editions_public() -> QuerySet[Edition]:
    """The newest published edition of every corpus."""
    return Edition.objects.latest_of_each().select_related("corpus").order_by("-published_at")


def analyses_by_name(edition: Edition, without: tuple[str, ...] = ()) -> dict[str, Analysis]:
    """The analyses of an edition; those named in `without` come without what their pictures need, which may be large."""
    rows = edition.analyses.exclude(name="sources")
    found = {one.name: one for one in rows.exclude(name__in=without)}
    return {**found, **{one.name: one for one in rows.filter(name__in=without).defer("extra")}}


def analysis_of(edition: Edition, name: str) -> Analysis | None:
    return edition.analyses.filter(name=name).first()


def labels(edition: Edition) -> dict[str, str]:
    """The concepts of the edition by code, as they were called when it was made, in the reader's language."""
    topics = analysis_of(edition, "topics")
    return {row["concept"]: label_of(row) for row in topics.rows} if topics else {}


def works_of(edition: Edition, *, code: str = "", year: int | None = None, words: str = "") -> QuerySet[Work]:
    """Works of an edition, the latest first, narrowed by concept, year and words of title or authors."""
    found = Work.objects.filter(edition=edition)
    if code:
        found = found.filter(pk__in=Landing.objects.filter(edition=edition, code=code).values("work"))
    if year is not None:
        found = found.filter(year=year)
    for word in words.split()[:6]:
        found = found.filter(title__icontains=word) | found.filter(authors__icontains=word)
    return found.order_by("-year", "-id")


def corpora_kept() -> QuerySet[Corpus]:
    """All corpora with their editions and imports, for those who keep them."""
    editions = Prefetch("editions", Edition.objects.select_related("job").order_by("-number"), to_attr="all_editions")
    return Corpus.objects.prefetch_related(editions).order_by("code")
