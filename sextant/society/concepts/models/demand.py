"""Texts in which practice asks for something, as far as they are known here: by key, without their words."""

from django.db import models

from sextant.society.concepts.models.concepts import Concept


class DemandText(models.Model):
    """One text of a source of demand. Its words stay with the source; `digest` tells whether it, or the thesaurus, has changed
    since it was landed."""

    source = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    day = models.DateField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("-day", "source", "key")
        constraints = (models.UniqueConstraint(fields=["source", "key"], name="concepts_demand_text_once"),)

    def __str__(self) -> str:
        return f"{self.source} {self.key}"


class DemandLanding(models.Model):
    """A text names a concept, in so many places. Places that may mean several concepts are left open by the lander and not kept."""

    text = models.ForeignKey(DemandText, on_delete=models.CASCADE, related_name="landings")
    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="demand")
    places = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["text", "concept"], name="concepts_demand_landing_once"),)

    def __str__(self) -> str:
        return f"{self.text} → {self.concept.code}"
