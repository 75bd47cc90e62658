"""Contracts while they are drafts: drawn up, changed, their lines taken from the price list."""

import secrets
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.society.ledger.models import Fund
from sextant.work.paid_services import states
from sextant.work.paid_services.models import Contract, ContractLine, OfferRequest, Price, Service
from sextant.work.paid_services.queries.prices import is_member_on, price_on

LARGEST = 10**13
FIELDS = ("customer", "tax_id", "tax_code", "address", "signatory", "details", "contact", "email", "language", "subject_ru", "subject_en")
"""What is typed; the rest is chosen."""


def locked(contract: Contract) -> Contract:
    """The contract as it is now, held until the transaction ends."""
    return Contract.objects.select_for_update(of=("self",)).with_all().get(pk=contract.pk)


def _draft(contract: Contract) -> Contract:
    contract = locked(contract)
    if contract.state != states.DRAFT:
        raise ValidationError(_("Only a draft can be changed. Take the contract back first, or make a new one."))
    return contract


def _set(contract: Contract, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(contract, name, value.strip() if name in FIELDS else value)
    holder = contract.organisation or contract.person
    if contract.organisation is not None and contract.person is not None:
        raise ValidationError({"person": _("A contract has one customer: an organisation or a person.")})
    if not contract.customer and holder is not None:
        contract.customer = getattr(holder, "full_name", "") or getattr(holder, "name", "")
    if not contract.customer:
        raise ValidationError({"customer": _("Name the customer, or choose an organisation or a person.")})
    if not (contract.subject_ru or contract.subject_en):
        raise ValidationError({"subject_ru": _("Say what the contract is about.")})
    if contract.until < contract.since:
        raise ValidationError({"until": _("The last day is before the first.")})
    if not 0 <= contract.advance_percent <= 100:
        raise ValidationError({"advance_percent": _("Between 0 and 100 per cent.")})
    contract.is_member = is_member_on(holder, contract.day)
    if holder is not None and holder.is_demo:
        _make_demo(contract)


def _make_demo(contract: Contract) -> None:
    """What is agreed with or about invented things goes with the demo, and takes its numbers; never once a number was given."""
    if contract.number is not None and not contract.is_demo:
        raise ValidationError(_("This belongs to the demo association. Make a new contract for it."))
    contract.is_demo, contract.series = True, "demo-service-contract"


@in_turn
def draft_contract(*, by: User | None, day: date, request: OfferRequest | None = None, is_demo: bool = False, **values: Any) -> Contract:
    """Draws a contract up; it has no number and the customer does not see it yet. A request it answers is answered now."""
    contract = Contract(day=day, key=secrets.token_hex(16), made_by=by)
    if is_demo or (request is not None and request.is_demo):
        _make_demo(contract)
    if request is not None:
        request = OfferRequest.objects.select_for_update().get(pk=request.pk)
        if request.state == states.DECLINED:
            raise ValidationError(_("This request is answered already."))
        contract.request = request
        request.state, request.answered_on = states.OFFERED, request.answered_on or day
        request.save(update_fields=["state", "answered_on"])
    _set(contract, values)
    contract.save()
    after = {"customer": contract.customer, "subject": contract.subject, "request": request.pk if request else None}
    record(verb="paid_services.draft_contract", obj=contract, by=by, after=after)
    return contract


@in_turn
def change_contract(contract: Contract, *, by: User | None, **values: Any) -> Contract:
    """Changes a draft. Another day or customer takes the prices of the list anew; prices changed for a reason stay."""
    contract = _draft(contract)
    before = {name: getattr(contract, name) for name in values if name not in ("organisation", "person")}
    was = (contract.day, contract.is_member)
    _set(contract, values)
    contract.save()
    if was != (contract.day, contract.is_member):
        _take_prices(contract)
    after = {name: getattr(contract, name) for name in before}
    record(verb="paid_services.change_contract", obj=contract, by=by, before=before, after=after)
    return contract


def price_for(contract: Contract, service: Service) -> Price:
    """The price of the list in force on the day of the contract; a sentence where there is none, or in another currency."""
    price = price_on(service, contract.day)
    if price is None:
        words = {"service": service, "day": date_format(contract.day)}
        raise ValidationError({"service": _("“%(service)s” has no price in force on %(day)s. Add one to the price list.") % words})
    if price.currency != contract.currency:
        words = {"service": service, "currency": price.currency}
        raise ValidationError({"service": _("“%(service)s” is priced in %(currency)s; make another contract for it.") % words})
    return price


def _take_prices(contract: Contract) -> None:
    for line in contract.lines.select_related("service"):
        price = price_for(contract, line.service)
        line.list_minor, line.vat_ru, line.vat_en = price.amount_for(contract.is_member), price.vat_ru, price.vat_en
        if not line.price_reason:
            line.price_minor = line.list_minor
        line.amount_minor = amount_of(line.price_minor, line.quantity)
        line.save()
    _sum_up(contract)


def amount_of(price_minor: int, quantity: int) -> int:
    """Price times quantity in thousandths, half a minor unit rounded up."""
    return (price_minor * quantity + 500) // 1000


def _sum_up(contract: Contract) -> None:
    contract.total_minor = contract.lines.aggregate(total=Sum("amount_minor"))["total"] or 0
    if contract.total_minor >= LARGEST:
        raise ValidationError({"quantity": _("This is more than can be booked. Look whether a sign is in the wrong place.")})
    contract.save(update_fields=["total_minor", "fund", "is_demo", "series"])


def _one_fund(contract: Contract, service: Service, line: ContractLine) -> Fund | None:
    """The money of one contract goes to one fund, so that its advance and its acts can be kept apart from others."""
    others = contract.lines.exclude(pk=line.pk).select_related("service__fund")
    if any(other.service.fund_id != service.fund_id for other in others):
        raise ValidationError({"service": _("The money of this service goes to another fund. Make another contract for it.")})
    return service.fund


@in_turn
def save_line(
    contract: Contract,
    line: ContractLine | None,
    *,
    service: Service,
    quantity: int,
    by: User | None,
    price_minor: int | None = None,
    price_reason: str = "",
    text_ru: str = "",
    text_en: str = "",
) -> ContractLine:
    """Adds or changes a line of a draft: so many thousandths of a service at the price of the list, or at another one with a reason."""
    contract = _draft(contract)
    kept = contract.lines.get(pk=line.pk) if line is not None else ContractLine(contract=contract)
    price, reason = price_for(contract, service), price_reason.strip()[:300]
    listed = price.amount_for(contract.is_member)
    asked = listed if price_minor is None else price_minor
    if not 0 < quantity < 10**9:
        raise ValidationError({"quantity": _("Give a quantity above zero and below a million.")})
    if not 0 < asked < LARGEST:
        raise ValidationError({"price": _("Give an amount above zero.")})
    if asked != listed and not reason:
        raise ValidationError({"price_reason": _("Say why the price is not that of the list.")})
    contract.fund = _one_fund(contract, service, kept)
    if service.is_demo:
        _make_demo(contract)
    kept.service, kept.quantity, kept.list_minor, kept.price_minor = service, quantity, listed, asked
    kept.price_reason = reason if asked != listed else ""
    kept.text_ru, kept.text_en = text_ru.strip() or service.title_ru, text_en.strip() or service.title_en
    kept.unit_ru, kept.unit_en, kept.vat_ru, kept.vat_en = service.unit_ru, service.unit_en, price.vat_ru, price.vat_en
    kept.amount_minor = amount_of(asked, quantity)
    if kept.amount_minor <= 0:
        raise ValidationError({"quantity": _("This line comes to nothing. Give a larger quantity.")})
    kept.save()
    _sum_up(contract)
    after = {"service": service.code, "quantity": quantity, "list_minor": listed, "price_minor": asked, "reason": kept.price_reason}
    record(verb="paid_services.save_line", obj=contract, by=by, after=after)
    return kept


@in_turn
def remove_line(line: ContractLine, *, by: User | None) -> Contract:
    """Takes a line off a draft."""
    contract = _draft(line.contract)
    before = {"service": line.service.code, "quantity": line.quantity, "price_minor": line.price_minor}
    contract.lines.filter(pk=line.pk).delete()
    if not contract.lines.exists():
        contract.fund = None
    _sum_up(contract)
    record(verb="paid_services.remove_line", obj=contract, by=by, before=before)
    return contract
