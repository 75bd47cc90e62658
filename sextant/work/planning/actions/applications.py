"""Asking for money: from a prospect to the last report."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.words.money import major
from sextant.society.agenda.attached import inspect
from sextant.society.ledger.actions.chart import open_programme, save_fund
from sextant.work.planning import states
from sextant.work.planning.models import Application, Document, Plan, SecuredMoney, Step

KIND = "planning.application"


@transaction.atomic
def save_application(application: Application | None, *, plan: Plan, by: User | None, is_demo: bool = False, **values: Any) -> Application:
    """Writes down what is asked of whom; once money is won the amounts stand."""
    row = application or Application(plan=plan, is_demo=is_demo)
    if row.state in states.GAINED and {"asked_minor", "year"} & {name for name, value in values.items() if getattr(row, name) != value}:
        raise ValidationError(_("This money is won; the amount asked and its year stay as they were."))
    before = {name: _plain(getattr(row, name)) for name in values} if application else {}
    for name, value in values.items():
        setattr(row, name, value)
    if values.get("by_letter") and by is not None:
        row.keeper = by
    if row.asked_minor <= 0:
        raise ValidationError({"asked": _("Ask for more than nought.")})
    if row.year not in plan.years:
        raise ValidationError({"year": _("Choose a year of the plan.")})
    row.save()
    record(verb="planning.save_application", obj=row, by=by, before=before, after={name: _plain(value) for name, value in values.items()})
    return row


def _plain(value: Any) -> Any:
    return getattr(value, "pk", value)


def _locked(application: Application, target: str) -> Application:
    row = Application.objects.select_for_update(of=("self",)).select_related("plan__section", "plan__organisation").get(pk=application.pk)
    if not states.may_follow(row.state, target):
        raise ValidationError(_("This step does not follow from the present state; look at the application again."))
    return row


@transaction.atomic
def move_application(application: Application, target: str, *, by: User | None, on: date | None = None) -> Application:
    """Takes an application one step on; winning has an action of its own, because it says how much."""
    row = _locked(application, target)
    if target == states.WON:
        raise ValidationError(_("Say how much was won, by year."))
    day, before = on or timezone.localdate(), row.state
    row.state = target
    if target == states.SUBMITTED:
        row.submitted_on = day
    if target == states.LOST:
        row.decided_on = day
    if target == states.PROSPECT:
        row.submitted_on = row.decided_on = None
    row.save()
    record(verb="planning.move_application", obj=row, by=by, before={"state": before}, after={"state": target, "on": day})
    return row


@transaction.atomic
def win_application(
    application: Application, *, amounts: Mapping[int, int], by: User | None, on: date, report_due_on: date | None = None
) -> Application:
    """Money that was won, by year in minor units: it counts as secured. For a plan of the association a restricted fund
    and a programme are opened in the books, so that the money can be kept apart when it comes."""
    row = _locked(application, states.WON)
    won = {year: amount for year, amount in amounts.items() if amount}
    if not won or any(amount < 0 for amount in won.values()):
        raise ValidationError(_("Say how much was won in one year at least."))
    if any(year not in row.plan.years for year in won):
        raise ValidationError(_("Give amounts only for the years of the plan."))
    before, row.state = row.state, states.WON
    row.won_minor, row.decided_on, row.report_due_on = sum(won.values()), on, report_due_on
    if row.plan.section_id is None and row.plan.organisation_id is None:
        _open_in_books(row, by)
    row.save()
    fields = {"plan": row.plan, "application": row, "kind": SecuredMoney.Kind.GRANT, "source": f"{row.funder}: {row.title}"[:200]}
    SecuredMoney.objects.bulk_create(SecuredMoney(year=year, amount_minor=amount, **fields) for year, amount in sorted(won.items()))
    after = {"state": row.state, "won": f"{major(row.won_minor, row.plan.currency)} {row.plan.currency}", "fund": row.fund_id}
    record(verb="planning.win_application", obj=row, by=by, before={"state": before}, after=after)
    return row


def _open_in_books(row: Application, by: User | None) -> None:
    names = {"name_ru": row.title[:160], "name_en": row.title[:160]}
    purpose = {"purpose_ru": row.title, "purpose_en": row.title, "giver": row.funder[:200], "opened_on": row.decided_on}
    row.fund = save_fund(None, by=by, code=f"grant-{row.pk}", restriction="restricted", is_demo=row.is_demo, **names, **purpose)
    row.programme = open_programme(code=f"grant-{row.pk}", about_kind=KIND, about_id=str(row.pk), is_demo=row.is_demo, **names)


@transaction.atomic
def add_step(application: Application, *, title: str, due_on: date, by: User | None) -> Step:
    """One more thing to do, with its day."""
    step = Step.objects.create(application=application, title=title, due_on=due_on)
    record(verb="planning.add_step", obj=application, by=by, after={"title": title, "due_on": due_on})
    return step


@transaction.atomic
def mark_step(step: Step, *, done: bool, by: User | None) -> Step:
    """Done, or not done after all."""
    step.done_on = timezone.localdate() if done else None
    step.save(update_fields=["done_on"])
    record(verb="planning.mark_step", obj=step.application, by=by, after={"title": step.title, "done_on": step.done_on})
    return step


@transaction.atomic
def add_document(application: Application, *, upload: UploadedFile, by: User | None) -> Document:
    """Keeps a paper under its SHA-256; the same one again is refused by name."""
    found = inspect(upload)
    twin = application.documents.filter(sha256=found.sha256).first()
    if twin is not None:
        raise ValidationError(_("This file is attached already, as “%(name)s”.") % {"name": twin.name})
    row = Document(application=application, name=found.name, kind=found.kind, size=found.size, sha256=found.sha256, added_by=by)
    row.file.save(found.sha256, ContentFile(found.content), save=False)
    row.save()
    record(verb="planning.add_document", obj=application, by=by, after={"name": found.name, "sha256": found.sha256, "size": found.size})
    return row
