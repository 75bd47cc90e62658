"""Online payments: begun by a payer, and what the provider tells of them, kept once and booked once.

Calls of a provider may come five times, late, or in the wrong order. Each is kept under the provider's own name for it, and
what follows is worked out from all that is known of the payment: money is recorded when the first `paid` is there, given
back when a `refunded` is there as well; a `refunded` that comes first waits. What is told of a day whose books are closed is
booked on the first open day; there is one, for only days that are over can be closed.
"""

import secrets
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.society.ledger.actions.expected import receive_for, unassign_payment
from sextant.society.ledger.actions.payments import receive_payment, uncover
from sextant.society.ledger.actions.returned import refund_payment
from sextant.society.ledger.models import Books, OnlinePayment, Payment, ProviderEvent
from sextant.society.ledger.online.providers import Event
from sextant.society.ledger.payables import Payable, payable
from sextant.society.ledger.queries.accounts import account_for


@in_turn
def begin_payment(wanted: Payable, provider: str) -> OnlinePayment:
    """Opens an online payment over what is still open. One that is begun and not told of is used again."""
    if not wanted.is_open:
        raise ValidationError(_("This is paid already; nothing is to be paid."))
    fields = {"provider": provider, "about_kind": wanted.kind, "about_id": wanted.about_id, "currency": wanted.currency}
    begun = OnlinePayment.objects.filter(state="begun", amount_minor=wanted.amount_minor, events=None, **fields).order_by("-pk").first()
    if begun is not None:
        return begun
    made = OnlinePayment.objects.create(
        token=secrets.token_urlsafe(24), amount_minor=wanted.amount_minor, invoice=wanted.invoice, is_demo=wanted.is_demo, **fields
    )
    record(verb="ledger.begin_payment", obj=made, after={"provider": provider, "amount_minor": made.amount_minor, "currency": made.currency})
    return made


@in_turn
def take_event(provider: str, event: Event) -> ProviderEvent:
    """Keeps what a provider told, and does what follows from it; told again, nothing follows."""
    online = OnlinePayment.objects.select_for_update().filter(provider=provider, token=event.token).first()
    fields = {"online": online, "kind": event.kind, "amount_minor": event.amount_minor, "currency": event.currency, "day": event.day}
    kept, is_new = ProviderEvent.objects.get_or_create(provider=provider, event_id=event.event_id, defaults=fields)
    if not is_new:
        return kept
    if online is None:
        kept.outcome = "unknown"
        kept.save(update_fields=["outcome"])
        return kept
    _follow(online)
    kept.refresh_from_db()
    return kept


def _follow(online: OnlinePayment) -> None:
    """What all that is known of the payment comes to; an event whose consequence is drawn carries it as its outcome."""
    waiting = list(online.events.filter(outcome="").order_by("pk"))
    for kind in ("paid", "failed", "refunded"):
        for event in (one for one in waiting if one.kind == kind):
            event.outcome = _FOLLOWS[kind](online, event)
            event.save(update_fields=["outcome"])


def _named_day(event: ProviderEvent) -> date:
    """The day the provider names, which does not lie in the future."""
    return min(event.day or timezone.localdate(), timezone.localdate())


def _open_day(event: ProviderEvent) -> date:
    """The first day from the one the provider names whose books are open."""
    day, books = _named_day(event), Books.objects.filter(pk=1).first()
    closed = books.closed_until if books is not None else None
    return closed + timedelta(days=1) if closed is not None and day <= closed else day


def _paid(online: OnlinePayment, event: ProviderEvent) -> str:
    if online.payment_id:
        return "already"
    if event.currency != online.currency:
        return "other_currency"
    online.payment = _recorded(online, event)
    online.state = "paid"
    online.save(update_fields=["payment", "state"])
    return "recorded"


def _recorded(online: OnlinePayment, event: ProviderEvent) -> Payment:
    wanted, day, named = payable(online.about_kind, online.about_id), _open_day(event), _named_day(event)
    fields: dict[str, Any] = {
        "day": day,
        "purpose": _("Paid on %(day)s, when the books of that day were closed already.") % {"day": date_format(named)} if named != day else "",
        "amount_minor": event.amount_minor,
        "currency": online.currency,
        "account": account_for("online"),
        "reference": online.token[:12],
        "key": f"{online.provider}:{online.token}",
        "method": Payment.Method.CARD,
        "payer_name": wanted.payer_name if wanted else "",
        "is_demo": online.is_demo,
        "by": None,
    }
    if wanted is None or wanted.invoice is not None:
        invoice = wanted.invoice if wanted else None
        whose: dict[str, Any] = {"person": invoice.person, "organisation": invoice.organisation} if invoice else {}
        return receive_payment(invoices=[invoice] if invoice else [], **fields, **whose)
    return receive_for(online.about_kind, online.about_id, fund=wanted.fund, **fields)


def _failed(online: OnlinePayment, event: ProviderEvent) -> str:
    if online.payment_id:
        return "late_failure"
    online.state = "failed"
    online.save(update_fields=["state"])
    return "failed"


def _refunded(online: OnlinePayment, event: ProviderEvent) -> str:
    """The provider has given money back: it comes off what it was laid on, and the refund is booked."""
    if online.payment is None:
        return ""
    payment = online.payment
    if payment.taken_back_on is not None:
        return "returned_before"
    amount = min(event.amount_minor or 0, payment.amount_minor - payment.returned_minor)
    if amount <= 0:
        return "returned_before"
    day = _open_day(event)
    unassign_payment(payment, on=day, by=None, reason=_("given back by the payment service"))
    payment.refresh_from_db()
    for cover in payment.covers.filter(taken_back_on=None).order_by("-pk"):
        missing = amount - payment.free_minor
        if missing > 0:
            uncover(cover, amount_minor=min(missing, cover.amount_minor), on=day, by=None)
            payment.refresh_from_db()
    refund_payment(payment, amount_minor=amount, day=day, reference=event.event_id, key=f"{online.provider}:refund:{event.event_id}", by=None)
    online.state = "refunded"
    online.save(update_fields=["state"])
    return "returned"


_FOLLOWS = {"paid": _paid, "failed": _failed, "refunded": _refunded}
