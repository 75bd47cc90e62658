"""An agenda, its directions and their guidelines: loaded from a data file, never edited by hand."""

from django.db import models
from django.db.models import Q

from sextant.base.words.fields import Bilingual


class Agenda(models.Model):
    """A document that an association adopted. One agenda is current; earlier ones stay readable."""

    code = models.SlugField(max_length=40, unique=True)
    title = Bilingual(max_length=300)
    motto = Bilingual(max_length=300)
    about = Bilingual()
    adopted_on = models.DateField(null=True, blank=True)
    adopted_by = Bilingual(max_length=300)
    source = Bilingual(max_length=300)
    version = models.CharField(max_length=20, default="1")
    is_current = models.BooleanField(default=False)
    fingerprint = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["is_current"], condition=Q(is_current=True), name="agenda_one_current"),)

    def __str__(self) -> str:
        return self.title


class Direction(models.Model):
    """One of an agenda's directions, `I` … `VI`; `0` is how the agenda itself is made."""

    agenda = models.ForeignKey(Agenda, on_delete=models.CASCADE, related_name="directions")
    code = models.CharField(max_length=8)
    position = models.PositiveSmallIntegerField()
    title = Bilingual(max_length=200)
    about = Bilingual()

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=["agenda", "code"], name="agenda_direction_code"),)

    def __str__(self) -> str:
        return f"{self.code}. {self.title}"

    @property
    def slug(self) -> str:
        return self.code.lower()


class Guideline(models.Model):
    """One guideline of a direction, `IV.2`: what the association recommends, and who carries it out."""

    direction = models.ForeignKey(Direction, on_delete=models.CASCADE, related_name="guidelines")
    number = models.PositiveSmallIntegerField()
    title = Bilingual(max_length=300)
    text = Bilingual()
    who = Bilingual(max_length=300)
    capabilities = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("direction__position", "number")
        constraints = (models.UniqueConstraint(fields=["direction", "number"], name="agenda_guideline_number"),)

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def code(self) -> str:
        """Direction and number, as people cite it: `IV.2`."""
        return f"{self.direction.code}.{self.number}"
