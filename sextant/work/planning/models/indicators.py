"""How a goal is seen: indicators, and their values by year."""

from django.db import models

from sextant.base.words.fields import Bilingual
from sextant.work.planning.models.plans import Goal


class Indicator(models.Model):
    """How a goal is seen: a number of one's own, or a measure that the site counts (`measure`, by its code)."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="indicators")
    title = Bilingual(max_length=300)
    unit = Bilingual(max_length=60)
    measure = models.CharField(max_length=80, blank=True)
    is_good_up = models.BooleanField(default=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.title


class YearValue(models.Model):
    """An indicator in a year: what is aimed at, and what was reached (for numbers of one's own)."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    year = models.PositiveSmallIntegerField()
    target = models.FloatField(null=True, blank=True)
    actual = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ("year",)
        constraints = (models.UniqueConstraint(fields=["indicator", "year"], name="planning_year_value_once"),)

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}"
