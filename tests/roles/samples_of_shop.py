"""What to put into the addresses of pages of the shop."""

from collections.abc import Callable
from typing import Any

from sextant.work.shop.actions.terms import save_voucher
from sextant.work.shop.models import DeliveryMethod, Licence, Order, ProductImport, Variant, Voucher
from sextant.work.shop.queries.tokens import licence_token, order_token
from sextant.work.shop.tests.factories import category, digital, order, pay, product, variant
from tests.roles.world import World


def _printed(world: World) -> Variant:
    if "shop printed" not in world.left:
        world.left["shop printed"] = variant(product("Sample of a book"))
    return world.left["shop printed"]


def _ordered(world: World) -> Order:
    """An unpaid order of the organisation of the page."""
    if "shop order" not in world.left:
        placed = order((_printed(world), 1))
        Order.objects.filter(pk=placed.pk).update(organisation=world.organisation)
        world.left["shop order"] = placed
    return world.left["shop order"]


def _licence(world: World) -> Licence:
    if "shop licence" not in world.left:
        pay(order((digital(product("Sample of a file")), 1)))
        world.left["shop licence"] = Licence.objects.order_by("-pk")[0]
    return world.left["shop licence"]


def _product(world: World) -> dict[str, Any]:
    return {"slug": _printed(world).product.slug}


def _order(world: World) -> dict[str, Any]:
    return {"pk": _ordered(world).pk}


def _own_order(world: World) -> dict[str, Any]:
    return {"token": order_token(_ordered(world))}


def _download(world: World) -> dict[str, Any]:
    return {"token": licence_token(_licence(world))}


def _voucher(world: World) -> dict[str, Any]:
    found = Voucher.objects.first() or save_voucher(None, by=None, code="SAMPLE", percent=5)
    return {"pk": found.pk}


def _method(world: World) -> dict[str, Any]:
    _printed(world)
    return {"pk": DeliveryMethod.objects.order_by("pk")[0].pk}


def _import(world: World) -> dict[str, Any]:
    return {"pk": ProductImport.objects.create(name="list.csv", content=b"", state="done").pk}


SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    "shop:product": _product,
    "shop:cover": _product,
    **{f"shop:{name}": _own_order for name in ("own_order", "own_invoice", "own_code", "cancel_own")},
    **{f"shop:{name}": _download for name in ("download", "take", "certificate")},
    **{f"shop:{name}": _order for name in ("order_page", "pack", "unpack", "send", "finish", "cancel", "return_copies", "give_back")},
    "shop:renew_links": lambda world: {"pk": _licence(world).pk},
    **{f"shop:{name}": lambda world: {"pk": _printed(world).product_id} for name in ("edit_product", "set_product_state", "new_variant")},
    "shop:edit_variant": lambda world: {"pk": _printed(world).pk},
    "shop:move_stock": lambda world: {"pk": _printed(world).pk},
    "shop:import": _import,
    "shop:edit_category": lambda world: {"pk": category().pk},
    "shop:edit_method": _method,
    "shop:edit_voucher": _voucher,
}
