"""Searches that a person keeps, and the calls that were told of."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sextant.work.planning.models.calls import Call


class SavedSearch(models.Model):
    """What a call must have and must not have; `by_letter` says that its owner wants a letter when something new answers.

    The lists of words are texts with commas.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="funding_searches")
    title = models.CharField(max_length=160)
    all_words = models.CharField(max_length=300, blank=True)
    any_words = models.CharField(max_length=300, blank=True)
    no_words = models.CharField(max_length=300, blank=True)
    themes = models.CharField(max_length=300, blank=True)
    no_funders = models.CharField(max_length=300, blank=True)
    amount_minor = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="RUB")
    days_left = models.PositiveSmallIntegerField(null=True, blank=True)
    by_letter = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("title", "id")
        constraints = (models.CheckConstraint(condition=Q(amount_minor=None) | Q(amount_minor__gte=0), name="planning_search_amount"),)

    def __str__(self) -> str:
        return self.title


class SearchHit(models.Model):
    """A call that answered a search; a call is told of once."""

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="hits")
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="+")
    found_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = (F("found_at").desc(), "id")
        constraints = (models.UniqueConstraint(fields=["search", "call"], name="planning_hit_once"),)

    def __str__(self) -> str:
        return f"{self.search}: {self.call}"
