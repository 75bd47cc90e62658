"""Organisations of the field, the regions they stand in, and who works where."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sextant.base.words.fields import Bilingual


class Region(models.Model):
    """A region of a country: ISO 3166-2 code where it has one (`RU-MOW`, `US-AK`), else a code of the association's own."""

    code = models.CharField(max_length=12, unique=True)
    country = models.CharField(max_length=2, default="RU")
    name = Bilingual(max_length=120)
    population = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name or self.code


class Organisation(models.Model):
    """A library of any type, a school, a publisher, a body of government, a business or another association."""

    class Kind(models.TextChoices):
        NATIONAL_LIBRARY = "national_library", _("national library")
        REGIONAL_LIBRARY = "regional_library", _("regional library")
        PUBLIC_LIBRARY = "public_library", _("public library")
        CHILDRENS_LIBRARY = "childrens_library", _("children's library")
        YOUTH_LIBRARY = "youth_library", _("youth library")
        ACADEMIC_LIBRARY = "academic_library", _("academic library")
        SCHOOL_LIBRARY = "school_library", _("school library")
        SPECIAL_LIBRARY = "special_library", _("special library")
        LIBRARY_FOR_BLIND = "library_for_blind", _("library for the blind")
        LIS_SCHOOL = "lis_school", _("school of library science")
        PUBLISHER = "publisher", _("publisher")
        GOVERNMENT = "government", _("government body")
        BUSINESS = "business", _("business")
        ASSOCIATION = "association", _("association")
        OTHER = "other", _("other organisation")

    LIBRARIES = frozenset(
        {
            Kind.NATIONAL_LIBRARY,
            Kind.REGIONAL_LIBRARY,
            Kind.PUBLIC_LIBRARY,
            Kind.CHILDRENS_LIBRARY,
            Kind.YOUTH_LIBRARY,
            Kind.ACADEMIC_LIBRARY,
            Kind.SCHOOL_LIBRARY,
            Kind.SPECIAL_LIBRARY,
            Kind.LIBRARY_FOR_BLIND,
        }
    )

    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.PUBLIC_LIBRARY)
    name = Bilingual(max_length=300)
    short_name = Bilingual(max_length=120)
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="organisations")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="branches")
    city = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=300, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=60, blank=True)
    website = models.URLField(blank=True)
    tax_number = models.CharField(_("INN"), max_length=20, blank=True)
    isil = models.CharField("ISIL", max_length=20, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    about = Bilingual()
    in_directory = models.BooleanField(_("listed in the public directory"), default=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")
    is_demo = models.BooleanField(default=False, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name_ru", "id")
        indexes = (
            models.Index(fields=["name_ru", "id"], name="members_organisation_name"),
            models.Index(fields=["kind", "region"], name="members_organisation_kind"),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(name_ru="") | ~Q(name_en=""), name="members_organisation_named"),
            models.UniqueConstraint(fields=["isil"], condition=~Q(isil=""), name="members_organisation_isil"),
        )

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def is_library(self) -> bool:
        return self.kind in self.LIBRARIES


class AffiliationQuerySet(models.QuerySet["Affiliation"]):
    def in_force(self, on: date) -> "AffiliationQuerySet":
        """Who works there on that day, the last day included; an unknown first day counts as long ago."""
        return self.filter(Q(until=None) | Q(until__gte=on), Q(since=None) | Q(since__lte=on))


class Affiliation(models.Model):
    """A person works (or studies) at an organisation, from a date to a date."""

    person = models.ForeignKey("members.Person", on_delete=models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="affiliations")
    position = Bilingual(max_length=200)
    is_representative = models.BooleanField(_("acts for the organisation"), default=False)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        ordering = ("-since", "id")
        constraints = (
            models.UniqueConstraint(fields=["person", "organisation", "since"], name="members_affiliation_once"),
            models.CheckConstraint(condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")), name="members_affiliation_dates"),
        )

    def __str__(self) -> str:
        return f"{self.person} — {self.organisation}"
