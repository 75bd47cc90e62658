"""Signals, ratings and reports for tests."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from sextant.base.measures.counted import Series
from sextant.society.agenda.models import Agenda, Direction, Guideline
from sextant.work.trends.actions.radar import put_on_radar, rate_signal, save_signal, tell_signal
from sextant.work.trends.actions.watching import save_watch_list
from sextant.work.trends.models import Signal, WatchList


def an_agenda() -> Agenda:
    """The current agenda; where there is none, one of two directions with a guideline each."""
    agenda = Agenda.objects.filter(is_current=True).first()
    if agenda is None:
        agenda = Agenda.objects.create(code="trend-agenda", title_en="Agenda", title_ru="Повестка", is_current=True)
        for place, (code, ru, en) in enumerate((("I", "Адвокация", "Advocacy"), ("V", "Образование", "Education")), 1):
            direction = Direction.objects.create(agenda=agenda, code=code, position=place, title_ru=ru, title_en=en)
            Guideline.objects.create(direction=direction, number=1, title_ru="Первая", title_en="First")
    return agenda


def a_signal(by: Any, **words: str) -> Signal:
    """A signal that somebody told, waiting for the office."""
    given = {
        "title_ru": "Роботы у стойки",
        "title_en": "Robots at the desk",
        "about_ru": "Уже в трёх городах.",
        "about_en": "In three towns already.",
    }
    told = {"source_title": "A newspaper", "link": "https://example.org/robots", "today": timezone.localdate()}
    return tell_signal(by=by, **{**told, **given, **words})


def on_radar(by: Any, direction: str = "I", day: date | None = None, **words: str) -> Signal:
    """A signal on the radar since a day."""
    an_agenda()
    found = Direction.objects.get(agenda__is_current=True, code=direction)
    signal = save_signal(a_signal(by, **words), by=None, direction=found)
    return put_on_radar(signal, today=day or timezone.localdate(), by=None)


def rated(signal: Signal, people: list[Any], *values: tuple[int, int, int], day: date | None = None) -> Signal:
    """Each person's horizon, impact and certainty."""
    for person, (horizon, impact, certainty) in zip(people, values, strict=True):
        rate_signal(signal, horizon=horizon, impact=impact, certainty=certainty, today=day or timezone.localdate(), by=person)
    return signal


def a_year_ago() -> date:
    """A day of the year before."""
    return date(timezone.localdate().year, 1, 1) - timedelta(days=30)


def a_watch_list(by: Any, words: str = "robots", source: str = "files", concepts: tuple[Any, ...] = (), **values: Any) -> WatchList:
    """A watch list for words in files."""
    given = {"title": "Machines", "least": 5, "times": 1.5, "today": timezone.localdate(), **values}
    return save_watch_list(None, by=by, words=words, source=source, concepts=concepts, **given)


def a_feed(*counts: tuple[str, int, int], until: date | None = None) -> bytes:
    """A table of entries: each title so many times, so many days before the last day."""
    last = until or timezone.localdate()
    rows = [
        f"{title} {place} of {back},https://example.org/{back}/{place},{last - timedelta(days=back)}"
        for title, number, back in counts
        for place in range(number)
    ]
    return "\n".join(["title,url,date", *rows]).encode()


def series(code: str, name: str, before: int, recent: int, last: int = 2025, whole: int = 300) -> Series:
    """What a site counts of a concept: so many works in the three years up to the last, and in the three before."""
    by_year = {last - 3: before, last: recent}
    return Series(f"corpus:{code}", code, name, by_year, {last - 3: whole, last: whole}, last, f"/{code}/")
