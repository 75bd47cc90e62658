"""The numbers events can be asked for, each with the rows behind it, and what waits for somebody."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from sextant.base.measures.registry import Figure, Measure, Period, Scope, Source
from sextant.base.measures.waiting import Task
from sextant.society.events import rules, states
from sextant.society.events.links import ticket_token
from sextant.society.events.models import Event, Registration
from sextant.society.events.queries.events import kept_by, own_registrations
from sextant.society.events.queries.registrations import to_refund
from sextant.society.events.queries.tables import attendance_table, events_table
from sextant.society.members.measures import YOUNG

KNOWN_SCOPES = {"association", "section"}
TASKS_SHOWN = 20


def _elsewhere() -> Figure:
    return Figure(None, None, "not_collected", gettext("Events are counted for the association and for its sections."))


def _held(period: Period, scope: Scope) -> QuerySet[Event]:
    """Events that have ended, begun within the period."""
    rows = Event.objects.filter(state__in=(states.PUBLISHED, states.OVER), ends_at__lte=timezone.now(), starts_at__date__gte=period.start)
    rows = rows.filter(starts_at__date__lte=period.end)
    if scope.kind == "section":
        rows = rows.filter(section__pk=scope.key)
    return rows.select_related("section").order_by("starts_at", "id")


def held(period: Period, scope: Scope) -> Figure:
    """Events that were held in the period."""
    if scope.kind not in KNOWN_SCOPES:
        return _elsewhere()
    rows = _held(period, scope)
    return Figure(rows.count(), Source(lambda: events_table(rows)))


def _attended(period: Period, scope: Scope) -> QuerySet[Registration]:
    rows = Registration.objects.filter(state=states.ATTENDED, event__in=_held(period, scope).order_by())
    return rows.select_related("event", "person").order_by("event", "number")


def participants(period: Period, scope: Scope) -> Figure:
    """Everybody who was checked in at an event of the period, once for each event."""
    if scope.kind not in KNOWN_SCOPES:
        return _elsewhere()
    rows = _attended(period, scope)
    return Figure(rows.count(), Source(lambda: attendance_table(rows), persons=True))


def young_share(period: Period, scope: Scope) -> Figure:
    """Of the attended persons whose age is known, the share aged up to 35 on the day of the event, in per cent."""
    if scope.kind not in KNOWN_SCOPES:
        return _elsewhere()
    rows = _attended(period, scope).exclude(person=None).exclude(person__born_on=None)
    ages = [one.person.age_on(one.event.first_day) for one in rows if one.person is not None]
    source = Source(lambda: attendance_table(rows), persons=True)
    if not ages:
        return Figure(None, source, "missing", gettext("Nobody whose age is known was checked in in the period."))
    return Figure(100 * sum(age is not None and age <= YOUNG for age in ages) / len(ages), source)


def attendance_rate(period: Period, scope: Scope) -> Figure:
    """Of those with a sure place at the events of the period, the share that was checked in, in per cent."""
    if scope.kind not in KNOWN_SCOPES:
        return _elsewhere()
    rows = (
        Registration.objects.filter(state__in=states.SURE, event__in=_held(period, scope).order_by())
        .select_related("event")
        .order_by("event", "number")
    )
    source, whole = Source(lambda: attendance_table(rows), persons=True), rows.count()
    if not whole:
        return Figure(None, source, "missing", gettext("Nobody had a place at an event of the period."))
    return Figure(100 * rows.filter(state=states.ATTENDED).count() / whole, source)


MEASURES = (
    Measure(
        "events.held",
        _("Events held"),
        _("Events of the association that began in the period and are over."),
        _("events"),
        held,
        rules.may_see_rows,
        0,
    ),
    Measure(
        "events.participants",
        _("Participants of events"),
        _("People who were checked in at events of the period; whoever came to two events is counted twice."),
        _("people"),
        participants,
        rules.may_see_rows,
        0,
    ),
    Measure(
        "events.young_share",
        _("Young people among participants"),
        _("Of the persons checked in at events of the period whose age is known, the share aged up to 35 on the first day of the event."),
        _("per cent"),
        young_share,
        rules.may_see_rows,
        1,
    ),
    Measure(
        "events.attendance_rate",
        _("Attendance of events"),
        _("Of those who had a sure place at events of the period, the share that was checked in."),
        _("per cent"),
        attendance_rate,
        rules.may_see_rows,
        1,
    ),
)


def _of_participant(user: Any, group: Any) -> Iterator[Task]:
    mine = own_registrations(user)
    for one in mine.filter(state=states.OFFERED, event__state=states.PUBLISHED)[:TASKS_SHOWN]:
        title = gettext("Pay for your place at “%(event)s”") % {"event": one.event}
        yield Task(title, reverse("events:own", args=[ticket_token(one)]), one.pay_until, group)
    for one in mine.filter(state=states.ATTENDED, event__state=states.OVER, gave_feedback=False)[:TASKS_SHOWN]:
        title = gettext("Say how “%(event)s” was") % {"event": one.event}
        yield Task(title, reverse("events:own", args=[ticket_token(one)]), None, group)


def _of_keepers(user: Any, group: Any) -> Iterator[Task]:
    now = timezone.now()
    kept = Event.objects.filter(kept_by(user))
    for event in kept.filter(state=states.DRAFT, starts_at__gte=now).order_by("starts_at")[:TASKS_SHOWN]:
        title = gettext("“%(event)s” is still a draft") % {"event": event}
        yield Task(title, reverse("events:manage", args=[event.code]), event.first_day, group)
    without = Q(registrations__state=states.ATTENDED, registrations__certificate=None)
    for event in kept.filter(without, state=states.OVER).distinct().order_by("-starts_at")[:TASKS_SHOWN]:
        title = gettext("Issue the certificates of “%(event)s”") % {"event": event}
        yield Task(title, reverse("events:certificates", args=[event.code]), None, group)


def tasks_of(user: Any) -> Iterator[Task]:
    """What to pay and to answer as a participant, drafts and certificates as a keeper, money to be given back as the treasurer."""
    group = _("Events")
    yield from _of_participant(user, group)
    if rules.may_make(user):
        yield from _of_keepers(user, group)
    if rules.may_note_refund(user) and (count := to_refund().count()):
        words = ngettext("Give money back for %(count)s place at an event", "Give money back for %(count)s places at events", count)
        yield Task(words % {"count": count}, reverse("events:refunds"), None, group)
