"""Lists of dissertations and other works: CSV, XLSX, ODS or Parquet with a mapping, or with well-known names of columns in Russian or English.

No list of dissertations was at hand: not yet seen on a real file.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import refuse
from ..mapping import ListMapping, mapping_of
from ..reading import Draft, Raw, kind_of, parts_of
from ..rows import WORKBOOKS, header_of, parquet_columns, rows
from ..script import languages
from ..sources import Source

NAME = "lists"
SEEN = False


def recognises(source: Source, head: str) -> bool:
    """A table whose columns name a title and a year or authors; every workbook is tried."""
    if source.ending in WORKBOOKS:
        return True
    columns = mapping_of(parquet_columns(source) or header_of(head)).columns
    return "title" in columns and bool({"authors", "year"} & set(columns))


def records(source: Source, mapping: ListMapping | None = None) -> Iterator[Raw]:
    """One a row, with the mapping beside it."""
    for raw in rows(source, mapping.delimiter if mapping else "", mapping.sheet if mapping else ""):
        if raw.data is not None:
            mapping = mapping or _guessed(source, tuple(raw.data))
            if lacking := next((column for column in mapping.columns.values() if column not in raw.data), ""):
                raise refuse("mapping_column_absent", file=source.name, value=lacking, known=", ".join(raw.data))
            raw.data = (raw.data, mapping)
        yield raw


def _guessed(source: Source, names: tuple[str, ...]) -> ListMapping:
    found = mapping_of(names)
    if "title" not in found.columns:
        raise refuse("list_without_title", file=source.name, known=", ".join(names))
    return found


def draft(raw: Raw) -> Draft:
    """The work."""
    row, mapping = raw.data
    data = {**{name: row.get(column, "") for name, column in mapping.columns.items()}, **mapping.fixed}
    spoken = languages(data.get("language", ""))
    found = Draft(mapping.database, language=spoken[0] if spoken else "", languages=spoken)
    found.kind = mapping.kind or kind_of(data.get("kind", ""), "dissertation" if "advisors" in data else "other")
    found.entitle(data.get("title"))
    for language in ("ru", "en"):
        found.entitle(data.get(f"title_{language}"), language)
        found.summarise(data.get(f"abstract_{language}"), language)
    found.summarise(data.get("abstract"))
    place = (data["venue"],) if found.kind == "dissertation" and data.get("venue") else ()
    for name in parts_of(data.get("authors"), mapping.separator):
        found.add_person(name, affiliations=place, countries=(data["country"],) if data.get("country") else ())
    for name in parts_of(data.get("advisors"), mapping.separator):
        found.add_person(name, "advisor")
    for scheme in ("doi", "isbn", "url"):
        found.identify(scheme, data.get(scheme))
    found.date = data.get("date") or data.get("year", "")
    found.dated(data.get("year"), data.get("date"))
    found.venue, found.publisher, found.pages = data.get("venue", ""), data.get("publisher", ""), data.get("pages", "")
    found.volume, found.issue = data.get("volume", ""), data.get("issue", "")
    found.add_terms(parts_of(data.get("keywords"), mapping.separator))
    found.add_terms(parts_of(data.get("categories"), mapping.separator), "category")
    for text in parts_of(data.get("references"), mapping.separator):
        found.refer(text)
    found.cite(data.get("cited_by"))
    return found
