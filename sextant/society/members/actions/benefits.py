"""Benefits for members, as the office keeps them."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.society.members.models import Benefit, Plan

FIELDS = ("title_ru", "title_en", "about_ru", "about_en", "how_ru", "how_en", "partner", "website", "since", "until", "is_open")


def _check(benefit: Benefit) -> None:
    if not (benefit.title_ru and benefit.title_en):
        raise ValidationError({"title_en": _("Give the name in both languages.")})
    if not (benefit.how_ru and benefit.how_en):
        raise ValidationError({"how_en": _("Say in both languages how a member uses it.")})
    if not benefit.partner.strip():
        raise ValidationError({"partner": _("Say who gives it.")})
    if benefit.since and benefit.until and benefit.until < benefit.since:
        raise ValidationError({"until": _("The last day is before the first.")})


@transaction.atomic
def save_benefit(benefit: Benefit | None = None, *, plans: Iterable[Plan], by: User | None, is_demo: bool = False, **values: Any) -> Benefit:
    """Enters a benefit, or changes one; an empty choice of plans means every member."""
    verb = "members.edit_benefit" if benefit is not None else "members.enter_benefit"
    benefit = Benefit.objects.select_for_update().get(pk=benefit.pk) if benefit is not None else Benefit(is_demo=is_demo)
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of a benefit: {sorted(unknown)}")
    before: dict[str, Any] = {name: getattr(benefit, name) for name in values}
    before["plans"] = sorted(benefit.plans.values_list("code", flat=True)) if benefit.pk else []
    for name, value in values.items():
        setattr(benefit, name, value)
    _check(benefit)
    benefit.save()
    chosen = list(plans)
    benefit.plans.set(chosen)
    record(verb=verb, obj=benefit, by=by, before=before, after={**values, "plans": sorted(plan.code for plan in chosen)})
    return benefit
