"""What the thesaurus is called, its published versions, and what each of them changed."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.lab.thesaurus.concepts import FALLBACK
from sextant.society.concepts.models.concepts import Concept


class Scheme(models.Model):
    """The thesaurus as a whole; one row. `version` and `issued_on` are those of the version published last, `last_number` is the
    highest number that a concept was ever given, so that none is given twice."""

    title = Bilingual(max_length=200)
    licence = models.CharField(max_length=100, blank=True)
    namespace = models.CharField(max_length=200, default=FALLBACK)
    version = models.CharField(max_length=20)
    issued_on = models.DateField()
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="concepts_one_scheme"),)

    def __str__(self) -> str:
        return self.title


def new_token() -> str:
    return secrets.token_hex(8)


def place_of_version(version: "Version", name: str) -> str:
    """A folder of its own for every version, whose name nobody can guess before it is published."""
    return f"concepts/{version.token}/{name}"


class Version(models.Model):
    """The thesaurus as it stood on a day: the files as they were published, and the SHA-256 of the Turtle file.

    `concepts` are those in force, `withdrawn` the others; `labels` counts those of both languages."""

    token = models.CharField(max_length=16, default=new_token)
    number = models.CharField(max_length=20, unique=True)
    issued_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    note = Bilingual(max_length=600)
    fingerprint = models.CharField(max_length=64)
    concepts = models.PositiveIntegerField()
    withdrawn = models.PositiveIntegerField()
    labels = models.PositiveIntegerField()
    turtle = models.FileField(upload_to=place_of_version, max_length=200)
    rdf = models.FileField(upload_to=place_of_version, max_length=200)
    json = models.FileField(upload_to=place_of_version, max_length=200)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.number


class VersionChange(models.Model):
    """One thing that a version changed in a concept. `before` and `after` are labels or codes; `language` only of a label."""

    class Kind(models.TextChoices):
        ADDED = "added", _("added")
        RENAMED = "renamed", _("renamed")
        MERGED = "merged", _("withdrawn, with a successor")
        WITHDRAWN = "withdrawn", pgettext_lazy("concept", "withdrawn")
        RESTORED = "restored", _("in use again")
        MOVED = "moved", _("moved")
        EDITED = "edited", _("edited")

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="changes")
    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    language = models.CharField(max_length=2, blank=True)
    before = models.CharField(max_length=300, blank=True)
    after = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("version_id", "id")

    def __str__(self) -> str:
        return f"{self.concept.code} {self.kind}"
