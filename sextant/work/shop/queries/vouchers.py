"""Whether a voucher can be used for an order."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sextant.work.shop import states
from sextant.work.shop.models import Order, Voucher


def voucher_of(code: str, *, currency: str, on: date, email: str = "", lock: bool = False) -> Voucher:
    """The voucher of that code where it can be used on that day; else a ValidationError that says why not.

    `email` is asked for vouchers that each customer uses once; orders that were cancelled do not count. `lock` keeps the
    row for the rest of the transaction.
    """
    rows = Voucher.objects.select_for_update() if lock else Voucher.objects.all()
    voucher = rows.filter(code=code.strip().upper(), is_open=True).first()
    if voucher is None:
        raise ValidationError({"voucher": _("There is no such voucher. Look whether the code is typed as it was given.")})
    if voucher.since and on < voucher.since:
        raise ValidationError({"voucher": _("This voucher can be used from %(day)s.") % {"day": date_format(voucher.since)}})
    if voucher.until and on > voucher.until:
        raise ValidationError({"voucher": _("This voucher could be used until %(day)s.") % {"day": date_format(voucher.until)}})
    if voucher.uses_allowed is not None and voucher.used >= voucher.uses_allowed:
        raise ValidationError({"voucher": _("This voucher is used up.")})
    if voucher.amount_minor and voucher.currency != currency:
        raise ValidationError({"voucher": _("This voucher is for prices in %(currency)s.") % {"currency": voucher.currency}})
    earlier = Order.objects.filter(voucher=voucher, email__iexact=email).exclude(state=states.CANCELLED)
    if voucher.once_per_customer and email and earlier.exists():
        raise ValidationError({"voucher": _("You have used this voucher already; it can be used once.")})
    return voucher
