"""What to ask the libraries about a year that is held, beside the years before it; streamed library by library."""

from collections.abc import Iterator, Sequence
from typing import Any

from sextant.lab.returns.checking import Flag, check_return
from sextant.lab.returns.checking.expectations import Expectations
from sextant.lab.returns.checking.reading import of_mapping
from sextant.lab.returns.checking.rules import RuleSet
from sextant.lab.returns.rows import ReturnRow
from sextant.work.returns.models import YearRelease
from sextant.work.returns.reckoning import panel

MOST_EARLIER = 3


def check_records(release: YearRelease) -> Iterator[dict[str, Any]]:
    """The questions about the returns of a year, by the rules of the collection's mapping.

    What is learned from other libraries needs the extra “lab”; without it the plain rules ask alone.
    """
    collection, rules = release.collection, of_mapping(release.collection.mapping)
    earlier = list(collection.years.filter(year__lt=release.year).order_by("-year").values_list("year", flat=True)[:MOST_EARLIER])
    before, former = ({row.unit_id: row.values for row in panel.current_returns(collection, year)} for year in [*earlier, 0, 0][:2])
    peers = _learned(rules, release, earlier)
    for row in panel.current_returns(collection, release.year):
        last, one_more = before.get(row.unit_id), former.get(row.unit_id)
        for flag in check_return(rules, written(row), row.statuses, last, peers, earlier=one_more, region=row.region):
            yield _record(row, flag)


def written(row: ReturnRow) -> dict[str, float | int]:
    """The values somebody wrote: what a reading has added up is no answer of the library."""
    return {code: value for code, value in row.values.items() if row.origins.get(code) != "derived"}


def _learned(rules: RuleSet, release: YearRelease, earlier: Sequence[int]) -> Expectations | None:
    try:  # numpy is an extra, and no page of the site needs it
        from sextant.lab.returns.checking.learning import expect
        from sextant.lab.returns.checking.tables import panel_of
    except ModuleNotFoundError:
        return None
    now, *others = (panel_of(list(panel.current_returns(release.collection, year)), year) for year in (release.year, *earlier))
    return expect(rules, now, others)


def _record(row: ReturnRow, flag: Flag) -> dict[str, Any]:
    return {
        "year": row.year,
        "unit_id": row.unit_id,
        "unit_name": row.unit_name,
        "check": flag.rule,
        "severity": flag.severity,
        "variable": flag.variable,
        "value": flag.value,
        "expected": flag.expected,
        "line": row.line,
        "text_en": flag.message.en,
        "text_ru": flag.message.ru,
    }
