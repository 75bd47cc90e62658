"""What must hold in the shop whatever happened: a sentence for everything that does not."""

from collections.abc import Iterator

from django.db.models import F, Sum
from django.utils.translation import gettext as _

from sextant.work.shop import states
from sextant.work.shop.models import Movement, OrderLine, Variant


def _on_hand() -> Iterator[str]:
    """What a variant has on hand is the sum of its movements."""
    moved = dict(Movement.objects.order_by().values_list("variant").annotate(total=Sum("quantity")))
    for variant in Variant.objects.exclude(kind=Variant.Kind.DIGITAL).order_by("pk"):
        if variant.on_hand != moved.get(variant.pk, 0):
            words = {"sku": variant.sku, "kept": variant.on_hand, "counted": moved.get(variant.pk, 0)}
            yield _("Stock of %(sku)s is kept as %(kept)s; its movements give %(counted)s.") % words


def _reserved() -> Iterator[str]:
    """What is held for orders is what open orders hold."""
    lines = OrderLine.objects.filter(order__state__in=states.RESERVED).order_by()
    held = dict(lines.values_list("variant").annotate(total=Sum("quantity")))
    for variant in Variant.objects.exclude(kind=Variant.Kind.DIGITAL).order_by("pk"):
        if variant.reserved != held.get(variant.pk, 0):
            words = {"sku": variant.sku, "kept": variant.reserved, "counted": held.get(variant.pk, 0)}
            yield _("%(kept)s of %(sku)s are held for orders; the orders give %(counted)s.") % words


def _totals() -> Iterator[str]:
    """The goods of an order are what its lines add up to, and so is its discount."""
    sums = OrderLine.objects.values("order", "order__number", "order__goods_minor", "order__discount_minor").order_by()
    sums = sums.annotate(goods=Sum("amount_minor"), discount=Sum("discount_minor"))
    for row in sums.exclude(goods=F("order__goods_minor"), discount=F("order__discount_minor")):
        yield _("The lines of order no. %(number)s do not add up to its sums.") % {"number": row["order__number"]}


def stock_trouble() -> list[str]:
    """Everything that is wrong, a sentence each; empty when the shop is in order."""
    return [sentence for check in (_on_hand, _reserved, _totals) for sentence in check()]
