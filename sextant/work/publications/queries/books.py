"""Books that a user may see, the public register of marks, and a check laid out for its page."""

from collections.abc import Mapping
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from sextant.base.search.stems import words_of
from sextant.base.words.fields import in_language
from sextant.work.publications import rules, states
from sextant.work.publications.models import Book, Check, Finding, QualityMark
from sextant.work.publications.models.books import beside


def _asked(rows: QuerySet[Any], wish: Mapping[str, Any], prefix: str = "") -> QuerySet[Any]:
    for word in words_of(str(wish.get("q") or ""))[:8]:
        found = Q()
        for name in ("title", "authors", "published_by", "isbn"):
            found |= Q(**{f"{prefix}{name}__icontains": word}) | Q(**{f"{prefix}{name}__icontains": word.capitalize()})
        rows = rows.filter(found)
    if wish.get("age"):
        rows = rows.filter(**{f"{prefix}age": wish["age"]})
    return rows


def marks_wanted(wish: Mapping[str, Any]) -> QuerySet[QualityMark]:
    """The public register: every mark ever given, the newest first."""
    rows = _asked(QualityMark.objects.select_related("book__publisher", "check_made"), wish, "book__")
    return rows.filter(state=wish["state"]) if wish.get("state") else rows


def books_of(user: Any, wish: Mapping[str, Any]) -> QuerySet[Book]:
    """What the user handed in or acts for; for the keepers all. Each with the verdict of its newest check and its valid mark."""
    rows = Book.objects.select_related("publisher")
    if not rules.is_keeper(user):
        rows = rows.filter(Q(handed_in_by=user) | Q(publisher__in=rules.represented(user)))
    newest = Check.objects.filter(book=OuterRef("pk")).order_by("-number")
    rows = rows.annotate(
        verdict=Subquery(newest.values("verdict")[:1]),
        checked_at=Subquery(newest.values("ended_at")[:1]),
        marks_valid=Count("marks", filter=Q(marks__state=states.VALID)),
    ).order_by("-pk")
    rows = _asked(rows, wish)
    return rows.filter(Q(verdict=wish["verdict"])) if wish.get("verdict") else rows


def findings_wanted(check: Check, wish: Mapping[str, Any]) -> QuerySet[Finding]:
    """Findings of a check that answer the filters; without any, those that were met are left out."""
    rows = check.findings.all()
    if wish.get("verdict"):
        rows = rows.filter(verdict=wish["verdict"])
    elif not wish.get("page"):
        rows = rows.exclude(verdict=states.PASS)
    if wish.get("weight"):
        rows = rows.filter(decides=wish["weight"] == "decides")
    if wish.get("page"):
        rows = rows.filter(page=wish["page"])
    return rows


def in_words(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Sentences that a check keeps in both languages, with `text` in the language of the page."""
    return [{**row, "text": in_language({"ru": row.get("ru", ""), "en": row.get("en", "")})} for row in rows]


def rules_of(check: Check) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The summary by rule: those on which the verdict rests, and those that are shown beside it."""
    every = [{**row, "tone": states.TONES[row["verdict"]], "total": row["passed"] + row["failed"] + row["unknown"]} for row in in_words(check.rules)]
    return [row for row in every if row["decides"]], [row for row in every if not row["decides"]]


def shut_pages(check: Check) -> list[dict[str, Any]]:
    """Why pages could not be checked, each reason with its pages."""
    by_reason: dict[str, dict[str, Any]] = {}
    for row in in_words(check.pages):
        if not row["checkable"]:
            by_reason.setdefault(row["text"], {"text": row["text"], "pages": []})["pages"].append(row["page"])
    return list(by_reason.values())


POINTS_A_MM = 72 / 25.4


def page_shown(check: Check, number: int) -> dict[str, Any] | None:
    """One page with what was found on it: the picture's size in points, and boxes from its upper left. None where there is no such page."""
    about = next((one for one in check.pages if one["page"] == number), None)
    if about is None:
        return None
    width, height = about["width_mm"] * POINTS_A_MM, about["height_mm"] * POINTS_A_MM
    found = list(check.findings.filter(page=number).exclude(verdict=states.PASS))
    boxes: dict[tuple[float, ...], dict[str, Any]] = {}
    for one in found:
        if one.box:
            x0, y0, x1, y1 = one.box
            place = boxes.setdefault(tuple(one.box), {"x": x0 - 2, "y": height - y1 - 2, "width": x1 - x0 + 4, "height": y1 - y0 + 4, "findings": []})
            place["findings"].append(one)
    ordered = sorted(boxes.values(), key=lambda one: (one["y"], one["x"]))
    for place_number, place in enumerate(ordered, 1):
        decides = [one for one in place["findings"] if one.decides]
        place["number"] = place_number
        place["tone"] = "fail" if any(one.verdict == states.FAIL for one in decides) else "open" if decides else "aside"
        for one in place["findings"]:
            one.mark_number = place_number
    others = [one["page"] for one in check.pages]
    at = others.index(number)
    return {
        "number": number,
        "width": round(width, 2),
        "height": round(height, 2),
        "pictured": number in check.pictured,
        "places": ordered,
        "elsewhere": [one for one in found if not one.box],
        "before": others[at - 1] if at else None,
        "after": others[at + 1] if at + 1 < len(others) else None,
        "last": others[-1],
        **in_words([about])[0],
    }


def file_beside(check: Check, name: str) -> Any:
    """A report or picture of the check, opened; None where it is gone."""
    place = beside(check, name)
    return default_storage.open(place) if default_storage.exists(place) else None
