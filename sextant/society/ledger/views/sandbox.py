"""The page of the sandbox, as a payer meets a payment service: pay, refuse; it then tells the site by a signed call."""

import secrets
from datetime import UTC, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.permissions.pages import anyone, decided_by
from sextant.society.ledger.actions.online import take_event
from sextant.society.ledger.models import OnlinePayment
from sextant.society.ledger.online import sandbox
from sextant.society.ledger.online.providers import provider
from sextant.society.ledger.payables import token_of


def _begun(token: str) -> OnlinePayment:
    return get_object_or_404(OnlinePayment, provider=sandbox.Sandbox.code, token=token)


@decided_by(anyone, _begun)
def pretend(request: HttpRequest, online: OnlinePayment) -> HttpResponse:
    """What would be the provider's page."""
    return render(request, "ledger/sandbox.html", {"online": online})


@decided_by(anyone, _begun)
@require_POST
def pretended(request: HttpRequest, online: OnlinePayment) -> HttpResponse:
    """The payer has paid or refused there: the provider tells the site, and sends the payer back."""
    kind = "paid" if request.POST.get("answer") == "pay" else "failed"
    body = sandbox.told(online, kind, online.amount_minor, f"{kind}-{secrets.token_hex(8)}", timezone.localdate())
    signed = {sandbox.SIGNATURE: sandbox.sign(body, datetime.now(UTC))}
    known = provider(sandbox.Sandbox.code)
    assert known is not None, "the sandbox is registered"
    take_event(sandbox.Sandbox.code, known.read_event(signed, body))
    if kind == "paid":
        messages.success(request, _("Thank you. The payment has come in."))
    else:
        messages.warning(request, _("Nothing was paid. You can try again, or pay by bank transfer."))
    return redirect("ledger:pay", token_of(online.about_kind, online.about_id))
