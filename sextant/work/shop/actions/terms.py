"""Ways of delivery and vouchers."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.work.shop.models import DeliveryMethod, Voucher

METHODS: tuple[dict[str, Any], ...] = (
    {
        "code": "pickup",
        "name_ru": "Самовывоз из офиса ассоциации",
        "name_en": "Collected at the association's office",
        "needs_address": False,
        "order": 10,
    },
    {"code": "post", "name_ru": "Почта", "name_en": "By post", "price_minor": 350_00, "free_from_minor": 5000_00, "order": 20},
)


def ensure_methods() -> int:
    """Two ways of delivery to begin with, where there are none."""
    if DeliveryMethod.objects.exists():
        return 0
    DeliveryMethod.objects.bulk_create([DeliveryMethod(**fields) for fields in METHODS])
    return len(METHODS)


@transaction.atomic
def save_method(method: DeliveryMethod | None, *, by: User | None, **fields: Any) -> DeliveryMethod:
    """Keeps a way of delivery; orders placed before keep what they paid for it."""
    kept = method or DeliveryMethod()
    before = {"price_minor": kept.price_minor} if method else None
    for name in (
        "code",
        "name_ru",
        "name_en",
        "about_ru",
        "about_en",
        "currency",
        "price_minor",
        "free_from_minor",
        "needs_address",
        "is_open",
        "order",
    ):
        if name in fields:
            setattr(kept, name, fields[name])
    if not kept.name_ru and not kept.name_en:
        raise ValidationError({"name_ru": _("Give a name in at least one language.")})
    if kept.price_minor < 0:
        raise ValidationError({"price": _("Give a price that is not negative.")})
    kept.save()
    record(
        verb="shop.save_method", obj=kept, by=by, before=before, after={"code": kept.code, "price_minor": kept.price_minor, "is_open": kept.is_open}
    )
    return kept


@transaction.atomic
def save_voucher(voucher: Voucher | None, *, by: User | None, **fields: Any) -> Voucher:
    """Keeps a voucher; either per cent or an amount."""
    kept = Voucher.objects.select_for_update().get(pk=voucher.pk) if voucher else Voucher()
    for name in ("code", "percent", "amount_minor", "currency", "since", "until", "uses_allowed", "once_per_customer", "note", "is_open"):
        if name in fields:
            setattr(kept, name, fields[name])
    kept.code = kept.code.strip().upper()
    if bool(kept.percent) == bool(kept.amount_minor):
        raise ValidationError({"percent": _("Give either per cent or an amount, not both.")})
    if kept.percent is not None and not 1 <= kept.percent <= 100:
        raise ValidationError({"percent": _("Between 1 and 100 per cent.")})
    if kept.since and kept.until and kept.until < kept.since:
        raise ValidationError({"until": _("The last day lies before the first.")})
    if kept.uses_allowed is not None and kept.uses_allowed < kept.used:
        raise ValidationError({"uses_allowed": _("It has been used %(used)s times already.") % {"used": kept.used}})
    if Voucher.objects.filter(code=kept.code).exclude(pk=kept.pk).exists():
        raise ValidationError({"code": _("There is a voucher with this code already.")})
    kept.percent, kept.amount_minor = kept.percent or None, kept.amount_minor or None
    kept.save()
    after = {"code": kept.code, "percent": kept.percent, "amount_minor": kept.amount_minor, "is_open": kept.is_open}
    record(verb="shop.save_voucher", obj=kept, by=by, after=after)
    return kept
