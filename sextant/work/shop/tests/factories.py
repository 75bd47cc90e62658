"""Small things of the shop for tests."""

from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from sextant.society.ledger.actions.payments import receive_payment
from sextant.society.ledger.models import Payment
from sextant.society.ledger.queries.accounts import account_for
from sextant.society.ledger.tests.factories import open_books
from sextant.work.shop.actions.ordering import Customer, place_order
from sextant.work.shop.actions.products import save_category, save_product, save_variant, set_product_state
from sextant.work.shop.actions.stock import receive_stock
from sextant.work.shop.actions.terms import ensure_methods
from sextant.work.shop.models import Category, DeliveryMethod, Order, Product, Variant

READER = Customer(name="Anna Reader", email="anna@example.org", address="101000, Moscow, 1 Example Street", language="en")


def category() -> Category:
    found = Category.objects.filter(code="books").first()
    return found or save_category(None, by=None, code="books", name_ru="Книги", name_en="Books", order=10)


def product(title: str = "Cataloguing in a small library", **fields: Any) -> Product:
    """A product on the shelf; on sale once it has a variant."""
    return save_product(None, category=category(), by=None, title_ru=f"{title} (ru)", title_en=title, **fields)


def variant(of: Product | None = None, *, copies: int = 5, price: int = 600_00, member_price: int | None = 450_00, **fields: Any) -> Variant:
    """A printed edition on sale with so many copies in stock."""
    ensure_methods()
    of = of or product(f"Book {Product.objects.count() + 1}")
    sku = fields.pop("sku", f"B-{Variant.objects.count() + 1}")
    made = save_variant(None, product=of, by=None, sku=sku, price_minor=price, member_price_minor=member_price, **fields)
    if copies and made.is_counted:
        receive_stock(made, quantity=copies, on=timezone.localdate(), by=None)
    set_product_state(of, state="on_sale", by=None)
    return Variant.objects.select_related("product").get(pk=made.pk)


def digital(of: Product | None = None, **fields: Any) -> Variant:
    """A digital edition with its file."""
    file = ContentFile(b"%PDF-1.7 the edition", name="edition.pdf")
    return variant(of, kind="digital", copies=0, file=file, **{"price": 400_00, "member_price": 300_00, **fields})


def order(*items: tuple[Variant, int], member: bool = False, customer: Customer = READER, on: date | None = None, **fields: Any) -> Order:
    """An order by post."""
    open_books()
    key = fields.pop("key", f"key-{Order.objects.count() + 1}")
    method = fields.pop("delivery", DeliveryMethod.objects.get(code="post"))
    fields.setdefault("user", None)
    wanted = [(one.pk, number) for one, number in items]
    return place_order(key=key, items=wanted, customer=customer, member=member, delivery=method, on=on or timezone.localdate(), **fields)


def pay(placed: Order, amount: int | None = None, reference: str = "order 7") -> Payment:
    """Records the money for an order's invoice."""
    invoice = placed.invoice
    assert invoice is not None
    return receive_payment(
        day=timezone.localdate(),
        amount_minor=amount or invoice.total_minor,
        currency=invoice.currency,
        account=account_for("bank"),
        reference=reference,
        key=f"{invoice.pk}:{reference}",
        invoices=[invoice],
        by=None,
    )
