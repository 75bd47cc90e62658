"""Signals: told by people and by houses, decided by the office, rated, taken off again."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.measures.radar import Told
from sextant.base.permissions.moves import follows
from sextant.base.search.actions import index
from sextant.society.agenda.models import Guideline
from sextant.work.trends import states
from sextant.work.trends.models import Evidence, Rating, Signal


def _locked(signal: Signal) -> Signal:
    return Signal.objects.select_for_update(of=("self",)).get(pk=signal.pk)


def _move(signal: Signal, target: str) -> None:
    if not follows(states.SIGNAL_MOVES, signal.state, target):
        raise ValidationError(_("The signal has changed meanwhile. Look at it again."))
    signal.state = target


def _titled(signal: Signal) -> None:
    if not (signal.title_ru.strip() or signal.title_en.strip()):
        raise ValidationError({"title_en": _("Give the signal a title in one language at least.")})


@transaction.atomic
def tell_signal(*, by: User, today: date, source_title: str, link: str, is_demo: bool = False, **words: str) -> Signal:
    """Somebody tells a signal: title and description in one language or both, and a link to what it rests on. The office decides on it."""
    signal = Signal(told_by=by, told_on=today, is_demo=is_demo, **words)
    _titled(signal)
    if not (signal.about_ru.strip() or signal.about_en.strip()):
        raise ValidationError({"about_en": _("Say in a few sentences what you have noticed.")})
    signal.save()
    Evidence.objects.create(signal=signal, title_ru=source_title, title_en=source_title, url_ru=link, url_en=link, seen_on=today)
    record(verb="trends.tell_signal", obj=signal, by=by, after={"title": signal.title_en or signal.title_ru})
    return signal


@transaction.atomic
def keep_told(found: Iterable[Told], *, today: date, by: User | None, is_demo: bool = False) -> dict[str, int]:
    """Keeps what the houses tell: new things as proposed signals, new numbers of known ones as further evidence. How many of each."""
    known = {(one.source, one.source_key): one for one in Signal.objects.exclude(source="").prefetch_related("evidence")}
    counts = {"signals": 0, "evidence": 0}
    for one in found:
        signal = known.get((one.source, one.ru.key))
        if signal is None:
            signal = known[one.source, one.ru.key] = Signal.objects.create(
                source=one.source,
                source_key=one.ru.key,
                title_ru=one.ru.title[:200],
                title_en=one.en.title[:200],
                about_ru=one.ru.about,
                about_en=one.en.about,
                told_on=one.ru.day,
                is_demo=is_demo,
            )
            counts["signals"] += 1
        counts["evidence"] += keep_evidence(signal, one, today)
    record(verb="trends.keep_told", by=by, after=counts)
    return counts


def keep_evidence(signal: Signal, told: Told, today: date) -> int:
    """Adds the numbers that are not among the evidence yet; how many."""
    held = {(one.title_en, one.value, one.url_en) for one in signal.evidence.all()}
    rows = [
        Evidence(
            signal=signal,
            title_ru=ru.name[:300],
            title_en=en.name[:300],
            value=ru.value,
            decimals=ru.decimals,
            form=ru.form,
            url_ru=ru.url,
            url_en=en.url,
            seen_on=today,
        )
        for ru, en in zip(told.ru.facts, told.en.facts, strict=True)
        if (en.name[:300], en.value, en.url) not in held
    ]
    return len(Evidence.objects.bulk_create(rows))


@transaction.atomic
def save_signal(signal: Signal, *, by: User | None, guidelines: Iterable[Guideline] = (), **values: Any) -> Signal:
    """The office puts the words right and says where in the agenda the signal belongs."""
    kept = _locked(signal)
    before = {"title": kept.title_en or kept.title_ru, "direction": str(kept.direction or "")}
    for name, value in values.items():
        setattr(kept, name, value)
    _titled(kept)
    kept.save()
    kept.guidelines.set(guidelines)
    index(kept)
    after = {"title": kept.title_en or kept.title_ru, "direction": str(kept.direction or "")}
    record(verb="trends.save_signal", obj=kept, by=by, before=before, after=after)
    return kept


@transaction.atomic
def put_on_radar(signal: Signal, *, today: date, by: User | None) -> Signal:
    """Takes a proposed signal onto the radar, where it can be rated. It needs words in both languages and a direction of the agenda."""
    kept = _locked(signal)
    if not (kept.title_ru and kept.title_en):
        raise ValidationError(
            {"title_en" if kept.title_ru else "title_ru": _("Give the signal a title in both languages before it goes onto the radar.")}
        )
    if kept.direction is None:
        raise ValidationError({"direction": _("Choose the direction of the agenda to which the signal belongs.")})
    _move(kept, states.RADAR)
    kept.on_radar_on = today
    kept.save(update_fields=["state", "on_radar_on"])
    index(kept)
    record(verb="trends.put_on_radar", obj=kept, by=by)
    return kept


@transaction.atomic
def end_signal(signal: Signal, *, reason: str, today: date, by: User | None) -> Signal:
    """Does not take a proposed signal, or takes one off the radar; either with a reason that is read by whoever may read the signal."""
    kept = _locked(signal)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, so that whoever told the signal understands it.")})
    target = states.REFUSED if kept.state == states.PROPOSED else states.RETIRED
    _move(kept, target)
    kept.reason = reason.strip()
    if target == states.RETIRED:
        kept.left_on = today
    kept.save(update_fields=["state", "reason", "left_on"])
    index(kept)
    record(verb="trends.end_signal", obj=kept, by=by, after={"state": target, "reason": kept.reason})
    return kept


@transaction.atomic
def rate_signal(signal: Signal, *, horizon: int, impact: int, certainty: int, note: str = "", today: date, by: User) -> Rating:
    """One person's rating; an earlier one of the same person stays in the history."""
    kept = _locked(signal)
    if kept.state != states.RADAR:
        raise ValidationError(_("Only signals on the radar are rated."))
    earlier = Rating.objects.filter(signal=kept, rater=by, replaced_on=None).first()
    if earlier is not None and (earlier.horizon, earlier.impact, earlier.certainty, earlier.note) == (horizon, impact, certainty, note.strip()):
        return earlier
    Rating.objects.filter(signal=kept, rater=by, replaced_on=None).update(replaced_on=today)
    rating = Rating(signal=kept, rater=by, horizon=horizon, impact=impact, certainty=certainty, note=note.strip(), rated_on=today)
    rating.full_clean(validate_unique=False, validate_constraints=False)
    rating.save()
    record(verb="trends.rate_signal", obj=kept, by=by)
    return rating


@transaction.atomic
def add_evidence(signal: Signal, *, title_ru: str, title_en: str, url: str, today: date, by: User | None) -> Evidence:
    """The office adds a page to what a signal rests on."""
    if not (title_ru or title_en):
        raise ValidationError({"title_en": _("Say what the page shows, in one language at least.")})
    made = Evidence.objects.create(signal=signal, title_ru=title_ru, title_en=title_en, url_ru=url, url_en=url, seen_on=today)
    record(verb="trends.add_evidence", obj=signal, by=by, after={"title": title_en or title_ru, "address": url})
    return made
