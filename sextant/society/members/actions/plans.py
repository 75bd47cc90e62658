"""Plans of membership: the shipped ones, and what the office makes of them."""

import tomllib
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.society.members.models import Plan
from sextant.society.members.models.plans import WHOLE_YEARS

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "plans.toml"
FIELDS = (
    "code",
    "audience",
    "name_ru",
    "name_en",
    "about_ru",
    "about_en",
    "fee_minor",
    "currency",
    "months",
    "year_begins_in",
    "proration",
    "grace_days",
    "max_age",
    "seats",
    "extra_seat_fee_minor",
    "kinds",
    "is_open",
)


@transaction.atomic
def ensure_plans() -> list[Plan]:
    """Adds the shipped plans that are not there; a plan the office has changed, or closed, stays as it is. Returns the new ones."""
    known = set(Plan.objects.values_list("code", flat=True))
    plans = tomllib.loads(SHIPPED.read_text())["plan"]
    return [save_plan(by=None, **values) for values in plans if values["code"] not in known]


def _check_year(plan: Plan) -> None:
    if plan.year_begins_in is None and plan.proration != Plan.Proration.NONE:
        raise ValidationError(
            {"proration": _("Only a year that begins in a fixed month can be counted in part. Choose the month, or the whole fee.")}
        )
    if plan.year_begins_in is not None and plan.months not in WHOLE_YEARS:
        lengths = ", ".join(map(str, WHOLE_YEARS))
        sentence = _("With a membership year that begins in a fixed month a period has one of these lengths in months: %(lengths)s.")
        raise ValidationError({"months": sentence % {"lengths": lengths}})


def _check(plan: Plan) -> None:
    if not (plan.name_ru and plan.name_en):
        raise ValidationError({"name_en": _("Give the name in both languages.")})
    if plan.audience != Plan.Audience.INSTITUTIONAL and plan.seats:
        raise ValidationError({"seats": _("Only plans for organisations have seats.")})
    if plan.audience != Plan.Audience.INSTITUTIONAL and plan.extra_seat_fee_minor:
        raise ValidationError({"extra_seat_fee": _("Only plans for organisations have seats.")})
    _check_year(plan)
    if Plan.objects.filter(code=plan.code).exclude(pk=plan.pk).exists():
        raise ValidationError({"code": _("Another plan has this code.")})
    if plan.pk and Plan.objects.filter(pk=plan.pk).exclude(audience=plan.audience).filter(memberships__isnull=False).exists():
        raise ValidationError({"audience": _("This plan has members already; its kind cannot change. Make a new plan instead.")})


@transaction.atomic
def save_plan(plan: Plan | None = None, *, by: User | None, **values: Any) -> Plan:
    """Makes a plan, or changes one: a new fee or length counts for periods that are paid from now on."""
    verb = "members.edit_plan" if plan is not None else "members.create_plan"
    plan = Plan.objects.select_for_update().get(pk=plan.pk) if plan is not None else Plan()
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of a plan: {sorted(unknown)}")
    before = {name: getattr(plan, name) for name in values}
    for name, value in values.items():
        setattr(plan, name, value)
    _check(plan)
    plan.save()
    record(verb=verb, obj=plan, by=by, before=before, after=values)
    return plan
