"""Acts of acceptance: what of a contract was done, and whether the customer accepts it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from sextant.society.ledger.models import Entry, Invoice
from sextant.work.paid_services import states
from sextant.work.paid_services.models.contracts import Contract, ContractLine


class Act(models.Model):
    """Services done and handed over. The number is given when it is first sent.

    When it is accepted, `offset_minor` of it is covered by the advance of its contract (booked by `offset_entry`), and the rest
    is asked for by `invoice`; an act that the advance covers whole has none.
    """

    STATES = (
        (states.DRAFT, pgettext_lazy("act", "draft")),
        (states.SENT, pgettext_lazy("act", "sent")),
        (states.ACCEPTED, pgettext_lazy("act", "accepted")),
        (states.REFUSED, pgettext_lazy("act", "refused")),
        (states.TAKEN_BACK, pgettext_lazy("act", "taken back")),
    )

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="acts")
    series = models.SlugField(max_length=30, default="service-act")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default=states.DRAFT)
    day = models.DateField()
    since = models.DateField()
    until = models.DateField()
    note = models.TextField(blank=True)
    total_minor = models.BigIntegerField()
    sent_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    objection = models.TextField(blank=True)
    reason = models.CharField(max_length=300, blank=True)
    offset_minor = models.BigIntegerField(default=0)
    offset_entry = models.OneToOneField(Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    invoice = models.OneToOneField(Invoice, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-day", "-id")
        indexes = (models.Index(fields=["state", "decided_on"], name="paid_services_act_state"),)
        constraints = (
            models.UniqueConstraint(fields=["series", "year", "number"], name="paid_services_act_number"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="paid_services_act_days"),
            models.CheckConstraint(
                condition=Q(total_minor__gt=0, offset_minor__gte=0, offset_minor__lte=F("total_minor")), name="paid_services_act_amounts"
            ),
            models.CheckConstraint(condition=Q(state="draft") | Q(number__isnull=False), name="paid_services_act_numbered"),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(objection=""), name="paid_services_refused_objection"),
            models.CheckConstraint(condition=~Q(state="taken_back") | ~Q(reason=""), name="paid_services_taken_back_reason"),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(invoice__isnull=False) | Q(offset_minor=F("total_minor")), name="paid_services_accepted_is_asked"
            ),
        )

    def __str__(self) -> str:
        return self.shown_number or f"{self.contract} {self.day:%d.%m.%Y}"

    @property
    def shown_number(self) -> str:
        """`A-2026-0011`; of the demo association with `D-` before it; empty for a draft."""
        return "" if self.number is None else f"{'D-' if self.is_demo else ''}A-{self.year}-{self.number:04d}"

    @property
    def tone(self) -> str:
        return states.ACT_TONES.get(self.state, "quiet")

    @property
    def rest_minor(self) -> int:
        """What is asked beside the advance."""
        return self.total_minor - self.offset_minor


class ActLine(models.Model):
    """So much of one line of the contract: quantity in thousandths, amount in minor units."""

    act = models.ForeignKey(Act, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey(ContractLine, on_delete=models.PROTECT, related_name="done")
    quantity = models.BigIntegerField()
    amount_minor = models.BigIntegerField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["act", "line"], name="paid_services_act_line_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0, amount_minor__gte=0), name="paid_services_act_line_amounts"),
        )

    def __str__(self) -> str:
        return str(self.line)
