"""The radar as a drawing: for the page, as SVG and PNG, and for the report."""

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from sextant.base.exports.typeset import drawn
from sextant.base.ui.charts import Chart
from sextant.base.ui.radar import Mark, radar_chart
from sextant.society.agenda.models import Direction
from sextant.work.trends.queries.radar import Place
from sextant.work.trends.states import CERTAINTIES, HORIZONS

TEMPLATE = Path(__file__).parent / "typst" / "radar.typ"


def radar_of(places: Sequence[tuple[int | None, Place]], directions: Sequence[Direction]) -> Chart:
    """Sectors are the directions, rings the horizons; size is impact, fill certainty."""
    sectors = {one.pk: place for place, one in enumerate(directions)}
    marks = [
        mark_of(number, one.signal.title, sectors[one.signal.direction_id or 0], (one.horizon.middle, one.impact.middle, one.certainty.middle), url)
        for number, one in places
        if number and one.horizon and one.impact and one.certainty
        for url in (one.signal.get_absolute_url(),)
    ]
    return drawing_of([one.code for one in directions], marks)


def mark_of(number: int, name: str, sector: int, medians: tuple[int, int, int], url: str) -> Mark:
    """A mark by the medians of horizon, impact and certainty."""
    horizon, impact, certainty = medians
    return Mark(number, name, sector, horizon - 1, impact, (certainty - 1) / (len(CERTAINTIES) - 1), url)


def drawing_of(sectors: Sequence[str], marks: Sequence[Mark]) -> Chart:
    return radar_chart(sectors, [str(word) for word in HORIZONS.values()], marks, title=_("Radar of trends"))


def as_png(chart: Chart) -> bytes:
    """The drawing as a picture of 1280 × 1280 pixels."""
    return drawn(TEMPLATE, {}, {"radar.svg": chart.as_svg(standalone=True).encode()})
