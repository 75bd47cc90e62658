"""Making plans, writing their content, adopting versions, and moving on."""

import tomllib
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.search.actions import index
from sextant.work.planning import states
from sextant.work.planning.models import Goal, Indicator, Plan, PlanInitiative, Version
from sextant.work.planning.queries.changes import changes_between
from sextant.work.planning.queries.content import content_of, cost_by_year, fingerprint_of, initiatives_in

TEMPLATE = Path(__file__).resolve().parent.parent / "data" / "template.toml"
LONGEST = 15


@transaction.atomic
def make_plan(*, by: User | None, from_template: bool = False, is_demo: bool = False, **values: Any) -> Plan:
    """A new draft; with `from_template` it begins with the goals of the shipped template."""
    plan = Plan(made_by=by, is_demo=is_demo, **values)
    _check(plan)
    plan.save()
    record(verb="planning.make_plan", obj=plan, by=by, after={name: _plain(value) for name, value in values.items()})
    if from_template:
        _furnish(plan)
    return plan


def _check(plan: Plan) -> None:
    if not plan.title_ru and not plan.title_en:
        raise ValidationError({"title_ru": _("Give the plan a title in one language at least.")})
    if plan.last_year < plan.first_year:
        raise ValidationError({"last_year": _("The last year is before the first one.")})
    if plan.last_year - plan.first_year >= LONGEST:
        raise ValidationError({"last_year": _("A plan covers fifteen years at most; make another one for the time after.")})


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value


def _furnish(plan: Plan) -> None:
    with TEMPLATE.open("rb") as file:
        goals = tomllib.load(file)["goal"]
    for place, given in enumerate(goals, 1):
        goal = Goal.objects.create(plan=plan, place=place, **{name: value for name, value in given.items() if isinstance(value, str)})
        for number, one in enumerate(given.get("initiative", []), 1):
            PlanInitiative.objects.create(goal=goal, place=number, **one)
        for one in given.get("indicator", []):
            Indicator.objects.create(goal=goal, **one)


def _open(plan: Plan) -> None:
    """Refuses to write into what was adopted."""
    if not plan.is_open_to_change:
        raise ValidationError(_("This plan is adopted and frozen. Begin a new version first; what you change will be shown with it."))


@transaction.atomic
def edit_plan(plan: Plan, *, by: User | None, **values: Any) -> Plan:
    """Changes title, years, currency and what the owner is; the years must hold all costs."""
    _open(plan)
    before = {name: _plain(getattr(plan, name)) for name in values}
    for name, value in values.items():
        setattr(plan, name, value)
    _check(plan)
    years = {year for one in initiatives_in(content_of(plan)) for year in cost_by_year(one)}
    if any(year not in plan.years for year in years):
        raise ValidationError({"last_year": _("The budget has amounts outside these years; move them first.")})
    plan.save()
    record(verb="planning.edit_plan", obj=plan, by=by, before=before, after={name: _plain(value) for name, value in values.items()})
    index(plan)
    return plan


@transaction.atomic
def show_plan(plan: Plan, *, is_public: bool, by: User | None) -> Plan:
    """Opens the adopted version to everybody, or closes it again."""
    if is_public and not plan.versions.exists():
        raise ValidationError(_("Only an adopted plan can be published. Adopt it first."))
    before, plan.is_public = plan.is_public, is_public
    plan.save(update_fields=["is_public"])
    record(verb="planning.show_plan", obj=plan, by=by, before={"is_public": before}, after={"is_public": is_public})
    index(plan)
    return plan


@transaction.atomic
def adopt_plan(plan: Plan, *, by: User | None, note: str = "", on: Any = None) -> Version:
    """Freezes what is written as the next version, with what changed since the one before."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("section", "organisation").get(pk=plan.pk)
    _open(plan)
    content = content_of(plan)
    _complete(content)
    last = plan.versions.first()
    changes = changes_between(last.content, content) if last else []
    if last and not changes:
        raise ValidationError(_("Nothing has changed since version %(number)s; there is nothing to adopt.") % {"number": last.number})
    number = last.number + 1 if last else 1
    fields = {"content": content, "fingerprint": fingerprint_of(content), "changes": changes, "note": note[:500], "by": by}
    version = Version.objects.create(plan=plan, number=number, adopted_on=on or timezone.localdate(), **fields)
    before, plan.revising = plan.state, False
    plan.state = states.ADOPTED if plan.state == states.DRAFT else plan.state
    plan.save(update_fields=["state", "revising"])
    after = {"state": plan.state, "version": number, "fingerprint": version.fingerprint}
    record(verb="planning.adopt_plan", obj=plan, by=by, before={"state": before}, after=after)
    index(plan)
    return version


def _complete(content: dict[str, Any]) -> None:
    """A plan that is adopted has goals, each with an initiative and an indicator."""
    if not content["goals"]:
        raise ValidationError(_("The plan has no goals yet. Write at least one, with an initiative and an indicator."))
    for goal in content["goals"]:
        if not goal["initiatives"] or not goal["indicators"]:
            title = goal["title_ru"] or goal["title_en"]
            raise ValidationError(
                _("The goal “%(goal)s” needs at least one initiative and one indicator before the plan is adopted.") % {"goal": title}
            )


@transaction.atomic
def begin_revision(plan: Plan, *, by: User | None) -> Plan:
    """Opens an adopted plan for the next version; readers go on seeing the one in force."""
    if plan.state not in states.IN_FORCE or plan.revising:
        raise ValidationError(_("Only a plan in force that nobody is changing can be opened for a new version."))
    plan.revising = True
    plan.save(update_fields=["revising"])
    record(verb="planning.begin_revision", obj=plan, by=by, after={"revising": True})
    return plan


@transaction.atomic
def move_plan(plan: Plan, target: str, *, by: User | None) -> Plan:
    """Carries the plan out, closes it, or takes it up again."""
    if target not in states.PLAN_FOLLOWS[plan.state]:
        raise ValidationError(_("This step does not follow from the present state; look at the plan again."))
    if plan.revising:
        raise ValidationError(_("A new version is being written; adopt it first."))
    before, plan.state = plan.state, target
    plan.save(update_fields=["state"])
    record(verb="planning.move_plan", obj=plan, by=by, before={"state": before}, after={"state": target})
    return plan


@transaction.atomic
def discard_plan(plan: Plan, *, by: User | None) -> None:
    """Takes a draft away that was never adopted and has no applications."""
    if plan.versions.exists() or plan.applications.exists():
        raise ValidationError(_("A plan that was adopted, or for which money was asked, stays in the record; close it instead."))
    record(verb="planning.discard_plan", obj=plan, by=by, before={"title_ru": plan.title_ru, "title_en": plan.title_en})
    plan.delete()


def next_place(rows: models.QuerySet[Any]) -> int:
    """The place after the last row."""
    last = rows.order_by(F("place").desc()).values_list("place", flat=True).first()
    return (last or 0) + 1
