"""What the shop keeps: products and their variants, stock, vouchers, orders, licences, imports."""

from sextant.work.shop.models.catalogue import Category, PriceChange, Product, Variant
from sextant.work.shop.models.imports import ProductImport
from sextant.work.shop.models.licences import Download, Licence
from sextant.work.shop.models.orders import DeliveryMethod, Order, OrderLine, Voucher
from sextant.work.shop.models.stock import Movement

__all__ = (
    "Category",
    "DeliveryMethod",
    "Download",
    "Licence",
    "Movement",
    "Order",
    "OrderLine",
    "PriceChange",
    "Product",
    "ProductImport",
    "Variant",
    "Voucher",
)
