"""Spreadsheets of products: the file, and what became of its rows."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ProductImport(models.Model):
    """One uploaded list of products. Once read, rows = stored + merged + refused; `findings` are [line, sentence]."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        REFUSED = "refused", _("refused")

    name = models.CharField(max_length=200)
    content = models.BinaryField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    rows = models.PositiveIntegerField(default=0)
    stored = models.PositiveIntegerField(default=0)
    merged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    findings = models.JSONField(default=list, blank=True)
    trouble = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-id",)
        constraints = (models.CheckConstraint(condition=Q(rows=F("stored") + F("merged") + F("refused")), name="shop_import_counts"),)

    def __str__(self) -> str:
        return self.name
