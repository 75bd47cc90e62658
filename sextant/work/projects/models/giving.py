"""Grants that the association gives, and how they are published as open data (360Giving)."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sextant.base.words.fields import Bilingual
from sextant.society.ledger.models import Fund, Line, Programme
from sextant.society.members.models import Organisation, Person


class GrantGiven(models.Model):
    """A grant or award to an organisation or to a person. Of a person nothing but a number of our own is published.

    `lines` are the lines of the account of grants awarded by which it was paid or promised.
    """

    number = models.SlugField(max_length=40, unique=True)
    title = Bilingual(max_length=200)
    description = Bilingual()
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="grants_received")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="grants_received")
    recipient_id = models.CharField(max_length=60, blank=True)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3, default="RUB")
    awarded_on = models.DateField()
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fund = models.ForeignKey(Fund, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    open_call = models.BooleanField(default=False)
    lines = models.ManyToManyField(Line, related_name="+", blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-awarded_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(person=None, organisation__isnull=False) | Q(person__isnull=False, organisation=None), name="projects_grant_one_recipient"
            ),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="projects_grant_positive"),
            models.CheckConstraint(condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="projects_grant_dates"),
        )

    def __str__(self) -> str:
        return self.title


class Publication(models.Model):
    """How the association publishes: its identifiers, its web site, and the licence. There is one row; the name is that of the payee."""

    org_id = models.CharField(max_length=60, help_text="register code and number (org-id.guide), such as RU-INN-7707083893")
    prefix = models.CharField(max_length=40, help_text="360G- and a word that begins every identifier")
    website = models.URLField(blank=True)
    licence = models.URLField(default="https://creativecommons.org/licenses/by/4.0/")
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.org_id
