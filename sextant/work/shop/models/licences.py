"""Licences of digital editions, and every download under them."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sextant.work.shop.models.catalogue import Variant
from sextant.work.shop.models.orders import OrderLine


class Licence(models.Model):
    """The right to a digital edition. The link to its file works until `open_until` and for `max_downloads`; `turn` makes older links void."""

    line = models.OneToOneField(OrderLine, on_delete=models.PROTECT, related_name="licence")
    series = models.SlugField(max_length=30, default="shop-licence")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Variant.Licence.choices)
    holder = models.CharField(max_length=300)
    seats = models.PositiveIntegerField(default=1)
    issued_on = models.DateField()
    open_until = models.DateTimeField()
    max_downloads = models.PositiveIntegerField()
    downloads = models.PositiveIntegerField(default=0)
    turn = models.PositiveIntegerField(default=1)
    revoked_on = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-issued_on", "-id")
        constraints = (
            models.UniqueConstraint(fields=["series", "year", "number"], name="shop_licence_number"),
            models.CheckConstraint(condition=Q(downloads__lte=F("max_downloads")), name="shop_licence_downloads"),
        )

    def __str__(self) -> str:
        return self.shown_number

    @property
    def shown_number(self) -> str:
        return f"{'D-' if self.is_demo else ''}L-{self.year}-{self.number:05d}"

    @property
    def left(self) -> int:
        """Downloads that are left."""
        return self.max_downloads - self.downloads

    @property
    def has_expired(self) -> bool:
        return timezone.now() >= self.open_until

    @property
    def works(self) -> bool:
        return self.revoked_on is None and not self.has_expired and self.left > 0


class Download(models.Model):
    """One download; nothing is kept about who it was beyond the licence."""

    licence = models.ForeignKey(Licence, on_delete=models.CASCADE, related_name="taken")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.licence_id} {self.at:%Y-%m-%d}"
