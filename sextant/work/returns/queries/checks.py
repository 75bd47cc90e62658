"""First checks over a year that is held: parts against the whole, and each library against its year before."""

from collections.abc import Iterator
from typing import Any

from sextant.lab.returns import edits
from sextant.work.returns import panel
from sextant.work.returns.models import YearRelease


def check_records(release: YearRelease) -> Iterator[dict[str, Any]]:
    """What looks wrong in the returns of a year, library by library; streamed beside one earlier year."""
    earlier = release.collection.years.filter(year__lt=release.year).order_by("-year").first()
    before = {row.unit_id: row for row in panel.current_returns(release.collection, earlier.year)} if earlier else {}
    for row in panel.current_returns(release.collection, release.year):
        for found in edits.check(row, before.get(row.unit_id)):
            yield {
                "year": release.year,
                "unit_id": row.unit_id,
                "unit_name": row.unit_name,
                "check": found.code,
                "variable": found.column,
                "value": row.values[found.column],
                "line": row.line,
                **{name: getattr(found, name) for name in ("text_en", "text_ru", "remedy_en", "remedy_ru")},
            }
