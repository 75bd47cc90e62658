"""Orders as pages ask for them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sextant.base.permissions.queries import scopes_held
from sextant.work.shop import states
from sextant.work.shop.models import Licence, Order, OrderLine
from sextant.work.shop.queries.tokens import licence_token

STEPS: tuple[tuple[str, str | Promise], ...] = (
    ("placed_on", _("Ordered")),
    ("paid_on", _("Paid")),
    ("packed_on", _("Packed")),
    ("sent_on", _("Sent or handed over")),
    ("done_on", _("Done")),
)


@dataclass(frozen=True)
class Step:
    """One step of an order's way, as a timeline shows it."""

    at: date
    label: str | Promise
    done: bool = True
    text: str = ""


def history_of(order: Order) -> list[Step]:
    """The days the order has passed, in order."""
    found = [Step(getattr(order, name), label) for name, label in STEPS if getattr(order, name)]
    if order.ended_on:
        label = _("Returned") if order.state == states.RETURNED else _("Cancelled")
        found.append(Step(order.ended_on, label, text=order.end_reason))
    return found


def licences_of(order: Order) -> list[tuple[Licence, str]]:
    """The licences of an order, each with the signed name of its page."""
    rows = Licence.objects.filter(line__order=order).select_related("line").order_by("pk")
    return [(licence, licence_token(licence)) for licence in rows]


def own_orders(user: Any) -> QuerySet[Order]:
    """What the user ordered, what is for the user's person, and for organisations the user acts for."""
    keys = scopes_held(user, "members.organisation", "representative")
    return Order.objects.filter(Q(user=user) | Q(person__user=user) | Q(organisation__in=keys)).distinct()


def orders_wanted(wish: dict[str, Any]) -> QuerySet[Order]:
    """Orders of one filter, newest first, with their lines; an empty wish is all of them."""
    rows = Order.objects.all()
    rows = rows.filter(state=wish["state"]) if wish.get("state") else rows
    rows = rows.filter(state__in=(states.PAID, states.PACKED)) if wish.get("to_send") else rows
    rows = rows.filter(placed_on__gte=wish["since"]) if wish.get("since") else rows
    rows = rows.filter(placed_on__lte=wish["until"]) if wish.get("until") else rows
    text = (wish.get("q") or "").strip()
    if text:
        number = text.rpartition("-")[2].lstrip("0")
        numbered = Q(number=int(number)) if number.isdigit() and len(number) < 9 else Q(pk__in=[])
        for form in {text, text.capitalize()}:
            numbered |= Q(name__icontains=form) | Q(payer_name__icontains=form) | Q(email__icontains=form)
        rows = rows.filter(numbered)
    return rows.select_related("delivery").order_by("-placed_on", "-id")


def orders_to_pack() -> QuerySet[Order]:
    """Paid orders with something to send, oldest first, with what goes into each parcel."""
    lines = Prefetch("lines", queryset=OrderLine.objects.filter(variant__kind="print").select_related("variant__product"), to_attr="parcel")
    return (
        Order.objects.filter(state=states.PAID, delivery__isnull=False).select_related("delivery").prefetch_related(lines).order_by("paid_on", "id")
    )
