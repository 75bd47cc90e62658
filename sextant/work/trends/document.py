"""A report as one plain value in one language: what the page and the PDF both show. No clock, no database: equal data give equal words."""

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from sextant.base.measures.radar import EXPERTS, FIELD, LIBRARIES, SHARE, YEAR
from sextant.base.ui.charts import Chart, Point, Series
from sextant.base.ui.columns import Band
from sextant.base.ui.fans import Break, fan_chart
from sextant.base.ui.numerals import percent, written
from sextant.base.words.fields import in_language
from sextant.work.trends.drawings import drawing_of, mark_of
from sextant.work.trends.models import Passage
from sextant.work.trends.states import SCALES

LEAST_SAVED = 0.001
"""A smaller share of the naive forecast's error saved is not written as a number."""
CHARTED = 12
"""Series that are drawn, those whose model beat the naive forecast first; the others stand in a table."""
MODELS: dict[str, str | Promise] = {
    "drift": pgettext_lazy("forecast", "drift: the mean change goes on"),
    "damped_trend": pgettext_lazy("forecast", "exponential smoothing with a damped trend"),
    "theta": pgettext_lazy("forecast", "theta"),
    "group_growth": pgettext_lazy("forecast", "growth of the group"),
}


def fact_in_words(value: float | None, form: str, decimals: int, language: str | None = None) -> str:
    """A number as its kind is written: a year without marks, a share as a percentage."""
    if value is None:
        return ""
    if form == YEAR:
        whole = float(value).is_integer()
        return str(int(value)) if whole else f"{value:.1f}".replace(".", "," if (language or translation.get_language() or "ru")[:2] == "ru" else ".")
    return percent(value, decimals, language) if form == SHARE else written(value, decimals, language)


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def _decimals(values: list[float]) -> int:
    """Whole numbers for large series, two decimals for rates."""
    largest = max((abs(one) for one in values), default=0)
    return 0 if largest >= 100 else 1 if largest >= 10 else 2


def _outlook(one: dict[str, Any], place: int, language: str) -> dict[str, Any]:
    """A series in words: where it is, what lies ahead, how good such forecasts were, and what broke."""
    known = [(year, value) for year, value in one["past"] if value is not None]
    decimals = _decimals([value for _year, value in known])
    ahead = [
        [str(year), written(value, decimals, language), f"{written(low, decimals, language)} – {written(high, decimals, language)}"]
        for year, value, low, high in one["ahead"]
    ]
    return {
        "key": f"outlook-{place}",
        "title": in_language(one["title"], language),
        "unit": in_language(one["unit"], language),
        "url": in_language(one["url"], language),
        "last": [str(known[-1][0]), written(known[-1][1], decimals, language)] if known else None,
        "ahead": ahead,
        "model": _model_sentence(one, language),
        "coverage": _coverage_sentence(one, language),
        "breaks": [_("%(year)s: %(reason)s") % {"year": year, "reason": in_language(reason, language)} for year, reason in one["breaks"]],
        "past": one["past"],
        "band": one["ahead"],
        "broken": [[year, in_language(reason, language)] for year, reason in one["breaks"]],
        "decimals": decimals,
    }


def model_name(code: str) -> str:
    """A model in words: `drift_50+wls` is a drift; a model unknown here keeps its code."""
    family = next((name for name in MODELS if code.startswith(name)), "")
    return str(MODELS[family]) if family else code.partition("+")[0]


def _model_sentence(one: dict[str, Any], language: str) -> str:
    if one["is_naive"]:
        return _("No model did better than repeating the last value, so that is the forecast.")
    if one["better_by"] < LEAST_SAVED:
        return _("Forecast by %(model)s; in the backtest its error was about that of repeating the last value.") % {"model": model_name(one["model"])}
    return _("Forecast by %(model)s; in the backtest its error was %(share)s below that of repeating the last value.") % {
        "model": model_name(one["model"]),
        "share": percent(one["better_by"], 0 if one["better_by"] >= 0.01 else 1, language),
    }


def _coverage_sentence(one: dict[str, Any], language: str) -> str:
    if one["coverage80"] is None:
        return _("Too few years were held out to say how often the 80% intervals held.")
    return _("The 80%% intervals held %(share)s of the values held out.") % {"share": percent(one["coverage80"], 0, language)}


def fan_of(one: dict[str, Any], *, width: float = 520, height: float = 270) -> Chart:
    """Known years, the years ahead with their 80 % interval, and the declared breaks, of a series in words."""
    return fan_chart(
        Series(_("known"), [Point(year, value) for year, value in one["past"]]),
        Series(_("forecast"), [Point(year, value) for year, value, _low, _high in one["band"]]),
        [Band(year, low, high) for year, _value, low, high in one["band"]],
        title=one["title"],
        unit=one["unit"],
        band_name=_("80% interval"),
        breaks=[Break(year, reason) for year, reason in one["broken"]],
        decimals=one["decimals"],
        width=width,
        height=height,
    )


