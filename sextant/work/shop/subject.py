"""What the ledger tells the shop: an order's invoice is settled, or open again."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sextant.society.ledger.subjects import Subject
from sextant.work.shop.actions.moving import reopen_order, settle_order
from sextant.work.shop.models import Order

KIND = "shop.order"


def _settled(about_id: str, *, invoice: Any, day: date, by: Any) -> None:
    settle_order(Order.objects.get(pk=about_id), day=day, by=by)


def _reopened(about_id: str, *, invoice: Any, day: date, by: Any) -> None:
    reopen_order(Order.objects.get(pk=about_id), day=day, by=by)


SUBJECT = Subject(KIND, _("Order in the shop"), lambda key: reverse("shop:order_page", args=[key]), settled=_settled, reopened=_reopened)
