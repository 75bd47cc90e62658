"""Licences of digital editions: issued when an order is paid, counted when their file is taken, renewed and revoked."""

from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.society.ledger.actions.entries import take_number
from sextant.work.shop.letters import write_to_customer
from sextant.work.shop.models import Download, Licence, Order, OrderLine, Variant


def _until(on: date, days: int) -> datetime:
    """The end of the last day on which links work."""
    return timezone.make_aware(datetime.combine(on + timedelta(days=days + 1), time.min))


def _issue(order: Order, line: OrderLine, on: date) -> Licence:
    variant = line.variant
    series = "demo-shop-licence" if order.is_demo else "shop-licence"
    return Licence.objects.create(
        line=line,
        series=series,
        year=on.year,
        number=take_number(series, on.year),
        kind=variant.licence,
        holder=order.customer[:300],
        seats=(variant.seats if variant.licence == Variant.Licence.LIBRARY else 1) * line.quantity,
        issued_on=on,
        open_until=_until(on, variant.open_days),
        max_downloads=variant.max_downloads * line.quantity,
        is_demo=order.is_demo,
    )


def issue_licences(order: Order, *, on: date) -> list[Licence]:
    """A licence for every digital line of a paid order, inside the payment's transaction; a revoked one of the order is given back."""
    given = []
    for line in order.lines.select_related("variant").filter(variant__kind=Variant.Kind.DIGITAL):
        licence = Licence.objects.filter(line=line).first() or _issue(order, line, on)
        if licence.revoked_on is not None:
            licence.revoked_on = None
            licence.save(update_fields=["revoked_on"])
        given.append(licence)
    return given


def revoke_licences(order: Order, *, on: date) -> int:
    """Closes the licences of an order whose money went away; returns how many."""
    return Licence.objects.filter(line__order=order, revoked_on=None).update(revoked_on=on)


@transaction.atomic
def take_download(licence: Licence) -> Download:
    """Counts one download; refuses a licence that is revoked, a link that has expired, and one more than is allowed."""
    licence = Licence.objects.select_for_update().get(pk=licence.pk)
    if licence.revoked_on is not None:
        raise ValidationError(_("This licence is not in force any more."))
    if licence.has_expired:
        raise ValidationError(_("This link has expired. Write to us with the number of the order, and we open it again."))
    if licence.left < 1:
        raise ValidationError(_("The edition was downloaded as often as the licence allows. Write to us if a download went wrong."))
    licence.downloads += 1
    licence.save(update_fields=["downloads"])
    record(verb="shop.take_download", obj=licence, after={"downloads": licence.downloads})
    return Download.objects.create(licence=licence)


@transaction.atomic
def renew_links(licence: Licence, *, on: date, by: User | None) -> Licence:
    """Opens the download again for the full number of days and downloads, under a new link; the earlier link opens nothing more."""
    licence = Licence.objects.select_for_update().get(pk=licence.pk)
    if licence.revoked_on is not None:
        raise ValidationError(_("This licence is not in force any more."))
    line = OrderLine.objects.select_related("variant", "order").get(pk=licence.line_id)
    before = {"open_until": licence.open_until, "turn": licence.turn}
    licence.turn += 1
    licence.open_until = _until(on, line.variant.open_days)
    licence.max_downloads = licence.downloads + line.variant.max_downloads * (line.quantity - line.returned or 1)
    licence.save(update_fields=["turn", "open_until", "max_downloads"])
    record(verb="shop.renew_links", obj=licence, by=by, before=before, after={"open_until": licence.open_until, "turn": licence.turn})
    write_to_customer(line.order, "shop.paid", turn=f"{licence.pk}-{licence.turn}")
    return licence
