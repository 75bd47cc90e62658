"""Orders with their lines, how they are delivered, and vouchers."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.society.ledger.models import Invoice
from sextant.society.members.models import Organisation, Person
from sextant.work.shop import states
from sextant.work.shop.models.catalogue import Variant


class DeliveryMethod(models.Model):
    """A way printed editions reach their reader, with its price in minor units; free from a sum of goods where one is named."""

    code = models.SlugField(max_length=40, unique=True)
    name = Bilingual(max_length=160)
    about = Bilingual(max_length=300)
    currency = models.CharField(max_length=3, default="RUB")
    price_minor = models.BigIntegerField(default=0)
    free_from_minor = models.BigIntegerField(null=True, blank=True)
    needs_address = models.BooleanField(default=True)
    is_open = models.BooleanField(default=True)
    order = models.PositiveSmallIntegerField(default=50)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("order", "code")
        constraints = (models.CheckConstraint(condition=Q(price_minor__gte=0), name="shop_delivery_price"),)

    def __str__(self) -> str:
        return self.name or self.code

    def price_of(self, goods_minor: int) -> int:
        """What it costs for goods of that sum."""
        return 0 if self.free_from_minor is not None and goods_minor >= self.free_from_minor else self.price_minor


class Voucher(models.Model):
    """A code that makes an order cheaper: by per cent of the goods, or by an amount in minor units."""

    code = models.CharField(max_length=30, unique=True)
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    amount_minor = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="RUB")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    uses_allowed = models.PositiveIntegerField(null=True, blank=True)
    used = models.PositiveIntegerField(default=0)
    once_per_customer = models.BooleanField(default=True)
    note = models.CharField(max_length=200, blank=True)
    is_open = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(percent__isnull=False, percent__gte=1, percent__lte=100, amount_minor=None)
                | Q(percent=None, amount_minor__isnull=False, amount_minor__gte=1),
                name="shop_voucher_value",
            ),
            models.CheckConstraint(condition=Q(uses_allowed=None) | Q(used__lte=F("uses_allowed")), name="shop_voucher_uses"),
            models.CheckConstraint(condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")), name="shop_voucher_period"),
        )

    def __str__(self) -> str:
        return self.code

    def discount_on(self, goods_minor: int) -> int:
        """How much it takes off goods of that sum; half a minor unit of a percentage is rounded in the customer's favour."""
        return (goods_minor * self.percent + 50) // 100 if self.percent else min(self.amount_minor or 0, goods_minor)


class Order(models.Model):
    """What somebody ordered, and how far it has come. Names and address are kept as they were given with the order.

    `total_minor` = goods − discount + delivery. An order that is not paid by `expires_on` lapses and frees its stock.
    """

    STATES = (
        (states.ORDERED, _("awaits payment")),
        (states.PAID, pgettext_lazy("order", "paid")),
        (states.PACKED, pgettext_lazy("order", "packed")),
        (states.SENT, pgettext_lazy("order", "sent")),
        (states.DONE, pgettext_lazy("order", "done")),
        (states.CANCELLED, pgettext_lazy("order", "cancelled")),
        (states.RETURNED, pgettext_lazy("order", "returned")),
    )

    series = models.SlugField(max_length=30, default="shop-order")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=60, unique=True)
    state = models.CharField(max_length=10, choices=STATES, default=states.ORDERED)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="shop_orders")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="shop_orders")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="shop_orders")
    name = models.CharField(max_length=200)
    email = models.EmailField()
    phone = models.CharField(max_length=60, blank=True)
    payer_name = models.CharField(max_length=300, blank=True)
    payer_tax_id = models.CharField(max_length=12, blank=True)
    delivery = models.ForeignKey(DeliveryMethod, null=True, blank=True, on_delete=models.PROTECT, related_name="orders")
    address = models.CharField(max_length=400, blank=True)
    note = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=2, default="ru")
    currency = models.CharField(max_length=3, default="RUB")
    voucher = models.ForeignKey(Voucher, null=True, blank=True, on_delete=models.PROTECT, related_name="orders")
    is_member_price = models.BooleanField(default=False)
    goods_minor = models.BigIntegerField()
    discount_minor = models.BigIntegerField(default=0)
    delivery_minor = models.BigIntegerField(default=0)
    total_minor = models.BigIntegerField()
    invoice = models.OneToOneField(Invoice, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    placed_on = models.DateField(db_index=True)
    expires_on = models.DateField(null=True, blank=True)
    paid_on = models.DateField(null=True, blank=True)
    packed_on = models.DateField(null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=300, blank=True)
    tracking = models.CharField(max_length=60, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-placed_on", "-id")
        indexes = (models.Index(fields=["state", "expires_on"], name="shop_order_state"), models.Index(fields=["email"], name="shop_order_email"))
        constraints = (
            models.UniqueConstraint(fields=["series", "year", "number"], name="shop_order_number"),
            models.CheckConstraint(
                condition=Q(total_minor=F("goods_minor") - F("discount_minor") + F("delivery_minor"), discount_minor__lte=F("goods_minor")),
                name="shop_order_total",
            ),
            models.CheckConstraint(condition=Q(goods_minor__gte=0, discount_minor__gte=0, delivery_minor__gte=0), name="shop_order_amounts"),
        )

    def __str__(self) -> str:
        return self.shown_number

    @property
    def shown_number(self) -> str:
        """`2026-0017`, of the demo association with `D-` before it."""
        return f"{'D-' if self.is_demo else ''}{self.year}-{self.number:04d}"

    @property
    def tone(self) -> str:
        return states.TONES[self.state]

    @property
    def customer(self) -> str:
        """The organisation that pays, or the person who ordered."""
        return self.payer_name or self.name


class OrderLine(models.Model):
    """So many of one variant, at the price of the day; `discount_minor` is the line's part of the voucher."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="order_lines")
    text = Bilingual(max_length=300)
    quantity = models.PositiveIntegerField()
    returned = models.PositiveIntegerField(default=0)
    price_minor = models.BigIntegerField()
    amount_minor = models.BigIntegerField()
    discount_minor = models.BigIntegerField(default=0)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["order", "variant"], name="shop_line_once"),
            models.CheckConstraint(condition=Q(quantity__gte=1, returned__lte=F("quantity")), name="shop_line_quantity"),
            models.CheckConstraint(
                condition=Q(amount_minor=F("price_minor") * F("quantity"), discount_minor__lte=F("amount_minor"), price_minor__gte=0),
                name="shop_line_amounts",
            ),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def net_minor(self) -> int:
        """What the line costs after the voucher."""
        return self.amount_minor - self.discount_minor

    def credit_for(self, quantity: int) -> int:
        """What is credited when so many more copies of the line come back; all of them together give the whole line."""
        before = self.net_minor * self.returned // self.quantity
        return self.net_minor * (self.returned + quantity) // self.quantity - before
