"""Writing the parts of a plan: goals, initiatives, indicators, costs, and the money that is there."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.words.money import major
from sextant.work.planning.actions.plans import _open, _plain, next_place
from sextant.work.planning.models import Cost, Goal, Indicator, Plan, PlanInitiative, SecuredMoney, YearValue


def _save(row: Any, plan: Plan, *, by: User | None, **values: Any) -> Any:
    """Writes a titled part of a plan with one line in the plan's record."""
    _open(plan)
    made = row.pk is None
    before = {} if made else {name: _plain(getattr(row, name)) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    if not row.title_ru and not row.title_en:
        raise ValidationError({"title_ru": _("Give it a title in one language at least.")})
    row.save()
    kind = row._meta.model_name
    after = {"kind": kind, "key": row.pk, **{name: _plain(value) for name, value in values.items()}}
    record(verb="planning.save_part", obj=plan, by=by, before=before, after=after)
    return row


@transaction.atomic
def save_goal(goal: Goal | None, *, plan: Plan, by: User | None, **values: Any) -> Goal:
    """Adds a goal at the end, or changes one."""
    return _save(goal or Goal(plan=plan, place=next_place(plan.goals.all())), plan, by=by, **values)


@transaction.atomic
def save_initiative(initiative: PlanInitiative | None, *, goal: Goal, by: User | None, **values: Any) -> PlanInitiative:
    """Adds an initiative to a goal, or changes one."""
    row = initiative or PlanInitiative(goal=goal, place=next_place(goal.initiatives.all()))
    return _save(row, goal.plan, by=by, **values)


@transaction.atomic
def save_indicator(indicator: Indicator | None, *, goal: Goal, by: User | None, targets: Mapping[int, float | None], **values: Any) -> Indicator:
    """Adds an indicator with its targets by year, or changes one; a year without a target is left without."""
    row = _save(indicator or Indicator(goal=goal), goal.plan, by=by, **values)
    for year, target in targets.items():
        YearValue.objects.update_or_create(indicator=row, year=year, defaults={"target": target})
    row.values.filter(target=None, actual=None).delete()
    record(verb="planning.set_targets", obj=goal.plan, by=by, after={"indicator": row.pk, "targets": {str(y): t for y, t in targets.items()}})
    return row


@transaction.atomic
def report_values(indicator: Indicator, values: Mapping[int, float | None], *, by: User | None) -> Indicator:
    """What was reached; a number of one's own may be reported in any state of the plan but not for a measure, which is counted."""
    if indicator.measure:
        raise ValidationError(_("This number is counted by the site; it is not entered by hand."))
    for year, actual in values.items():
        YearValue.objects.update_or_create(indicator=indicator, year=year, defaults={"actual": actual})
    indicator.values.filter(target=None, actual=None).delete()
    after = {"indicator": indicator.pk, "values": {str(year): value for year, value in values.items()}}
    record(verb="planning.report_values", obj=indicator.goal.plan, by=by, after=after)
    return indicator


@transaction.atomic
def remove_part(row: Goal | PlanInitiative | Indicator, plan: Plan, *, by: User | None) -> Plan:
    """Takes a part away with all that hangs on it."""
    _open(plan)
    before = {"kind": row._meta.model_name, "key": row.pk, "title_ru": row.title_ru, "title_en": row.title_en}
    record(verb="planning.remove_part", obj=plan, by=by, before=before)
    row.delete()
    return plan


def _amounts(plan: Plan, amounts: Mapping[int, int]) -> dict[int, int]:
    if any(year not in plan.years for year in amounts):
        raise ValidationError(_("Give amounts only for the years of the plan."))
    if any(amount < 0 for amount in amounts.values()):
        raise ValidationError(_("An amount below nought cannot be planned."))
    return {year: amount for year, amount in amounts.items() if amount}


@transaction.atomic
def set_costs(initiative: PlanInitiative, *, what: str, amounts: Mapping[int, int], by: User | None, instead_of: str = "") -> PlanInitiative:
    """What one thing costs by year, in minor units; years left out and noughts cost nothing, no year at all takes the line away."""
    plan = initiative.goal.plan
    _open(plan)
    wanted = _amounts(plan, amounts)
    if wanted and what != instead_of and initiative.costs.filter(what=what).exists():
        raise ValidationError({"what": _("There is such a line already; change that one.")})
    before = _lines(initiative.costs.filter(what=instead_of or what), plan)
    initiative.costs.filter(what__in=[what, instead_of]).delete()
    Cost.objects.bulk_create(Cost(initiative=initiative, year=year, what=what, amount_minor=amount) for year, amount in wanted.items())
    after = {"initiative": initiative.pk, "what": what, **_shown(wanted, plan)}
    record(verb="planning.set_costs", obj=plan, by=by, before=before, after=after)
    return initiative


@transaction.atomic
def set_secured(plan: Plan, *, source: str, kind: str, amounts: Mapping[int, int], by: User | None, instead_of: str = "") -> Plan:
    """Money that is there or promised in writing from one source, by year; it may be written in any state of the plan."""
    wanted = _amounts(plan, amounts)
    mine = plan.secured.filter(application=None)
    if wanted and source != instead_of and mine.filter(source=source).exists():
        raise ValidationError({"source": _("There is such a line already; change that one.")})
    before = _lines(mine.filter(source=instead_of or source), plan)
    mine.filter(source__in=[source, instead_of]).delete()
    rows = [SecuredMoney(plan=plan, source=source, kind=kind, year=year, amount_minor=amount) for year, amount in wanted.items()]
    SecuredMoney.objects.bulk_create(rows)
    after = {"source": source, "kind": kind, **_shown(wanted, plan)}
    record(verb="planning.set_secured", obj=plan, by=by, before=before, after=after)
    return plan


def _lines(rows: models.QuerySet[Any], plan: Plan) -> dict[str, str]:
    return _shown({row.year: row.amount_minor for row in rows}, plan)


def _shown(amounts: Mapping[int, int], plan: Plan) -> dict[str, str]:
    """Amounts by year for the record, as people write them."""
    return {str(year): f"{major(amount, plan.currency)} {plan.currency}" for year, amount in amounts.items()}
