"""A thesaurus from elsewhere: the file, what it would do, and what it did."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.jobs.models import Job
from sextant.base.words.fields import Bilingual
from sextant.society.concepts import states


def new_token() -> str:
    return secrets.token_hex(8)


def place_of_import(work: "ThesaurusImport", name: str) -> str:
    return f"concepts/imports/{work.token}/{name}"


class ThesaurusImport(models.Model):
    """A SKOS file brought in. Concepts read = added + joined + refused; `changed` are the joined ones in which something is new,
    `conflicting` those about which the two thesauri disagree. Nothing is written before somebody confirms the preview.

    `seen` is the fingerprint of our thesaurus for which the preview was made."""

    STATES = (
        (states.READING, pgettext_lazy("import", "being read")),
        (states.PREVIEW, pgettext_lazy("import", "to be looked through")),
        (states.STORING, pgettext_lazy("import", "being stored")),
        (states.STORED, pgettext_lazy("import", "stored")),
        (states.UNREADABLE, pgettext_lazy("import", "refused")),
        (states.DISCARDED, pgettext_lazy("import", "thrown away")),
    )
    token = models.CharField(max_length=16, unique=True, default=new_token)
    file = models.FileField(upload_to=place_of_import, max_length=300)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=STATES, default=states.READING)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    seen = models.CharField(max_length=64, blank=True)
    sentence = Bilingual(max_length=600)
    read = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    joined = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    conflicting = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.file_name

    @property
    def tone(self) -> str:
        return states.IMPORT_TONES[self.state]

    @property
    def is_busy(self) -> bool:
        """A job has it, and has not failed."""
        return self.state in (states.READING, states.STORING) and not (self.job is not None and self.job.is_ended)


class ImportLine(models.Model):
    """One line of the preview: a concept that would be new, changed or the same, or something that was found on the way."""

    class Kind(models.TextChoices):
        NEW = "new", pgettext_lazy("import line", "new")
        CHANGED = "changed", pgettext_lazy("import line", "changed")
        SAME = "same", pgettext_lazy("import line", "nothing new")
        CONFLICT = "conflict", _("disagreement, ours is kept")
        REPAIRED = "repaired", pgettext_lazy("import line", "repaired")
        REFUSED = "refused", pgettext_lazy("import line", "refused")
        NOTED = "noted", _("left aside")

    TONES = {"new": "good", "changed": "info", "conflict": "warn", "refused": "bad"}

    work = models.ForeignKey(ThesaurusImport, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    code = models.CharField(max_length=12, blank=True, help_text="of the concept of ours")
    place = models.CharField(max_length=300, blank=True)
    text = Bilingual()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["work", "number"], name="concepts_import_line_once"),)

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"

    @property
    def tone(self) -> str:
        return self.TONES.get(self.kind, "quiet")
