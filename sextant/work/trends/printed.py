"""The report as an accessible PDF (PDF/UA-1), set by Typst from the data alone; no clock, so equal data give equal bytes."""

from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sextant.base.exports.typeset import typeset
from sextant.work.trends.document import document, fan_of, radar_drawing
from sextant.work.trends.models import TrendReport
from sextant.work.trends.queries.content import canonical
from sextant.work.trends.queries.reports import content_with_passages

TEMPLATE = Path(__file__).parent / "typst" / "report.typ"
LANGUAGES = ("ru", "en")


def _words() -> dict[str, str]:
    return {
        "contents": _("Contents"),
        "draft": _("Draft: not published"),
        "demo": _("Demo data: invented people, libraries and figures"),
        "fingerprint": _("Fingerprint of the data"),
        "how": _("Every number in this report links to the rows behind it."),
        "breaks": _("Breaks"),
        "nothing": _("Nothing was told for this chapter."),
        "more": _("Other series"),
        "series": _("Series"),
        "last": _("Last known"),
        "expected": _("Expected"),
        "interval": _("80% interval"),
        "signal": _("Signal"),
        "horizon": _("Horizon"),
        "impact": pgettext("signal", "Impact"),
        "certainty": _("Certainty"),
        "off": _("Taken off the radar this year"),
        "radar": _("Sectors are directions of the agenda, rings the horizons; the larger the mark, the larger the impact, the fuller, the surer."),
    }


def pdf(report: TrendReport, language: str) -> bytes:
    """The PDF in one language; ValidationError in words when it cannot be set."""
    content = content_with_passages(report)
    with translation.override(language):
        whole = document(content, language, fingerprint=report.fingerprint, is_demo=report.is_demo)
        files: dict[str, bytes] = {}
        for one in whole["outlooks"]:
            chart = fan_of(one)
            one["chart"], one["said"] = f"{one['key']}.svg", chart.description
            files[one["chart"]] = chart.as_svg(standalone=True).encode()
        drawing = radar_drawing(content, language)
        files["radar.svg"] = drawing.as_svg(standalone=True).encode()
        words: dict[str, Any] = {**whole, "words": _words(), "radar_said": drawing.description}
        return typeset(TEMPLATE, words, files)


def data(report: TrendReport) -> bytes:
    """All data in both languages as canonical JSON; its SHA-256 is the fingerprint."""
    return canonical(content_with_passages(report)).encode()


def names_of(report: TrendReport) -> list[str]:
    """The files of a report."""
    return [*(f"trends-{report.year}-{language}.pdf" for language in LANGUAGES), f"trends-{report.year}.json"]


def file_of(report: TrendReport, name: str) -> bytes:
    """One file by its name; KeyError for a name that the report does not have."""
    for language in LANGUAGES:
        if name == f"trends-{report.year}-{language}.pdf":
            return pdf(report, language)
    if name == f"trends-{report.year}.json":
        return data(report)
    raise KeyError(name)
