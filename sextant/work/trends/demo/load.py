"""The demo's radar: invented signals, some on it since last year, what the other demo houses tell, watch lists, and this year's published report."""

from datetime import date, timedelta
from typing import Any

from sextant.base.accounts.models import User
from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.base.measures.radar import told
from sextant.base.search.actions import rebuild
from sextant.society.agenda.models import Direction, Guideline
from sextant.work.trends.actions.radar import end_signal, keep_told, put_on_radar, rate_signal, save_signal, tell_signal
from sextant.work.trends.actions.reports import decide_passage, invite_author, open_report, publish_report, write_passage
from sextant.work.trends.demo.watching import watched
from sextant.work.trends.demo.words import NOTES, PASSAGES, RETIRED, SIGNALS, UNRATED, WAITING, WAITING_ABOUT, WHY_RETIRED
from sextant.work.trends.models import Signal, TrendReport, WatchList
from sextant.work.trends.states import SCALES

RATERS = 6
TOLD = 6
"""So many signals told by other houses are taken onto the radar; the others wait for the office."""


def _words(**texts: tuple[str, str]) -> dict[str, str]:
    return {f"{name}_{language}": text for name, pair in texts.items() for language, text in zip(("ru", "en"), pair, strict=True)}


def _told(by: User, day: date, title: tuple[str, str], about: tuple[str, str]) -> Signal:
    source = {"source_title": "Demo", "link": "https://example.org/demo"}
    return tell_signal(by=by, today=day, is_demo=True, **source, **_words(title=title, about=about))


def _placed(signal: Signal, code: str, day: date) -> Signal | None:
    """On the radar, in the direction and its first guideline; None where the current agenda has no such direction."""
    direction = Direction.objects.filter(agenda__is_current=True, code=code).first()
    if direction is None:
        return None
    saved = save_signal(signal, by=None, direction=direction, guidelines=Guideline.objects.filter(direction=direction)[:1])
    return put_on_radar(saved, today=day, by=None)


def _rated(world: World, signal: Signal, people: list[User], around: tuple[int, int, int], day: date) -> None:
    """Each person near the values given, none beyond the scale."""
    for place, person in enumerate(people):
        given: dict[str, Any] = {}
        for (scale, words), value in zip(SCALES.items(), around, strict=True):
            given[scale] = min(max(value + world.chance.choice((-1, 0, 0, 0, 1)), 1), len(words))
        rate_signal(signal, **given, note=NOTES[place % len(NOTES)] if place < 2 else "", today=day + timedelta(days=place), by=person)


def _invented(world: World, by: User, people: list[User]) -> None:
    recent, long_ago = world.today - timedelta(days=40), date(world.today.year - 1, 5, 12)
    for code, title, about, around, is_old in SIGNALS:
        day = long_ago if is_old else recent
        signal = _placed(_told(by, day, title, about), code, day)
        if signal is not None and is_old:
            before = (min(around[0] + 1, 4), around[1], around[2])
            _rated(world, signal, people[:4], before if code in ("II", "V") else around, day)
        if signal is not None:
            _rated(world, signal, people, around, recent)
    code, title, about = UNRATED
    _placed(_told(by, recent, title, about), code, recent)
    code, title, about = RETIRED
    retired = _placed(_told(by, long_ago, title, about), code, long_ago)
    if retired is not None:
        end_signal(retired, reason=WHY_RETIRED, today=world.today - timedelta(days=20), by=None)
    _told(by, recent, WAITING, WAITING_ABOUT)


def _from_houses(world: World, people: list[User]) -> None:
    """What the houses tell, without anything that a signal outside the demo has already."""
    known = set(Signal.objects.exclude(source="").values_list("source", "source_key"))
    keep_told([one for one in told() if (one.source, one.ru.key) not in known], today=world.today, by=None, is_demo=True)
    codes = {"observatory": "II", "delphi": "V", "forecasts": "I"}
    rows = Signal.objects.filter(is_demo=True, source__in=codes, state="proposed")
    chosen = [one for source in codes for one in rows.filter(source=source).order_by("pk")[: TOLD // 3]]
    for place, signal in enumerate(chosen):
        placed = _placed(signal, codes[signal.source], world.today - timedelta(days=10))
        if placed is not None:
            _rated(world, placed, people[: 3 + place % 3], (2 + place % 3, 2 + place % 4, 2 + place % 4), world.today - timedelta(days=9))


def _report(world: World, author: User, by: User) -> None:
    report = open_report(year=world.today.year, today=world.today, by=by, is_demo=True)
    for chapter, name, role, text in PASSAGES:
        words = _words(name=name, role=role)
        passage = invite_author(report, chapter=chapter, email=author.email, by=by, **words)
        decide_passage(write_passage(passage, hand_in=True, by=author, **words, **_words(text=text)), "approved", by=by)
    publish_report(report, today=world.today, by=by)


def load(world: World) -> None:
    """Signals and ratings of invented people, watch lists, then the report of this year, unless the site has one of its own."""
    office, member = world.left["secretary@demo.example"], world.left["member@demo.example"]
    extra = [User.objects.create_user(f"rater{number}@demo.example", None, is_demo=True) for number in range(1, RATERS - 1)]
    people = [office, member, *extra]
    _invented(world, member, people)
    _from_houses(world, people)
    watched(world, office)
    if not TrendReport.objects.filter(year=world.today.year).exists():
        _report(world, member, office)
    rebuild("trends.signal")


def remove() -> int:
    """Takes signals, ratings, watch lists, the report and those who rated away."""
    gone = WatchList.objects.filter(is_demo=True).delete()[0]
    gone += Signal.objects.filter(is_demo=True).delete()[0] + TrendReport.objects.filter(is_demo=True).delete()[0]
    gone += User.objects.filter(is_demo=True, email__startswith="rater", email__endswith="@demo.example").delete()[0]
    rebuild("trends.signal")
    rebuild("trends.report")
    return gone


def register() -> None:
    registry.register("trends", 79, load, remove)
