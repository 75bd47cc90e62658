"""What the agenda itself can count: initiatives, milestones and notes of a guideline; and the tasks it has for somebody."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sextant.base.exports.tables import Column, Table
from sextant.base.measures import registry, waiting
from sextant.base.measures.registry import Figure, Measure, Period, Scope, Source
from sextant.base.ordering import in_order
from sextant.base.permissions.queries import scopes_held
from sextant.base.permissions.rules import is_office
from sextant.society.agenda import states
from sextant.society.agenda.models import Agenda, Guideline, Indicator, Initiative, Milestone, ProgressNote
from sextant.society.agenda.queries.initiatives import running_in
from sextant.society.agenda.rules import OFFICERS, may_read_agenda

NEAR, SILENT = timedelta(days=14), timedelta(days=90)


def guideline_named(code: str) -> Guideline | None:
    """`alma_2019/IV.2`, or `IV.2` of the current agenda."""
    agenda, _slash, short = code.rpartition("/")
    direction, _dot, number = short.rpartition(".")
    rows = Guideline.objects.filter(direction__code=direction, number=number if number.isdecimal() else 0)
    return (rows.filter(direction__agenda__code=agenda) if agenda else rows.filter(direction__agenda__is_current=True)).first()


def _public(guideline: str, scope: Scope) -> QuerySet[Initiative]:
    """Public initiatives of a guideline: figures are public, so private work is not in them."""
    rows = Initiative.objects.filter(is_public=True, contributions__guideline=guideline_named(guideline)).order_by("pk")
    if scope.kind == "section":
        return rows.filter(section_id=int(scope.key))
    return rows if scope.kind == "association" else rows.none()


def _initiatives(name: str, rows: Callable[[], QuerySet[Initiative]]) -> Source:
    columns = (
        Column("id", gettext_lazy("Number"), lambda row: row.pk),
        Column("title", gettext_lazy("Title"), lambda row: row.title_ru or row.title_en),
        Column("section", gettext_lazy("Section"), lambda row: row.section.code),
        Column("state", gettext_lazy("State"), lambda row: row.state),
        Column("starts_on", gettext_lazy("First day"), lambda row: row.starts_on),
        Column("ends_on", gettext_lazy("Last day"), lambda row: row.ends_on),
        Column("done_on", gettext_lazy("Done on"), lambda row: row.done_on),
    )
    return Source(lambda: Table(name, columns, rows().select_related("section")))


def initiatives_done(period: Period, scope: Scope, *, guideline: str) -> Figure:
    """Number of the guideline's public initiatives that were completed in the period."""

    def rows() -> QuerySet[Initiative]:
        return _public(guideline, scope).filter(state=states.DONE, done_on__range=(period.start, period.end))

    return Figure(rows().count(), _initiatives("initiatives_done", rows))


def initiatives_running(period: Period, scope: Scope, *, guideline: str) -> Figure:
    """Number of the guideline's public initiatives that were under way for at least a part of the period."""

    def rows() -> QuerySet[Initiative]:
        under_way = Q(state__in=[states.RUNNING, states.PAUSED]) | Q(state=states.DONE, done_on__gte=period.start)
        return _public(guideline, scope).filter(under_way, running_in(period.start, period.end))

    return Figure(rows().count(), _initiatives("initiatives_running", rows))


def milestones_on_time(period: Period, scope: Scope, *, guideline: str) -> Figure:
    """Share of the milestones due in the period, up to today, that were reached by their day, in per cent."""

    def rows() -> QuerySet[Milestone]:
        last = min(period.end, timezone.localdate())
        due = Milestone.objects.filter(due_on__range=(period.start, last), initiative__in=_public(guideline, scope).order_by())
        return due.exclude(initiative__state__in=[states.IDEA, states.DROPPED]).select_related("initiative").order_by("due_on", "pk")

    columns = (
        Column("initiative", gettext_lazy("Initiative"), lambda row: row.initiative.title_ru or row.initiative.title_en),
        Column("milestone", gettext_lazy("Milestone"), lambda row: row.title_ru or row.title_en),
        Column("due_on", gettext_lazy("Due on"), lambda row: row.due_on),
        Column("done_on", gettext_lazy("Reached on"), lambda row: row.done_on),
    )
    source = Source(lambda: Table("milestones_on_time", columns, rows()))
    days = list(rows().values_list("due_on", "done_on"))
    if not days:
        return Figure(None, source, "missing", _("No milestone was due in this period."))
    return Figure(100 * sum(done is not None and done <= due for due, done in days) / len(days), source)


def notes(period: Period, scope: Scope, *, guideline: str) -> Figure:
    """Number of progress notes written in the period on the guideline's public initiatives."""

    def rows() -> QuerySet[ProgressNote]:
        written = ProgressNote.objects.filter(at__date__range=(period.start, period.end), initiative__in=_public(guideline, scope).order_by())
        return written.exclude(text="").select_related("initiative").order_by("at", "pk")

    columns = (
        Column("initiative", gettext_lazy("Initiative"), lambda row: row.initiative.title_ru or row.initiative.title_en),
        Column("at", gettext_lazy("Written on"), lambda row: timezone.localdate(row.at)),
        Column("text", gettext_lazy("Note"), lambda row: row.text),
    )
    return Figure(rows().count(), Source(lambda: Table("progress_notes", columns, rows())))


