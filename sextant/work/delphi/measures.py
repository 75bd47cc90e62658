"""The numbers Delphi studies can be asked for, each with the rows behind it."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.base.measures.registry import Figure, Measure, Period, Scope, Source
from sextant.work.delphi import rules, states
from sextant.work.delphi.models import Panelist, Study
from sextant.work.delphi.panels import judgements


def _elsewhere() -> Figure:
    return Figure(None, None, "not_collected", gettext("This is counted for the association as a whole."))


def experts(period: Period, scope: Scope) -> Figure:
    """Members of panels who answered at least one question in the period."""
    if scope.kind != "association":
        return _elsewhere()
    rows = Panelist.objects.filter(answers__answered_on__gte=period.start, answers__answered_on__lte=period.end).distinct()
    rows = rows.select_related("study").order_by("study", "pk")
    return Figure(rows.count(), Source(lambda: _panel_table(rows), persons=True))


def studies_published(period: Period, scope: Scope) -> Figure:
    """Studies whose results were published in the period."""
    if scope.kind != "association":
        return _elsewhere()
    rows = Study.objects.filter(state=states.PUBLISHED, published_on__gte=period.start, published_on__lte=period.end).order_by("published_on", "pk")
    return Figure(rows.count(), Source(lambda: studies_table(rows)))


def importance(period: Period, scope: Scope, concept: str = "") -> Figure:
    """The median of a panel on how important a concept is, in per cent of the question's scale: 0 is its lowest value, 100 its highest.
    Of several studies published in the period, the latest."""
    if scope.kind != "association":
        return _elsewhere()
    rows = [one for one in judgements([concept]) if period.start <= one.day <= period.end]
    rows.sort(key=lambda one: (one.day, one.url), reverse=True)
    source = Source(lambda: Table("judgements", JUDGEMENTS, rows))
    if not rows:
        return Figure(None, source, "missing", gettext("No study on the importance of this concept was published in the period."))
    latest = rows[0]
    return Figure(100 * (latest.median - latest.low) / (latest.high - latest.low), source)


JUDGEMENTS = (
    Column("study", _("Delphi study"), lambda one: one.study),
    Column("question", _("Question"), lambda one: one.question),
    Column("published_on", _("Published on"), lambda one: one.day),
    Column("people", _("Experts"), lambda one: one.people),
    Column("low", _("Lowest value"), lambda one: one.low),
    Column("high", _("Highest value"), lambda one: one.high),
    Column("median", _("Median"), lambda one: one.median),
    Column("q1", _("First quartile"), lambda one: one.q1),
    Column("q3", _("Third quartile"), lambda one: one.q3),
    Column("dissent", _("See it otherwise"), lambda one: one.dissent),
)


def _panel_table(rows: Any) -> Table:
    """No name: only which study, and when the member of the panel agreed to take part."""
    columns = (
        Column("study", _("Delphi study"), lambda one: str(one.study)),
        Column("consented_on", _("Agreed on"), lambda one: one.consented_on),
        Column("left_on", _("Left on"), lambda one: one.left_on),
    )
    return Table("experts", columns, rows)


def studies_table(rows: Any) -> Table:
    columns = (
        Column("title_ru", _("Name in Russian"), lambda one: one.title_ru),
        Column("title_en", _("Name in English"), lambda one: one.title_en),
        Column("mode", _("How it is asked"), lambda one: one.mode),
        Column("published_on", _("Published on"), lambda one: one.published_on),
        Column("fingerprint", _("Fingerprint"), lambda one: one.fingerprint),
    )
    return Table("delphi-studies", columns, rows)


def _measure(code: str, title: Any, definition: Any, unit: Any, function: Any, parameters: tuple[str, ...] = ()) -> Measure:
    return Measure(f"delphi.{code}", title, definition, unit, function, rules.may_keep, 0, parameters)


MEASURES = (
    _measure(
        "experts",
        _("Experts in Delphi studies"),
        _("Members of panels who answered at least one question of a Delphi study in the period."),
        _("people"),
        experts,
    ),
    _measure(
        "studies_published",
        _("Delphi studies published"),
        _("Delphi studies whose results were published in the period."),
        _("studies"),
        studies_published,
    ),
    _measure(
        "importance",
        _("Importance in the eyes of experts"),
        _(
            "Median of the panel on the importance of the concept (parameter “concept”: its code) in the latest study published in the period, "
            "in per cent of the scale: 0 is the lowest value, 100 the highest."
        ),
        "%",
        importance,
        ("concept",),
    ),
)
