"""Services and their dated prices."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.search.actions import index
from sextant.work.paid_services.models import Price, Service


@transaction.atomic
def save_service(service: Service | None, *, by: User | None, **values: Any) -> Service:
    """Adds or changes a service. It is published only with a name and a unit in both languages and a price; its fund stays once it was agreed."""
    kept = Service.objects.select_for_update().get(pk=service.pk) if service and service.pk else Service()
    before = {name: getattr(kept, name) for name in values} if kept.pk else {}
    if kept.pk and "fund" in values and values["fund"] != kept.fund and kept.contract_lines.exists():
        raise ValidationError({"fund": _("There are contracts for this service already; open another service for another fund.")})
    for name, value in values.items():
        setattr(kept, name, value)
    if not (kept.title_ru or kept.title_en):
        raise ValidationError({"title_ru": _("Give the service a name.")})
    if not (kept.unit_ru or kept.unit_en):
        raise ValidationError({"unit_ru": _("Say what one unit is: an hour, a day, a piece.")})
    if kept.is_published and not (kept.title_ru and kept.title_en and kept.unit_ru and kept.unit_en):
        raise ValidationError({"is_published": _("A published service has its name and unit in Russian and in English.")})
    if kept.is_published and not (kept.pk and kept.prices.exists()):
        raise ValidationError({"is_published": _("Add a price first, then publish the service.")})
    kept.full_clean()
    kept.save()
    shown = {name: str(value) if name in ("fund", "programme") and value is not None else value for name, value in values.items()}
    record(verb="paid_services.save_service", obj=kept, by=by, before={name: str(value) for name, value in before.items()}, after=shown)
    index(kept)
    return kept


@transaction.atomic
def add_price(
    service: Service,
    *,
    since: date,
    amount_minor: int,
    by: User | None,
    member_minor: int | None = None,
    vat_ru: str = "",
    vat_en: str = "",
    currency: str = "RUB",
) -> Price:
    """Sets what a unit costs from a day on. Contracts keep the prices they were made with."""
    if amount_minor <= 0:
        raise ValidationError({"amount": _("Give an amount above zero.")})
    if member_minor is not None and not 0 < member_minor <= amount_minor:
        raise ValidationError({"member": _("Members pay more than nothing and not more than the others.")})
    price = Price(service=service, since=since, currency=currency, amount_minor=amount_minor, member_minor=member_minor, vat_ru=vat_ru, vat_en=vat_en)
    try:
        with transaction.atomic():
            price.save()
    except IntegrityError as twice:
        raise ValidationError({"since": _("A price begins on this day already. Remove it first.")}) from twice
    after = {"since": since, "amount_minor": amount_minor, "member_minor": member_minor, "currency": currency}
    record(verb="paid_services.add_price", obj=service, by=by, after=after)
    return price


@transaction.atomic
def remove_price(price: Price, *, by: User | None) -> Service:
    """Takes a price off the list again; the only one of a published service stays."""
    service = Service.objects.select_for_update().get(pk=price.service_id)
    begun = service.prices.filter(since__lte=timezone.localdate()).exclude(pk=price.pk)
    if service.is_published and not begun.exists():
        raise ValidationError(_("A published service needs a price that holds today. Add the new one first."))
    before = {"since": price.since, "amount_minor": price.amount_minor, "member_minor": price.member_minor}
    price.delete()
    record(verb="paid_services.remove_price", obj=service, by=by, before=before)
    return service
