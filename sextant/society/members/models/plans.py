"""Kinds of membership: for whom, how long, and what they cost."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sextant.base.words.fields import Bilingual

WHOLE_YEARS = (12, 24, 36, 48, 60)
"""Lengths, in months, of a plan whose year begins in a fixed month."""


class Plan(models.Model):
    """A kind of membership: for whom, how long a period is, what it costs in the currency's minor unit.

    Without `year_begins_in` a period runs from the day of payment. With it every period ends on the last day before
    that month begins, and `proration` says what the shorter first one costs.
    """

    class Audience(models.TextChoices):
        PERSONAL = "personal", _("personal")
        STUDENT = "student", _("student")
        YOUNG = "young", _("young specialist")
        INSTITUTIONAL = "institutional", _("institutional")
        HONORARY = "honorary", _("honorary")

    class Proration(models.TextChoices):
        NONE = "none", _("the whole fee, whenever it begins")
        MONTHS = "months", _("by months: every begun month counts")
        DAYS = "days", _("by days")

    code = models.SlugField(max_length=40, unique=True)
    audience = models.CharField(max_length=14, choices=Audience.choices)
    name = Bilingual(max_length=120)
    about = Bilingual()
    fee_minor = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3, default="RUB")
    months = models.PositiveSmallIntegerField(default=12, help_text="length of a period; 0 is for life")
    year_begins_in = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="month (1–12) in which the membership year begins; empty: on the day of payment"
    )
    proration = models.CharField(max_length=6, choices=Proration.choices, default=Proration.NONE)
    grace_days = models.PositiveSmallIntegerField(default=60)
    max_age = models.PositiveSmallIntegerField(null=True, blank=True, help_text="full years on the first day of a period")
    seats = models.PositiveSmallIntegerField(default=0)
    extra_seat_fee_minor = models.BigIntegerField(default=0, help_text="for each seat beyond `seats`, for a whole period")
    kinds = models.JSONField(default=list, blank=True, help_text="kinds of organisation that may take the plan; empty means all")
    is_open = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("audience", "fee_minor", "code")
        constraints = (
            models.CheckConstraint(condition=Q(fee_minor__gte=0), name="members_plan_fee"),
            models.CheckConstraint(condition=Q(seats=0) | Q(audience="institutional"), name="members_plan_seats"),
            models.CheckConstraint(
                condition=Q(year_begins_in=None) | Q(year_begins_in__gte=1, year_begins_in__lte=12, months__in=WHOLE_YEARS), name="members_plan_year"
            ),
            models.CheckConstraint(
                condition=Q(proration="none") | Q(proration__in=["months", "days"], year_begins_in__isnull=False), name="members_plan_proration"
            ),
            models.CheckConstraint(
                condition=Q(extra_seat_fee_minor=0) | Q(extra_seat_fee_minor__gt=0, audience="institutional"), name="members_plan_extra_seats"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_institutional(self) -> bool:
        return self.audience == self.Audience.INSTITUTIONAL

    @property
    def is_for_life(self) -> bool:
        return self.months == 0

    @property
    def year_begins_on(self) -> date | None:
        """The first day of the membership year, to be shown without its year (2001); None where a period runs from the day of payment."""
        return date(2001, self.year_begins_in, 1) if self.year_begins_in else None
