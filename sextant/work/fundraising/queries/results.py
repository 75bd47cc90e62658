"""What the latest analysis says, as the page shows it."""

from typing import Any

from django.utils.translation import gettext as _

from sextant.base.ui.bars import bar_chart
from sextant.base.ui.charts import Point
from sextant.base.words.fields import in_language
from sextant.work.fundraising.models import Analysis, Score

SHOWN = 20
STANDINGS = ("this_year", "last_year_only", "earlier_only")


def said(parts: list[dict[str, str]]) -> list[str]:
    """Sentences that the lab said in both languages, in the reader's."""
    return [in_language(one) for one in parts]


def rounded(amount_minor: int, figures: int = 3) -> int:
    """Minor units to so many significant figures, and to whole units: a forecast knows no more."""
    digits = len(str(abs(amount_minor)))
    return round(amount_minor, -max(2, digits - figures))


def _as_known(forecast: dict[str, Any] | None) -> dict[str, Any] | None:
    """A forecast whose amounts pretend to no more than it knows."""
    if not forecast:
        return None
    amounts = {name: rounded(forecast[name]) for name in ("value", "value_low", "value_high") if forecast.get(name) is not None}
    return {**forecast, **amounts}


def shown_results(analysis: Analysis) -> dict[str, Any]:
    """Segments with their definitions and sizes, expected gifts with intervals, alerts with their parts."""
    parts = analysis.parts
    segments = [
        {
            "code": one["code"],
            "name": in_language({"ru": one["name_ru"], "en": one["name_en"]}),
            "definition": in_language({"ru": one["definition_ru"], "en": one["definition_en"]}),
            "size": one["size"],
        }
        for one in parts.get("segments", [])
    ]
    chart = bar_chart([Point(one["name"], one["size"]) for one in segments], title=_("Donors by segment"), unit=_("donors"), decimals=0)
    best = Score.objects.filter(analysis=analysis, expected__isnull=False).select_related("donor").order_by("-expected", "pk")[:SHOWN]
    lapsing = Score.objects.filter(analysis=analysis, is_lapsing=True).select_related("donor").order_by("pk")[:SHOWN]
    alerts = {one["donor"]: one for one in parts.get("alerts", [])}
    return {
        "segments": segments,
        "segment_chart": chart,
        "best": best,
        "lapsing": [(score, alerts.get(score.donor_id, {}), in_language(alerts.get(score.donor_id, {}).get("reason", {}))) for score in lapsing],
        "forecast": _as_known(parts.get("forecast")),
        "standings": {name: parts["standings"].get(name, 0) for name in STANDINGS} if parts.get("standings") else {},
        "notes": said(parts.get("notes", [])),
    }
