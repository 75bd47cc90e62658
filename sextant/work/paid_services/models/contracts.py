"""Contracts with their lines, and the signed copies of them."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.society.ledger.models import Fund, Invoice
from sextant.society.members.models import Organisation, Person
from sextant.work.paid_services import states
from sextant.work.paid_services.models.catalogue import Service
from sextant.work.paid_services.models.requests import OfferRequest


class ContractQuerySet(models.QuerySet["Contract"]):
    def with_all(self) -> "ContractQuerySet":
        """With what every page of a contract shows."""
        return self.select_related("organisation", "person", "advance_invoice", "fund", "request")


class Contract(models.Model):
    """Services for one customer. The number is given when it is first sent, so that drafts leave no gaps.

    Names and requisites are kept as they were given; `clauses` and `requisites` (of the association) as they were when it was
    sent. `total_minor` is the sum of the lines. What is invoiced and paid is read from the books and never kept here.
    `key` is part of the customer's link; a new one makes the old link void.
    """

    STATES = (
        (states.DRAFT, pgettext_lazy("contract", "draft")),
        (states.SENT, pgettext_lazy("contract", "sent")),
        (states.SIGNED, pgettext_lazy("contract", "signed")),
        (states.FULFILLED, pgettext_lazy("contract", "fulfilled")),
        (states.CANCELLED, pgettext_lazy("contract", "cancelled")),
    )

    series = models.SlugField(max_length=30, default="service-contract")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default=states.DRAFT)
    key = models.CharField(max_length=32)
    request = models.ForeignKey(OfferRequest, null=True, blank=True, on_delete=models.PROTECT, related_name="contracts")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="service_contracts")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="service_contracts")
    customer = models.CharField(max_length=300)
    tax_id = models.CharField(max_length=12, blank=True)
    tax_code = models.CharField(max_length=9, blank=True)
    address = models.CharField(max_length=300, blank=True)
    signatory = models.CharField(max_length=300, blank=True)
    details = models.CharField(max_length=500, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    email = models.EmailField()
    language = models.CharField(max_length=2, default="ru")
    subject = Bilingual(max_length=300)
    day = models.DateField(help_text="the day of the contract, and of the prices taken into it")
    since = models.DateField()
    until = models.DateField()
    is_member = models.BooleanField(default=False, help_text="the customer was a member in good standing on the day")
    currency = models.CharField(max_length=3, default="RUB")
    total_minor = models.BigIntegerField(default=0)
    advance_percent = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(100)])
    pay_days = models.PositiveSmallIntegerField(default=10)
    conditions = models.TextField(blank=True)
    fund = models.ForeignKey(Fund, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    clauses = models.JSONField(default=list, blank=True)
    requisites = models.JSONField(default=dict, blank=True)
    edition = models.PositiveSmallIntegerField(default=0, help_text="how often it was sent; the customer signs the edition that was read")
    sent_on = models.DateField(null=True, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    signed_by = models.CharField(max_length=200, blank=True)
    objection = models.TextField(blank=True)
    objected_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    advance_invoice = models.OneToOneField(Invoice, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_demo = models.BooleanField(default=False, db_index=True)

    objects = ContractQuerySet.as_manager()

    class Meta:
        ordering = ("-day", "-id")
        indexes = (models.Index(fields=["state", "until"], name="paid_services_contract_state"),)
        constraints = (
            models.UniqueConstraint(fields=["series", "year", "number"], name="paid_services_contract_number"),
            models.CheckConstraint(condition=Q(person=None) | Q(organisation=None), name="paid_services_one_customer"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="paid_services_contract_days"),
            models.CheckConstraint(condition=Q(advance_percent__lte=100, total_minor__gte=0), name="paid_services_contract_amounts"),
            models.CheckConstraint(condition=Q(state__in=["draft", "cancelled"]) | Q(number__isnull=False), name="paid_services_contract_numbered"),
            models.CheckConstraint(condition=~Q(state="cancelled") | ~Q(reason=""), name="paid_services_cancelled_reason"),
            models.CheckConstraint(condition=~Q(state__in=["signed", "fulfilled"]) | Q(signed_on__isnull=False), name="paid_services_signed_day"),
        )

    def __str__(self) -> str:
        return self.shown_number or self.customer

    @property
    def shown_number(self) -> str:
        """`S-2026-0007`; of the demo association with `D-` before it; empty for a draft that was never sent."""
        return "" if self.number is None else f"{'D-' if self.is_demo else ''}S-{self.year}-{self.number:04d}"

    @property
    def tone(self) -> str:
        return states.TONES.get(self.state, "quiet")

    @property
    def advance_minor(self) -> int:
        """What is asked in advance, half a minor unit rounded up."""
        return (self.total_minor * self.advance_percent + 50) // 100


class ContractLine(models.Model):
    """So much of one service: quantity in thousandths, price and amount in minor units.

    `list_minor` is the price of the list on the day of the contract; another price has its reason. `taken` is what drafted, sent
    and accepted acts have of the quantity; the database itself refuses more than was agreed.
    """

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="lines")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="contract_lines")
    text = Bilingual(max_length=300)
    unit = Bilingual(max_length=20)
    vat = Bilingual(max_length=200)
    quantity = models.BigIntegerField(help_text="thousandths")
    list_minor = models.BigIntegerField()
    price_minor = models.BigIntegerField()
    price_reason = models.CharField(max_length=300, blank=True)
    amount_minor = models.BigIntegerField()
    taken = models.BigIntegerField(default=0, help_text="thousandths")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=Q(quantity__gt=0, amount_minor__gt=0, price_minor__gt=0), name="paid_services_line_amounts"),
            models.CheckConstraint(condition=Q(taken__gte=0, taken__lte=F("quantity")), name="paid_services_never_more_than_agreed"),
            models.CheckConstraint(condition=Q(price_minor=F("list_minor")) | ~Q(price_reason=""), name="paid_services_price_reason"),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def left(self) -> int:
        """Thousandths that no act has yet."""
        return self.quantity - self.taken


def place_of_copy(copy: "SignedCopy", name: str) -> str:
    """Files are kept by their SHA-256: the name they came with never becomes a path."""
    return f"paid_services/{copy.sha256[:2]}/{copy.sha256}"


class SignedCopy(models.Model):
    """A scan of the signed contract or of one of its acts."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="copies")
    act = models.ForeignKey("paid_services.Act", null=True, blank=True, on_delete=models.CASCADE, related_name="copies")
    file = models.FileField(upload_to=place_of_copy, max_length=200)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-at", "-id")
        constraints = (models.UniqueConstraint(fields=["contract", "sha256"], name="paid_services_copy_once"),)

    def __str__(self) -> str:
        return self.name
