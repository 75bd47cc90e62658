"""What this house makes known to the registries of base and society when the site starts."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.exports import registry as exports
from sextant.base.measures import registry as measuring
from sextant.base.measures import waiting
from sextant.base.office import checks, setup
from sextant.base.office import registry as tools
from sextant.base.permissions import roles
from sextant.base.permissions.pages import logged_in
from sextant.base.search import registry as search
from sextant.base.ui import navigation
from sextant.society.ledger import numbering, subjects
from sextant.work.shop import jobs, letters, measures, rules
from sextant.work.shop.actions.terms import ensure_methods
from sextant.work.shop.demo import load as demo
from sextant.work.shop.models import Category, DeliveryMethod, Licence, Order, Product, ProductImport, Variant, Voucher
from sextant.work.shop.queries.invariants import stock_trouble
from sextant.work.shop.queries.orders import orders_wanted
from sextant.work.shop.queries.tables import orders_table, products_table
from sextant.work.shop.search import PRODUCTS
from sextant.work.shop.subject import SUBJECT

VERBS = {
    "shop.save_category": _("Category of the shop changed"),
    "shop.save_product": _("Product changed"),
    "shop.set_product_state": _("Product put on sale or withdrawn"),
    "shop.save_variant": _("Variant or its price changed"),
    "shop.receive_stock": _("Copies received"),
    "shop.write_off_stock": _("Copies written off"),
    "shop.save_method": _("Way of delivery changed"),
    "shop.save_voucher": _("Voucher changed"),
    "shop.place_order": _("Order placed"),
    "shop.settle_order": _("Order paid"),
    "shop.reopen_order": _("Payment of the order taken back"),
    "shop.pack_order": _("Order packed"),
    "shop.unpack_order": _("Order unpacked"),
    "shop.send_order": _("Order sent"),
    "shop.finish_order": _("Order done"),
    "shop.cancel_order": _("Order cancelled"),
    "shop.return_lines": _("Copies came back"),
    "shop.close_returned": _("Order returned whole"),
    "shop.give_back": _("Money of the order given back"),
    "shop.take_download": _("Edition downloaded"),
    "shop.renew_links": _("Download opened again"),
    "shop.begin_import": _("Import of products begun"),
    "shop.store_import": _("Import of products stored"),
    "shop.refuse_import": _("Import of products refused"),
}


def register_record() -> None:
    """Who may read which history, and the verbs in words."""
    record.register(Order, pgettext_lazy("shop", "Order"), rules.may_see_order)
    for model, title in (
        (Category, _("Category")),
        (Product, _("Product")),
        (Variant, _("Variant")),
        (DeliveryMethod, _("Way of delivery")),
        (Voucher, _("Voucher")),
        (Licence, _("Licence")),
        (ProductImport, _("Import of products")),
    ):
        record.register(model, title, rules.may_keep_shop)
    record.register_verbs(**VERBS)
    register_names(
        downloads=_("Downloads"),
        credited=_("Credited"),
        isbn=_("ISBN"),
        member_price=_("Members’ price"),
        on_hand=_("On hand"),
        sku=_("Article number"),
        tracking=_("Tracking number"),
    )


def register_office() -> None:
    """The publisher's tools, and what a new site begins with."""
    group = _("Shop")
    tools.register(_("Orders"), "shop:orders", rules.may_see_orders, group=group, about=_("What was ordered, packed, sent."), order=40)
    tools.register(_("Products"), "shop:products", rules.may_keep_shop, group=group, about=_("Publications, their variants and prices."), order=41)
    tools.register(_("Stock"), "shop:stock", rules.may_keep_shop, group=group, about=_("Copies on hand and held for orders."), order=42)
    tools.register(
        _("Categories, delivery, vouchers"),
        "shop:terms",
        rules.may_keep_shop,
        group=group,
        about=_("What orders are made of beside products."),
        order=43,
    )
    tools.register(_("Sales"), "shop:sales", rules.may_see_sales, group=group, about=_("By product and month."), order=44)
    setup.register("shop", ensure_methods)
    checks.register("shop", stock_trouble)


def register_all() -> None:
    """Importing `jobs` has made its work known already."""
    assert jobs
    roles.register("publisher", pgettext_lazy("role", "publisher"), _("Keeps the shop: products, prices, stock, orders."))
    subjects.register(SUBJECT)
    numbering.register(Order)
    numbering.register(Licence)
    letters.register_letters()
    search.register(PRODUCTS)
    exports.register("shop-orders", _("Orders of the shop"), lambda: orders_table(orders_wanted({})))
    variants = Variant.objects.select_related("product__category").order_by("product__title_ru", "pk")
    exports.register("shop-products", _("Products of the shop"), lambda: products_table(variants.all()))
    navigation.register(_("Shop"), "shop:catalogue", 35)
    navigation.register(_("My orders"), "shop:my_orders", 12, logged_in, place="account")
    for measure in measures.MEASURES:
        measuring.register(measure)
    waiting.register(measures.waiting_for)
    demo.register()
    register_record()
    register_office()
