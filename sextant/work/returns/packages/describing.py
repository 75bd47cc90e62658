"""Descriptions of a package for programs: Frictionless Data Package (v1), CSV on the Web (W3C, 2015), DataCite metadata (kernel 4)."""

from typing import Any

from django.conf import settings

from sextant.work.returns.models import Edition
from sextant.work.returns.packages.tables import SHEETS, Sheet

CSVW_TYPES = {"string": "string", "number": "number", "integer": "integer"}


def title_of(edition: Edition, language: str) -> str:
    collection = edition.release.collection
    name = (collection.name_ru if language == "ru" else collection.name_en) or collection.name_en or collection.name_ru or collection.code
    return f"{name}, {edition.release.year}"


def address_of(edition: Edition) -> str:
    """The lasting address of the edition's page."""
    return f"{settings.SEXTANT_URL}/en/returns/collections/{edition.release.collection.code}/{edition.release.year}/editions/{edition.version}/"


def datapackage(edition: Edition, made: dict[str, tuple[int, int, str]]) -> dict[str, Any]:
    """`made` tells rows, bytes and SHA-256 of each table."""
    return {
        "profile": "tabular-data-package",
        "name": f"{edition.release.collection.code}-{edition.release.year}",
        "title": title_of(edition, "en"),
        "title_ru": title_of(edition, "ru"),
        "version": str(edition.version),
        "created": edition.published_on.isoformat(),
        "homepage": address_of(edition),
        "resources": [_resource(sheet, *made[sheet.name]) for sheet in SHEETS],
    }


def _resource(sheet: Sheet, rows: int, size: int, digest: str) -> dict[str, Any]:
    fields = [{"name": one.name, "type": one.kind, "title": one.title, "title_ru": one.title_ru} for one in sheet.fields]
    schema = {"fields": fields, "primaryKey": list(sheet.key), "missingValues": [""]}
    about = {"name": sheet.name, "path": f"{sheet.name}.csv", "title": sheet.title, "title_ru": sheet.title_ru, "profile": "tabular-data-resource"}
    return {
        **about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "rows": rows,
        "bytes": size,
        "hash": f"sha256:{digest}",
        "schema": schema,
    }


def csvw(edition: Edition) -> dict[str, Any]:
    """Metadata of a group of tables (Metadata Vocabulary for Tabular Data)."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": title_of(edition, "en"),
        "dc:issued": {"@value": edition.published_on.isoformat(), "@type": "xsd:date"},
        "tables": [
            {
                "url": f"{sheet.name}.csv",
                "dc:title": sheet.title,
                "tableSchema": {
                    "columns": [
                        {
                            "name": one.name,
                            "titles": {"en": one.name, "ru": one.title_ru},
                            "dc:description": one.title,
                            "datatype": CSVW_TYPES[one.kind],
                        }
                        for one in sheet.fields
                    ],
                    "primaryKey": list(sheet.key),
                },
            }
            for sheet in SHEETS
        ],
    }


def datacite(edition: Edition) -> dict[str, Any]:
    """What a DOI is registered with, as far as it is known here; the agency's prefix is added by whoever registers."""
    year = edition.release.year
    return {
        "titles": [{"title": title_of(edition, "en"), "lang": "en"}, {"title": title_of(edition, "ru"), "lang": "ru"}],
        "publicationYear": edition.published_on.year,
        "version": str(edition.version),
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Annual library statistics"},
        "dates": [{"date": edition.published_on.isoformat(), "dateType": "Issued"}, {"date": f"{year}-01-01/{year}-12-31", "dateType": "Coverage"}],
        "formats": ["text/csv", "application/json"],
        "url": address_of(edition),
    }


README = """{title}
{line}

Edition {version}, published on {day}.
{reason}
{address}

observations.csv   every figure of every library, with its status and origin
libraries.csv      the libraries
variables.csv      the data dictionary, in English and in Russian
indicators.csv     definitions of indicators
groups.csv         totals, and indicators as the formula over sums, of all libraries and of regions
changes.csv        figures that differ from the edition before (empty in the first)
datapackage.json   Frictionless Data Package; csv-metadata.json: CSV on the Web; datacite.json: metadata for a DOI

An empty value is no nought: its status says why there is none.

{title_ru}

Издание {version}, опубликовано {day}. Пустое значение — не ноль: почему его нет, говорит столбец status.
Словарь данных на двух языках — variables.csv; отличия от предыдущего издания — changes.csv.
"""


def readme(edition: Edition) -> str:
    title = title_of(edition, "en")
    words = {
        "title": title,
        "line": "=" * len(title),
        "version": edition.version,
        "day": edition.published_on.isoformat(),
        "address": address_of(edition),
    }
    reason = f"Corrected: {edition.reason}\n" if edition.reason else ""
    return README.format(**words, reason=reason, title_ru=title_of(edition, "ru"))
