"""Kinds of membership: for whom, how long, and what they cost."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sextant.base.words.fields import Bilingual


class Plan(models.Model):
    """A kind of membership: for whom, how long a period is, what it costs in the currency's minor unit."""

    class Audience(models.TextChoices):
        PERSONAL = "personal", _("personal")
        STUDENT = "student", _("student")
        YOUNG = "young", _("young specialist")
        INSTITUTIONAL = "institutional", _("institutional")
        HONORARY = "honorary", _("honorary")

    code = models.SlugField(max_length=40, unique=True)
    audience = models.CharField(max_length=14, choices=Audience.choices)
    name = Bilingual(max_length=120)
    about = Bilingual()
    fee_minor = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3, default="RUB")
    months = models.PositiveSmallIntegerField(default=12, help_text="length of a period; 0 is for life")
    grace_days = models.PositiveSmallIntegerField(default=60)
    max_age = models.PositiveSmallIntegerField(null=True, blank=True, help_text="full years on the first day of a period")
    seats = models.PositiveSmallIntegerField(default=0)
    kinds = models.JSONField(default=list, blank=True, help_text="kinds of organisation that may take the plan; empty means all")
    is_open = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("audience", "fee_minor", "code")
        constraints = (
            models.CheckConstraint(condition=Q(fee_minor__gte=0), name="members_plan_fee"),
            models.CheckConstraint(condition=Q(seats=0) | Q(audience="institutional"), name="members_plan_seats"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_institutional(self) -> bool:
        return self.audience == self.Audience.INSTITUTIONAL

    @property
    def is_for_life(self) -> bool:
        return self.months == 0
