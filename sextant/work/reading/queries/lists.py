"""Recommended lists: those that everybody reads, their books as published, and how they are narrowed."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from sextant.base.words.fields import in_language
from sextant.work.reading import states
from sextant.work.reading.models import ListItem, RecommendedList


def lists_read() -> QuerySet[RecommendedList]:
    """Published and replaced versions, the latest year and version first."""
    return RecommendedList.objects.filter(state__in=states.READ_LISTS).select_related("season")


def standing_lists() -> QuerySet[RecommendedList]:
    """The version of each year that stands."""
    return RecommendedList.objects.filter(state=states.PUBLISHED).select_related("season")


def items_of(one: RecommendedList) -> QuerySet[ListItem]:
    return one.items.select_related("book", "decided_by").order_by("rank", "pk")


def books_shown(content: Mapping[str, Any], wish: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Books of a published list as the filters say: by age, topic and language."""
    age, topic, language = wish.get("age"), wish.get("topic"), wish.get("language")
    return [
        book
        for book in content.get("books", [])
        if (age is None or book["age_from"] <= age <= book["age_to"])
        and (not topic or any(one["code"] == topic for one in book["topics"]))
        and (not language or book["language"] == language)
    ]


def topics_in(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Topics of a published list, by name."""
    found = {one["code"]: in_language(one["name"]) for book in content.get("books", []) for one in book["topics"]}
    return sorted(found.items(), key=lambda pair: pair[1].casefold())


def languages_in(content: Mapping[str, Any]) -> list[str]:
    return sorted({book["language"] for book in content.get("books", [])})