def guidelines_taken_up(period: Period, scope: Scope, *, guideline: str) -> Figure:
    """Share of the agenda's guidelines with at least one public initiative under way or completed in the period, in per cent."""
    named = guideline_named(guideline)
    agenda = Agenda.objects.filter(directions__guidelines=named).first() if named else None

    def rows() -> QuerySet[Guideline]:
        at_work = Initiative.objects.filter(running_in(period.start, period.end), is_public=True, contributions__guideline=OuterRef("pk"))
        at_work = at_work.exclude(state__in=[states.IDEA, states.DROPPED])
        if scope.kind == "section":
            at_work = at_work.filter(section_id=int(scope.key))
        rows = Guideline.objects.filter(direction__agenda=agenda).select_related("direction").order_by("direction__position", "number")
        return rows.annotate(taken_up=Exists(at_work))

    columns = (
        Column("guideline", gettext_lazy("Guideline"), lambda row: row.code),
        Column("taken_up", gettext_lazy("Taken up"), lambda row: row.taken_up),
    )
    source = Source(lambda: Table("guidelines_taken_up", columns, rows()))
    marks = [bool(row.taken_up) for row in rows()]  # type: ignore[attr-defined]
    return Figure(100 * sum(marks) / len(marks), source) if marks else Figure(None, source, "missing", _("There is no agenda to count."))


def register_measures() -> None:
    """Makes the agenda's own measures known."""
    number, percent, one = gettext_lazy("initiatives"), "%", ("guideline",)
    done = gettext_lazy("Public initiatives of the guideline that were completed in the period.")
    running = gettext_lazy("Public initiatives of the guideline that were under way for at least a part of the period.")
    on_time = gettext_lazy("Share of the milestones due in the period, up to today, that were reached by their day.")
    written = gettext_lazy("Notes on the progress of the guideline's public initiatives that were written in the period.")
    taken = gettext_lazy("Share of the agenda's guidelines with at least one public initiative under way or completed in the period.")
    offered = (
        ("initiatives_done", gettext_lazy("Initiatives completed"), done, initiatives_done, number, 0),
        ("initiatives_running", gettext_lazy("Initiatives under way"), running, initiatives_running, number, 0),
        ("milestones_on_time", gettext_lazy("Milestones reached on time"), on_time, milestones_on_time, percent, 1),
        ("notes", gettext_lazy("Progress notes written"), written, notes, gettext_lazy("notes"), 0),
        ("guidelines_taken_up", gettext_lazy("Guidelines taken up"), taken, guidelines_taken_up, percent, 1),
    )
    for code, title, definition, function, unit, decimals in offered:
        registry.register(Measure(f"agenda.{code}", title, definition, unit, function, may_read_agenda, decimals, one))


def tasks(user: Any) -> Iterable[waiting.Task]:
    """Milestones due or overdue, silent initiatives, and reported values that are awaited, for owner, officers and office."""
    today = timezone.localdate()
    sections = [int(key) for key in scopes_held(user, "members.section", *OFFICERS)]
    mine = Initiative.objects.filter(Q(owner__user=user) | Q(section__in=sections), state__in=[states.RUNNING, states.PLANNED])
    due = Milestone.objects.filter(initiative__in=mine.order_by(), done_on=None, due_on__lte=today + NEAR).select_related("initiative")
    for milestone in due[:100]:
        said = _("Milestone “%(milestone)s” of “%(initiative)s”") % {"milestone": milestone.title, "initiative": milestone.initiative.title}
        yield waiting.Task(said, reverse("agenda:initiative", args=[milestone.initiative_id]), milestone.due_on, gettext_lazy("Milestones"))
    silent = mine.filter(state=states.RUNNING, created_at__lt=timezone.now() - SILENT).annotate(last=Max("notes__at"))
    for initiative in in_order(silent.filter(Q(last=None) | Q(last__lt=timezone.now() - SILENT)))[:100]:
        said = _("Nothing has been written on “%(initiative)s” for 90 days") % {"initiative": initiative.title}
        yield waiting.Task(said, reverse("agenda:initiative", args=[initiative.pk]), None, gettext_lazy("Initiatives"))
    yield from _awaited(user, sections, today)


def _awaited(user: Any, sections: list[int], today: date) -> Iterable[waiting.Task]:
    """Reported values of last year: the owning section's, and for the office those that no section owns, as one task."""
    year = today.year - 1
    lacking = Indicator.objects.filter(kind="reported", is_active=True, guideline__direction__agenda__is_current=True).exclude(values__year=year)
    for indicator in lacking.filter(section__in=sections)[:100]:
        said = _("The value of “%(indicator)s” for %(year)s is awaited") % {"indicator": indicator.title, "year": year}
        yield waiting.Task(said, reverse("agenda:indicator", args=[indicator.pk]), date(today.year, 3, 1), gettext_lazy("Indicators"))
    count = lacking.filter(section=None).count() if is_office(user) else 0
    if count:
        said = _("Reported values for %(year)s are awaited of indicators without an owner section: %(count)s") % {"year": year, "count": count}
        yield waiting.Task(said, reverse("agenda:indicators") + f"?awaited={year}", None, gettext_lazy("Indicators"))
