"""Letters to whoever asks and to customers, with the link that opens their page."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sextant.base.letters.actions import write_letter
from sextant.base.letters.invented import is_invented
from sextant.base.letters.registry import register
from sextant.base.ui.links import full_url
from sextant.base.words.money import money
from sextant.work.paid_services.links import pay_address, token_of
from sextant.work.paid_services.models import Act, Contract, OfferRequest

TEMPLATES: dict[str, str | Promise] = {
    "asked": _("Services: request received"),
    "declined": _("Services: request declined"),
    "offered": _("Services: contract to sign"),
    "signed": _("Services: contract signed"),
    "cancelled": _("Services: contract cancelled"),
    "link": _("Services: new link to the contract"),
    "act": _("Services: act to accept"),
    "accepted": _("Services: act accepted"),
}


def _write(code: str, about: Contract | Act | OfferRequest, contract: Contract | OfferRequest, turn: str, context: dict[str, Any]) -> None:
    """Writes the letter in the caller's transaction, once for each turn. Invented customers of the demo get none."""
    if is_invented(contract.email, is_demo=contract.is_demo):
        return
    key = f"paid_services.{code}:{about.pk}:{turn}"[:160]
    template = f"paid_services.{code}"
    write_letter(key=key, template=template, to=contract.email, language=contract.language, context=context, about=about)


def write_about_request(code: str, request: OfferRequest) -> None:
    """To whoever asked for an offer."""
    with translation.override(request.language):
        page = full_url(reverse("paid_services:prices"))
        service = request.service.title if request.service else ""
    _write(code, request, request, "", {"name": request.contact, "what": request.what, "service": service, "reason": request.reason, "page": page})


def contract_context(contract: Contract) -> dict[str, Any]:
    """What every letter about a contract knows, in the customer's language."""
    with translation.override(contract.language):
        pay = pay_address(contract.advance_invoice)
        return {
            "name": contract.contact or contract.customer,
            "number": contract.shown_number,
            "subject": contract.subject,
            "total": money(contract.total_minor, contract.currency),
            "advance": money(contract.advance_minor, contract.currency) if contract.advance_minor else "",
            "reason": contract.reason,
            "page": full_url(reverse("paid_services:own", args=[token_of(contract)])),
            "pay": full_url(pay) if pay else "",
        }


def write_about_contract(code: str, contract: Contract, turn: str = "") -> None:
    """To the customer, about the contract."""
    _write(code, contract, contract, turn, contract_context(contract))


def write_about_act(code: str, act: Act) -> None:
    """To the customer, about an act: what it comes to and what of it is to be paid."""
    contract = act.contract
    context = contract_context(contract)
    with translation.override(contract.language):
        pay = pay_address(act.invoice)
        page = full_url(reverse("paid_services:own_act", args=[token_of(contract), act.pk]))
        context |= {
            "act": act.shown_number,
            "total": money(act.total_minor, contract.currency),
            "rest": money(act.rest_minor, contract.currency) if act.rest_minor else "",
            "invoice": act.invoice.shown_number if act.invoice else "",
            "act_page": page,
            "pay": full_url(pay) if pay else "",
        }
    _write(code, act, contract, "", context)


def sample() -> dict[str, Any]:
    """An invented contract to preview a letter with."""
    link = full_url("/…")
    return {
        "name": "Анна Петрова",
        "what": "Экспертиза проекта модельной библиотеки",
        "service": "Экспертиза",
        "number": f"S-{date(2026, 1, 1).year}-0007",
        "subject": "Экспертиза проекта модельной библиотеки",
        "total": "90 000 ₽",
        "advance": "27 000 ₽",
        "rest": "63 000 ₽",
        "invoice": "2026-000017",
        "act": "A-2026-0011",
        "reason": "…",
        "page": link,
        "act_page": link,
        "pay": link,
    }


def register_letters() -> None:
    for code, title in TEMPLATES.items():
        register(f"paid_services.{code}", title, sample=sample)
