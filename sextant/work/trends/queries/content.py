"""Everything a trend report says, as plain data in both languages: gathered from what the houses tell and from the radar.

Numbers stay numbers and every one has the address of its rows; `document.py` puts them into words. The same rows give the same data.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import translation

from sextant.base.measures.outlooks import Outlook, outlooks
from sextant.base.measures.radar import Fact, Told, told
from sextant.base.words.fields import LANGUAGES
from sextant.society.agenda.models import Direction
from sextant.work.trends.models import Signal
from sextant.work.trends.queries.radar import Place, Reading, directions, numbered, radar_at
from sextant.work.trends.states import SCALES

Both = dict[str, str]


def both(ru: Any, en: Any) -> Both:
    return {"ru": str(ru), "en": str(en)}


def of(thing: Any, name: str) -> Both:
    """A bilingual field of a row."""
    return both(getattr(thing, f"{name}_ru"), getattr(thing, f"{name}_en"))


def address(name: str, *args: Any, part: str = "") -> Both:
    """The address of a page in either language."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = reverse(name, args=args) + part
    return found


def _outlooks(until: int) -> list[dict[str, Any]]:
    """Forecasts made from what was known by the end of the year."""
    with translation.override("ru"):
        russian = [(one, str(one.title), str(one.unit), [str(reason) for _year, reason in one.breaks]) for one in outlooks()]
    with translation.override("en"):
        english = {one.code: one for one in outlooks()}
        pairs = [(each, english[each[0].code]) for each in russian if each[0].code in english and each[0].known_until <= until]
        return [_outlook(*one, other) for one, other in pairs]


def _outlook(ru: Outlook, title: str, unit: str, reasons: Sequence[str], en: Outlook) -> dict[str, Any]:
    return {
        "code": ru.code,
        "title": both(title, en.title),
        "unit": both(unit, en.unit),
        "url": both(ru.address, en.address),
        "past": [[year, value] for year, value in ru.past],
        "ahead": [[one.year, one.value, one.low, one.high] for one in ru.ahead],
        "model": ru.model,
        "is_naive": ru.is_naive,
        "better_by": ru.better_by,
        "coverage80": ru.coverage80,
        "breaks": [[year, both(said, reason)] for said, (year, reason) in zip(reasons, en.breaks, strict=True)],
        "known_until": ru.known_until,
    }


def _fact(ru: Fact, en: Fact) -> dict[str, Any]:
    return {"name": both(ru.name, en.name), "value": ru.value, "decimals": ru.decimals, "form": ru.form, "url": both(ru.url, en.url)}


def _told(one: Told) -> dict[str, Any]:
    return {
        "source": one.source,
        "chapter": one.about,
        "key": one.ru.key,
        "day": one.ru.day.isoformat(),
        "title": both(one.ru.title, one.en.title),
        "about": both(one.ru.about, one.en.about),
        "url": both(one.ru.url, one.en.url),
        "facts": [_fact(ru, en) for ru, en in zip(one.ru.facts, one.en.facts, strict=True)],
    }


def _reading(one: Reading | None) -> list[float] | None:
    return [one.middle, one.low, one.high] if one else None


def _place(number: int | None, place: Place) -> dict[str, Any]:
    signal = place.signal
    return {
        "number": number,
        "signal": signal.pk,
        "title": of(signal, "title"),
        "direction": signal.direction.code if signal.direction else "",
        "people": place.people,
        **{scale: _reading(getattr(place, scale)) for scale in SCALES},
        "is_new": place.is_new,
        "was": place.was.middle if place.was else None,
        "url": address("trends:signal", signal.pk, part="#ratings"),
    }


def _radar(day: date, sectors: Sequence[Direction]) -> dict[str, Any]:
    off = Signal.objects.filter(left_on__year=day.year, left_on__lte=day).order_by("left_on", "pk")
    return {
        "day": day.isoformat(),
        "sectors": [{"code": one.code, "title": of(one, "title")} for one in sectors],
        "places": [_place(number, place) for number, place in numbered(radar_at(day), sectors)],
        "off": [{"title": of(one, "title"), "reason": one.reason, "url": address("trends:signal", one.pk)} for one in off],
    }


def content_of(year: int, today: date) -> dict[str, Any]:
    """The data of a year's report as it can be told today: nothing of later years."""
    day = min(today, date(year, 12, 31))
    return {
        "year": year,
        "outlooks": _outlooks(year),
        "told": [_told(one) for one in told() if one.ru.day <= day],
        "radar": _radar(day, directions()),
    }


def canonical(content: dict[str, Any]) -> str:
    """One way of writing the data, so that equal data are equal bytes."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def fingerprint_of(content: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()
