"""Placing an order: prices of the day, stock held, a number, and the invoice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.society.ledger.actions.credits import shares
from sextant.society.ledger.actions.entries import take_number
from sextant.society.ledger.actions.invoices import Charge, Payer, make_invoice
from sextant.society.members.models import Organisation, Person
from sextant.work.shop.actions.moving import settle_order
from sextant.work.shop.actions.stock import hold_stock, locked_variants
from sextant.work.shop.letters import write_to_customer
from sextant.work.shop.models import DeliveryMethod, Order, OrderLine, Variant
from sextant.work.shop.queries.basket import MOST
from sextant.work.shop.queries.vouchers import voucher_of

DAYS_TO_PAY = 10


@dataclass(frozen=True)
class Customer:
    """Who orders and who pays. `payer_name` is the organisation's where an organisation pays."""

    name: str
    email: str
    phone: str = ""
    payer_name: str = ""
    payer_tax_id: str = ""
    address: str = ""
    note: str = ""
    language: str = "ru"
    person: Person | None = None
    organisation: Organisation | None = None


def _quantities(items: Iterable[tuple[int, int]]) -> dict[int, int]:
    wanted: dict[int, int] = {}
    for key, quantity in items:
        wanted[key] = wanted.get(key, 0) + quantity
    if not wanted:
        raise ValidationError(_("The basket is empty. Choose something first."))
    for quantity in wanted.values():
        if not 0 < quantity <= MOST:
            raise ValidationError(_("Between 1 and %(most)s copies of one title can be ordered; write to us for more.") % {"most": MOST})
    return wanted


def _refuse_variants(variants: list[Variant], wanted: dict[int, int]) -> str:
    """The currency of the order; refuses what cannot be bought, and prices in two currencies."""
    if len(variants) != len(wanted):
        raise ValidationError(_("Something in the basket is not there any more. Look at the basket again."))
    for variant in variants:
        if not variant.can_be_bought:
            words = {"title": variant.product.title, "variant": variant.label}
            raise ValidationError(_("“%(title)s”, %(variant)s: it cannot be bought now. Take it out of the basket.") % words)
    currencies = {variant.currency for variant in variants}
    if len(currencies) > 1:
        raise ValidationError(_("Prices in different currencies cannot stand in one order. Make two orders."))
    return currencies.pop()


def _refuse_customer(customer: Customer, delivery: DeliveryMethod | None, is_delivered: bool, currency: str) -> None:
    if not customer.name.strip():
        raise ValidationError({"name": _("Say who orders.")})
    validate_email(customer.email)
    if is_delivered and delivery is None:
        raise ValidationError({"delivery": _("Choose how printed editions reach you.")})
    if is_delivered and delivery is not None:
        if delivery.needs_address and not customer.address.strip():
            raise ValidationError({"address": _("Give the address to which it is sent.")})
        if delivery.currency != currency and delivery.price_minor:
            raise ValidationError({"delivery": _("This way of delivery has no price in %(currency)s. Choose another one.") % {"currency": currency}})


@transaction.atomic
def place_order(
    *,
    key: str,
    items: Iterable[tuple[int, int]],
    customer: Customer,
    member: bool,
    on: date,
    user: User | None,
    delivery: DeliveryMethod | None = None,
    voucher_code: str = "",
    is_demo: bool = False,
) -> Order:
    """Places an order of `items` (key of a variant, quantity) and issues its invoice; an order for nothing is paid at once.

    An order of something invented is itself of the demo association. `member` is what `queries.prices.pays_member_price` said of the session's user. A `key` that was used before gives the
    order there is. Locks variants, then the voucher, then numbers, so that two orders never wait for each other.
    """
    if (known := Order.objects.filter(key=key).first()) is not None:
        return known
    wanted = _quantities(items)
    variants = list(locked_variants(wanted).values())
    currency = _refuse_variants(variants, wanted)
    is_delivered = any(variant.is_delivered for variant in variants)
    _refuse_customer(customer, delivery, is_delivered, currency)
    for variant in variants:
        hold_stock(variant, wanted[variant.pk])
    lines = [_line(variant, wanted[variant.pk], member) for variant in variants]
    goods = sum(line.amount_minor for line in lines)
    voucher = voucher_of(voucher_code, currency=currency, on=on, email=customer.email, lock=True) if voucher_code.strip() else None
    discount = voucher.discount_on(goods) if voucher else 0
    sent_by = delivery if is_delivered else None
    carriage = sent_by.price_of(goods - discount) if sent_by else 0
    order = Order(key=key, user=user, currency=currency, placed_on=on, delivery=sent_by, voucher=voucher)
    order.is_demo = is_demo or any(variant.is_demo for variant in variants)
    order.goods_minor, order.discount_minor, order.delivery_minor = goods, discount, carriage
    order.total_minor, order.is_member_price = goods - discount + carriage, member
    order.expires_on = on + timedelta(days=DAYS_TO_PAY)
    _keep(order, lines, customer, is_delivered)
    if voucher:
        voucher.used += 1
        voucher.save(update_fields=["used"])
    _charge(order, lines, customer, on, user)
    return order


