"""Acts of acceptance: written for what was done, sent, accepted or refused, taken back."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import F, Sum
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.permissions.moves import may_move
from sextant.society.ledger.actions.entries import take_number
from sextant.work.paid_services import letters, states
from sextant.work.paid_services.actions.contracts import amount_of, locked
from sextant.work.paid_services.actions.invoicing import bill_act, unbill_act
from sextant.work.paid_services.actions.signing import credit_unused_advance, move
from sextant.work.paid_services.models import Act, ActLine, Contract, ContractLine


def _locked(act: Act) -> Act:
    """The act as it is now, held until the transaction ends, and its contract before it."""
    contract = locked(act.contract)
    act = Act.objects.select_for_update().get(pk=act.pk)
    act.contract = contract
    return act


def _move(act: Act, target: str, who: str) -> None:
    if not may_move(states.ACT_MOVES, act.state, target, {who}):
        named = dict(Act.STATES)
        words = {"state": named[act.state], "target": named[target]}
        raise ValidationError(_("This act is “%(state)s”; it cannot become “%(target)s” now. Look at it again.") % words)
    act.state = target


def _amount(line: ContractLine, quantity: int) -> int:
    """What so much of a line comes to; the part that completes it takes what the others have left, so that nothing is lost by rounding."""
    if line.taken + quantity < line.quantity:
        return amount_of(line.price_minor, quantity)
    others = ActLine.objects.filter(line=line, act__state__in=states.STANDING).aggregate(total=Sum("amount_minor"))["total"] or 0
    return max(line.amount_minor - int(others), 0)


def _take(contract: Contract, quantities: Mapping[int, int]) -> list[ActLine]:
    """Takes the quantities from the lines, which are held; refuses more than is left."""
    lines = {line.pk: line for line in contract.lines.select_for_update().order_by("pk")}
    wanted = {key: quantity for key, quantity in quantities.items() if quantity}
    if not wanted:
        raise ValidationError(_("Say how much was done of at least one line."))
    made = []
    for key, quantity in sorted(wanted.items()):
        line = lines.get(key)
        if line is None or quantity < 0:
            raise ValidationError(_("This act names a line that the contract has not. Look at the page again."))
        if quantity > line.left:
            words = {"line": line.text, "left": _shown(line.left), "unit": line.unit}
            raise ValidationError({f"line_{key}": _("“%(line)s”: %(left)s %(unit)s are left, not more. Acts never exceed the contract.") % words})
        made.append(ActLine(line=line, quantity=quantity, amount_minor=_amount(line, quantity)))
        ContractLine.objects.filter(pk=key).update(taken=F("taken") + quantity)
    return made


def _shown(thousandths: int) -> str:
    return f"{thousandths / 1000:g}"


@in_turn
def write_act(
    contract: Contract,
    quantities: Mapping[int, int],
    *,
    day: date,
    by: User | None,
    since: date | None = None,
    until: date | None = None,
    note: str = "",
) -> Act:
    """Draws an act up over so many thousandths of the contract's lines `{key: quantity}`; they are taken from what is left at once."""
    contract = locked(contract)
    if contract.state != states.SIGNED:
        raise ValidationError(_("Acts are written for signed contracts that are not fulfilled yet."))
    since, until = since or contract.since, until or day
    if until < since:
        raise ValidationError({"until": _("The last day is before the first.")})
    lines = _take(contract, quantities)
    total = sum(line.amount_minor for line in lines)
    if total <= 0:
        raise ValidationError(_("What was done comes to nothing. Give a larger quantity."))
    series = "demo-service-act" if contract.is_demo else "service-act"
    act = Act.objects.create(
        contract=contract, series=series, day=day, since=since, until=until, note=note.strip(), total_minor=total, is_demo=contract.is_demo
    )
    for line in lines:
        line.act = act
    ActLine.objects.bulk_create(lines)
    record(verb="paid_services.write_act", obj=act, by=by, after={"contract": contract.shown_number, "total_minor": total})
    return act


def _give_back(act: Act) -> None:
    for line in act.lines.all():
        ContractLine.objects.filter(pk=line.line_id).update(taken=F("taken") - line.quantity)


