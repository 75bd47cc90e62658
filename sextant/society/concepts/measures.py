"""The numbers that the thesaurus can be asked for, each with the rows behind it."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sextant.base.measures.registry import Figure, Measure, Period, Scope, Source
from sextant.society.concepts import rules, states
from sextant.society.concepts.models import Suggestion, Version
from sextant.society.concepts.queries.tables import suggestions_table, versions_table


def suggestions_decided(period: Period, scope: Scope) -> Figure:
    """Suggestions about which a person decided in the period, and whose decision stands."""
    if scope.kind != "association":
        return _elsewhere()
    rows = Suggestion.objects.exclude(state=states.SUGGESTED).filter(decided_at__date__gte=period.start, decided_at__date__lte=period.end)
    rows = rows.select_related("concept").order_by("decided_at", "pk")
    return Figure(rows.count(), Source(lambda: suggestions_table(rows)))


def versions_published(period: Period, scope: Scope) -> Figure:
    """Versions of the thesaurus issued in the period."""
    if scope.kind != "association":
        return _elsewhere()
    rows = Version.objects.filter(issued_on__gte=period.start, issued_on__lte=period.end).order_by("issued_on", "pk")
    return Figure(rows.count(), Source(lambda: versions_table(rows)))


def _elsewhere() -> Figure:
    return Figure(None, None, "not_collected", gettext("This is counted for the association as a whole."))


def _measure(code: str, title: Any, definition: Any, unit: Any, function: Any) -> Measure:
    return Measure(f"concepts.{code}", title, definition, unit, function, rules.may_curate)


MEASURES = (
    _measure(
        "suggestions_decided",
        _("Suggestions for the thesaurus decided"),
        _("Terms suggested for the thesaurus that a person accepted or refused in the period, as far as the decision stands."),
        _("suggestions"),
        suggestions_decided,
    ),
    _measure(
        "versions_published",
        _("Versions of the thesaurus published"),
        _("Versions of the thesaurus of the library field issued in the period."),
        _("versions"),
        versions_published,
    ),
)
