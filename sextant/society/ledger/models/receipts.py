"""Rules of fiscal receipts as data: what a lawyer has to check is written in rows, never in code."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sextant.base.words.fields import Bilingual
from sextant.society.ledger.models.payments import Payment


class ReceiptRule(models.Model):
    """Whether a fiscal receipt is needed for a kind of income, from a kind of payer, by a method of payment.

    `document` and `clause` say where that stands. As long as `checked_on` is empty nobody has checked it: the rule is shown
    as a hint with that mark. A rule never blocks anything, checked or not.
    """

    class PayerKind(models.TextChoices):
        PERSON = "person", _("person")
        ORGANISATION = "organisation", _("organisation")

    class Needed(models.TextChoices):
        YES = "yes", _("receipt needed")
        NO = "no", _("no receipt needed")
        UNKNOWN = "unknown", _("unknown whether a receipt is needed")

    income_kind = models.SlugField(max_length=40)
    payer_kind = models.CharField(max_length=12, choices=PayerKind.choices)
    method = models.CharField(max_length=6, choices=Payment.Method.choices)
    needed = models.CharField(max_length=7, choices=Needed.choices, default=Needed.UNKNOWN)
    vat_note = Bilingual(max_length=300)
    document = Bilingual(max_length=300)
    clause = models.CharField(max_length=160, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.CharField(max_length=200, blank=True, help_text="the lawyer who checked it")

    class Meta:
        ordering = ("income_kind", "payer_kind", "method")
        constraints = (
            models.UniqueConstraint(fields=["income_kind", "payer_kind", "method"], name="ledger_receipt_rule_once"),
            models.CheckConstraint(
                condition=models.Q(checked_on=None) | ~models.Q(checked_by=""),
                name="ledger_receipt_rule_checked_by",
            ),
        )

    def __str__(self) -> str:
        return f"{self.income_kind} · {self.get_payer_kind_display()} · {self.get_method_display()}"
