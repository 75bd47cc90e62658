"""The report as open data: figures as CSV with a schema, everything as JSON. No clock: equal reports give equal bytes."""

import csv
import io
import json
from typing import Any

from django.urls import reverse
from django.utils import translation

from sextant.base.exports.tables import defused
from sextant.base.ui.links import full_url
from sextant.front.report.document import document
from sextant.front.report.models import Report, ReportFigure

FIELDS: tuple[tuple[str, str, str], ...] = (
    ("guideline", "string", "Code of the guideline in the agenda"),
    ("indicator", "string", "Code of the indicator"),
    ("title_ru", "string", "Name of the indicator in Russian"),
    ("title_en", "string", "Name of the indicator in English"),
    ("unit_ru", "string", "Unit in Russian"),
    ("unit_en", "string", "Unit in English"),
    ("year", "year", "Year of the figure"),
    ("value", "number", "The figure; empty unless status is ok"),
    ("status", "string", "ok, missing, not_collected or suppressed"),
    ("earlier_year", "year", "The latest earlier year held"),
    ("earlier_value", "number", "The figure of that year"),
    ("target_year", "year", "Year of the target"),
    ("target", "number", "The target"),
    ("course", "string", "reached, on_course, behind or none"),
    ("rows", "integer", "Number of rows the figure was counted from"),
    ("rows_sha256", "string", "SHA-256 of those rows, one JSON array a line"),
    ("rows_url", "string", "Page on which the rows open"),
)


def _record(figure: ReportFigure) -> list[Any]:
    frozen = figure.frozen
    with translation.override("en"):
        url = full_url(reverse("report:figure", kwargs={"year": figure.report.year, "pk": figure.pk}))
    return [
        figure.guideline_code,
        figure.indicator_code,
        frozen["title"]["ru"],
        frozen["title"]["en"],
        frozen["unit"]["ru"],
        frozen["unit"]["en"],
        figure.report.year,
        figure.value,
        figure.status,
        figure.earlier_year,
        figure.earlier_value,
        figure.target_year,
        figure.target_value,
        figure.course,
        figure.row_count,
        figure.row_fingerprint,
        url,
    ]


def figure_records(report: Report) -> list[dict[str, Any]]:
    """The raw figures as objects with the names of FIELDS."""
    names = [name for name, _kind, _about in FIELDS]
    return [dict(zip(names, _record(figure), strict=True)) for figure in report.figures.select_related("report")]


def figures_csv(report: Report) -> bytes:
    """UTF-8 CSV (RFC 4180) with one line a figure."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([name for name, _kind, _about in FIELDS])
    for figure in report.figures.select_related("report"):
        writer.writerow(["" if value is None else defused(value) for value in _record(figure)])
    return text.getvalue().encode()


def figures_schema(report: Report, file_name: str) -> bytes:
    """The data package that describes the CSV (Frictionless Data Package and Table Schema, version 1)."""
    package = {
        "profile": "tabular-data-package",
        "name": f"sextant-{report.agenda.code}-{report.year}".replace("_", "-"),
        "title": report.title_en or report.title_ru,
        "version": str(report.edition),
        "resources": [
            {
                "name": "figures",
                "path": file_name,
                "profile": "tabular-data-resource",
                "encoding": "utf-8",
                "schema": {
                    "fields": [{"name": name, "type": kind, "description": about} for name, kind, about in FIELDS],
                    "primaryKey": ["guideline", "indicator"],
                    "missingValues": [""],
                },
            }
        ],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def report_json(report: Report) -> bytes:
    """The report in both languages as one JSON document, with the raw figures beside the written ones."""
    content = {"fingerprint": report.fingerprint, "figures": figure_records(report), "ru": document(report, "ru"), "en": document(report, "en")}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
