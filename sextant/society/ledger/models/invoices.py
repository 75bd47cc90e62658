"""What is asked of a payer: invoices and the credit notes against them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.society.ledger import states
from sextant.society.ledger.models.accounts import Account, Fund, Programme
from sextant.society.ledger.models.entries import Entry
from sextant.society.members.models import Organisation, Person


class Invoice(models.Model):
    """An invoice, or a credit note (`kind`) against the invoice it `credits`.

    The payer's name and address are kept as they were when it was issued; person or organisation is set where the payer is
    known to the association. `about` names what it is for (a membership, an order), `key` makes asking twice one invoice.
    `paid_minor` is what payments and `credited_minor` what credit notes have covered; both are kept by the actions alone.
    """

    class Kind(models.TextChoices):
        INVOICE = "invoice", _("invoice")
        CREDIT_NOTE = "credit_note", _("credit note")

    STATES = (
        (states.DRAFT, _("draft")),
        (states.ISSUED, _("open")),
        (states.SETTLED, _("settled")),
        (states.CANCELLED, pgettext_lazy("invoice", "cancelled")),
    )

    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.INVOICE)
    series = models.SlugField(max_length=30, default="invoice")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default=states.DRAFT)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="invoices")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="invoices")
    payer_name = models.CharField(max_length=300)
    payer_address = models.CharField(max_length=300, blank=True)
    payer_tax_id = models.CharField(max_length=12, blank=True)
    payer_email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="ru")
    currency = models.CharField(max_length=3, default="RUB")
    total_minor = models.BigIntegerField(default=0)
    paid_minor = models.BigIntegerField(default=0)
    credited_minor = models.BigIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)
    issued_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    credits = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="credit_notes")
    reason = models.CharField(max_length=300, blank=True)
    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.CharField(max_length=40, blank=True)
    key = models.CharField(max_length=160, null=True, blank=True, unique=True)
    entry = models.OneToOneField(Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="invoice")
    requisites = models.JSONField(default=dict, blank=True, help_text="payee and bank account as they were when it was issued")
    dunned = models.PositiveSmallIntegerField(default=0, help_text="letters that asked for the money after it was due")
    dunned_on = models.DateField(null=True, blank=True)
    dunning_stopped = models.CharField(max_length=300, blank=True, help_text="why no letter asks for it any more")
    trouble = models.TextField(blank=True, help_text="why what the invoice is for did not follow when it was paid")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-issued_on", "-id")
        indexes = (
            models.Index(fields=["state", "due_on"], name="ledger_invoice_state"),
            models.Index(fields=["about_kind", "about_id"], name="ledger_invoice_about"),
            models.Index(fields=["-issued_on", "-id"], name="ledger_invoice_recent"),
        )
        constraints = (
            models.UniqueConstraint(fields=["series", "year", "number"], name="ledger_invoice_number"),
            models.CheckConstraint(condition=Q(person=None) | Q(organisation=None), name="ledger_invoice_one_payer"),
            models.CheckConstraint(condition=Q(total_minor__gte=0, paid_minor__gte=0, credited_minor__gte=0), name="ledger_invoice_amounts"),
            models.CheckConstraint(condition=Q(total_minor__gte=F("paid_minor") + F("credited_minor")), name="ledger_invoice_not_overpaid"),
            models.CheckConstraint(
                condition=Q(state__in=[states.DRAFT, states.CANCELLED]) | Q(number__isnull=False, issued_on__isnull=False, entry__isnull=False),
                name="ledger_invoice_numbered",
            ),
            models.CheckConstraint(
                condition=Q(kind="invoice", credits=None) | Q(kind="credit_note", credits__isnull=False), name="ledger_credit_note_credits"
            ),
        )

    def __str__(self) -> str:
        return self.shown_number or f"{self.payer_name} {self.pk}"

    @property
    def shown_number(self) -> str:
        """`2026-000017`; a credit note `C-2026-000003`; of the demo association with `D-` before it."""
        if self.number is None:
            return ""
        mark = "C-" if self.kind == self.Kind.CREDIT_NOTE else ""
        demo = "D-" if self.series.startswith("demo") else ""
        return f"{demo}{mark}{self.year}-{self.number:06d}"

    @property
    def open_minor(self) -> int:
        """What is still to be paid."""
        return self.total_minor - self.paid_minor - self.credited_minor if self.state == states.ISSUED else 0

    @property
    def tone(self) -> str:
        return states.INVOICE_TONES.get(self.state, "quiet")


class InvoiceLine(models.Model):
    """One thing that is charged: quantity in thousandths, price and amount in minor units, and where the income is booked."""

    invoice = models.ForeignKey(Invoice, on_delete=models.CASCADE, related_name="lines")
    text = Bilingual(max_length=300)
    quantity = models.BigIntegerField(default=1000, help_text="thousandths")
    unit = models.CharField(max_length=20, blank=True)
    price_minor = models.BigIntegerField()
    amount_minor = models.BigIntegerField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    income_kind = models.SlugField(max_length=40, blank=True, help_text="kind of income in the rules of fiscal receipts")

    class Meta:
        ordering = ("id",)
        constraints = (models.CheckConstraint(condition=Q(quantity__gt=0, amount_minor__gte=0), name="ledger_invoice_line_amounts"),)

    def __str__(self) -> str:
        return self.text
