"""What came in and went out: payments, what they cover, and what online providers told."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sextant.society.ledger.models.accounts import Account, Fund
from sextant.society.ledger.models.entries import Entry
from sextant.society.ledger.models.invoices import Invoice
from sextant.society.members.models import Organisation, Person


class Payment(models.Model):
    """Money that came in; `refunds` makes it money that was given back. The amount is positive in both cases.

    What no invoice takes stays on the account of advances, on `fund`, until it is laid on an invoice or given back:
    `covered_minor + returned_minor ≤ amount_minor`.
    """

    class Method(models.TextChoices):
        BANK = "bank", _("bank transfer")
        CARD = "card", _("online payment")
        CASH = "cash", _("cash")
        OTHER = "other", _("other")

    day = models.DateField()
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    method = models.CharField(max_length=6, choices=Method.choices, default=Method.BANK)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="payments", help_text="where the money stands")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="payments")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="payments")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="payments")
    payer_name = models.CharField(max_length=300, blank=True)
    reference = models.CharField(max_length=140)
    purpose = models.CharField(max_length=300, blank=True)
    refunds = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="refunded_by")
    covered_minor = models.BigIntegerField(default=0)
    returned_minor = models.BigIntegerField(default=0)
    receipt_series = models.SlugField(max_length=30, default="receipt")
    receipt_year = models.PositiveSmallIntegerField(null=True, blank=True)
    receipt_number = models.PositiveIntegerField(null=True, blank=True)
    key = models.CharField(max_length=160, unique=True, help_text="makes the same payment told twice one payment")
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="payment")
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    taken_back_on = models.DateField(null=True, blank=True, help_text="recorded by mistake, its entry is reversed")
    about_kind = models.CharField(max_length=60, blank=True, help_text="what was paid without an invoice")
    about_id = models.CharField(max_length=40, blank=True)
    trouble = models.TextField(blank=True, help_text="why what was paid for did not follow")
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-day", "-id")
        indexes = (models.Index(fields=["about_kind", "about_id"], name="ledger_payment_about"),)
        constraints = (
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="ledger_payment_positive"),
            models.CheckConstraint(
                condition=Q(covered_minor__gte=0, returned_minor__gte=0, amount_minor__gte=F("covered_minor") + F("returned_minor")),
                name="ledger_payment_not_overspent",
            ),
            models.CheckConstraint(condition=Q(person=None) | Q(organisation=None), name="ledger_payment_one_payer"),
            models.UniqueConstraint(fields=["receipt_series", "receipt_year", "receipt_number"], name="ledger_receipt_number"),
        )

    def __str__(self) -> str:
        return f"{self.day} {self.reference}"

    @property
    def free_minor(self) -> int:
        """What no invoice has taken and nobody was given back."""
        return 0 if self.refunds_id or self.taken_back_on else self.amount_minor - self.covered_minor - self.returned_minor

    @property
    def shown_receipt(self) -> str:
        if self.receipt_number is None:
            return ""
        demo = "D-" if self.receipt_series.startswith("demo") else ""
        return f"{demo}R-{self.receipt_year}-{self.receipt_number:06d}"


class Cover(models.Model):
    """A part of a payment that covers a part of an invoice, with the entry that books it."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="covers")
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="covers")
    amount_minor = models.BigIntegerField()
    day = models.DateField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="covers")
    taken_back_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.CheckConstraint(condition=Q(amount_minor__gt=0), name="ledger_cover_positive"),)

    def __str__(self) -> str:
        return f"{self.payment} → {self.invoice}"


class OnlinePayment(models.Model):
    """A payment that a payer began with an online provider, and what the provider has told of it last."""

    STATES = (("begun", _("begun")), ("paid", _("paid")), ("failed", _("failed")), ("refunded", _("given back")))

    provider = models.SlugField(max_length=30)
    token = models.CharField(max_length=64, unique=True, help_text="our name for it at the provider")
    invoice = models.ForeignKey(Invoice, null=True, blank=True, on_delete=models.PROTECT, related_name="online_payments")
    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.CharField(max_length=40, blank=True)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=10, choices=STATES, default="begun")
    payment = models.OneToOneField(Payment, null=True, blank=True, on_delete=models.PROTECT, related_name="online")
    begun_at = models.DateTimeField(auto_now_add=True)
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.provider} {self.token[:8]}"


class ProviderEvent(models.Model):
    """One thing a provider told, kept once however often it is told; `outcome` is what came of it."""

    OUTCOMES = (
        ("recorded", _("recorded")),
        ("already", _("recorded already")),
        ("other_currency", _("in another currency: to be looked at")),
        ("failed", _("nothing was paid")),
        ("late_failure", _("came after the payment")),
        ("returned", _("given back")),
        ("returned_before", _("given back before")),
        ("unknown", _("no payment was begun under this name")),
    )

    provider = models.SlugField(max_length=30)
    event_id = models.CharField(max_length=120)
    online = models.ForeignKey(OnlinePayment, null=True, blank=True, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10)
    amount_minor = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    day = models.DateField(null=True, blank=True, help_text="the day the provider names")
    received_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=40, choices=OUTCOMES, blank=True, help_text="empty while it waits for another event")

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["provider", "event_id"], name="ledger_provider_event_once"),)

    def __str__(self) -> str:
        return f"{self.provider} {self.event_id}"
