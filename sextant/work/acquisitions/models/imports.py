"""What was brought into a collection: a catalogue with its holdings and loans, the titles that came of it, and where their copies stand."""

import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from sextant.base.jobs.models import Job
from sextant.base.jobs.states import CANCELLED, DONE, FAILED, QUEUED, RUNNING
from sextant.base.words.fields import Bilingual
from sextant.work.acquisitions import states
from sextant.work.acquisitions.models.collections import Collection


def place_of_file(run: "ImportRun", name: str) -> str:
    """A folder of its own for every import, with a name that cannot be guessed."""
    return f"acquisitions/{run.token}/{name}"


def new_token() -> str:
    return secrets.token_hex(8)


class ImportRun(models.Model):
    """One catalogue brought in. Records read = `stored` titles + `merged` duplicates + `quarantined` stretches that are no record + `left` records
    that describe no book (authorities, holdings). Rows of the tables read = taken + refused.

    `by_rule` counts findings by rule with their names; `findings_file`, `quarantine_file` (bytes as they were), `quarantine_list` and `refused_file`
    hold all of them. `accounts` has the accounts of the holdings and loans tables; `lent_file` the loans that were taken: place of the title, day, loans.
    """

    token = models.CharField(max_length=16, unique=True, default=new_token)
    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="imports")
    catalogue = models.FileField(upload_to=place_of_file, max_length=300)
    catalogue_name = models.CharField(max_length=200)
    holdings = models.FileField(upload_to=place_of_file, max_length=300, blank=True)
    loans = models.FileField(upload_to=place_of_file, max_length=300, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    format = models.CharField(max_length=20, default="auto")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, blank=True)
    sentence = Bilingual(max_length=600)
    read = models.PositiveIntegerField(default=0)
    stored = models.PositiveIntegerField(default=0)
    merged = models.PositiveIntegerField(default=0)
    quarantined = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    accounts = models.JSONField(default=dict, blank=True)
    by_rule = models.JSONField(default=list, blank=True)
    quarantine = models.JSONField(default=list, blank=True)
    findings_file = models.FileField(upload_to=place_of_file, max_length=300, blank=True)
    quarantine_file = models.FileField(upload_to=place_of_file, max_length=300, blank=True)
    quarantine_list = models.FileField(upload_to=place_of_file, max_length=300, blank=True)
    lent_file = models.FileField(upload_to=place_of_file, max_length=300, blank=True)
    refused_file = models.FileField(upload_to=place_of_file, max_length=300, blank=True)

    STATE_NAMES: dict[str, str | Promise] = {
        states.DONE: pgettext_lazy("import of a catalogue", "done"),
        states.REFUSED: pgettext_lazy("import of a catalogue", "refused"),
        states.REMOVED: pgettext_lazy("import of a catalogue", "removed"),
        QUEUED: pgettext_lazy("import of a catalogue", "waiting"),
        RUNNING: pgettext_lazy("import of a catalogue", "running"),
        FAILED: pgettext_lazy("import of a catalogue", "failed"),
        CANCELLED: pgettext_lazy("import of a catalogue", "cancelled"),
    }
    TONES = {states.DONE: "good", states.REFUSED: "bad", FAILED: "bad", RUNNING: "info", QUEUED: "info"}
    FILES = ("catalogue", "holdings", "loans", "findings_file", "quarantine_file", "quarantine_list", "refused_file", "lent_file")

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.catalogue_name

    def get_absolute_url(self) -> str:
        return reverse("acquisitions:import", args=[self.pk])

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


class Title(models.Model):
    """One edition in the collection. `low` and `high` are ages in years; `readers` the one group of readers, `section` the main class, `language` the
    code of ISO 639-2: with `topics`, `awards` and the two marks they are what the cells of a profile are made of. Empty: the record does not tell.

    `loans` are those of the year before the day of the profile, None where no table of loans came. `topics` and `awards` (codes between semicolons),
    `is_fresh` (a copy was added in that year) and `is_idle` (nobody borrowed it for so long as the library's norm says) are written with the profile.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="titles")
    key = models.CharField(max_length=80)
    isbn = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=500)
    author = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    language = models.CharField(max_length=10, blank=True)
    low = models.PositiveSmallIntegerField(null=True, blank=True)
    high = models.PositiveSmallIntegerField(null=True, blank=True)
    readers = models.CharField(max_length=10, blank=True)
    mark = models.CharField(max_length=4, blank=True)
    class_mark = models.CharField(max_length=80, blank=True)
    section = models.CharField(max_length=20, blank=True)
    subjects = models.TextField(blank=True)
    topics = models.CharField(max_length=300, blank=True)
    awards = models.CharField(max_length=400, blank=True)
    copies = models.PositiveIntegerField(default=1)
    loans = models.PositiveIntegerField(null=True, blank=True)
    is_fresh = models.BooleanField(default=False)
    is_idle = models.BooleanField(default=False)

    class Meta:
        ordering = ("title", "id")
        indexes = (
            models.Index(fields=["run", "readers", "language"], name="acquisitions_title_readers"),
            models.Index(fields=["run", "section"], name="acquisitions_title_section"),
            models.Index(fields=["run", "title", "id"], name="acquisitions_title_name"),
        )

    def __str__(self) -> str:
        return self.title


class Holding(models.Model):
    """So many copies of a title at a place (branch, area), added on a day where the table tells it."""

    title = models.ForeignKey(Title, on_delete=models.CASCADE, related_name="holdings")
    location = models.CharField(max_length=80, blank=True)
    copies = models.PositiveIntegerField()
    added = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("location", "id")
        indexes = (models.Index(fields=["location"], name="acquisitions_holding_place"),)

    def __str__(self) -> str:
        return f"{self.location}: {self.copies}"
