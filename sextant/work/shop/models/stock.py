"""Movements of stock: every copy or place that came or went."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sextant.work.shop.models.catalogue import Variant


class Movement(models.Model):
    """Copies that came (positive) or went (negative); the sum of a variant's movements is what it has on hand."""

    class Kind(models.TextChoices):
        RECEIVED = "received", _("received")
        SOLD = "sold", _("sold")
        RETURNED = "returned", _("returned")
        WRITTEN_OFF = "written_off", _("written off")

    INCOMING = (Kind.RECEIVED, Kind.RETURNED)

    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="movements")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    quantity = models.IntegerField()
    day = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    order = models.ForeignKey("shop.Order", null=True, blank=True, on_delete=models.PROTECT, related_name="movements")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-day", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=["received", "returned"], quantity__gt=0) | Q(kind__in=["sold", "written_off"], quantity__lt=0),
                name="shop_movement_sign",
            ),
        )

    def __str__(self) -> str:
        return f"{self.variant_id} {self.quantity:+d}"
