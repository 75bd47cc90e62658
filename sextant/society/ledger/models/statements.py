"""Bank statements as they came in, and what became of each line."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.models import Job
from sextant.society.ledger import states
from sextant.society.ledger.models.payments import Payment
from sextant.society.ledger.models.requisites import BankAccount


class Statement(models.Model):
    """A file from a bank: read = new + repeated + refused, and the reason of every refused line is kept."""

    STATES = (("waiting", _("waiting")), ("done", _("done")), ("refused", _("refused")))

    bank_account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="statements")
    file = models.FileField(upload_to="ledger/statements")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    mapping = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=8, choices=STATES, default="waiting")
    sentence = models.TextField(blank=True, help_text="why it was refused")
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    opening_minor = models.BigIntegerField(null=True, blank=True)
    closing_minor = models.BigIntegerField(null=True, blank=True)
    read = models.PositiveIntegerField(default=0)
    repeated = models.PositiveIntegerField(default=0)
    refused = models.JSONField(default=list, blank=True, help_text='[{"line", "reason"}]')
    notices = models.JSONField(default=list, blank=True, help_text='[{"code", "ru", "en"}]: what else does not agree')
    brought_at = models.DateTimeField(auto_now_add=True)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name


class StatementLine(models.Model):
    """One movement on the account, known by its fingerprint however often it is brought; credits are positive."""

    STATES = (
        (states.MATCHED, _("matched")),
        (states.DOUBTFUL, _("doubtful")),
        (states.UNMATCHED, _("unmatched")),
        (states.BOOKED, _("booked")),
        (states.PUT_ASIDE, _("put aside")),
    )
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="lines")
    bank_account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="lines")
    place = models.PositiveIntegerField(help_text="line or number in the file")
    fingerprint = models.CharField(max_length=64)
    bank_id = models.CharField(max_length=80, blank=True)
    day = models.DateField()
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    payer_name = models.CharField(max_length=300, blank=True)
    payer_account = models.CharField(max_length=34, blank=True)
    payer_tax_id = models.CharField(max_length=12, blank=True)
    purpose = models.TextField(blank=True)
    reference = models.CharField(max_length=140, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default=states.UNMATCHED)
    proposals = models.JSONField(default=list, blank=True, help_text='[{"invoice", "confidence", "reasons"}], best first')
    payment = models.OneToOneField(Payment, null=True, blank=True, on_delete=models.PROTECT, related_name="statement_line")
    entry = models.ForeignKey("ledger.Entry", null=True, blank=True, on_delete=models.PROTECT, related_name="statement_lines")
    note = models.CharField(max_length=300, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-day", "-id")
        indexes = (models.Index(fields=["state", "day"], name="ledger_statement_line_state"),)
        constraints = (models.UniqueConstraint(fields=["bank_account", "fingerprint"], name="ledger_statement_line_once"),)

    def __str__(self) -> str:
        return f"{self.day} {self.amount_minor} {self.currency}"

    @property
    def tone(self) -> str:
        return states.LINE_TONES.get(self.state, "quiet")