def _line(variant: Variant, quantity: int, member: bool) -> OrderLine:
    price, product = variant.price_for(member), variant.product
    texts = {code: f"{getattr(product, f'title_{code}') or product.title}, {_name(variant, code)}"[:300] for code in ("ru", "en")}
    return OrderLine(variant=variant, quantity=quantity, price_minor=price, amount_minor=price * quantity, text_ru=texts["ru"], text_en=texts["en"])


def _name(variant: Variant, language: str) -> str:
    with translation.override(language):
        return variant.label


def _keep(order: Order, lines: list[OrderLine], customer: Customer, is_delivered: bool) -> None:
    """Numbers the order and keeps it with its lines, the discount divided over them."""
    fields: dict[str, Any] = {
        "name": customer.name.strip()[:200],
        "email": customer.email.strip(),
        "phone": customer.phone.strip()[:60],
        "payer_name": customer.payer_name.strip()[:300],
        "payer_tax_id": customer.payer_tax_id.strip()[:12],
        "address": customer.address.strip()[:400] if is_delivered else "",
        "note": customer.note.strip()[:500],
        "language": customer.language,
        "person": customer.person,
        "organisation": customer.organisation,
    }
    for name, value in fields.items():
        setattr(order, name, value)
    order.year = order.placed_on.year
    order.series = "demo-shop-order" if order.is_demo else "shop-order"
    order.number = take_number(order.series, order.year)
    order.save(force_insert=True)
    weights = [line.amount_minor for line in lines]
    parts = shares(order.discount_minor, weights) if any(weights) else [0] * len(lines)
    for line, part in zip(lines, parts, strict=True):
        line.order, line.discount_minor = order, part
    OrderLine.objects.bulk_create(lines)


def _charges(order: Order, lines: list[OrderLine]) -> list[Charge]:
    """The lines of the invoice; a line with a discount stands as one amount, so that nothing is lost in rounding."""
    charges = []
    for line in lines:
        kind = Variant.Kind(line.variant.kind)
        account, income = Variant.ACCOUNTS[kind], Variant.INCOME_KINDS[kind]
        if line.discount_minor:
            many = f" × {line.quantity}" if line.quantity > 1 else ""
            texts = (f"{line.text_ru}{many}, со скидкой", f"{line.text_en}{many}, with the discount")
            charges.append(Charge(*texts, line.net_minor, account, income_kind=income))
        else:
            charges.append(Charge(line.text_ru, line.text_en, line.price_minor, account, line.quantity * 1000, income_kind=income))
    if order.delivery_minor and order.delivery:
        texts = (f"Доставка: {order.delivery.name_ru or order.delivery.name}", f"Delivery: {order.delivery.name_en or order.delivery.name}")
        charges.append(Charge(*texts, order.delivery_minor, "publications", income_kind="service"))
    return charges


def _payer(order: Order, customer: Customer) -> Payer:
    return Payer(
        name=order.payer_name or order.name,
        person=None if order.organisation or order.payer_name else order.person,
        organisation=order.organisation,
        address=order.address[:300],
        tax_id=order.payer_tax_id,
        email=order.email,
        language=customer.language,
    )


def _charge(order: Order, lines: list[OrderLine], customer: Customer, on: date, user: User | None) -> None:
    """Issues the invoice; where nothing is to be paid the order is paid at once."""
    after = {"number": order.shown_number, "total_minor": order.total_minor, "member_price": order.is_member_price}
    record(verb="shop.place_order", obj=order, by=user, after=after, personal_after={"name": order.name, "email": order.email})
    if not order.total_minor:
        settle_order(order, day=on, by=user)
        return
    charges = _charges(order, lines)
    words: dict[str, Any] = {"payer": _payer(order, customer), "charges": charges, "currency": order.currency, "about": order}
    order.invoice = make_invoice(on=on, by=user, key=f"shop:{order.pk}", due_on=order.expires_on, is_demo=order.is_demo, **words)
    order.save(update_fields=["invoice"])
    write_to_customer(order, "shop.ordered")
