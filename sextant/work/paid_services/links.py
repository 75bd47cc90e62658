"""The customer's own link: it opens one contract with its acts without a log-in, and becomes void when the contract gets a new key."""

from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404

from sextant.society.ledger.models import Invoice
from sextant.society.ledger.payables import pay_url
from sextant.work.paid_services import states
from sextant.work.paid_services.models import Act, Contract

SALT = "paid_services.contract"


def token_of(contract: Contract) -> str:
    """The signed part of the link."""
    return signing.dumps([contract.pk, contract.key], salt=SALT)


def contract_at(token: str) -> Contract:
    """The contract of a link; 404 for a link that was altered or made void, and while the contract is a draft."""
    try:
        pk, key = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError) as wrong:
        raise Http404 from wrong
    found = Contract.objects.with_all().filter(pk=pk, key=key, state__in=states.SHOWN).exclude(number=None).first()
    if found is None:
        raise Http404
    return found


def act_at(token: str, act: int) -> Act:
    """An act of the contract of a link; 404 for a draft and for acts of other contracts."""
    contract = contract_at(token)
    rows = Act.objects.select_related("invoice").exclude(state=states.DRAFT)
    found: Act = get_object_or_404(rows, pk=act, contract=contract)
    found.contract = contract
    return found


def pay_address(invoice: Invoice | None) -> str:
    """Where an invoice is paid without a log-in; empty while there is none to pay."""
    return pay_url(invoice) if invoice is not None and invoice.open_minor else ""
