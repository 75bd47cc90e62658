"""A run of dues: who is charged what for the next period, looked at before anything is issued."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.models import Job
from sextant.society.ledger.models.invoices import Invoice
from sextant.society.members.models import Membership


class DuesRun(models.Model):
    """Dues for all memberships whose next period begins by a day. Drawn up as a preview, confirmed by a person, then issued."""

    STATES = (
        ("drawing", _("being drawn up")),
        ("preview", _("to be looked at")),
        ("issuing", _("being issued")),
        ("done", _("done")),
        ("dropped", _("dropped")),
    )

    title = models.CharField(max_length=120)
    on = models.DateField(help_text="periods that begin on or before this day are charged")
    due_on = models.DateField()
    plans = models.JSONField(default=list, blank=True, help_text="codes of plans; empty means all")
    state = models.CharField(max_length=8, choices=STATES, default="drawing")
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    with_letters = models.BooleanField(default=True)
    paper = models.FileField(upload_to="ledger/dues", blank=True, help_text="the invoices of those without an address, as PDF in a ZIP")
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.title


class DuesItem(models.Model):
    """One membership in a run: the fee with its parts, or why nothing is charged."""

    class Outcome(models.TextChoices):
        CHARGE = "charge", _("is charged")
        EXEMPT = "exempt", _("exempt")
        ALREADY = "already", _("has an open invoice already")
        LEFT_OUT = "left_out", _("left out by hand")
        CHANGED = "changed", _("has changed since the preview")
        REFUSED = "refused", _("could not be charged")

    run = models.ForeignKey(DuesRun, on_delete=models.CASCADE, related_name="items")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="dues_items")
    since = models.DateField()
    until = models.DateField()
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    parts = models.JSONField(default=list, help_text='[{"label_ru", "label_en", "amount_minor"}]')
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.CHARGE)
    reason = models.CharField(max_length=300, blank=True)
    invoice = models.OneToOneField(Invoice, null=True, blank=True, on_delete=models.PROTECT, related_name="dues_item")

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["run", "membership"], name="ledger_dues_item_once"),)

    def __str__(self) -> str:
        return f"{self.membership} {self.amount_minor}"

    @property
    def tone(self) -> str:
        return {"charge": "info", "exempt": "good", "changed": "warn", "refused": "bad"}.get(self.outcome, "quiet")
