"""Lists of the shop as tables to take away."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.exports.tables import Column, Table
from sextant.base.words.money import major
from sextant.work.shop.models import Order, OrderLine, Variant
from sextant.work.shop.queries.sales import SalesRow, kept_minor


def orders_table(rows: QuerySet[Order]) -> Table:
    columns = (
        Column("number", _("Number"), lambda one: one.shown_number),
        Column("placed_on", _("Ordered"), lambda one: one.placed_on),
        Column("state", _("State"), lambda one: one.state),
        Column("name", _("Name"), lambda one: one.name),
        Column("payer", _("Payer"), lambda one: one.payer_name),
        Column("email", _("E-mail"), lambda one: one.email),
        Column("delivery", _("Delivery"), lambda one: one.delivery.name if one.delivery else ""),
        Column("tracking", _("Tracking number"), lambda one: one.tracking),
        Column("currency", _("Currency"), lambda one: one.currency),
        Column("total", _("Total"), lambda one: major(one.total_minor, one.currency)),
        Column("paid_on", _("Paid"), lambda one: one.paid_on),
        Column("sent_on", _("Sent or handed over"), lambda one: one.sent_on),
    )
    return Table("shop-orders", columns, rows.iterator(chunk_size=2000))


def products_table(rows: QuerySet[Variant]) -> Table:
    """One row a variant; the same columns can be imported again."""
    columns = (
        Column("title_ru", _("Title in Russian"), lambda one: one.product.title_ru),
        Column("title_en", _("Title in English"), lambda one: one.product.title_en),
        Column("authors", _("Authors"), lambda one: one.product.authors),
        Column("isbn", "ISBN", lambda one: one.product.isbn),
        Column("issn", "ISSN", lambda one: one.product.issn),
        Column("year", _("Year"), lambda one: one.product.year),
        Column("pages", _("Pages"), lambda one: one.product.pages),
        Column("age_mark", _("Age mark"), lambda one: one.product.age_mark),
        Column("category", _("Category"), lambda one: one.product.category.code),
        Column("kind", _("Format"), lambda one: one.kind),
        Column("sku", _("Article number"), lambda one: one.sku),
        Column("currency", _("Currency"), lambda one: one.currency),
        Column("price", _("Price"), lambda one: major(one.price_minor, one.currency)),
        Column("member_price", _("Price for members"), _member_price),
        Column("on_hand", _("In stock"), lambda one: one.on_hand if one.is_counted else None),
        Column("reserved", _("Held for orders"), lambda one: one.reserved if one.is_counted else None),
    )
    return Table("shop-products", columns, rows.iterator(chunk_size=2000))


def _member_price(one: Variant) -> object:
    return None if one.member_price_minor is None else major(one.member_price_minor, one.currency)


def lines_table(rows: QuerySet[OrderLine]) -> Table:
    """Lines that were sold, without the names of their customers."""
    columns = (
        Column("paid_on", _("Paid"), lambda one: one.order.paid_on),
        Column("order", pgettext_lazy("shop", "Order"), lambda one: one.order.shown_number),
        Column("what", _("What"), lambda one: one.text),
        Column("sku", _("Article number"), lambda one: one.variant.sku),
        Column("quantity", _("Quantity"), lambda one: one.quantity),
        Column("returned", _("Returned"), lambda one: one.returned),
        Column("currency", _("Currency"), lambda one: one.order.currency),
        Column("amount", _("Amount"), lambda one: major(kept_minor(one), one.order.currency)),
    )
    return Table("shop-sold", columns, rows.iterator(chunk_size=2000))


def delivered_table(rows: QuerySet[Order]) -> Table:
    """Orders that reached their customer, without names."""
    columns = (
        Column("number", _("Number"), lambda one: one.shown_number),
        Column("done_on", _("Done"), lambda one: one.done_on),
        Column("currency", _("Currency"), lambda one: one.currency),
        Column("total", _("Total"), lambda one: major(one.total_minor, one.currency)),
    )
    return Table("shop-delivered", columns, rows.iterator(chunk_size=2000))


def sales_table(rows: Iterable[SalesRow]) -> Table:
    months = [Column(f"m{month:02d}", f"{month:02d}", _month(month - 1)) for month in range(1, 13)]
    columns = (
        Column("title", _("Title"), lambda one: one.product.title),
        Column("currency", _("Currency"), lambda one: one.currency),
        Column("copies", _("Copies"), lambda one: one.copies),
        *months,
        Column("amount", _("Amount"), lambda one: major(one.amount_minor, one.currency)),
    )
    return Table("shop-sales", columns, rows)


def _month(place: int):  # type: ignore[no-untyped-def]
    return lambda one: major(one.months[place], one.currency)
