"""How an indicator becomes a frozen figure: its value, what it is compared with, and the rows behind it."""

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation

from sextant.base.exports.tables import Column, Table
from sextant.base.measures.registry import ASSOCIATION, Figure, Period, Source, measure
from sextant.base.words.fields import LANGUAGES
from sextant.society.agenda.models import Indicator, IndicatorValue

SERIES_YEARS = 15
"""How many years before the report's own the series reaches back."""


@dataclass(frozen=True)
class Rows:
    """Rows ready to be kept: canonical gzip (no time stamp inside), their count, fingerprint and bilingual column titles."""

    fingerprint: str
    count: int
    columns: list[dict[str, str]]
    data: bytes
    persons: bool


@dataclass
class Counted:
    """One indicator's figure for one year, not yet written down."""

    value: float | None
    status: str
    reason: dict[str, str] = field(default_factory=dict)
    rows: Rows | None = None
    series: list[list[float]] = field(default_factory=list)


def _titles(table: Table) -> list[dict[str, str]]:
    columns: list[dict[str, str]] = [{"name": column.name} for column in table.columns]
    for language in LANGUAGES:
        with translation.override(language):
            for kept, column in zip(columns, table.columns, strict=True):
                kept[language] = str(column.title)
    return columns


def kept_rows(source: Source) -> Rows:
    """Reads the source once and packs it: one JSON array a line, gzip with a zero time stamp, SHA-256 of the plain lines."""
    table = source.table()
    digest, count, packed = hashlib.sha256(), 0, []
    for record in table.records():
        line = json.dumps(record, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder).encode() + b"\n"
        digest.update(line)
        packed.append(line)
        count += 1
    return Rows(digest.hexdigest(), count, _titles(table), gzip.compress(b"".join(packed), 6, mtime=0), source.persons)


def unpacked(data: bytes | memoryview) -> Iterator[list[Any]]:
    """The rows of a packed block, one list each."""
    for line in gzip.decompress(bytes(data)).splitlines():
        yield json.loads(line)


def _reported_table(value: IndicatorValue) -> Table:
    return Table(
        f"reported-{value.indicator.code}-{value.year}",
        (
            Column("year", translation.gettext_lazy("Year"), lambda row: row.year),
            Column("value", translation.gettext_lazy("Value"), lambda row: row.value),
            Column("note", translation.gettext_lazy("Note"), lambda row: row.note),
            Column("known_at", translation.gettext_lazy("Reported on"), lambda row: row.known_at.date()),
        ),
        [value],
    )


def figure_of(indicator: Indicator, period: Period) -> Figure:
    """The indicator's figure for a period: asked of its measure, or read from what its owner reported."""
    if indicator.kind == Indicator.Kind.REPORTED:
        value = indicator.values.filter(year=period.year, scope_kind=ASSOCIATION.kind, scope_id="").first()
        if value is None:
            return Figure(None, None, "missing", translation.gettext("Nobody has reported this figure for the year yet."))
        return Figure(value.value, Source(lambda: _reported_table(value)), value.status, value.reason)
    found = measure(indicator.measure)
    if found is None:
        return Figure(None, None, "missing", translation.gettext("The capability that counts this is not installed."))
    return found.function(period, ASSOCIATION, **indicator.parameters)


def series_of(indicator: Indicator, year: int) -> list[list[float]]:
    """Known values of the years before, oldest first: `[[year, value], …]`."""
    known: dict[int, float] = {
        value.year: value.value
        for value in indicator.values.filter(scope_kind=ASSOCIATION.kind, scope_id="", status="ok", year__lt=year)
        if value.value is not None
    }
    if indicator.kind == Indicator.Kind.STATISTIC:
        for earlier in range(year - SERIES_YEARS, year):
            if earlier not in known:
                figure = figure_of(indicator, Period.of_year(earlier))
                if figure.status == "ok" and figure.value is not None:
                    known[earlier] = figure.value
    return [[earlier, known[earlier]] for earlier in sorted(known)]


def reasons_of(indicator: Indicator, period: Period) -> dict[str, str]:
    """Why there is no value, asked once in each language."""
    reasons = {}
    for language in LANGUAGES:
        with translation.override(language):
            reasons[language] = str(figure_of(indicator, period).reason)
    return reasons


def count_indicator(indicator: Indicator, period: Period) -> Counted:
    """Everything a report keeps of one indicator."""
    figure = figure_of(indicator, period)
    reason = {} if figure.status == "ok" else reasons_of(indicator, period)
    rows = kept_rows(figure.source) if figure.source is not None else None
    return Counted(figure.value, figure.status, reason, rows, series_of(indicator, period.year))
