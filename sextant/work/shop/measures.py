"""The numbers that the shop can be asked for, each with the rows behind it, and what waits for those who keep it."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from sextant.base.measures.registry import Figure, Measure, Period, Scope, Source
from sextant.base.measures.waiting import Task
from sextant.base.words.money import major
from sextant.work.shop import rules, states
from sextant.work.shop.models import Order
from sextant.work.shop.queries.money import orders_to_give_back
from sextant.work.shop.queries.orders import orders_to_pack
from sextant.work.shop.queries.sales import kept_minor, sold_lines
from sextant.work.shop.queries.tables import delivered_table, lines_table

DELIVERED = (states.DONE, states.RETURNED)


def _of_the_association(scope: Scope) -> Figure | None:
    if scope.kind == "association":
        return None
    return Figure(None, None, "not_collected", gettext("The shop is kept for the association as a whole."))


def orders_delivered(period: Period, scope: Scope) -> Figure:
    """Orders that reached their customer within the period."""
    rows = Order.objects.filter(state__in=DELIVERED, done_on__gte=period.start, done_on__lte=period.end).order_by("done_on", "id")
    return _of_the_association(scope) or Figure(rows.count(), Source(lambda: delivered_table(rows)))


def sales(period: Period, scope: Scope, currency: str = "RUB") -> Figure:
    """What paid orders brought within the period, after vouchers and less what came back, in thousands of the currency."""
    rows = sold_lines(period.start, period.end).filter(order__currency=currency)
    refused = _of_the_association(scope)
    if refused:
        return refused
    total = sum(kept_minor(line) for line in rows.iterator(chunk_size=2000))
    return Figure(float(major(total, currency)) / 1000, Source(lambda: lines_table(rows)))


MEASURES = (
    Measure(
        "shop.orders_delivered",
        _("Orders delivered"),
        _("Orders of the shop that reached their customer within the period: sent and arrived, or downloaded."),
        _("orders"),
        orders_delivered,
        rules.may_see_sales,
    ),
    Measure(
        "shop.sales",
        _("Sales of the shop"),
        _("What orders paid within the period brought, after vouchers and less what came back, without delivery; in thousands of the currency."),
        _("thousands"),
        sales,
        rules.may_see_sales,
        1,
        ("currency",),
    ),
)


def waiting_for(user: Any) -> Iterable[Task]:
    """Orders to be packed for those who keep the shop, money to be given back for the treasurer."""
    group, page = _("Shop"), reverse("shop:orders")
    if rules.may_keep_shop(user) and (count := orders_to_pack().count()):
        words = ngettext("Pack %(count)s order", "Pack %(count)s orders", count) % {"count": count}
        yield Task(words, f"{page}?to_send=on", None, group)
    if rules.may_give_back(user):
        for order in orders_to_give_back()[:20]:
            words = gettext("Give the money back: order %(number)s") % {"number": order.shown_number}
            yield Task(words, reverse("shop:order_page", args=[order.pk]), None, group)
