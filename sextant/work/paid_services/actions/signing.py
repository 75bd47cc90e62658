"""From the offer to the signed contract, and its end: sent, taken back, signed, objected to, cancelled."""

import secrets
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.permissions.moves import may_move
from sextant.society.ledger.actions.entries import take_number
from sextant.society.ledger.queries.requisites import requisites_for
from sextant.work.paid_services import letters, states
from sextant.work.paid_services.actions.contracts import locked
from sextant.work.paid_services.actions.invoicing import credit_what_is_left, invoice_advance
from sextant.work.paid_services.models import Contract
from sextant.work.paid_services.queries.clauses import clauses_for
from sextant.work.paid_services.queries.money import advance_left


def move(contract: Contract, target: str, who: str) -> None:
    """Sets the state; a sentence where that is not possible any more."""
    if not may_move(states.MOVES, contract.state, target, {who}):
        named = dict(Contract.STATES)
        words = {"state": named[contract.state], "target": named[target]}
        raise ValidationError(_("This contract is “%(state)s”; it cannot become “%(target)s” now. Look at it again.") % words)
    contract.state = target


@in_turn
def send_contract(contract: Contract, *, on: date, by: User | None) -> Contract:
    """Gives the contract its number, keeps the clauses and requisites of the day, and sends the customer the link."""
    contract = locked(contract)
    if not contract.lines.exists():
        raise ValidationError(_("Add at least one line from the price list before the contract is sent."))
    move(contract, states.SENT, states.OFFICE)
    if contract.number is None:
        contract.year = contract.day.year
        contract.number = take_number(contract.series, contract.year)
    contract.clauses, contract.requisites = clauses_for(contract), requisites_for(contract.currency)
    contract.sent_on, contract.objection, contract.objected_on, contract.edition = on, "", None, contract.edition + 1
    contract.save()
    record(verb="paid_services.send_contract", obj=contract, by=by, after={"number": contract.shown_number, "total_minor": contract.total_minor})
    letters.write_about_contract("offered", contract, turn=str(contract.edition))
    return contract


@in_turn
def recall_contract(contract: Contract, *, by: User | None) -> Contract:
    """Takes an offer back to change it; its number stays."""
    contract = locked(contract)
    move(contract, states.DRAFT, states.OFFICE)
    contract.save(update_fields=["state"])
    record(verb="paid_services.recall_contract", obj=contract, by=by)
    return contract


@in_turn
def sign_contract(contract: Contract, *, name: str, on: date, by: User | None, who: str, edition: int | None = None) -> Contract:
    """Both sides are bound from that day. Where an advance is agreed, its invoice is issued.

    With an `edition`, refused where the contract was changed and sent anew after it was read.
    """
    contract = locked(contract)
    if not name.strip():
        raise ValidationError({"name": _("Say who signs for the customer.")})
    if contract.sent_on is not None and on < contract.sent_on:
        raise ValidationError({"day": _("It cannot be signed before it was sent.")})
    move(contract, states.SIGNED, who)
    if edition is not None and edition != contract.edition:
        raise ValidationError(_("The contract was changed after you opened it. Read it again, then accept it."))
    contract.signed_on, contract.signed_by = on, name.strip()[:200]
    contract.objection, contract.objected_on = "", None
    if contract.advance_minor:
        contract.advance_invoice = invoice_advance(contract, on=on, by=by)
    contract.save()
    after = {"signed_on": on, "by": who, "advance": contract.advance_invoice.shown_number if contract.advance_invoice else ""}
    record(verb="paid_services.sign_contract", obj=contract, by=by, after=after, personal_after={"name": contract.signed_by})
    letters.write_about_contract("signed", contract)
    return contract


@in_turn
def object_contract(contract: Contract, *, text: str, on: date, by: User | None) -> Contract:
    """Keeps what the customer does not agree with; the office answers with a changed offer."""
    contract = locked(contract)
    if contract.state != states.SENT:
        raise ValidationError(_("This contract does not wait for your answer any more."))
    if not text.strip():
        raise ValidationError({"objection": _("Say what you do not agree with.")})
    contract.objection, contract.objected_on = text.strip()[:4000], on
    contract.save(update_fields=["objection", "objected_on"])
    record(verb="paid_services.object_contract", obj=contract, by=by, after={"objected_on": on}, personal_after={"objection": contract.objection})
    return contract


@in_turn
def cancel_contract(contract: Contract, *, reason: str, on: date, by: User | None) -> Contract:
    """Ends a contract. Accepted acts stand; what no act has used of the advance is credited."""
    contract = locked(contract)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the contract is cancelled.")})
    if contract.acts.filter(state__in=(states.DRAFT, states.SENT)).exists():
        raise ValidationError(_("An act of this contract is not answered yet. Have it accepted or refused first."))
    move(contract, states.CANCELLED, states.OFFICE)
    contract.reason, contract.ended_on = reason.strip()[:300], on
    contract.save(update_fields=["state", "reason", "ended_on"])
    credit_unused_advance(contract, on=on, by=by)
    record(verb="paid_services.cancel_contract", obj=contract, by=by, after={"reason": contract.reason})
    if contract.sent_on is not None:
        letters.write_about_contract("cancelled", contract)
    return contract


def credit_unused_advance(contract: Contract, *, on: date, by: User | None) -> None:
    """What is left of the advance of a cancelled contract is asked for no more; what was paid of it comes free."""
    words = _("Contract cancelled: %(reason)s") % {"reason": contract.reason}
    credit_what_is_left(contract.advance_invoice, advance_left(contract), reason=words, on=on, by=by)


@in_turn
def renew_link(contract: Contract, *, by: User | None) -> Contract:
    """Makes the customer's link void and sends a new one, where the customer may read the contract."""
    contract = locked(contract)
    contract.key = secrets.token_hex(16)
    contract.save(update_fields=["key"])
    record(verb="paid_services.renew_link", obj=contract, by=by)
    if contract.state in states.SHOWN:
        letters.write_about_contract("link", contract, turn=contract.key[:8])
    return contract
