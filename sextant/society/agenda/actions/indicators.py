"""Figures of indicators: counted ones stored by the job, reported ones entered by their owners, targets set by the office."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit
from sextant.base.jobs.models import Job
from sextant.base.measures.registry import Period
from sextant.society.agenda.models import Agenda, Indicator, IndicatorValue, Target


@dataclass(frozen=True)
class Counted:
    """What a measure gave for an indicator: the figure, and the number and fingerprint of the rows behind it."""

    indicator: Indicator
    value: float | None
    status: str
    reason: str
    rows: int = 0
    fingerprint: str = ""
    persons: bool = False


@transaction.atomic
def ask_for_figures(agenda: Agenda, *, year: int, by: User | None) -> Job:
    """Queues the counting of all figures of a year."""
    _refuse_wrong_year(year)
    record(verb="agenda.ask_for_figures", obj=agenda, by=by, after={"year": year})
    return after_commit("agenda.compute_year", by=by, year=year, agenda=agenda.pk)


@transaction.atomic
def store_figures(agenda: Agenda, *, period: Period, counted: list[Counted], by: User | None = None) -> int:
    """Keeps the counted figures of a period; those that are as they were stay untouched. Returns how many changed."""
    kept = {value.indicator_id: value for value in IndicatorValue.objects.filter(year=period.year, scope_kind="association", scope_id="")}
    changed = 0
    for one in counted:
        wanted: dict[str, Any] = {
            "value": one.value, "status": one.status, "reason": one.reason[:300], "rows": one.rows,
            "fingerprint": one.fingerprint, "persons": one.persons,
        }  # fmt: skip
        old = kept.get(one.indicator.pk)
        if old is not None and all(getattr(old, name) == value for name, value in wanted.items()):
            continue
        wanted |= {"starts_on": period.start, "ends_on": period.end, "known_at": timezone.now()}
        keys: dict[str, Any] = {"indicator": one.indicator, "year": period.year, "scope_kind": "association", "scope_id": ""}
        IndicatorValue.objects.update_or_create(**keys, defaults=wanted)
        changed += 1
    if changed:
        record(verb="agenda.compute_year", obj=agenda, by=by, after={"year": period.year, "counted": len(counted), "changed": changed})
    return changed


@transaction.atomic
def report_value(indicator: Indicator, *, year: int, value: float, note: str = "", by: User) -> IndicatorValue:
    """Enters or corrects the reported value of a year; what stood there before stays in the record."""
    if indicator.kind != Indicator.Kind.REPORTED:
        raise ValidationError(_("This indicator is counted by the site; its value cannot be entered."))
    _refuse_wrong_year(year)
    period = Period.of_year(year)
    old = IndicatorValue.objects.filter(indicator=indicator, year=year, scope_kind="association", scope_id="").first()
    before = {"year": year, "value": old.value, "note": old.note} if old else None
    if old is not None and old.value != value and not note.strip():
        raise ValidationError({"note": _("Say why the value is corrected.")})
    fields = {
        "value": value, "status": "ok", "reason": "", "note": note.strip(), "reported_by": by,
        "starts_on": period.start, "ends_on": period.end, "known_at": timezone.now(),
    }  # fmt: skip
    keys: dict[str, Any] = {"indicator": indicator, "year": year, "scope_kind": "association", "scope_id": ""}
    kept, _made = IndicatorValue.objects.update_or_create(**keys, defaults=fields)
    record(verb="agenda.report_value", obj=indicator, by=by, before=before, after={"year": year, "value": value, "note": note.strip()})
    return kept


@transaction.atomic
def set_target(indicator: Indicator, *, year: int, value: float | None, adopted_by: str = "", by: User) -> Target | None:
    """Sets the target of a year, or (None) takes it away."""
    _refuse_wrong_year(year, ahead=50)
    old = indicator.targets.filter(year=year).first()
    before = {"year": year, "value": old.value} if old else None
    record(verb="agenda.set_target", obj=indicator, by=by, before=before, after={"year": year, "value": value, "adopted_by": adopted_by})
    if value is None:
        indicator.targets.filter(year=year).delete()
        return None
    return Target.objects.update_or_create(indicator=indicator, year=year, defaults={"value": value, "adopted_by": adopted_by})[0]


@transaction.atomic
def set_owner_and_baseline(
    indicator: Indicator, *, section: Any = None, baseline_year: int | None = None, baseline_value: float | None = None, by: User
) -> Indicator:
    """Says which section answers for the indicator, and from which value its course is counted."""
    if (baseline_year is None) != (baseline_value is None):
        raise ValidationError(_("A baseline needs both a year and a value."))
    before = {"section": indicator.section_id, "baseline_year": indicator.baseline_year, "baseline_value": indicator.baseline_value}
    indicator.section, indicator.baseline_year, indicator.baseline_value = section, baseline_year, baseline_value
    indicator.save(update_fields=["section", "baseline_year", "baseline_value"])
    after = {"section": indicator.section_id, "baseline_year": baseline_year, "baseline_value": baseline_value}
    record(verb="agenda.set_owner_and_baseline", obj=indicator, by=by, before=before, after=after)
    return indicator


def _refuse_wrong_year(year: int, ahead: int = 0) -> None:
    latest = timezone.localdate().year + ahead
    if not 1900 <= year <= latest:
        raise ValidationError({"year": _("Choose a year between 1900 and %(latest)s.") % {"latest": latest}})
