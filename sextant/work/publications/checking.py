"""A book's file beside its norms: read, judged, pictured, reported. Imports the lab's readers: used by jobs, never by pages."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from sextant import __version__
from sextant.lab.publications.checking import check_file, picture_for
from sextant.lab.publications.epub.reading import read_book
from sextant.lab.publications.norms import Words
from sextant.lab.publications.pages import Reading
from sextant.lab.publications.reading_words import said_why
from sextant.lab.publications.reports import Picture, report_html, report_pdf
from sextant.lab.publications.shapes import judgement_shape
from sextant.lab.publications.verdicts import Finding, Judgement
from sextant.lab.readability.counting import MOST_CHARACTERS
from sextant.lab.readability.levels import SHORT, read_level
from sextant.lab.sentences import Said, SaidError
from sextant.work.publications.models import Check
from sextant.work.publications.models.books import beside

LANGUAGES = ("ru", "en")
DPI = 96
MOST_PICTURES, MOST_FINDINGS = 120, 3000
"""Pages that can be leafed through, and findings kept as rows; the JSON report has every finding."""

Progress = Callable[[int, int], Any]


def checked(check: Check, progress: Progress) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The fields of the check, and its findings in the order of the report. Pictures and reports lie beside the file then.

    Raises `SaidError` for a file that cannot be read.
    """
    book, path = check.book, Path(check.file.path)
    norms = [version.norms for version in check.versions.select_related("pack").order_by("pack__code")]
    ages = [age for age in (book.age, book.also_age) if age]
    progress(0, 4)
    judged = check_file(path, norms, ages, check.kind, timezone.localdate(), catalogue_mark=book.age_mark, exempt=book.exempt)
    judged = replace(judged, reading=replace(judged.reading, file=check.file_name))
    progress(1, 4)
    picture = picture_for(path, judged.reading, DPI)
    pictured = _pictures(check, judged, picture, progress)
    reports = _reports(check, judged, picture, progress)
    kept = judged.findings[:MOST_FINDINGS]
    made = {
        "age": judged.age,
        "verdict": judged.verdict,
        "pages": _pages(judged),
        "rules": _rules(judged),
        "reasons": _both(judged.reasons),
        "by_eye": _both(judged.by_eye),
        "level": _level(path, judged),
        "epub": judged.epub.as_dict() if judged.epub is not None else {},
        "pictured": pictured,
        "reports": reports,
        "findings_left": len(judged.findings) - len(kept),
        "product_version": __version__,
    }
    titles = {rule.key: rule.title for pack in norms for rule in pack.rules}
    return made, [_finding(one, titles[one.table]) for one in kept]


def _level(path: Path, judged: Judgement) -> dict[str, Any]:
    """How hard the text is to read, by every formula of its language; empty where too little of it could be read."""
    if judged.reading.kind == "epub":
        text, language = _words_of_book(path)
    else:
        text, language = _words_of_pages(judged.reading), ""
    if len(text.split()) < SHORT:
        return {}
    level = read_level(text[:MOST_CHARACTERS], language or None)
    names = {one.formula: {"en": one.name.en, "ru": one.name.ru} for one in level.values}
    told = level.as_dict()
    return {**told, "values": [{**one, **names[one["formula"]]} for one in told["values"]]}


def _words_of_book(path: Path) -> tuple[str, str]:
    try:
        book = read_book(path)
    except SaidError:
        return "", ""
    return book.text, book.language


def _words_of_pages(reading: Reading) -> str:
    """The text to be read, paragraph by paragraph; words divided at the end of a line are whole again."""
    paragraphs: dict[tuple[int, int, int], str] = {}
    for run in reading.text:
        if run.role == "body":
            place = (run.page, run.column, run.block)
            held = paragraphs.get(place, "")
            divided = len(held) > 1 and held[-1] in "-\u00ad" and held[-2].isalpha()
            paragraphs[place] = held[:-1] + run.string.lstrip() if divided else f"{held} {run.string}".strip()
    return "\n\n".join(paragraphs.values())


def _both(said: Iterable[Said]) -> list[dict[str, str]]:
    return [{"en": one.sentence("en"), "ru": one.sentence("ru")} for one in said]


def _pages(judged: Judgement) -> list[dict[str, Any]]:
    return [
        {
            "page": one.page,
            "width_mm": round(one.width_mm, 1),
            "height_mm": round(one.height_mm, 1),
            "characters": one.characters,
            "checkable": one.checkable,
            "en": said_why(judged.reading.kind, one.why, "en") if one.why else "",
            "ru": said_why(judged.reading.kind, one.why, "ru") if one.why else "",
        }
        for one in judged.reading.pages
    ]


def _rules(judged: Judgement) -> list[dict[str, Any]]:
    return [
        {
            "key": one.rule.key,
            "pack": one.pack.id,
            "en": one.rule.title.en,
            "ru": one.rule.title.ru,
            "decides": one.decides,
            "verdict": one.verdict,
            "passed": one.passed,
            "failed": one.failed,
            "unknown": one.unknown,
            "pages": list(one.pages),
        }
        for one in judged.rules
    ]


def _written(value: float | str | None) -> str:
    """A measured value as the report writes it, cut to two decimals."""
    if value is None:
        return ""
    return value[:120] if isinstance(value, str) else f"{round(value, 2):g}"


def _finding(one: Finding, title: Words) -> dict[str, Any]:
    return {
        "rule": one.rule[:120],
        "title_en": title.en[:300],
        "title_ru": title.ru[:300],
        "verdict": one.verdict,
        "page": one.page,
        "box": None if one.box is None else [round(value, 2) for value in one.box],
        "value": _written(one.value),
        "required": _written(one.required),
        "unit": one.unit[:20],
        "source_en": one.source.en[:500],
        "source_ru": one.source.ru[:500],
        "said_en": one.said.sentence("en")[:600],
        "said_ru": one.said.sentence("ru")[:600],
        "excerpt": one.excerpt[:120],
        "verified": one.verified,
        "decides": one.decides,
    }


def _pictures(check: Check, judged: Judgement, picture: Picture, progress: Progress) -> list[int]:
    """Pictures of the pages to leaf through: those with findings first, then the others from the beginning."""
    found = {one.page for one in judged.findings if one.page and one.verdict != "pass"}
    every = [one.page for one in judged.reading.pages]
    wanted = [*sorted(found), *(page for page in every if page not in found)][:MOST_PICTURES]
    made = []
    for number, page in enumerate(wanted):
        progress(4 + number, 8 + len(wanted))
        png = picture(page)
        if png is not None:
            _store(check, f"page-{page}.png", png)
            made.append(page)
    return sorted(made)


def _reports(check: Check, judged: Judgement, picture: Picture, progress: Progress) -> list[str]:
    """HTML and PDF in both languages, and JSON; the book's own text is not kept in it."""
    shape = judgement_shape(judged, "en")
    del shape["text"]
    made = {"report.json": json.dumps(shape, ensure_ascii=False, indent=1).encode()}
    for language in LANGUAGES:
        made[f"report.{language}.html"] = report_html(judged, language, picture).encode()
        made[f"report.{language}.pdf"] = report_pdf(judged, language, picture)
        progress(6, 8)
    for name, content in made.items():
        _store(check, name, content)
    return sorted(made)


def _store(check: Check, name: str, content: bytes) -> None:
    """A file beside the book's; one of an earlier attempt is replaced."""
    place = beside(check, name)
    if default_storage.exists(place):
        default_storage.delete(place)
    default_storage.save(place, ContentFile(content))
