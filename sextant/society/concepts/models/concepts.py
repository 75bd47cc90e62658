"""Concepts and their labels, after the data model of SKOS (see `lab/thesaurus/concepts.py`, which states the laws)."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sextant.base.words.fields import Bilingual
from sextant.lab.thesaurus.concepts import ID

CODE = RegexValidator(rf"^{ID.pattern}$", _("A code is the letter c and at least four digits."))


class ConceptQuerySet(models.QuerySet["Concept"]):
    def living(self) -> "ConceptQuerySet":
        """Concepts in use: not withdrawn."""
        return self.filter(is_withdrawn=False)


class Concept(models.Model):
    """One concept of the field. Its code never changes and is never given again; a withdrawn one may name what took its place."""

    code = models.CharField(max_length=12, unique=True, validators=[CODE])
    label = Bilingual(max_length=200)
    definition = Bilingual()
    notation = models.CharField(max_length=40, blank=True)
    is_top = models.BooleanField(default=False)
    is_withdrawn = models.BooleanField(default=False)
    replaced_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces")
    broader = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="narrower")
    related = models.ManyToManyField("self", symmetrical=True, blank=True)
    matches = models.JSONField(default=list, blank=True, help_text="addresses of the same concept elsewhere")

    objects = ConceptQuerySet.as_manager()

    class Meta:
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(condition=Q(replaced_by=None) | Q(is_withdrawn=True), name="concepts_replaced_is_withdrawn"),
            models.CheckConstraint(condition=Q(replaced_by=None) | ~Q(replaced_by=F("id")), name="concepts_not_own_successor"),
        )

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("concepts:concept", args=[self.code])


class Label(models.Model):
    """A word or phrase that stands for the concept: preferred (one in each language), a synonym, or one that only searching knows."""

    class Kind(models.TextChoices):
        PREF = "pref", _("preferred label")
        ALT = "alt", _("synonym")
        HIDDEN = "hidden", _("only for searching")

    class Language(models.TextChoices):
        RU = "ru", _("Russian")
        EN = "en", _("English")

    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="labels")
    language = models.CharField(max_length=2, choices=Language.choices)
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.ALT)
    text = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True, help_text="the text for comparing: see `lab.thesaurus.concepts.fold`")

    class Meta:
        ordering = ("language", "id")
        constraints = (
            models.UniqueConstraint(fields=["concept", "language", "folded"], name="concepts_label_once"),
            models.UniqueConstraint(fields=["concept", "language"], condition=Q(kind="pref"), name="concepts_one_preferred"),
        )

    def __str__(self) -> str:
        return self.text
