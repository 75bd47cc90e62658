"""Letters before tasks, last days and reports of applications, to those who asked for them."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import translation

from sextant.base.letters.actions import write_letter
from sextant.base.ui.links import full_url
from sextant.work.planning import rules, states
from sextant.work.planning.models import Application

DAYS = (1, 7)
"""A letter is written once within the last day, and once within the last week."""
WITH_PLAN = Application.objects.select_related("plan__section", "plan__organisation", "keeper")


def wanted() -> list[int]:
    """The applications whose keepers asked for letters."""
    return list(WITH_PLAN.filter(by_letter=True, keeper__is_active=True).order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def remind_of(key: int, today: date) -> int:
    """Writes what is due of one application; nothing to a keeper who no longer acts for the plan's owner. Returns how many things are near."""
    row = WITH_PLAN.select_for_update(of=("self",)).filter(pk=key, by_letter=True).first()
    if row is None or row.keeper is None or not row.keeper.is_active or not rules.may_edit_plan(row.keeper, row.plan):
        return 0
    return sum(_write(row, name, what, due, today) for name, what, due in _due(row))


def _due(row: Application) -> Iterator[tuple[str, str, date]]:
    """(a name that stays, what, day) of everything that has a day and is not done."""
    for step in row.steps.filter(done_on=None):
        yield f"step:{step.pk}", step.title, step.due_on
    if row.due_on and row.state in (states.PROSPECT, states.LETTER):
        yield "apply", "", row.due_on
    if row.report_due_on and row.state in (states.WON, states.REPORTING):
        yield "report", "", row.report_due_on


def _write(row: Application, name: str, what: str, due: date, today: date) -> int:
    near = next((days for days in DAYS if today <= due <= today + timedelta(days=days)), None)
    if near is None or row.keeper is None:
        return 0
    with translation.override(row.keeper.language):
        page = full_url(reverse("planning:application", args=[row.pk]))
    context = {"title": row.title, "funder": row.funder, "kind": name.partition(":")[0], "what": what, "due": due, "page": page}
    letters = f"planning.reminder:{row.pk}:{name}:{due}:{near}"
    write_letter(key=letters, template="planning.reminder", to=row.keeper, context=context, about=row)
    return 1
