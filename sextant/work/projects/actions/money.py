"""A project's money: budget lines, agreements, instalments that come in, hours and their cost."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.words.money import money
from sextant.society.ledger.actions.chart import save_fund
from sextant.society.ledger.actions.entries import Leg, write_entry
from sextant.society.ledger.actions.expected import receive_for
from sextant.society.ledger.actions.income import recognise_income
from sextant.society.ledger.models import Account, BudgetLine, Fund, Payment
from sextant.society.ledger.queries.accounts import general_fund
from sextant.work.projects.models import Agreement, Hours, Instalment, Project, TeamMember

INSTALMENT = "projects.instalment"


def _with_programme(project: Project) -> None:
    if project.programme_id is None:
        raise ValidationError(_("The project is not approved yet; money is kept for it from approval on."))


@transaction.atomic
def add_budget_line(project: Project, *, year: int, account: Account, fund: Fund, amount_minor: int, by: User | None, note: str = "") -> BudgetLine:
    """Plans an amount on an account of expenses in a year."""
    _with_programme(project)
    if amount_minor <= 0:
        raise ValidationError({"amount": _("Give an amount above zero.")})
    if account.kind != Account.Kind.EXPENSE:
        raise ValidationError({"account": _("Choose an account of expenses.")})
    if not project.starts_on.year <= year <= project.ends_on.year:
        raise ValidationError({"year": _("Choose a year of the project.")})
    fields = {"currency": project.currency, "amount_minor": amount_minor, "note": note, "is_demo": project.is_demo}
    line = BudgetLine.objects.create(year=year, account=account, fund=fund, programme=project.programme, **fields)
    after = {"year": year, "account": account.code, "fund": fund.code, "amount": money(amount_minor, project.currency)}
    record(verb="projects.add_budget_line", obj=project, by=by, after=after)
    return line


@transaction.atomic
def remove_budget_line(line: BudgetLine, project: Project, *, by: User | None) -> Project:
    before = {"year": line.year, "account": line.account.code, "amount": money(line.amount_minor, line.currency)}
    record(verb="projects.remove_budget_line", obj=project, by=by, before=before)
    line.delete()
    return project


@transaction.atomic
def sign_agreement(
    project: Project, *, funder: str, amount_minor: int, signed_on: date, by: User | None, fund: Fund | None = None, **values: Any
) -> Agreement:
    """Writes a funding agreement down; without a fund of its own a restricted one is opened for it."""
    _with_programme(project)
    if amount_minor <= 0:
        raise ValidationError({"amount": _("Give an amount above zero.")})
    agreement = Agreement(project=project, funder=funder, amount_minor=amount_minor, signed_on=signed_on, is_demo=project.is_demo, **values)
    agreement.fund = fund or _fund_for(agreement, by)
    agreement.save()
    after = {"funder": funder, "amount": money(amount_minor, project.currency), "fund": agreement.fund.code}
    record(verb="projects.sign_agreement", obj=project, by=by, after=after)
    return agreement


def _fund_for(agreement: Agreement, by: User | None) -> Fund:
    project, place = agreement.project, agreement.project.agreements.count() + 1
    names = {f"name_{language}": f"{getattr(project, f'title_{language}') or project.title}: {agreement.funder}"[:160] for language in ("ru", "en")}
    purpose = {f"purpose_{language}": getattr(project, f"title_{language}") or project.title for language in ("ru", "en")}
    fields = {"restriction": "restricted", "giver": agreement.funder[:200], "opened_on": agreement.signed_on, "is_demo": project.is_demo}
    return save_fund(None, by=by, code=f"{project.code[:34]}-{place}", **fields, **names, **purpose)


@transaction.atomic
def set_instalments(agreement: Agreement, parts: Sequence[tuple[date, int]], *, by: User | None) -> Agreement:
    """The instalments of an agreement, in place of those that have not been received; together they never exceed its amount."""
    received = sum(one.amount_minor for one in agreement.instalments.filter(received_on__isnull=False))
    if any(amount <= 0 for _day, amount in parts):
        raise ValidationError(_("Give an amount above zero."))
    if received + sum(amount for _day, amount in parts) > agreement.amount_minor:
        raise ValidationError(_("The instalments come to more than the agreement; look at the amounts again."))
    agreement.instalments.filter(received_on=None).delete()
    Instalment.objects.bulk_create(Instalment(agreement=agreement, due_on=day, amount_minor=amount) for day, amount in parts)
    after = {str(day): money(amount, agreement.project.currency) for day, amount in parts}
    record(verb="projects.set_instalments", obj=agreement.project, by=by, after=after)
    return agreement


@transaction.atomic
def receive_instalment(instalment: Instalment, *, day: date, account: Account, reference: str, by: User | None) -> Payment:
    """Records the money of an instalment; it becomes income of the agreement's fund and the project's programme."""
    if instalment.received_on is not None:
        raise ValidationError(_("This instalment has been received already."))
    agreement = instalment.agreement
    fields = {"amount_minor": instalment.amount_minor, "currency": agreement.project.currency, "account": account, "reference": reference}
    payer = {"payer_name": agreement.funder, "organisation": agreement.organisation, "is_demo": agreement.is_demo}
    return receive_for(INSTALMENT, str(instalment.pk), day=day, by=by, key=f"manual:instalment:{instalment.pk}", **fields, **payer)


def book_instalment(about_id: str, *, payment: Payment, day: date, by: User | None) -> None:
    """Told by the books that an instalment was paid, inside their transaction: income on its fund. What is too little or too much is refused."""
    found = Instalment.objects.select_for_update(of=("self",)).select_related("agreement__fund", "agreement__project__programme")
    instalment = found.get(pk=int(about_id))
    if instalment.received_on is not None:
        raise ValidationError(_("This instalment has been received already."))
    if payment.free_minor != instalment.amount_minor or payment.currency != instalment.agreement.project.currency:
        raise ValidationError(
            _("The amount is not that of the instalment. Change the instalments of the agreement, or lay the money on something else.")
        )
    agreement = instalment.agreement
    where: dict[str, Any] = {"fund": agreement.fund, "programme": agreement.project.programme, "about": instalment, "income_kind": "grant"}
    recognise_income(payment, account="grants", amount_minor=payment.free_minor, on=day, by=by, memo=str(agreement), **where)
    instalment.received_on, instalment.payment = payment.day, payment
    instalment.save(update_fields=["received_on", "payment"])
    record(verb="projects.receive_instalment", obj=agreement.project, by=by, after={"instalment": instalment.pk, "day": payment.day})


def unbook_instalment(about_id: str, *, payment: Payment, day: date, by: User | None) -> None:
    """Told by the books that the payment was taken off again."""
    instalment = Instalment.objects.select_for_update(of=("self",)).select_related("agreement__project").get(pk=int(about_id))
    instalment.received_on = instalment.payment = None
    instalment.save(update_fields=["received_on", "payment"])
    record(verb="projects.unreceive_instalment", obj=instalment.agreement.project, by=by, after={"instalment": instalment.pk, "day": day})


@transaction.atomic
def write_hours(member: TeamMember, *, day: date, minutes: int, by: User | None, what: str = "") -> Hours | None:
    """What one person worked on one day, in place of what was written before; nought takes it away. What is booked stays."""
    project = member.project
    known = member.hours.filter(day=day).first()
    if known is not None and known.entry_id is not None:
        raise ValidationError(_("The hours of this day are booked; ask the treasurer to change them."))
    if day > timezone.localdate():
        raise ValidationError({"day": _("Hours are written for days that have come.")})
    if not 0 <= minutes <= 1440:
        raise ValidationError({"hours": _("A day has 24 hours.")})
    member.hours.filter(day=day).delete()
    made = Hours.objects.create(project=project, member=member, day=day, minutes=minutes, what=what[:300]) if minutes else None
    record(verb="projects.write_hours", obj=project, by=by, after={"member": member.pk, "day": day, "minutes": minutes})
    return made


@transaction.atomic
def book_hours(project: Project, *, until: date, fund: Fund | None = None, by: User | None) -> int:
    """Books the cost of hours with a rate through a day: from salaries in general to salaries of the programme, on one fund.

    The money spent on salaries stays the same; it is only said which programme it was for. Returns how many lines were booked.
    """
    _with_programme(project)
    rows = Hours.objects.select_for_update(of=("self",)).select_related("member__person")
    found = [one for one in rows.filter(project=project, entry=None, day__lte=until) if one.member.rate_minor]
    if not found:
        raise ValidationError(_("There are no hours with a rate that are not booked yet."))
    for one in found:
        one.cost_minor = (one.minutes * (one.member.rate_minor or 0) + 30) // 60
    total, kept = sum(one.cost_minor or 0 for one in found), fund or general_fund()
    legs = [Leg("salaries", total, kept, project.programme), Leg("salaries", -total, kept)]
    memo = _("Hours of the project %(code)s through %(day)s") % {"code": project.code, "day": until}
    entry = write_entry(day=until, memo=memo, currency=project.currency, legs=legs, about=project, is_demo=project.is_demo, by=by)
    for one in found:
        one.entry = entry
    Hours.objects.bulk_update(found, ["cost_minor", "entry"], batch_size=500)
    after = {"lines": len(found), "amount": money(total, project.currency), "until": until}
    record(verb="projects.book_hours", obj=project, by=by, after=after)
    return len(found)
