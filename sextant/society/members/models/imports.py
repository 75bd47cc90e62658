"""A spreadsheet of members on its way in: the file, its columns, and what every row of it would do or did."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sextant.society.members.models.organisations import Organisation
from sextant.society.members.models.people import Person


class ImportRun(models.Model):
    """One spreadsheet, from upload to the end. `content` is kept only until it was applied or discarded.

    `fingerprint` is of what the checked rows would do; where it no longer holds when they are applied, the rows are
    shown again instead. Only one import is applied at a time: the database sees to it.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("columns to be named")
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("waiting for confirmation")
        APPLYING = "applying", _("being taken over")
        APPLIED = "applied", _("taken over")
        DISCARDED = "discarded", pgettext_lazy("import", "discarded")

    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    content = models.BinaryField(default=bytes)
    header = models.JSONField(default=list)
    sample = models.JSONField(default=list)
    columns = models.JSONField(default=dict, help_text="field of each mapped column, by the column's place")
    choices = models.JSONField(default=dict, help_text="what stands for each unknown organisation: new, skip or a key")
    unknown = models.JSONField(default=list, help_text="[name, rows, [[key, name] of similar ones]] of each unknown organisation")
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED)
    counts = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64, blank=True)
    notice = models.CharField(max_length=500, blank=True)
    job_id = models.BigIntegerField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=["state"], condition=Q(state="applying"), name="members_import_one_at_a_time"),)

    def __str__(self) -> str:
        return f"{self.file_name} #{self.pk}"

    @property
    def notice_said(self) -> str:
        """The notice in the reader's language; it is kept in English."""
        return gettext(self.notice) if self.notice else ""

    @property
    def is_open(self) -> bool:
        """True while it can still be confirmed, mapped anew or discarded."""
        return self.state in {self.State.UPLOADED, self.State.CHECKED}

    @property
    def is_busy(self) -> bool:
        return self.state in {self.State.CHECKING, self.State.APPLYING}


class ImportRow(models.Model):
    """What one row of the file does: `number` is its line in the file, `problems` say column, value, reason and remedy."""

    class Outcome(models.TextChoices):
        NEW = "new", pgettext_lazy("import row", "new")
        UPDATE = "update", pgettext_lazy("import row", "changes")
        SAME = "same", pgettext_lazy("import row", "as it is")
        DUPLICATE = "duplicate", pgettext_lazy("import row", "merged into an earlier row")
        REFUSED = "refused", pgettext_lazy("import row", "refused")

    TONES = {"new": "good", "update": "info", "same": "quiet", "duplicate": "warn", "refused": "bad"}

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    name = models.CharField(max_length=300, blank=True)
    cells = models.JSONField(default=list)
    changes = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    duplicate_of = models.PositiveIntegerField(null=True, blank=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="import_rows")

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["run", "number"], name="members_import_row_once"),)

    def __str__(self) -> str:
        return f"{self.run_id}: {self.number} {self.outcome}"

    @property
    def tone(self) -> str:
        return self.TONES[self.outcome]


class KnownColumn(models.Model):
    """A column's heading and the field it was mapped to the last time; an empty field means that it was left out."""

    heading = models.CharField(max_length=200, unique=True)
    field = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.heading} → {self.field or '—'}"


class OrganisationAlias(models.Model):
    """A folded name under which an organisation stood in a spreadsheet, chosen on screen once; kept for the next time."""

    folded = models.CharField(max_length=300, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="aliases")

    def __str__(self) -> str:
        return f"{self.folded} → {self.organisation}"
