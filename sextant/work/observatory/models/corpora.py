"""A corpus of literature, and the files brought into its store."""

import secrets
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.jobs.models import Job
from sextant.base.jobs.states import CANCELLED, DONE, FAILED, QUEUED, RUNNING
from sextant.base.words.fields import Bilingual
from sextant.work.observatory import states

TAKEN = ("corpora", "imports", "editions", "briefs")
"""First parts of addresses that are ours already."""


def free_code(code: str) -> None:
    """Refuses a code that is an address already."""
    if code in TAKEN:
        raise ValidationError(_("“%(code)s” is an address of the observatory already; choose another one."), params={"code": code})


class Corpus(models.Model):
    """Works that are looked at together. The works themselves lie in a store of `lab/literature` (`folder`).

    `until` is the last whole year: later works are kept and left out of analyses. `licence` says where the works are from and on which terms.
    """

    code = models.SlugField(max_length=40, unique=True, validators=[free_code])
    name = Bilingual(max_length=200)
    about = Bilingual()
    licence = models.CharField(max_length=300, blank=True)
    until = models.PositiveSmallIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name or self.code

    def get_absolute_url(self) -> str:
        return reverse("observatory:corpus", args=[self.code])

    @property
    def folder(self) -> Path:
        """Where its store lies."""
        return Path(settings.SEXTANT_HOME) / "lab" / "literature" / self.code


def place_of_file(run: "ImportRun", name: str) -> str:
    """A folder of its own for every import: two files of one name do not meet."""
    return f"observatory/{run.token}/{name}"


def new_token() -> str:
    return secrets.token_hex(8)


class ImportRun(models.Model):
    """One file brought in, or harvested from `address` by OAI-PMH (`wish`: set, from, until): records read = stored + refused.

    `findings` are examples of what was repaired, noted or refused, in both languages; `codes` counts all of them by kind."""

    token = models.CharField(max_length=16, unique=True, default=new_token)
    corpus = models.ForeignKey(Corpus, on_delete=models.CASCADE, related_name="imports")
    file = models.FileField(upload_to=place_of_file, max_length=300, blank=True)
    file_name = models.CharField(max_length=200)
    address = models.URLField(max_length=300, blank=True)
    wish = models.JSONField(default=dict, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    format = models.CharField(max_length=20, default="auto")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, blank=True)
    sentence = Bilingual(max_length=600)
    held_already = models.BooleanField(default=False)
    read = models.PositiveIntegerField(default=0)
    stored = models.PositiveIntegerField(default=0)
    repaired = models.PositiveIntegerField(default=0)
    noted = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    codes = models.JSONField(default=dict, blank=True)
    findings = models.JSONField(default=list, blank=True)

    STATE_NAMES: dict[str, str | Promise] = {
        states.DONE: pgettext_lazy("import", "done"),
        states.REFUSED: pgettext_lazy("import", "refused"),
        QUEUED: pgettext_lazy("import", "waiting"),
        RUNNING: pgettext_lazy("import", "running"),
        FAILED: pgettext_lazy("import", "failed"),
        CANCELLED: pgettext_lazy("import", "cancelled"),
    }
    TONES = {states.DONE: "good", states.REFUSED: "bad", FAILED: "bad", RUNNING: "info", QUEUED: "info"}

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("observatory:import", args=[self.pk])

    @property
    def state(self) -> str:
        """How it ended, or else where its job stands."""
        if self.outcome:
            return self.outcome
        if self.job is None:
            return FAILED
        return FAILED if self.job.state == DONE else self.job.state

    @property
    def state_name(self) -> str:
        return str(self.STATE_NAMES[self.state])

    @property
    def tone(self) -> str:
        return self.TONES.get(self.state, "quiet")

    @property
    def is_waiting(self) -> bool:
        return self.state in (QUEUED, RUNNING)
