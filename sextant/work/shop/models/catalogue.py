"""Products, the variants in which they are sold, and what each has cost over time."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sextant.base.words.fields import Bilingual


class Category(models.Model):
    """A shelf of the catalogue."""

    code = models.SlugField(max_length=40, unique=True)
    name = Bilingual(max_length=120)
    order = models.PositiveSmallIntegerField(default=50)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.name or self.code


def place_of_cover(product: Any, name: str) -> str:
    return f"shop/covers/{product.slug}/{name}"


def place_of_file(variant: Any, name: str) -> str:
    return f"shop/private/{variant.pk or 'new'}/{name}"


class Product(models.Model):
    """A publication, an event or a course that is sold; `isbn` is kept as 13 digits, `issn` as 1234-567X."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        ON_SALE = "on_sale", _("on sale")
        WITHDRAWN = "withdrawn", _("withdrawn from sale")

    AGES = tuple((mark, mark) for mark in ("0+", "6+", "12+", "16+", "18+"))

    slug = models.SlugField(max_length=80, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="products")
    title = Bilingual(max_length=250)
    about = Bilingual()
    authors = models.CharField(max_length=300, blank=True)
    isbn = models.CharField(max_length=13, blank=True)
    issn = models.CharField(max_length=9, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    age_mark = models.CharField(max_length=3, choices=AGES, blank=True)
    cover = models.FileField(upload_to=place_of_cover, max_length=300, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-year", "title_ru", "id")
        indexes = (models.Index(fields=["state", "category"], name="shop_product_shelf"),)
        constraints = (models.UniqueConstraint(fields=["isbn"], condition=~Q(isbn=""), name="shop_product_isbn"),)

    def __str__(self) -> str:
        return self.title or self.slug

    @property
    def shown_isbn(self) -> str:
        """With hyphens only where they are certain: after the prefix; groups and publishers have no fixed length."""
        return f"{self.isbn[:3]}-{self.isbn[3:]}" if self.isbn else ""

    @property
    def tone(self) -> str:
        return {self.State.ON_SALE: "good", self.State.DRAFT: "warn"}.get(self.State(self.state), "quiet")


class Variant(models.Model):
    """One way to buy a product. Amounts are in minor units of `currency`; `member_price_minor` is None where all pay the same.

    `on_hand` counts copies (or places), `reserved` those of them that open orders hold; both are kept by the actions alone.
    Digital editions are not counted; their file is private and given out through licences only.
    """

    class Kind(models.TextChoices):
        PRINT = "print", _("printed edition")
        DIGITAL = "digital", _("digital edition")
        TICKET = "ticket", _("ticket")
        COURSE = "course", _("place in a course")

    class Licence(models.TextChoices):
        SINGLE = "single", _("for one reader")
        LIBRARY = "library", _("for a library")

    ACCOUNTS = {Kind.PRINT: "publications", Kind.DIGITAL: "publications", Kind.TICKET: "events", Kind.COURSE: "courses"}
    INCOME_KINDS = {Kind.PRINT: "goods", Kind.DIGITAL: "digital", Kind.TICKET: "service", Kind.COURSE: "service"}

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="variants")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.PRINT)
    name = Bilingual(max_length=120)
    sku = models.CharField(max_length=40, unique=True)
    currency = models.CharField(max_length=3, default="RUB")
    price_minor = models.BigIntegerField()
    member_price_minor = models.BigIntegerField(null=True, blank=True)
    on_hand = models.IntegerField(default=0)
    reserved = models.IntegerField(default=0)
    file = models.FileField(upload_to=place_of_file, max_length=300, blank=True)
    licence = models.CharField(max_length=8, choices=Licence.choices, default=Licence.SINGLE)
    seats = models.PositiveIntegerField(default=1)
    max_downloads = models.PositiveIntegerField(default=5)
    open_days = models.PositiveIntegerField(default=30)
    is_open = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("product", "kind", "id")
        constraints = (
            models.CheckConstraint(condition=Q(on_hand__gte=0, reserved__gte=0), name="shop_stock_not_negative"),
            models.CheckConstraint(condition=Q(reserved__lte=F("on_hand")), name="shop_stock_covers_orders"),
            models.CheckConstraint(condition=Q(price_minor__gte=0), name="shop_price_not_negative"),
            models.CheckConstraint(
                condition=Q(member_price_minor=None) | Q(member_price_minor__gte=0, member_price_minor__lte=F("price_minor")),
                name="shop_member_price_not_above",
            ),
            models.CheckConstraint(condition=Q(seats__gte=1, max_downloads__gte=1, open_days__gte=1), name="shop_licence_terms"),
        )

    def __str__(self) -> str:
        return f"{self.product} — {self.label}"

    @property
    def label(self) -> str:
        """What it is called beside its product: its own name, or its kind."""
        return self.name or str(self.get_kind_display())

    @property
    def is_counted(self) -> bool:
        return self.kind != self.Kind.DIGITAL

    @property
    def is_delivered(self) -> bool:
        """True for what is packed and sent."""
        return self.kind == self.Kind.PRINT

    @property
    def free(self) -> int:
        """Copies or places that can still be ordered."""
        return self.on_hand - self.reserved

    @property
    def can_be_bought(self) -> bool:
        if not self.is_open or self.product.state != Product.State.ON_SALE:
            return False
        return self.free > 0 if self.is_counted else bool(self.file)

    def price_for(self, member: bool) -> int:
        """The price of one copy in minor units for a member or for anybody else."""
        return self.member_price_minor if member and self.member_price_minor is not None else self.price_minor


class PriceChange(models.Model):
    """What a variant has cost since a moment; the latest row is the price of today."""

    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="price_changes")
    since = models.DateTimeField()
    currency = models.CharField(max_length=3)
    price_minor = models.BigIntegerField()
    member_price_minor = models.BigIntegerField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-since", "-id")

    def __str__(self) -> str:
        return f"{self.variant_id} {self.since:%Y-%m-%d}"
