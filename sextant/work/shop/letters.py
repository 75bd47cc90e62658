"""Letters to whoever ordered: received, paid with the links to download, sent, lapsed."""

from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sextant.base.letters.actions import write_letter
from sextant.base.letters.registry import register
from sextant.base.ui.links import full_address
from sextant.base.words.money import money
from sextant.work.shop.models import Licence, Order
from sextant.work.shop.queries.tokens import licence_token, order_token

TEMPLATES: dict[str, str | Promise] = {
    "shop.ordered": _("Order received: how to pay"),
    "shop.paid": _("Order paid; links to download"),
    "shop.sent": _("Order sent"),
    "shop.lapsed": _("Order lapsed"),
}


def write_to_customer(order: Order, template: str, turn: str = "") -> None:
    """Puts a letter about the order into the ledger of letters, once for every `turn`; customers of the demo get none."""
    if order.is_demo:
        return
    with translation.override(order.language):
        context: dict[str, Any] = {
            "number": order.shown_number,
            "name": order.name,
            "total": money(order.total_minor, order.currency),
            "expires_on": order.expires_on,
            "tracking": order.tracking,
            "page": full_address("shop:own_order", order.language, order_token(order)),
            "lines": [f"{line.text} × {line.quantity}" for line in order.lines.all()],
            "links": [
                (licence.line.text, full_address("shop:download", order.language, licence_token(licence)))
                for licence in Licence.objects.filter(line__order=order, revoked_on=None).select_related("line")
            ],
        }
    write_letter(key=f"{template}:{order.pk}:{turn}", template=template, to=order.email, language=order.language, context=context, about=order)


def _sample() -> dict[str, Any]:
    return {
        "number": "2026-0017",
        "name": "Анна Читалкина",
        "total": money(1500_00, "RUB"),
        "page": "https://example.org/shop/orders/1/",
        "lines": ["Каталогизация в малой библиотеке, электронное издание × 1"],
        "links": [("Каталогизация в малой библиотеке", "https://example.org/shop/downloads/1/")],
        "tracking": "80081234567890",
    }


def register_letters() -> None:
    """Makes the templates known; those with links that let their reader in are secret."""
    for code, title in TEMPLATES.items():
        register(code, title, sample=_sample, secret=code == "shop.paid")
