"""A collection for children: whose it is, who may see it, and the children it is for."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.society.members.models import Organisation

if TYPE_CHECKING:
    from sextant.work.acquisitions.models.imports import ImportRun
    from sextant.work.acquisitions.models.profiles import Profile

YEARS = (MinValueValidator(1), MaxValueValidator(50))


class CollectionQuerySet(models.QuerySet["Collection"]):
    def with_all(self) -> "CollectionQuerySet":
        """With what every page of a collection shows."""
        return self.select_related("organisation__region", "current", "profile")

    def agreed(self) -> "CollectionQuerySet":
        """Of libraries that agreed to be counted in the overview of the section."""
        return self.filter(shares=True)


class Collection(models.Model):
    """Books of one library, or of one part of it, that are looked at together.

    `current` is the import whose titles stand; `profile` the newest profile. `is_public`: everybody may read the profile; `shares`: the section
    counts it in its overview. A book is old `old_after` years after it came out, recent within `recent`, and dead when nobody borrowed it in
    `dead_after` years: norms of the library, in years.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="collections")
    name = models.CharField(pgettext_lazy("of a collection", "Name"), max_length=120)
    currency = models.CharField(_("Currency"), max_length=3, default="RUB")
    old_after = models.PositiveSmallIntegerField(_("A book is old after so many years"), default=10, validators=YEARS)
    recent = models.PositiveSmallIntegerField(_("An edition is recent for so many years"), default=5, validators=YEARS)
    dead_after = models.PositiveSmallIntegerField(_("Dead stock: nobody borrowed it in so many years"), default=3, validators=YEARS)
    is_public = models.BooleanField(_("Everybody may read the profile"), default=False)
    shares = models.BooleanField(_("The section may count our profile in its overview"), default=False)
    current: "models.ForeignKey[ImportRun | None]" = models.ForeignKey(
        "ImportRun", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    profile: "models.ForeignKey[Profile | None]" = models.ForeignKey("Profile", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    objects = CollectionQuerySet.as_manager()

    class Meta:
        ordering = ("organisation__name_ru", "name", "id")
        constraints = (models.UniqueConstraint(fields=["organisation", "name"], name="acquisitions_collection_once"),)

    def __str__(self) -> str:
        return f"{self.organisation}: {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("acquisitions:collection", args=[self.pk])


class Population(models.Model):
    """So many children from `low` to `high` years, both included, who speak a language (empty: whatever they speak) in an area (empty: everywhere
    the library serves).

    Numbers of a census or of the library's own estimate; never lists of children.
    """

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="population")
    low = models.PositiveSmallIntegerField(_("From age"), validators=(MaxValueValidator(99),))
    high = models.PositiveSmallIntegerField(_("To age"), validators=(MaxValueValidator(99),))
    language = models.CharField(_("Language"), max_length=3, blank=True)
    area = models.CharField(_("Area"), max_length=80, blank=True)
    number = models.PositiveIntegerField(_("Children"))

    class Meta:
        ordering = ("area", "language", "low", "high")
        constraints = (
            models.UniqueConstraint(fields=["collection", "low", "high", "language", "area"], name="acquisitions_population_once"),
            models.CheckConstraint(condition=Q(high__gte=F("low")), name="acquisitions_population_ages"),
        )

    def __str__(self) -> str:
        return f"{self.low}–{self.high} {self.language} {self.area}: {self.number}"
