"""Changes of a grant: asked for by the recipient, decided by the office, booked where the amount changes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.words.money import money
from sextant.society.grants import letters, states
from sextant.society.grants.actions.agreeing import check_budget
from sextant.society.grants.actions.booking import book_promise, book_release
from sextant.society.grants.actions.promising import LARGEST, kept, standing
from sextant.society.grants.models import Grant, GrantBudgetLine, GrantChange, GrantInstalment


@in_turn
def ask_change(
    grant: Grant,
    *,
    reason: str,
    on: date,
    by: User | None,
    ends_on: date | None = None,
    report_due_on: date | None = None,
    amount_minor: int | None = None,
    budget: Sequence[tuple[str, int]] | None = None,
) -> GrantChange:
    """Asks for other days, another amount or another budget, with a reason; the office decides."""
    grant = standing(grant, *states.BINDING)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it should change.")})
    if ends_on is None and report_due_on is None and amount_minor is None and budget is None:
        raise ValidationError(_("Say what should change: the last day, the day of the report, the amount, or the budget."))
    if grant.changes.filter(state=states.ASKED).exists():
        raise ValidationError(_("A change waits for a decision already."))
    if amount_minor is not None and not 0 < amount_minor < LARGEST:
        raise ValidationError({"amount": _("Give an amount above zero.")})
    if amount_minor is not None and grant.budget.exists() and budget is None:
        raise ValidationError({"budget": _("With another amount, say what it is meant for.")})
    if ends_on is not None and grant.starts_on is not None and ends_on < grant.starts_on:
        raise ValidationError({"ends_on": _("The last day is before the first one.")})
    if budget is not None:
        check_budget(amount_minor or grant.amount_minor, budget)
    change = GrantChange.objects.create(
        grant=grant,
        reason=reason.strip()[:4000],
        ends_on=ends_on,
        report_due_on=report_due_on,
        amount_minor=amount_minor,
        budget=[[title.strip(), amount] for title, amount in budget] if budget is not None else None,
        asked_on=on,
        asked_by=by,
    )
    record(verb="grants.ask_change", obj=grant, by=by, after={"asked_on": on}, personal_after={"reason": change.reason})
    return change


def _waiting(change: GrantChange) -> GrantChange:
    grant = standing(change.grant, *states.BINDING)
    found = GrantChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if found.state != states.ASKED:
        raise ValidationError(_("This change was decided already."))
    found.grant = grant
    return found


@in_turn
def agree_to_change(change: GrantChange, *, on: date, by: User | None, answer: str = "") -> GrantChange:
    """The change holds from now on. Another amount is booked; more is paid at the end, less is taken off the last instalments."""
    change = _waiting(change)
    grant = change.grant
    change.before = _as_it_is(grant, change)
    if change.ends_on is not None:
        grant.ends_on = change.ends_on
    if change.report_due_on is not None:
        _put_report_off(grant, change.report_due_on)
    if change.amount_minor is not None:
        _change_amount(grant, change, on=on, by=by)
    if change.budget is not None:
        _change_budget(grant, [(str(title), int(amount)) for title, amount in change.budget])
    kept(grant, "ends_on", "amount_minor")
    _decided(change, states.AGREED_TO, answer, on, by)
    record(verb="grants.agree_to_change", obj=grant, by=by, before=change.before, after=_as_it_is(grant, change))
    letters.write_about_change("change_agreed", change)
    return change


@in_turn
def decline_change(change: GrantChange, *, answer: str, on: date, by: User | None) -> GrantChange:
    """Everything stays as it was agreed, for a reason."""
    change = _waiting(change)
    if not answer.strip():
        raise ValidationError({"answer": _("Say why it stays as it is.")})
    _decided(change, states.DECLINED, answer, on, by)
    record(verb="grants.decline_change", obj=change.grant, by=by, after={"reason": change.answer})
    letters.write_about_change("change_declined", change)
    return change


def _decided(change: GrantChange, state: str, answer: str, on: date, by: User | None) -> None:
    change.state, change.answer, change.decided_on, change.decided_by = state, answer.strip()[:4000], on, by
    change.save()


def _as_it_is(grant: Grant, change: GrantChange) -> dict[str, Any]:
    """What holds of those things that the change touches."""
    found: dict[str, Any] = {}
    if change.ends_on is not None:
        found["ends_on"] = grant.ends_on.isoformat() if grant.ends_on else ""
    if change.report_due_on is not None:
        last = grant.reports.order_by("-due_on", "-pk").first()
        found["report_due_on"] = last.due_on.isoformat() if last else ""
    if change.amount_minor is not None:
        found["amount_minor"] = grant.amount_minor
    if change.budget is not None:
        found["budget"] = [[line.title, line.amount_minor] for line in grant.budget.all()]
    return found


def _put_report_off(grant: Grant, due_on: date) -> None:
    last = grant.reports.filter(state__in=states.OPEN_REPORTS).order_by("-due_on", "-pk").first()
    if last is None:
        raise ValidationError(_("No report is awaited whose day could change."))
    last.due_on = due_on
    last.save(update_fields=["due_on"])


def _change_amount(grant: Grant, change: GrantChange, *, on: date, by: User | None) -> None:
    wanted = change.amount_minor or 0
    more = wanted - grant.amount_minor
    if more > 0:
        book_promise(grant, more, day=on, key=f"change:{change.pk}", by=by)
        _add_instalment(grant, more, on)
    elif more < 0:
        if -more > grant.left_minor:
            words = {"amount": money(grant.amount_minor - grant.left_minor, grant.currency)}
            raise ValidationError({"amount": _("%(amount)s is paid already; the grant cannot become less than that.") % words})
        book_release(grant, -more, day=on, key=f"change:{change.pk}", by=by)
        _cut_instalments(grant, -more)
    grant.amount_minor = wanted


def _add_instalment(grant: Grant, more: int, on: date) -> None:
    """More is paid at the end: after the last report where one is awaited."""
    awaited = grant.reports.exclude(state=states.ACCEPTED).order_by("-due_on").first()
    condition = GrantInstalment.Condition.REPORT if awaited else GrantInstalment.Condition.SIGNING
    GrantInstalment.objects.create(grant=grant, amount_minor=more, due_on=max(grant.ends_on or on, on), condition=condition)


def _cut_instalments(grant: Grant, less: int) -> None:
    """Less is taken off the last instalments that are not paid."""
    for row in grant.instalments.filter(state=states.PLANNED).order_by("-due_on", "-pk"):
        part = min(less, row.amount_minor)
        less -= part
        if part == row.amount_minor:
            row.delete()
        elif part:
            row.amount_minor -= part
            row.save(update_fields=["amount_minor"])


def _change_budget(grant: Grant, lines: Sequence[tuple[str, int]]) -> None:
    """Lines are known by their titles; one that is gone but was reported on stays with nought."""
    check_budget(grant.amount_minor, lines)
    wanted = dict(lines)
    for line in grant.budget.all():
        if line.title in wanted:
            line.amount_minor = wanted.pop(line.title)
            line.save(update_fields=["amount_minor"])
        elif line.spent.exists():
            line.amount_minor = 0
            line.save(update_fields=["amount_minor"])
        else:
            line.delete()
    GrantBudgetLine.objects.bulk_create([GrantBudgetLine(grant=grant, title=title, amount_minor=amount) for title, amount in wanted.items()])
