"""The numbers calls can be asked for, each with the rows behind it, and what waits for authors, jurors and organisers."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from sextant.base.measures.registry import Figure, Measure, Period, Scope, Source
from sextant.base.measures.waiting import Task
from sextant.base.ordering import in_order
from sextant.base.permissions.pages import anyone
from sextant.society.members.queries.people import person_of
from sextant.work.calls import rules, states
from sextant.work.calls.models import Award, Call, Entry, Juror
from sextant.work.calls.queries.tables import awards_table, calls_table, measured_entries_table

YOUNG = 35
"""Up to this age a professional is young."""
TASKS_SHOWN = 20


def _elsewhere() -> Figure:
    return Figure(None, None, "not_collected", gettext("Calls are held by the association and its sections."))


def _scoped(rows: QuerySet[Any], scope: Scope, path: str) -> QuerySet[Any] | None:
    """Rows of the association or of one section; None for other scopes."""
    if scope.kind == "association":
        return rows
    return rows.filter(**{f"{path}section": scope.key}) if scope.kind == "section" else None


def held(period: Period, scope: Scope) -> Figure:
    """Calls whose results were announced in the period."""
    announced = Call.objects.filter(state=states.ANNOUNCED, announced_at__date__gte=period.start, announced_at__date__lte=period.end)
    rows = _scoped(announced, scope, "")
    if rows is None:
        return _elsewhere()
    return Figure(rows.count(), Source(lambda: calls_table(rows.order_by("announced_at", "pk"))))


def _entries(period: Period, scope: Scope) -> QuerySet[Entry] | None:
    sent = Entry.objects.filter(submitted_at__date__gte=period.start, submitted_at__date__lte=period.end).exclude(state=states.DRAFT)
    rows = _scoped(sent, scope, "call__")
    return None if rows is None else rows.select_related("call", "person").order_by("call", "number")


def entries(period: Period, scope: Scope) -> Figure:
    """Entries submitted in the period."""
    rows = _entries(period, scope)
    if rows is None:
        return _elsewhere()
    return Figure(rows.count(), Source(lambda: measured_entries_table(rows), persons=True))


def young_entries(period: Period, scope: Scope) -> Figure:
    """Entries submitted in the period by people aged up to 35 on the day of submission; whose age is not known is not counted."""
    rows = _entries(period, scope)
    if rows is None:
        return _elsewhere()
    found = rows.exclude(person__born_on=None).only("pk", "submitted_at", "person__born_on", "call_id", "number")
    keys = [one.pk for one in found if one.submitted_at and (one.person.age_on(timezone.localdate(one.submitted_at)) or 0) <= YOUNG]
    shown = Entry.objects.filter(pk__in=keys).select_related("call", "person").order_by("call", "number")
    return Figure(len(keys), Source(lambda: measured_entries_table(shown), persons=True))


def _born_after(day: date) -> date:
    """Who was born after this day is at most 35 years old on the day given."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - YOUNG - 1, day=28 if leap else day.day)


def young_share(period: Period, scope: Scope) -> Figure:
    """Of the people with entries in the period whose age is known, the share aged up to 35 at its end, in per cent."""
    rows = _entries(period, scope)
    if rows is None:
        return _elsewhere()
    known = rows.exclude(person__born_on=None)
    people = known.values("person").distinct().count()
    source = Source(lambda: measured_entries_table(known), persons=True)
    if not people:
        return Figure(None, source, "missing", gettext("No entry of a person whose age is known was submitted in the period."))
    young = known.filter(person__born_on__gt=_born_after(period.end)).values("person").distinct().count()
    return Figure(100 * young / people, source)


def awards(period: Period, scope: Scope) -> Figure:
    """Awards given in the period and not taken back."""
    given = Award.objects.filter(given_on__gte=period.start, given_on__lte=period.end, revoked_because="")
    rows = _scoped(given, scope, "entry__call__")
    if rows is None:
        return _elsewhere()
    shown = rows.select_related("entry__call", "prize", "person").order_by("given_on", "pk")
    return Figure(rows.count(), Source(lambda: awards_table(shown), persons=True))


