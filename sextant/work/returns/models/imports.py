"""An import: one file, what became of its rows, and what there is to look at."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.models import Job
from sextant.base.jobs.states import CANCELLED, DONE, FAILED, QUEUED, RUNNING
from sextant.base.words.fields import Bilingual
from sextant.work.returns import states
from sextant.work.returns.models.collections import Collection


def place_of_file(run: "ImportRun", name: str) -> str:
    """A folder of its own for every import, so that the file keeps its name, which may tell its year."""
    return f"returns/{run.token}/{name}"


def new_token() -> str:
    return secrets.token_hex(8)


class ImportRun(models.Model):
    """One file brought in. Returns read = stored + supplemented + unchanged + replaced + conflicting.

    `refused` counts lines of the file that could not be read, `conflicting` returns that contradict what is held.
    Either everything else is stored, or nothing. `year` is empty where the table itself tells the years.
    """

    token = models.CharField(max_length=16, unique=True, default=new_token)
    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="imports")
    file = models.FileField(upload_to=place_of_file, max_length=300)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    mapping = models.CharField(max_length=60)
    mapping_file = models.FileField(upload_to=place_of_file, max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    replace = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, blank=True)
    sentence = Bilingual(max_length=600)
    lines = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    returns_read = models.PositiveIntegerField(default=0)
    stored = models.PositiveIntegerField(default=0)
    supplemented = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    replaced = models.PositiveIntegerField(default=0)
    conflicting = models.PositiveIntegerField(default=0)
    findings_count = models.PositiveIntegerField(default=0)
    seen_at = models.DateTimeField(null=True, blank=True)

    STATE_NAMES: dict[str, str | Promise] = {
        states.DONE: _("done"),
        states.REFUSED: _("refused"),
        QUEUED: _("waiting"),
        RUNNING: _("running"),
        FAILED: _("failed"),
        CANCELLED: _("cancelled"),
    }
    TONES = {states.DONE: "good", states.REFUSED: "bad", FAILED: "bad", RUNNING: "info", QUEUED: "info"}

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.file_name

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

    @property
    def all_refused(self) -> int:
        """Lines and returns that were left out."""
        return self.refused + self.conflicting


class ImportFinding(models.Model):
    """One thing to look at in a file: the line, the column, the text found, what is wrong and what to do."""

    import_run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="findings")
    severity = models.CharField(max_length=10, choices=[("refused", _("refused")), ("warning", _("warning"))])
    code = models.CharField(max_length=40)
    line = models.PositiveIntegerField(default=0)
    column = models.CharField(max_length=120, blank=True)
    value = models.CharField(max_length=120, blank=True)
    text = Bilingual(max_length=500)
    remedy = Bilingual(max_length=500)

    class Meta:
        ordering = ("line", "id")
        indexes = (models.Index(fields=["import_run", "line"], name="returns_finding_line"),)

    def __str__(self) -> str:
        return f"{self.line}: {self.text}"
