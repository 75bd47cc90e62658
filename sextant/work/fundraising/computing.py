"""Segments, standings, lapse alerts and expected gifts of donors, computed by the lab and kept with the fingerprint of what went in.

Loaded by the job alone: the forecasts need numpy and scipy.
"""

import hashlib
from collections import Counter
from typing import Any

from sextant.base.jobs.run import Run
from sextant.lab.donors.findings import DonorsError
from sextant.lab.donors.forecast import DonorForecast, Forecast, expect
from sextant.lab.donors.gifts import Gift
from sextant.lab.donors.lapses import Alert, Lapses, lapses
from sextant.lab.donors.segments import Segments, YearStanding, segments, year_standings
from sextant.lab.donors.values import ValueForecast, expect_value
from sextant.work.fundraising.actions.analysis import fail_analysis, keep_analysis
from sextant.work.fundraising.models import Analysis, Donor, Part, Score
from sextant.work.fundraising.models import Gift as Given

LEVEL = 0.9
CURRENCY = "RUB"


def compute(analysis: Analysis, run: Run) -> None:
    """Computes everything over the gifts of money through the day of the analysis; what is refused is said, the rest kept."""
    if analysis.state != "waiting":
        return
    gifts = gifts_through(analysis)
    try:
        placed, standings = segments(gifts, on=analysis.until), year_standings(gifts, on=analysis.until)
    except DonorsError as refusal:
        with run.last_step():
            fail_analysis(analysis, sentence=refusal.sentence(analysis.made_by.language if analysis.made_by else "ru"))
        return
    notes: list[dict[str, str]] = []
    silent = _or_said(notes, lambda: lapses(gifts, on=analysis.until))
    run.progress(1, 3)
    coming = _or_said(notes, lambda: expect(gifts, on=analysis.until, level=LEVEL))
    run.progress(2, 3)
    worth = _or_said(notes, lambda: expect_value(gifts, on=analysis.until, level=LEVEL)) if coming else None
    notes += [_both(one) for found in (coming, worth) if found for one in found.notes]
    parts = {
        "segments": _sizes(placed),
        "standings": dict(Counter(one.standing for one in standings)),
        "forecast": _forecast(coming, worth),
        "alerts": [_alert(one) for one in silent.alerts] if silent else [],
        "notes": [dict(pairs) for pairs in dict.fromkeys(tuple(note.items()) for note in notes)],
    }
    with run.last_step():
        keep_analysis(analysis, inputs=fingerprint_of(gifts), gifts=len(gifts), parts=parts, scores=_scores(placed, standings, silent, coming))


def gifts_through(analysis: Analysis) -> list[Gift]:
    """What came in of gifts of money in rubles from donors who are neither merged nor erased, in an order that never changes."""
    rows = Part.objects.filter(taken_back_on=None, gift__kind=Given.Kind.MONEY, gift__currency=CURRENCY, day__lte=analysis.until)
    rows = rows.filter(gift__donor__in=Donor.objects.living()).order_by("day", "pk")
    return [Gift(str(donor), day, amount, CURRENCY) for donor, day, amount in rows.values_list("gift__donor", "day", "amount_minor")]


def fingerprint_of(gifts: list[Gift]) -> str:
    """SHA-256 over the rows that went in."""
    rows = "\n".join(f"{gift.donor}\t{gift.day}\t{gift.amount_minor}\t{gift.currency}" for gift in gifts)
    return hashlib.sha256(rows.encode()).hexdigest()


def _both(said: Any) -> dict[str, str]:
    return {"ru": said.sentence("ru"), "en": said.sentence("en")}


def _or_said(notes: list[dict[str, str]], count: Any) -> Any:
    """The result, or None with the lab's sentence among the notes."""
    try:
        return count()
    except DonorsError as refusal:
        notes.append(_both(refusal))
        return None


def _sizes(placed: Segments) -> list[dict[str, Any]]:
    words = ("code", "name_ru", "name_en", "definition_ru", "definition_en")
    return [{**{word: getattr(one, word) for word in words}, "size": placed.sizes[one.code]} for one in placed.definitions]


def _forecast(coming: Forecast | None, worth: ValueForecast | None) -> dict[str, Any] | None:
    if coming is None:
        return None
    found: dict[str, Any] = {"level": coming.level, "currency": CURRENCY}
    found |= {"givers": coming.givers.expected, "givers_low": coming.givers.low, "givers_high": coming.givers.high}
    if worth is not None:
        found |= {"value": round(worth.total.expected), "value_low": round(worth.total.low), "value_high": round(worth.total.high)}
    return found


def _alert(one: Alert) -> dict[str, Any]:
    parts = {"silence_days": one.silence_days, "usual_days": one.usual_days, "chance": one.chance, "stage": one.stage}
    return {"donor": int(one.donor), "reason": _both(one.reason), **parts}


def _pattern(one: YearStanding, year: int) -> str:
    """How this year stands to those before it, in the words of `Score.pattern`."""
    if one.standing == "this_year":
        return "new" if one.last_year == year else "retained" if one.last_year == year - 1 else ""
    return "lybunt" if one.standing == "last_year_only" else "sybunt"


def _scores(placed: Segments, standings: tuple[YearStanding, ...], silent: Lapses | None, coming: Forecast | None) -> list[Score]:
    patterns = {one.donor: _pattern(one, placed.on.year) for one in standings}
    lapsing = {one.donor for one in silent.alerts} if silent else set()
    expected: dict[str, DonorForecast] = {one.donor: one for one in coming.donors} if coming else {}
    return [
        Score(
            donor_id=int(one.donor),
            recency=one.recency,
            frequency=one.frequency,
            value=one.value,
            segment=one.segment,
            pattern=patterns[one.donor],
            is_lapsing=one.donor in lapsing,
            **_coming(expected.get(one.donor)),
        )
        for one in placed.donors
    ]


def _coming(one: DonorForecast | None) -> dict[str, float]:
    if one is None:
        return {}
    return {"expected": one.gifts.expected, "low": one.gifts.low, "high": one.gifts.high, "alive": one.alive.expected}
