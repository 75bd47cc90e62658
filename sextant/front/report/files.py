"""The files of a report: web page, PDF and open data, each made from the frozen report alone."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from sextant.front.report.charting import with_charts
from sextant.front.report.document import document
from sextant.front.report.models import Report
from sextant.front.report.opendata import figures_csv, figures_schema, report_json
from sextant.front.report.printed import pdf

STYLES = ("ui/tokens.css", "ui/charts.css", "report/report.css")


def _styles() -> str:
    return "\n".join(Path(str(finders.find(name))).read_text() for name in STYLES)


def page_html(report: Report, language: str) -> bytes:
    """The report as one self-contained page that needs no server; its links lead to the site."""
    with translation.override(language):
        context = {
            "document": with_charts(document(report, language)),
            "styles": mark_safe(_styles()),  # noqa: S308 - our own style sheets
            "language": language,
            "base_url": settings.SEXTANT_URL,
        }
        return render_to_string("report/standalone.html", context).encode()


def names_of(report: Report, languages: tuple[str, ...]) -> list[str]:
    """Names of all files of a report, in the order in which they are made."""
    stem = f"{report.agenda.code}-{report.year}"
    pages = [f"{stem}-{language}.{kind}" for language in languages for kind in ("html", "pdf")]
    return [*pages, f"{stem}-figures.csv", f"{stem}-figures.datapackage.json", f"{stem}.json"]


def content_of(report: Report, name: str) -> bytes:
    """One file by its name; KeyError for a name the report does not have."""
    stem = f"{report.agenda.code}-{report.year}"
    makers: dict[str, Callable[[], bytes]] = {
        f"{stem}-figures.csv": partial(figures_csv, report),
        f"{stem}-figures.datapackage.json": partial(figures_schema, report, f"{stem}-figures.csv"),
        f"{stem}.json": partial(report_json, report),
    }
    for language in ("ru", "en"):
        makers[f"{stem}-{language}.html"] = partial(page_html, report, language)
        makers[f"{stem}-{language}.pdf"] = partial(pdf, report, language)
    return makers[name]()


def files_of(report: Report, languages: tuple[str, ...] = ("ru", "en")) -> Iterator[tuple[str, bytes]]:
    """All files of a report, one after the other."""
    for name in names_of(report, languages):
        yield name, content_of(report, name)
