"""How advertising is marked by law: rules by country and channel, each with where it comes from and who has checked it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sextant.base.words.fields import Bilingual


class LabelRule(models.Model):
    """One mark: its words (`{advertiser}`, `{erid}`, `{age_mark}` are filled in), and the field that must not be empty.

    `checked_on` is empty until a lawyer has looked at it; until then every page that uses the rule says so.
    """

    class Needs(models.TextChoices):
        NOTHING = "", _("nothing")
        ADVERTISER = "advertiser", _("the advertiser's name")
        TAX_ID = "tax_id", _("the advertiser's tax number")
        ERID = "erid", _("the token of the advertisement (erid)")
        AGE_MARK = "age_mark", _("the age mark")

    code = models.SlugField(max_length=40, unique=True)
    country = models.CharField(max_length=2, blank=True, help_text="empty: everywhere")
    channels = models.CharField(max_length=60, blank=True, help_text="empty: all")
    words = Bilingual(max_length=160)
    needs = models.CharField(max_length=12, choices=Needs.choices, blank=True)
    source = Bilingual(max_length=300)
    order = models.PositiveSmallIntegerField(default=50)
    is_on = models.BooleanField(default=True)
    checked_by = models.CharField(max_length=200, blank=True)
    checked_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("order", "code")
        constraints = (models.CheckConstraint(condition=Q(checked_on=None) | ~Q(checked_by=""), name="advertising_label_checked_by"),)

    def __str__(self) -> str:
        return self.words or self.code

    def holds_for(self, country: str, channel: str) -> bool:
        return self.is_on and self.country in ("", country) and (not self.channels or channel in self.channels.split(","))