@in_turn
def discard_act(act: Act, *, by: User | None) -> Contract:
    """Puts a draft aside; it never had a number, so none is missing."""
    act = _locked(act)
    if act.state != states.DRAFT:
        raise ValidationError(_("An act that was sent is not put aside; have it refused."))
    _give_back(act)
    record(verb="paid_services.discard_act", obj=act, by=by, before={"total_minor": act.total_minor})
    contract = act.contract
    act.delete()
    return contract


@in_turn
def send_act(act: Act, *, on: date, by: User | None) -> Act:
    """Gives the act its number and sends the customer the link."""
    act = _locked(act)
    _move(act, states.SENT, states.OFFICE)
    act.year, act.sent_on = act.day.year, on
    act.number = take_number(act.series, act.year)
    act.save()
    record(verb="paid_services.send_act", obj=act, by=by, after={"number": act.shown_number, "total_minor": act.total_minor})
    letters.write_about_act("act", act)
    return act


@in_turn
def accept_act(act: Act, *, name: str, on: date, by: User | None, who: str) -> Act:
    """The customer takes the work over: the advance is used, the rest is invoiced, and the income is booked on that day.

    A contract of which everything is accepted is fulfilled.
    """
    act = _locked(act)
    if not name.strip():
        raise ValidationError({"name": _("Say who accepts for the customer.")})
    if on < act.day:
        raise ValidationError({"day": _("It cannot be accepted before the day of the act.")})
    _move(act, states.ACCEPTED, who)
    act.decided_on, act.decided_by, act.objection = on, name.strip()[:200], ""
    bill_act(act, on=on, by=by)
    act.save()
    after = {"offset_minor": act.offset_minor, "invoice": act.invoice.shown_number if act.invoice else "", "by": who}
    record(verb="paid_services.accept_act", obj=act, by=by, after=after, personal_after={"name": act.decided_by})
    _close_if_done(act.contract, on)
    letters.write_about_act("accepted", act)
    return act


def _close_if_done(contract: Contract, on: date) -> None:
    open_acts = contract.acts.filter(state__in=(states.DRAFT, states.SENT))
    if contract.lines.exclude(taken=F("quantity")).exists() or open_acts.exists() or contract.state != states.SIGNED:
        return
    move(contract, states.FULFILLED, states.ACTS)
    contract.ended_on = on
    contract.save(update_fields=["state", "ended_on"])
    record(verb="paid_services.fulfil_contract", obj=contract)


@in_turn
def refuse_act(act: Act, *, text: str, on: date, by: User | None, who: str) -> Act:
    """Keeps what is wrong with the work; its quantities are free for another act."""
    act = _locked(act)
    if not text.strip():
        raise ValidationError({"objection": _("Say what is wrong, so that it can be put right.")})
    _move(act, states.REFUSED, who)
    act.objection, act.decided_on = text.strip()[:4000], on
    act.save(update_fields=["state", "objection", "decided_on"])
    _give_back(act)
    record(verb="paid_services.refuse_act", obj=act, by=by, after={"by": who}, personal_after={"objection": act.objection})
    return act


@in_turn
def take_back_act(act: Act, *, reason: str, on: date, by: User | None) -> Act:
    """Undoes an accepted act: its invoice is credited, the advance it used is there again, and its quantities are free."""
    act = _locked(act)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the act is taken back.")})
    _move(act, states.TAKEN_BACK, states.TREASURER)
    act.reason = reason.strip()[:300]
    act.save(update_fields=["state", "reason"])
    _give_back(act)
    unbill_act(act, reason=act.reason, on=on, by=by)
    record(verb="paid_services.take_back_act", obj=act, by=by, after={"reason": act.reason})
    contract = act.contract
    if contract.state == states.FULFILLED:
        move(contract, states.SIGNED, states.ACTS)
        contract.ended_on = None
        contract.save(update_fields=["state", "ended_on"])
    if contract.state == states.CANCELLED:
        credit_unused_advance(contract, on=on, by=by)
    return act
