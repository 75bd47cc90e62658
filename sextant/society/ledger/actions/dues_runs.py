"""A run of dues: drawn up as a preview, looked at, confirmed, issued; or dropped."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.jobs.actions import after_commit
from sextant.base.letters.actions import queue_letters
from sextant.society.ledger.actions.dues import invoice_fees
from sextant.society.ledger.letters import INVOICE, addresses, worded
from sextant.society.ledger.models import DuesItem, DuesRun
from sextant.society.ledger.queries.dues import WITH_ALL, charged_already
from sextant.society.members.actions.payments import waive
from sextant.society.members.letters import recipients
from sextant.society.members.models import Membership
from sextant.society.members.queries.eligibility import why_not
from sextant.society.members.queries.fees import FeeDue, fees_of

Outcome = DuesItem.Outcome


@in_turn
def open_run(*, title: str, on: date, due_on: date, plans: list[str], with_letters: bool, by: User | None, is_demo: bool = False) -> DuesRun:
    """Begins a run; its preview is drawn up by a job. Nothing is charged before it is confirmed."""
    if due_on < timezone.localdate():
        raise ValidationError({"due_on": _("The day of payment is over already.")})
    if DuesRun.objects.filter(state__in=["drawing", "issuing"], is_demo=is_demo).exists():
        raise ValidationError(_("Another run is being worked on. Wait until it is done."))
    run = DuesRun.objects.create(title=title.strip(), on=on, due_on=due_on, plans=plans, with_letters=with_letters, made_by=by, is_demo=is_demo)
    run.job = after_commit("ledger.draw_dues", by=by, run_id=run.pk)
    run.save(update_fields=["job"])
    record(verb="ledger.open_run", obj=run, by=by, after={"title": run.title, "on": on, "due_on": due_on, "plans": plans})
    return run


def _parts(fee: FeeDue) -> list[dict[str, Any]]:
    """The parts of the fee in both languages."""
    said = {}
    for language in ("ru", "en"):
        with translation.override(language):
            said[language] = fee.parts
    return [{"label_ru": ru, "label_en": en, "amount_minor": amount} for (ru, amount), (en, _same) in zip(said["ru"], said["en"], strict=True)]


def drawn(run: DuesRun, pairs: Iterable[tuple[Membership, FeeDue]], charged: set[int]) -> list[DuesItem]:
    """The items of memberships whose period begins by the day of the run; `charged` are those with an open invoice."""
    items = []
    for membership, fee in pairs:
        if fee.stretch.since > run.on or (not fee.amount_minor and not fee.is_exempt):
            continue
        refused = why_not(membership.plan, membership.holder, fee.stretch.since)
        outcome = Outcome.ALREADY if membership.pk in charged else Outcome.REFUSED if refused else Outcome.EXEMPT if fee.is_exempt else Outcome.CHARGE
        items.append(
            DuesItem(
                run=run,
                membership=membership,
                since=fee.stretch.since,
                until=fee.stretch.until,
                amount_minor=fee.amount_minor,
                currency=fee.currency,
                parts=_parts(fee),
                outcome=outcome,
                reason=(refused or fee.reduction_reason or "")[:300],
            )
        )
    return items


@in_turn
def leave_out(item: DuesItem, *, reason: str, by: User) -> DuesItem:
    """Takes one membership out of the run, or, without a reason, puts it back in."""
    item = DuesItem.objects.select_for_update(of=("self",)).select_related("run", "membership").get(pk=item.pk)
    if item.run.state != "preview":
        raise ValidationError(_("The run is confirmed already; credit the invoice instead."))
    if item.outcome not in (Outcome.CHARGE, Outcome.LEFT_OUT):
        raise ValidationError(_("Nothing is charged here."))
    back = item.outcome == Outcome.LEFT_OUT
    if not back and not reason.strip():
        raise ValidationError({"reason": _("Say why this membership is left out.")})
    item.outcome, item.reason = (Outcome.CHARGE, "") if back else (Outcome.LEFT_OUT, reason.strip()[:300])
    item.save(update_fields=["outcome", "reason"])
    record(verb="ledger.leave_out", obj=item.run, by=by, after={"membership": item.membership_id, "outcome": item.outcome, "reason": item.reason})
    return item


@in_turn
def confirm_run(run: DuesRun, *, by: User) -> DuesRun:
    """Confirms the preview as it was seen: invoices are issued by a job."""
    run = DuesRun.objects.select_for_update().get(pk=run.pk)
    if run.state != "preview":
        raise ValidationError(_("This run is not waiting to be confirmed."))
    run.state, run.confirmed_at, run.confirmed_by = "issuing", timezone.now(), by
    run.job = after_commit("ledger.issue_dues", by=by, run_id=run.pk)
    run.save(update_fields=["state", "confirmed_at", "confirmed_by", "job"])
    record(verb="ledger.confirm_run", obj=run, by=by, after={"items": run.items.filter(outcome=Outcome.CHARGE).count()})
    return run


@in_turn
def drop_run(run: DuesRun, *, by: User) -> DuesRun:
    """Drops a preview; nothing was charged."""
    run = DuesRun.objects.select_for_update().get(pk=run.pk)
    if run.state not in ("preview", "drawing"):
        raise ValidationError(_("This run is issued; credit single invoices instead."))
    run.state = "dropped"
    run.save(update_fields=["state"])
    run.items.all().delete()
    record(verb="ledger.drop_run", obj=run, by=by)
    return run


def issue_items(items: list[DuesItem], run: DuesRun) -> None:
    """Charges items as they were confirmed; where the fee is another one meanwhile, nothing is done and the reason kept."""
    asked = [item for item in items if item.outcome in (Outcome.CHARGE, Outcome.EXEMPT) and not item.invoice_id]
    memberships = [item.membership for item in asked]
    fees, charged = fees_of(memberships, run.on), charged_already(memberships)
    to_charge = []
    for item in asked:
        fee = fees[item.membership_id]
        if item.membership_id in charged:
            item.outcome = Outcome.ALREADY
        elif (fee.amount_minor, fee.currency, fee.stretch.since) != (item.amount_minor, item.currency, item.since):
            item.outcome = Outcome.CHANGED
        elif item.outcome == Outcome.CHARGE:
            to_charge.append(item)
        elif run.confirmed_by is not None:
            waive(item.membership, by=run.confirmed_by)
    _charge(to_charge, fees, run)
    DuesItem.objects.bulk_update(asked, ["outcome", "invoice"])


def _charge(items: list[DuesItem], fees: dict[int, FeeDue], run: DuesRun) -> None:
    """Issues the invoices, and writes the letters about them."""
    pairs = [(item.membership, fees[item.membership_id]) for item in items]
    letters = []
    for item, invoice in zip(
        items, invoice_fees(pairs, on=timezone.localdate(), by=run.confirmed_by, due_on=run.due_on) if pairs else [], strict=True
    ):
        item.invoice = invoice
        if run.with_letters:
            letters += worded(invoice, INVOICE, "run", addresses(invoice, recipients(item.membership)))
    if letters:
        queue_letters(letters, by=run.confirmed_by)


def issue_safely(items: list[DuesItem], run: DuesRun) -> None:
    """The same; where one of them is refused they are issued one by one, and a refusal undoes only its own item and keeps its sentence."""
    try:
        with transaction.atomic():
            issue_items(items, run)
    except ValidationError as refusal:
        if len(items) == 1:
            DuesItem.objects.filter(pk=items[0].pk).update(outcome=Outcome.REFUSED, reason=" ".join(refusal.messages)[:300])
            return
        for item in DuesItem.objects.filter(pk__in=[one.pk for one in items]).select_related(*WITH_ALL).order_by("pk"):
            issue_safely([item], run)
