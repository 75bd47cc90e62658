"""Reminders of invoices that are overdue: three letters at most, and none once there is no reason for them."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.society.ledger import states, subjects
from sextant.society.ledger.letters import REMINDER, days_over, tell
from sextant.society.ledger.models import Invoice

APART = timedelta(days=7)


@in_turn
def remind(invoice: Invoice, *, today: date) -> str:
    """Decides about one overdue invoice and does it: `sent`, `stopped`, or `waits`; the reason of a stop is kept on the invoice.

    The n-th letter goes out when the invoice is `states.REMIND_AFTER[n]` days overdue, a week after the one before at the
    earliest. Whoever paid meanwhile, whose subject is given up, or who has no address gets none.
    """
    invoice = Invoice.objects.select_for_update(of=("self",)).select_related("person", "organisation").get(pk=invoice.pk)
    if invoice.state != states.ISSUED or not invoice.open_minor or invoice.dunning_stopped or invoice.due_on is None:
        return "waits"
    if invoice.dunned >= len(states.REMIND_AFTER):
        return _stop(invoice, _("%(count)s reminders were sent; it is for a person to decide what follows.") % {"count": invoice.dunned})
    over = days_over(invoice, today)
    if over < states.REMIND_AFTER[invoice.dunned] or (invoice.dunned_on and today - invoice.dunned_on < APART):
        return "waits"
    subject = subjects.subject(invoice.about_kind)
    if subject and (why := subject.given_up(invoice.about_id)):
        return _stop(invoice, why)
    letter = invoice.dunned + 1
    if not tell(invoice, REMINDER, str(letter), by=None, days=over, letter=letter, is_last=letter == len(states.REMIND_AFTER)):
        return _stop(invoice, _("The payer has no e-mail address."))
    invoice.dunned, invoice.dunned_on = letter, today
    invoice.save(update_fields=["dunned", "dunned_on"])
    record(verb="ledger.remind", obj=invoice, after={"letter": letter, "days": over})
    return "sent"


def _stop(invoice: Invoice, why: str, by: User | None = None) -> str:
    invoice.dunning_stopped = why[:300]
    invoice.save(update_fields=["dunning_stopped"])
    record(verb="ledger.stop_reminders", obj=invoice, by=by, after={"reason": why})
    return "stopped"


@in_turn
def stop_reminders(invoice: Invoice, *, reason: str, by: User) -> Invoice:
    """No letter asks for this invoice any more, for a reason."""
    invoice = Invoice.objects.select_for_update().get(pk=invoice.pk)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why no reminder is to be sent.")})
    _stop(invoice, reason.strip(), by)
    return invoice


@in_turn
def resume_reminders(invoice: Invoice, *, by: User) -> Invoice:
    """Reminders go on where they stopped."""
    invoice = Invoice.objects.select_for_update().get(pk=invoice.pk)
    if not invoice.dunning_stopped:
        raise ValidationError(_("Reminders of this invoice were not stopped."))
    before, invoice.dunning_stopped = invoice.dunning_stopped, ""
    if invoice.dunned >= len(states.REMIND_AFTER):
        invoice.dunned = 0
    invoice.save(update_fields=["dunning_stopped", "dunned"])
    record(verb="ledger.resume_reminders", obj=invoice, by=by, before={"reason": before})
    return invoice