def _item(one: dict[str, Any], place: int, language: str) -> dict[str, Any]:
    facts = [
        {
            "name": in_language(fact["name"], language),
            "value": fact_in_words(fact["value"], fact["form"], fact["decimals"], language),
            "url": in_language(fact["url"], language),
        }
        for fact in one["facts"]
    ]
    texts = {name: in_language(one[name], language) for name in ("title", "about", "url")}
    return {"key": f"item-{place}", **texts, "facts": facts}


def _place(one: dict[str, Any], language: str) -> dict[str, Any]:
    words = {scale: str(SCALES[scale][int(one[scale][0])]) if one[scale] else "—" for scale in SCALES}
    spread = {f"{scale}_spread": _spread(scale, one[scale]) for scale in SCALES}
    moved = one["was"] and one["horizon"] and one["was"] != one["horizon"][0]
    notes = [_("new this year")] if one["is_new"] else []
    notes += [_("a year ago: %(before)s") % {"before": SCALES["horizon"][one["was"]]}] if moved else []
    people = ngettext("rated by %(number)s person", "rated by %(number)s people", one["people"]) % {"number": one["people"]}
    rated = people if one["people"] else _("nobody has rated it yet")
    return {
        "number": one["number"],
        "title": in_language(one["title"], language),
        "url": in_language(one["url"], language),
        "direction": one["direction"],
        "people": one["people"],
        "rated": rated,
        "notes": "; ".join(notes),
        **words,
        **spread,
    }


def _spread(scale: str, reading: list[float] | None) -> str:
    if not reading or round(reading[1]) == round(reading[2]):
        return ""
    return f"{SCALES[scale][round(reading[1])]} – {SCALES[scale][round(reading[2])]}"


def radar_drawing(content: dict[str, Any], language: str) -> Chart:
    """The radar out of the frozen data."""
    sectors = [one["code"] for one in content["radar"]["sectors"]]
    marks = [
        mark_of(
            one["number"],
            in_language(one["title"], language),
            sectors.index(one["direction"]),
            (int(one["horizon"][0]), int(one["impact"][0]), int(one["certainty"][0])),
            in_language(one["url"], language),
        )
        for one in content["radar"]["places"]
        if one["number"]
    ]
    return drawing_of(sectors, marks)


def _passages(content: dict[str, Any], chapter: str, language: str) -> list[dict[str, Any]]:
    return [
        {
            "name": in_language(one["name"], language),
            "role": in_language(one["role"], language),
            "text": _paragraphs(in_language(one["text"], language)),
        }
        for one in content.get("passages", [])
        if one["chapter"] == chapter
    ]


def document(content: dict[str, Any], language: str, *, fingerprint: str = "", is_demo: bool = False) -> dict[str, Any]:
    """The whole report in one language; without a fingerprint it is a draft."""
    with translation.override(language):
        titles = {code: str(title) for code, title in Passage.CHAPTERS}
        radar = content["radar"]
        forecast = sorted(content["outlooks"], key=lambda one: (one["is_naive"], one["code"]))
        outlooks = [_outlook(one, place, language) for place, one in enumerate(forecast)]
        told = {
            about: [_item(one, place, language) for place, one in enumerate(content["told"]) if one["chapter"] == about] for about in (FIELD, EXPERTS)
        }
        rising = [_item(one, place, language) for place, one in enumerate(content["told"]) if one["chapter"] == LIBRARIES]
        off = [
            {"title": in_language(one["title"], language), "reason": one["reason"], "url": in_language(one["url"], language)} for one in radar["off"]
        ]
        return {
            "language": language,
            "year": content["year"],
            "title": _("Trend report %(year)s") % {"year": content["year"]},
            "site": settings.SEXTANT_URL,
            "chapters": [{"code": code, "title": title, "passages": _passages(content, code, language)} for code, title in titles.items()],
            "outlooks": outlooks[:CHARTED],
            "more": outlooks[CHARTED:],
            "rising": rising,
            "field": told[FIELD],
            "experts": told[EXPERTS],
            "places": [_place(one, language) for one in radar["places"]],
            "sectors": [{"code": one["code"], "title": in_language(one["title"], language)} for one in radar["sectors"]],
            "off": off,
            "fingerprint": fingerprint,
            "is_draft": not fingerprint,
            "is_demo": is_demo,
        }
