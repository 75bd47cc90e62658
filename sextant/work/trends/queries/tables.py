"""The radar, signals and reports as tables to take away."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.exports.tables import Column, Table
from sextant.work.trends.queries.radar import Place, Reading


def _of(place: tuple[int | None, Place], scale: str, name: str) -> Any:
    reading: Reading | None = getattr(place[1], scale)
    return getattr(reading, name) if reading else None


def radar_table(places: Iterable[tuple[int | None, Place]]) -> Table:
    """One row a signal; of a signal that nobody has rated the medians are empty."""
    columns = (
        Column("number", _("Number"), lambda one: one[0]),
        Column("signal", _("Signal"), lambda one: one[1].signal.pk),
        Column("title_ru", _("Title in Russian"), lambda one: one[1].signal.title_ru),
        Column("title_en", _("Title in English"), lambda one: one[1].signal.title_en),
        Column("direction", _("Direction"), lambda one: one[1].signal.direction.code if one[1].signal.direction else None),
        Column("guidelines", _("Guidelines"), lambda one: ", ".join(each.code for each in one[1].signal.guidelines.all())),
        Column("told_by", _("Told by"), lambda one: one[1].signal.source or "people"),
        Column("on_radar_on", _("On the radar since"), lambda one: one[1].signal.on_radar_on),
        Column("people", _("People who rated it"), lambda one: one[1].people),
        Column("horizon", _("Horizon"), lambda one: _of(one, "horizon", "middle")),
        Column("horizon_low", _("Horizon, lower edge of the spread"), lambda one: _of(one, "horizon", "low")),
        Column("horizon_high", _("Horizon, upper edge of the spread"), lambda one: _of(one, "horizon", "high")),
        Column("impact", pgettext_lazy("signal", "Impact"), lambda one: _of(one, "impact", "middle")),
        Column("impact_low", _("Impact, lower edge of the spread"), lambda one: _of(one, "impact", "low")),
        Column("impact_high", _("Impact, upper edge of the spread"), lambda one: _of(one, "impact", "high")),
        Column("certainty", _("Certainty"), lambda one: _of(one, "certainty", "middle")),
        Column("certainty_low", _("Certainty, lower edge of the spread"), lambda one: _of(one, "certainty", "low")),
        Column("certainty_high", _("Certainty, upper edge of the spread"), lambda one: _of(one, "certainty", "high")),
        Column("is_new", _("New this year"), lambda one: one[1].is_new),
        Column("horizon_before", _("Horizon a year before"), lambda one: one[1].was.middle if one[1].was else None),
    )
    return Table("trend-radar", columns, places)


def signals_table(rows: Any) -> Table:
    """Signals behind a measure."""
    columns = (
        Column("title_ru", _("Title in Russian"), lambda one: one.title_ru),
        Column("title_en", _("Title in English"), lambda one: one.title_en),
        Column("told_on", _("Told on"), lambda one: one.told_on),
        Column("state", _("State"), lambda one: one.state),
    )
    return Table("signals", columns, rows)


def reports_table(rows: Any) -> Table:
    """Reports behind a measure."""
    columns = (
        Column("year", _("Year"), lambda one: one.year),
        Column("published_on", _("Published on"), lambda one: one.published_on),
        Column("fingerprint", _("Fingerprint"), lambda one: one.fingerprint),
    )
    return Table("trend-reports", columns, rows)
