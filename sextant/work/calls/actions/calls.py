"""Calls: begun, changed, copied, published, cancelled."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit
from sextant.base.permissions.moves import may_move
from sextant.base.search.actions import index
from sextant.work.calls import states
from sextant.work.calls.models import Call, Entry, Stage

RECORDED = (
    "slug",
    "kind",
    "title_ru",
    "title_en",
    "time_zone",
    "opens_at",
    "closes_at",
    "blind",
    "per_entry",
    "load",
    "method",
    "score_low",
    "score_high",
)
TAKEN = frozenset({"my", "verify", "diplomas", "awards", "entries", "files", "reviews", "jurors", "office"})
"""First words of other addresses of this house (`urls.py`)."""
JUDGING = ("score_low", "score_high", "blind")
"""What may not change any more once there is something it would turn into something else."""


def locked(call: Call) -> Call:
    """The call as it is now, held until the transaction ends."""
    return Call.objects.select_for_update(of=("self",)).select_related("section", "fund").get(pk=call.pk)


def changeable(call: Call) -> Call:
    """The call held for a change; a sentence when it is decided or cancelled."""
    call = locked(call)
    if call.state not in (states.DRAFT, states.PUBLISHED):
        raise ValidationError(_("This call is decided or cancelled; nothing of it is changed any more."))
    return call


def _check(call: Call) -> None:
    if not (call.title_ru or call.title_en):
        raise ValidationError({"title_ru": _("Give the call a title in one language at least.")})
    try:
        ZoneInfo(call.time_zone)
    except (ZoneInfoNotFoundError, ValueError) as wrong:
        raise ValidationError({"time_zone": _("Choose a time zone such as Europe/Moscow.")}) from wrong
    if call.closes_at <= call.opens_at:
        raise ValidationError({"closes_at": _("The deadline lies before the opening.")})
    if call.score_high <= call.score_low:
        raise ValidationError({"score_high": _("The highest score lies above the lowest.")})
    if call.slug in TAKEN:
        raise ValidationError({"slug": _("This address is taken by a page of the site. Choose another one.")})
    if Call.objects.filter(slug=call.slug).exclude(pk=call.pk).exists():
        raise ValidationError({"slug": _("Another call has this address. Choose another one.")})


@transaction.atomic
def begin_call(*, slug: str, by: User | None, is_demo: bool = False, **values: Any) -> Call:
    """Begins a call as a draft with one stage of a jury; nobody sees it until it is published."""
    call = Call(slug=slug, made_by=by, is_demo=is_demo, **values)
    _check(call)
    call.save()
    Stage.objects.create(call=call, kind=Stage.Kind.JURY, title_ru="Жюри", title_en="Jury")
    record(verb="calls.begin_call", obj=call, by=by, after={name: getattr(call, name) for name in RECORDED})
    return call


@transaction.atomic
def change_call(call: Call, *, by: User | None, now: datetime, **values: Any) -> Call:
    """Changes a call. A deadline that is over is not moved into the past; the scale and the blind level stay once reviews were given."""
    call = changeable(call)
    before = {name: getattr(call, name) for name in RECORDED}
    for name, value in values.items():
        setattr(call, name, value)
    _check(call)
    judged = any(before[name] != getattr(call, name) for name in JUDGING) and _has_reviews(call)
    if judged:
        raise ValidationError(_("Jurors have their entries already: the scale and who knows whom stay as they are."))
    if call.state == states.PUBLISHED and call.closes_at < before["closes_at"] and call.closes_at < now:
        raise ValidationError({"closes_at": _("The new deadline is over already. Those who still write would lose their entries.")})
    call.save()
    if call.is_double_blind and before["blind"] != call.blind:
        prepare_entries(call)
    after = {name: getattr(call, name) for name in RECORDED}
    index(call)
    changed = [name for name in RECORDED if before[name] != after[name]]
    record(verb="calls.change_call", obj=call, by=by, before={n: before[n] for n in changed}, after={n: after[n] for n in changed})
    return call


def prepare_entries(call: Call) -> int:
    """Queues what a blind jury needs of every submitted entry that was not prepared yet; returns how many."""
    rows = Entry.objects.filter(call=call, state=states.SUBMITTED, names_checked=False)
    for key, receipt in rows.values_list("pk", "receipt"):
        after_commit("calls.blind_entry", entry_id=key, receipt=receipt)
    return rows.count()


def _has_reviews(call: Call) -> bool:
    return Stage.objects.filter(call=call, reviews__isnull=False).exists()


def missing_for_publishing(call: Call) -> list[str]:
    """What a call still lacks before it may be published, each a sentence that says what to do."""
    lacking = []
    if not (call.text_ru or call.text_en):
        lacking.append(_("Write what is called for."))
    if not call.fields.exists():
        lacking.append(_("Add at least one question to the entry form."))
    if call.stages.filter(kind=Stage.Kind.JURY).exists() and not call.criteria.exists():
        lacking.append(_("Add at least one criterion for the jury."))
    if not call.stages.exists():
        lacking.append(_("Add at least one stage of judging."))
    return lacking


@transaction.atomic
def publish_call(call: Call, *, by: User | None, now: datetime) -> Call:
    """Opens the page of the call to everybody; entries are taken from its opening on."""
    call = locked(call)
    if not may_move(states.CALL_MOVES, call.state, states.PUBLISHED, {states.ORGANISER}):
        raise ValidationError(_("Only a draft can be published."))
    if lacking := missing_for_publishing(call):
        raise ValidationError(lacking)
    if call.closes_at <= now:
        raise ValidationError(_("The deadline is over. Choose a later one, then publish."))
    call.state, call.published_at = states.PUBLISHED, now
    call.save(update_fields=["state", "published_at"])
    index(call)
    record(verb="calls.publish_call", obj=call, by=by, after={"closes_at": call.closes_at})
    return call


@transaction.atomic
def cancel_call(call: Call, *, reason: str, by: User | None) -> Call:
    """Ends a call without a result; its page stays and says why."""
    call = locked(call)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why; everybody reads it on the page of the call.")})
    if not may_move(states.CALL_MOVES, call.state, states.CANCELLED, {states.ORGANISER}):
        raise ValidationError(_("This call is decided; it cannot be cancelled any more."))
    call.state, call.cancelled_because = states.CANCELLED, reason.strip()[:300]
    call.save(update_fields=["state", "cancelled_because"])
    index(call)
    record(verb="calls.cancel_call", obj=call, by=by, after={"reason": call.cancelled_because})
    return call


PARTS = ("categories", "topics", "conditions", "fields", "stages", "criteria", "prizes")
LEFT_OUT = {"id", "state", "published_at", "announced_at", "made_at", "last_number", "cancelled_because", "event"}


@transaction.atomic
def copy_call(call: Call, *, slug: str, by: User | None) -> Call:
    """A new draft like an earlier call, every day a year later; entries, jurors and results stay where they are."""
    values = {field.name: getattr(call, field.name) for field in Call._meta.concrete_fields if field.name not in LEFT_OUT}
    year = timedelta(days=364)
    days = {"opens_at": _moved(call, call.opens_at, year), "closes_at": _moved(call, call.closes_at, year)}
    values.update(slug=slug, copied_from=call, made_by=by, **days)
    values["results_on"] = call.results_on + year if call.results_on else None
    made = Call(**values)
    _check(made)
    made.save()
    categories: dict[int, Any] = {}
    for name in PARTS:
        _copy_part(call, made, name, categories, year)
    record(verb="calls.copy_call", obj=made, by=by, after={"slug": slug, "copied_from": call.slug})
    return made


def _moved(call: Call, moment: datetime, by: timedelta) -> datetime:
    """The same hour of the clock on a later day, in the zone of the call, whatever the clocks do between."""
    local = moment.astimezone(call.zone)
    return (local.replace(tzinfo=None) + by).replace(tzinfo=call.zone)


def _a_year_later(day: date) -> date:
    """The same day of the next year; the 28th for the 29th of February."""
    return day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == 2 else day.day)


def _copy_part(call: Call, made: Call, name: str, categories: dict[int, Any], year: timedelta) -> None:
    for row in getattr(call, name).order_by("id"):
        old = row.pk
        row.pk, row.call, row._state.adding = None, made, True
        if name == "prizes" and row.category_id:
            row.category = categories[row.category_id]
        if name == "stages":
            row.is_frozen = False
            row.starts_on = row.starts_on + year if row.starts_on else None
            row.ends_on = row.ends_on + year if row.ends_on else None
        if name == "conditions" and row.values.get("day"):
            row.values = {**row.values, "day": _a_year_later(date.fromisoformat(row.values["day"])).isoformat()}
        row.save()
        if name == "categories":
            categories[old] = row