MEASURES = (
    Measure("calls.held", _("Contests held"), _("Calls whose results were announced in the period."), _("calls"), held, anyone),
    Measure(
        "calls.entries",
        _("Entries to contests"),
        _("Entries submitted in the period, withdrawn ones included."),
        _("entries"),
        entries,
        rules.may_see_rows,
    ),
    Measure(
        "calls.young_entries",
        _("Entries by young professionals"),
        _("Entries submitted in the period by people aged up to 35 on the day of submission; whose age is not known is not counted."),
        _("entries"),
        young_entries,
        rules.may_see_rows,
    ),
    Measure(
        "calls.young_share",
        _("Young professionals among those who enter contests"),
        _("Of the people who submitted entries in the period and whose date of birth is known, the share aged up to 35 at the end of the period."),
        _("per cent"),
        young_share,
        rules.may_see_rows,
        1,
    ),
    Measure(
        "calls.awards", _("Awards given"), _("Awards of contests given in the period and not taken back."), _("awards"), awards, rules.may_see_rows
    ),
)


def _of_author(user: Any, group: Any, now: Any) -> Iterator[Task]:
    person = person_of(user)
    if person is None:
        return
    drafts = Entry.objects.filter(person=person, state=states.DRAFT, call__state=states.PUBLISHED, call__closes_at__gte=now)
    for entry in drafts.select_related("call").order_by("call__closes_at")[:TASKS_SHOWN]:
        words = {"call": entry.call}
        due = timezone.localdate(entry.call.closes_at, entry.call.zone)
        yield Task(gettext("Submit your entry to “%(call)s”") % words, reverse("calls:edit_entry", args=[entry.pk]), due, group)


def _of_juror(user: Any, group: Any) -> Iterator[Task]:
    todo = Count("reviews", filter=Q(reviews__state=states.ASSIGNED, reviews__stage__is_frozen=False, reviews__entry__state=states.SUBMITTED))
    rows: Any = Juror.objects.filter(person__user=user, call__state=states.PUBLISHED).select_related("call").annotate(todo=todo)
    for juror in in_order(rows)[:TASKS_SHOWN]:
        desk = reverse("calls:judge", args=[juror.call.slug])
        if juror.state == states.INVITED:
            yield Task(gettext("Answer the invitation to the jury of “%(call)s”") % {"call": juror.call}, desk, None, group)
        elif juror.state == states.AGREED and juror.todo:
            words = ngettext("Judge %(count)s entry of “%(call)s”", "Judge %(count)s entries of “%(call)s”", juror.todo)
            ends = juror.call.stages.filter(kind="jury", is_frozen=False).values_list("ends_on", flat=True).first()
            yield Task(words % {"count": juror.todo, "call": juror.call}, desk, ends, group)


def _of_organiser(user: Any, group: Any, now: Any) -> Iterator[Task]:
    if not rules.may_begin(user):
        return
    rows = Call.objects.filter(Q(state=states.DECIDED) | Q(state=states.PUBLISHED, closes_at__lt=now)).select_related("section").order_by("closes_at")
    for call in [one for one in rows if rules.may_judge_the_judges(user, one)][:TASKS_SHOWN]:
        page = reverse("calls:desk", args=[call.slug])
        if call.state == states.DECIDED:
            yield Task(gettext("Announce the results of “%(call)s”") % {"call": call}, page, call.results_on, group)
        elif call.closes_at < now - timedelta(hours=1):
            yield Task(gettext("“%(call)s” is closed: see the entries through the jury") % {"call": call}, page, call.results_on, group)


def tasks_of(user: Any) -> Iterator[Task]:
    """Drafts to submit, invitations to answer, entries to judge, calls to see through."""
    if not user.is_authenticated:
        return
    group, now = _("Contests and grants"), timezone.now()
    yield from _of_author(user, group, now)
    yield from _of_juror(user, group)
    yield from _of_organiser(user, group, now)
