"""Gifts: what was promised, the days on which it is expected, and the parts that came in."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.society.ledger.models import Entry, Fund, Payment, Recognition
from sextant.work.fundraising import states
from sextant.work.fundraising.models.appeals import Appeal
from sextant.work.fundraising.models.donors import Donor
from sextant.work.fundraising.models.standing import StandingGift


class Gift(models.Model):
    """Money or a thing that somebody gives, from the promise on. `booked_minor` is what came of it; more than promised is a larger gift."""

    class Kind(models.TextChoices):
        MONEY = "money", _("money")
        IN_KIND = "in_kind", _("in kind")

    class Source(models.TextChoices):
        PAGE = "page", _("public page")
        OFFICE = "office", _("entered by hand")
        IMPORT = "import", _("import")
        STANDING = "standing", _("standing gift")

    class Tribute(models.TextChoices):
        MEMORY = "memory", _("in memory of")
        HONOUR = "honour", _("in honour of")

    STATES = (
        (states.PROMISED, pgettext_lazy("gift", "promised")),
        (states.RECEIVED, pgettext_lazy("gift", "received")),
        (states.CANCELLED, pgettext_lazy("gift", "cancelled")),
        (states.MISSED, pgettext_lazy("gift", "did not come")),
        (states.RETURNED, pgettext_lazy("gift", "given back")),
    )
    donor = models.ForeignKey(Donor, on_delete=models.PROTECT, related_name="gifts")
    appeal = models.ForeignKey(Appeal, null=True, blank=True, on_delete=models.PROTECT, related_name="gifts")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="gifts")
    standing = models.ForeignKey(StandingGift, null=True, blank=True, on_delete=models.PROTECT, related_name="gifts")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.MONEY)
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.OFFICE)
    state = models.CharField(max_length=10, choices=STATES, default=states.PROMISED)
    amount_minor = models.BigIntegerField()
    booked_minor = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3, default="RUB")
    promised_on = models.DateField(default=timezone.localdate)
    due_on = models.DateField(null=True, blank=True)
    name = models.CharField(max_length=300, blank=True, help_text="as the donor wants to stand on the receipt")
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="ru")
    is_anonymous = models.BooleanField(default=False, help_text="not named on the public page")
    tribute = models.CharField(max_length=6, choices=Tribute.choices, blank=True)
    tribute_name = models.CharField(max_length=200, blank=True)
    message = models.CharField(max_length=500, blank=True)
    agrees_to_letters = models.BooleanField(default=False)
    wants_receipt = models.BooleanField(default=True)
    consent_text = models.CharField(max_length=40, blank=True)
    description = models.CharField(max_length=300, blank=True, help_text="what was given in kind")
    basis = models.CharField(max_length=300, blank=True, help_text="how the value of a gift in kind was assessed")
    is_booked = models.BooleanField(default=True, help_text="false: told of, but not in the books")
    entry = models.OneToOneField(Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="gift_in_kind")
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_on = models.DateField(null=True, blank=True)
    import_key = models.CharField(max_length=100, null=True, blank=True, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-promised_on", "-id")
        indexes = (models.Index(fields=["state", "due_on"], name="fundraising_gift_awaited"),)
        constraints = (
            models.CheckConstraint(condition=Q(amount_minor__gt=0, booked_minor__gte=0), name="fundraising_gift_amount"),
            models.UniqueConstraint(fields=["standing", "due_on"], condition=Q(standing__isnull=False), name="fundraising_gift_standing_day"),
            models.CheckConstraint(condition=Q(tribute="") | ~Q(tribute_name=""), name="fundraising_gift_tribute"),
            models.CheckConstraint(
                condition=~Q(state=states.RECEIVED) | Q(booked_minor__gte=F("amount_minor")), name="fundraising_gift_received_all"
            ),
        )

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What a payment names to be known as this gift: `GIFT-000017`."""
        return f"GIFT-{self.pk:06d}" if self.pk else ""

    @property
    def open_minor(self) -> int:
        """What is still awaited."""
        return max(0, self.amount_minor - self.booked_minor) if self.state in states.AWAITED else 0

    @property
    def tone(self) -> str:
        return states.GIFT_TONES.get(self.state, "quiet")


class Instalment(models.Model):
    """A part of a promised gift and the day it is expected; what comes in fills them in the order of their days."""

    gift = models.ForeignKey(Gift, on_delete=models.CASCADE, related_name="instalments")
    due_on = models.DateField()
    amount_minor = models.BigIntegerField()

    class Meta:
        ordering = ("due_on", "id")
        constraints = (models.CheckConstraint(condition=Q(amount_minor__gt=0), name="fundraising_instalment_amount"),)

    def __str__(self) -> str:
        return f"{self.gift} {self.due_on}"


class Part(models.Model):
    """What came in of a gift on one day: booked to the gift's fund, thanked for, taken back where the money was given back."""

    gift = models.ForeignKey(Gift, on_delete=models.PROTECT, related_name="parts")
    payment = models.ForeignKey(Payment, null=True, blank=True, on_delete=models.PROTECT, related_name="gift_parts")
    recognition = models.OneToOneField(Recognition, null=True, blank=True, on_delete=models.PROTECT, related_name="gift_part")
    amount_minor = models.BigIntegerField()
    day = models.DateField()
    booked_at = models.DateTimeField(default=timezone.now)
    thanked_at = models.DateTimeField(null=True, blank=True)
    thanked_how = models.CharField(max_length=100, blank=True)
    taken_back_on = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("day", "id")
        indexes = (models.Index(fields=["day"], name="fundraising_part_day"),)
        constraints = (models.CheckConstraint(condition=Q(amount_minor__gt=0), name="fundraising_part_amount"),)

    def __str__(self) -> str:
        return f"{self.gift} {self.day}"

    @property
    def receipt_number(self) -> str:
        """The receipt's number of the payment; of what came without a payment, the gift's reference."""
        return (self.payment.shown_receipt if self.payment else "") or self.gift.reference
