"""Making, copying and deleting scenarios, and their changes."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.work.finances.models import Scenario, ScenarioChange
from sextant.work.finances.queries.words import key_names

MOST_CHANGES = 40


@transaction.atomic
def make_scenario(*, name: str, currency: str, note: str = "", by: User | None, is_demo: bool = False) -> Scenario:
    """A scenario without changes: it is as it is until something is changed in it."""
    if not name.strip():
        raise ValidationError({"name": _("Give the scenario a name, such as “Dues +10 %”.")})
    made = Scenario.objects.create(name=name.strip()[:120], currency=currency, note=note.strip()[:300], made_by=by, is_demo=is_demo)
    record(verb="finances.make_scenario", obj=made, by=by, after={"name": made.name, "currency": currency})
    return made


@transaction.atomic
def copy_scenario(scenario: Scenario, *, by: User) -> Scenario:
    """The same changes under a name that says so, to go on from."""
    name = _("%(name)s (copy)") % {"name": scenario.name[:100]}
    made = Scenario.objects.create(name=name, currency=scenario.currency, note=scenario.note, made_by=by, is_demo=scenario.is_demo)
    fields = ("key", "permille", "amount_minor", "since", "until")
    ScenarioChange.objects.bulk_create(ScenarioChange(scenario=made, **row) for row in scenario.changes.values(*fields))
    record(verb="finances.copy_scenario", obj=made, by=by, after={"name": name, "of": scenario.pk})
    return made


@transaction.atomic
def delete_scenario(scenario: Scenario, *, by: User) -> None:
    """Takes a scenario away; the books know nothing of it."""
    record(verb="finances.delete_scenario", obj=scenario, by=by, before={"name": scenario.name, "changes": scenario.changes.count()})
    scenario.delete()


@transaction.atomic
def add_change(
    scenario: Scenario,
    *,
    key: str,
    since: date,
    until: date | None = None,
    permille: int | None = None,
    amount_minor: int | None = None,
    by: User | None,
) -> ScenarioChange:
    """Adds one change: in permille of what would be, or an amount more (less, below zero) a month."""
    if key not in key_names():
        raise ValidationError({"key": _("Choose a stream of income or a cost of the chart of accounts.")})
    if (permille is None) == (amount_minor is None):
        raise ValidationError({"value": _("A change is either in per cent or an amount a month.")})
    if permille is not None and not -1000 <= permille <= 10_000:
        raise ValidationError({"value": _("A change in per cent lies between −100 (it ends) and 1000.")})
    if not permille and not amount_minor:
        raise ValidationError({"value": _("A change of zero changes nothing.")})
    if until is not None and until < since:
        raise ValidationError({"until": _("The change ends before it begins.")})
    if scenario.changes.count() >= MOST_CHANGES:
        raise ValidationError(_("A scenario has at most %(count)s changes. Take one out, or make another scenario.") % {"count": MOST_CHANGES})
    fields = {"key": key, "since": since.replace(day=1), "until": until and until.replace(day=1), "permille": permille, "amount_minor": amount_minor}
    made = ScenarioChange.objects.create(scenario=scenario, **fields)
    record(verb="finances.add_change", obj=scenario, by=by, after=fields)
    return made


@transaction.atomic
def remove_change(change: ScenarioChange, *, by: User) -> None:
    """Takes one change out."""
    before = {"key": change.key, "permille": change.permille, "amount_minor": change.amount_minor, "since": change.since}
    record(verb="finances.remove_change", obj=change.scenario, by=by, before=before)
    change.delete()
