"""What becomes of a line of a statement: booked on invoices, on accounts, joined to a recorded payment, put aside, or undone."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.society.ledger import states, subjects
from sextant.society.ledger.actions.entries import Leg, book_reversal, write_entry
from sextant.society.ledger.actions.expected import receive_for
from sextant.society.ledger.actions.payments import receive_payment
from sextant.society.ledger.actions.returned import take_back_payment
from sextant.society.ledger.models import Account, Fund, Invoice, Payment, Programme, StatementLine
from sextant.society.ledger.payables import INVOICE
from sextant.society.ledger.queries.accounts import general_fund
from sextant.society.ledger.queries.claims import parts_of


def _locked(line: StatementLine) -> StatementLine:
    """The line, held until the transaction ends; refused where it is decided already."""
    line = StatementLine.objects.select_for_update(of=("self",)).select_related("bank_account__account").get(pk=line.pk)
    if line.state in (states.BOOKED, states.PUT_ASIDE):
        raise ValidationError(_("This line is decided already. Take the decision back first."))
    return line


def _key(line: StatementLine) -> str:
    """The key under which the line is booked; one that was taken back before gets another. Asked key by key, for SQLite searches no beginnings by index."""
    tries = 0
    while Payment.objects.filter(key=f"statement:{line.pk}:{tries}").exists():
        tries += 1
    return f"statement:{line.pk}:{tries}"


def _told(line: StatementLine) -> dict[str, Any]:
    return {
        "day": line.day,
        "amount_minor": line.amount_minor,
        "currency": line.currency,
        "account": line.bank_account.account,
        "reference": line.reference or line.bank_id or _("line %(place)s") % {"place": line.place},
        "key": _key(line),
        "payer_name": line.payer_name,
        "purpose": line.purpose[:300],
        "is_demo": line.is_demo,
    }


@in_turn
def book_line(line: StatementLine, *, keys: list[str], by: User | None) -> StatementLine:
    """Books a credit on claims (`ledger.invoice:12`, or one thing asked for without an invoice); what is left stays free.

    Without keys the whole amount stays on the payer's account, to be laid on an invoice later.
    """
    line = _locked(line)
    if line.amount_minor <= 0:
        raise ValidationError(_("Money went out here: choose an account to book it on."))
    kinds = {parts_of(key)[0] for key in keys}
    if kinds <= {INVOICE}:
        found = {str(one.pk): one for one in Invoice.objects.filter(pk__in=[parts_of(key)[1] for key in keys if parts_of(key)[1].isdigit()])}
        invoices = [found[about_id] for about_id in (parts_of(key)[1] for key in keys) if about_id in found]
        if len(invoices) != len(keys):
            raise ValidationError(_("One of the invoices is not there any more. Look again."))
        _refuse_settled(invoices)
        whose: dict[str, Any] = {"person": invoices[0].person, "organisation": invoices[0].organisation} if invoices else {}
        payment = receive_payment(invoices=invoices, by=by, **_told(line), **whose)
    elif len(keys) == 1:
        kind, about_id = parts_of(keys[0])
        subject = subjects.subject(kind)
        asked = subject.asked(about_id) if subject else None
        if asked is None:
            raise ValidationError(_("What this was for is not there any more. Look again."))
        payment = receive_for(kind, about_id, fund=asked.fund, by=by, **_told(line))
    else:
        raise ValidationError(_("Choose invoices, or one other thing; not both."))
    return _decide(line, by, payment=payment)


def _refuse_settled(invoices: list[Invoice]) -> None:
    for invoice in invoices:
        if not invoice.open_minor:
            raise ValidationError(
                _("Invoice %(number)s is settled already. Choose another one, or keep the money free.") % {"number": invoice.shown_number}
            )


@in_turn
def book_on_account(
    line: StatementLine, *, account: Account, by: User | None, fund: Fund | None = None, programme: Programme | None = None, memo: str = ""
) -> StatementLine:
    """Books a movement against an account of the chart: a fee of the bank, rent, a transfer between own accounts."""
    line = _locked(line)
    if account.use in ("receivable", "advances") or account == line.bank_account.account:
        raise ValidationError({"account": _("Choose another account: payers' money is booked on invoices, or kept free.")})
    own = fund or general_fund()
    legs = [Leg(line.bank_account.account, line.amount_minor, own), Leg(account, -line.amount_minor, own, programme)]
    said = memo.strip() or line.purpose or line.payer_name or _("line %(place)s") % {"place": line.place}
    entry = write_entry(day=line.day, memo=said, currency=line.currency, legs=legs, is_demo=line.is_demo, by=by)
    return _decide(line, by, entry=entry)


@in_turn
def join_payment(line: StatementLine, payment: Payment, *, by: User | None) -> StatementLine:
    """Says that the line is a payment recorded before; nothing is booked again."""
    line = _locked(line)
    payment = Payment.objects.select_for_update().get(pk=payment.pk)
    same = (payment.amount_minor, payment.currency, payment.account_id) == (line.amount_minor, line.currency, line.bank_account.account_id)
    if not same or payment.refunds_id or payment.taken_back_on:
        raise ValidationError(_("Amount, currency or account of that payment are others."))
    if hasattr(payment, "statement_line"):
        raise ValidationError(_("Another line of a statement is that payment already."))
    return _decide(line, by, payment=payment, note=_("It was recorded by hand before."))


@in_turn
def put_aside(line: StatementLine, *, note: str, by: User | None) -> StatementLine:
    """Puts a line aside with a reason: it is booked elsewhere, or is not to be booked."""
    line = _locked(line)
    if not note.strip():
        raise ValidationError({"note": _("Say why nothing is booked.")})
    return _decide(line, by, state=states.PUT_ASIDE, note=note.strip())


def _decide(line: StatementLine, by: User | None, *, state: str = states.BOOKED, note: str = "", **booked: Any) -> StatementLine:
    line.state, line.note = state, note[:300]
    for name, value in booked.items():
        setattr(line, name, value)
    line.save(update_fields=["state", "note", "payment", "entry"])
    after = {"state": state, "note": note, **{name: value.pk for name, value in booked.items()}}
    record(verb="ledger.decide_line", obj=line, by=by, after=after)
    return line


@in_turn
def undo_line(line: StatementLine, *, reason: str, by: User) -> StatementLine:
    """Takes a decision back: a payment made of the line is taken back, an entry reversed, a joined payment let go."""
    line = StatementLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    if line.state not in (states.BOOKED, states.PUT_ASIDE):
        raise ValidationError(_("Nothing is decided about this line yet."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the decision is taken back.")})
    today = timezone.localdate()
    if line.payment is not None and line.payment.key.startswith(f"statement:{line.pk}:"):
        take_back_payment(line.payment, on=today, reason=reason.strip(), by=by)
    if line.entry is not None:
        memo = _("Taken back: %(reason)s") % {"reason": reason.strip()}
        book_reversal(line.entry, day=max(today, line.day), memo=memo, by=by)
    before = {"state": line.state, "payment": line.payment_id, "entry": line.entry_id}
    line.state, line.payment, line.entry, line.note = states.DOUBTFUL, None, None, reason.strip()[:300]
    line.save(update_fields=["state", "payment", "entry", "note"])
    record(verb="ledger.undo_line", obj=line, by=by, before=before, after={"reason": reason.strip()})
    return line


def book_sure(line: StatementLine, *, by: User | None) -> bool:
    """Books a matched line on its best proposal; what is refused meanwhile makes it doubtful, with the reason. True when booked."""
    if line.state != states.MATCHED or not line.proposals:
        return False
    try:
        with transaction.atomic():
            book_line(line, keys=[line.proposals[0]["key"]], by=by)
    except ValidationError as refusal:
        StatementLine.objects.filter(pk=line.pk, state=states.MATCHED).update(state=states.DOUBTFUL, note=" ".join(refusal.messages)[:300])
        return False
    return True
