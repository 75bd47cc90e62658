"""What came in and is income at once, without an invoice: gifts above all."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sextant.society.ledger.models.accounts import Account, Fund, Programme
from sextant.society.ledger.models.entries import Entry
from sextant.society.ledger.models.payments import Payment


class Recognition(models.Model):
    """A part of a payment that was moved from advances to income on a fund, with the entry that books it."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="recognitions")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", help_text="the income account")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    amount_minor = models.BigIntegerField()
    income_kind = models.SlugField(max_length=40, blank=True, help_text="kind of income in the rules of fiscal receipts")
    day = models.DateField()
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="recognition")
    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.CharField(max_length=40, blank=True)
    taken_back_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("recognised income")
        ordering = ("id",)
        indexes = (models.Index(fields=["about_kind", "about_id"], name="ledger_recognition_about"),)
        constraints = (models.CheckConstraint(condition=Q(amount_minor__gt=0), name="ledger_recognition_positive"),)

    def __str__(self) -> str:
        return f"{self.payment} → {self.account}"
