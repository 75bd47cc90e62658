"""The price list: services, and what each costs from a day on."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sextant.base.words.fields import Bilingual
from sextant.society.ledger.models import Fund, Programme


class Service(models.Model):
    """Something the association does for payment. Its income goes to `programme` and `fund`; without a fund to the general one."""

    class Kind(models.TextChoices):
        EXPERTISE = "expertise", _("expertise")
        CONSULTING = "consulting", _("consulting")
        TRAINING = "training", _("training to order")
        AUDIT = "audit", _("methodical audit")
        TRANSLATION = "translation", _("translation")
        ROOM = "room", _("room hire")
        OTHER = "other", _("other service")

    code = models.SlugField(_("Code"), max_length=40, unique=True)
    kind = models.CharField(_("Kind"), max_length=12, choices=Kind.choices)
    title = Bilingual(max_length=200)
    about = Bilingual()
    unit = Bilingual(max_length=20)
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("Programme"))
    fund = models.ForeignKey(Fund, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("Fund"))
    is_published = models.BooleanField(_("On the public price list"), default=False)
    order = models.PositiveSmallIntegerField(_("Order"), default=50)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.title or self.code


class Price(models.Model):
    """What one unit costs from a day on, until the next price begins; amounts in minor units.

    `member_minor` is None where everybody pays the same. `vat` says in words how the price stands to value added tax.
    """

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="prices")
    since = models.DateField()
    currency = models.CharField(max_length=3, default="RUB")
    amount_minor = models.BigIntegerField()
    member_minor = models.BigIntegerField(null=True, blank=True)
    vat = Bilingual(max_length=200)

    class Meta:
        ordering = ("-since", "id")
        constraints = (
            models.UniqueConstraint(fields=["service", "since"], name="paid_services_price_once"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="paid_services_price_above_zero"),
            models.CheckConstraint(
                condition=Q(member_minor=None) | Q(member_minor__gt=0, member_minor__lte=F("amount_minor")), name="paid_services_member_price"
            ),
        )

    def __str__(self) -> str:
        return f"{self.service} {self.since:%d.%m.%Y}"

    def amount_for(self, member: bool) -> int:
        """What a member or anybody else pays for one unit."""
        return self.member_minor if member and self.member_minor is not None else self.amount_minor
