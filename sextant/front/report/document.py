"""A report as one plain value in one language: what the page, the file and the PDF all show."""

from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sextant.base.ui.links import full_url
from sextant.base.ui.numerals import written
from sextant.base.words.fields import in_language
from sextant.front.report import states
from sextant.front.report.models import Report, ReportFigure, Words

COURSES = ("reached", "on_course", "behind", "none")


def signed(value: float, decimals: int, language: str) -> str:
    """A change: with a plus before what is above zero."""
    return ("+" if round(value, decimals) > 0 else "") + written(value, decimals, language)


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def status_sentence(figure: ReportFigure, language: str) -> str:
    """Why there is no number, as a sentence, with the last known figure; empty when there is one."""
    words = {
        "missing": _("No figure for this year."),
        "not_collected": _("Not collected this year."),
        "suppressed": _("Withheld to protect persons."),
    }
    if figure.status == "ok":
        return ""
    sentence = in_language(figure.frozen.get("reason", {}), language) or words.get(figure.status, "")
    if figure.earlier_value is None:
        return sentence
    value = written(figure.earlier_value, figure.frozen["decimals"], language)
    return f"{sentence} " + _("Last known: %(value)s in %(year)s.") % {"value": value, "year": figure.earlier_year}


def change_sentence(figure: ReportFigure, language: str) -> str:
    """The change against the latest earlier year held, with that year named."""
    if figure.value is None or figure.earlier_value is None:
        return ""
    decimals = figure.frozen["decimals"]
    change = signed(figure.value - figure.earlier_value, decimals, language)
    if figure.earlier_value:
        percent = signed((figure.value / figure.earlier_value - 1) * 100, 1, language)
        return _("%(change)s (%(percent)s %%) against %(year)s") % {"change": change, "percent": percent, "year": figure.earlier_year}
    return _("%(change)s against %(year)s") % {"change": change, "year": figure.earlier_year}


def target_sentence(figure: ReportFigure, language: str) -> str:
    if figure.target_value is None:
        return ""
    value = written(figure.target_value, figure.frozen["decimals"], language)
    return _("target for %(year)s: %(value)s") % {"year": figure.target_year, "value": value}


def course_word(course: str) -> str:
    words = {"reached": _("target reached"), "on_course": _("on course"), "behind": _("behind"), "none": _("no target")}
    return words.get(course, words["none"])


def figure_values(figure: ReportFigure, language: str) -> dict[str, Any]:
    """One figure in words: every number already written as the language writes it."""
    frozen, decimals = figure.frozen, figure.frozen["decimals"]
    series = [[year, value] for year, value in frozen.get("series", [])]
    if figure.value is not None:
        series.append([figure.report.year, figure.value])
    address = reverse("report:figure", kwargs={"year": figure.report.year, "pk": figure.pk})
    return {
        "id": figure.pk,
        "key": f"{figure.guideline_code}-{figure.indicator_code}".lower(),
        "title": in_language(frozen["title"], language),
        "definition": in_language(frozen["definition"], language),
        "unit": in_language(frozen["unit"], language),
        "value": written(figure.value, decimals, language),
        "known": figure.status == "ok",
        "status": figure.status,
        "status_sentence": status_sentence(figure, language),
        "change": change_sentence(figure, language),
        "target": target_sentence(figure, language),
        "course": figure.course or "none",
        "course_word": course_word(figure.course),
        "rows": ngettext("counted from %(count)s row", "counted from %(count)s rows", figure.row_count)
        % {"count": written(figure.row_count, 0, language)},
        "row_count": figure.row_count,
        "url": address,
        "full_url": full_url(address),
        "series": series,
        "series_text": [(str(year), written(value, decimals, language)) for year, value in series],
        "target_value": figure.target_value,
        "decimals": decimals,
    }


def _directions(report: Report, language: str) -> list[dict[str, Any]]:
    figures = list(report.figures.select_related("report"))
    words = {item.direction.code: item for item in report.words.select_related("direction")}
    directions: dict[str, dict[str, Any]] = {}
    for figure in figures:
        frozen = figure.frozen
        direction = directions.setdefault(
            figure.direction_code,
            {
                "code": figure.direction_code,
                "title": in_language(frozen["direction"], language),
                "words": _words_of(words.get(figure.direction_code), language),
                "guidelines": {},
            },
        )
        guideline = direction["guidelines"].setdefault(
            figure.guideline_code, {"code": figure.guideline_code, "title": in_language(frozen["guideline"], language), "figures": []}
        )
        guideline["figures"].append(figure_values(figure, language))
    for direction in directions.values():
        direction["guidelines"] = list(direction["guidelines"].values())
    return list(directions.values())


def _words_of(words: Words | None, language: str) -> list[str]:
    return _paragraphs(in_language({"ru": words.text_ru, "en": words.text_en}, language)) if words else []


def document(report: Report, language: str) -> dict[str, Any]:
    """The whole report in one language, without a clock: the same frozen report gives the same value."""
    with translation.override(language):
        directions = _directions(report, language)
        figures = [figure for direction in directions for guideline in direction["guidelines"] for figure in guideline["figures"]]
        return {
            "language": language,
            "year": report.year,
            "edition": report.edition,
            "title": in_language({"ru": report.title_ru, "en": report.title_en}, language),
            "agenda": in_language({"ru": report.agenda.title_ru, "en": report.agenda.title_en}, language),
            "motto": in_language({"ru": report.agenda.motto_ru, "en": report.agenda.motto_en}, language),
            "source": in_language({"ru": report.agenda.source_ru, "en": report.agenda.source_en}, language),
            "foreword": _paragraphs(in_language({"ru": report.foreword_ru, "en": report.foreword_en}, language)),
            "directions": directions,
            "summary": [
                (course, course_word(course), sum(figure["course"] == course for figure in figures if figure["known"])) for course in COURSES
            ],
            "known": sum(figure["known"] for figure in figures),
            "total": len(figures),
            "fingerprint": report.fingerprint,
            "state": report.state,
            "is_draft": report.state != states.PUBLISHED,
            "is_demo": report.is_demo,
        }
