"""Entries with their answers and files, the people behind them, and passes after the deadline."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from sextant.society.members.models import Organisation, Person
from sextant.work.calls import states
from sextant.work.calls.models.calls import Call, Category, Field, Stage, Topic


class Entry(models.Model):
    """What one person sends to a call. The number is given when it is first submitted; jurors of a blind call know nothing else of it.

    `stage` is the stage it has come to: the first one when it is submitted. `names_checked` tells that its texts and files were
    searched for the names of its people since they last changed; before that no juror of a double-blind call sees them.
    """

    STATES = (
        (states.DRAFT, pgettext_lazy("entry", "draft")),
        (states.SUBMITTED, pgettext_lazy("entry", "submitted")),
        (states.WITHDRAWN, pgettext_lazy("entry", "withdrawn")),
        (states.REFUSED, pgettext_lazy("entry", "not admitted")),
    )

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="entries")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="call_entries")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="call_entries")
    category = models.ForeignKey(Category, null=True, blank=True, on_delete=models.PROTECT, related_name="entries")
    topics = models.ManyToManyField(Topic, related_name="entries", blank=True)
    state = models.CharField(max_length=10, choices=STATES, default=states.DRAFT)
    number = models.PositiveIntegerField(null=True, blank=True)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=2, default="ru")
    stage = models.ForeignKey(Stage, null=True, blank=True, on_delete=models.SET_NULL, related_name="entries")
    blind_title = models.CharField(max_length=300, blank=True)
    names_checked = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)
    begun_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    receipt = models.CharField(max_length=16, blank=True, help_text="the first letters of the digest of what was submitted")
    is_late = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("call", "number", "id")
        indexes = (models.Index(fields=["call", "state"], name="calls_entry_state"),)
        constraints = (
            models.UniqueConstraint(fields=["call", "number"], name="calls_entry_number"),
            models.CheckConstraint(condition=Q(state="draft") | Q(number__isnull=False), name="calls_entry_numbered"),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(reason=""), name="calls_entry_refused_reason"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def code(self) -> str:
        """`No. 017`, the only name of the entry in a blind jury; empty for a draft."""
        return "" if self.number is None else f"{self.number:03d}"

    @property
    def title_for_jury(self) -> str:
        """The title with names covered; empty until somebody looked for names since it last changed."""
        return self.blind_title if self.names_checked else ""

    @property
    def tone(self) -> str:
        return states.ENTRY_TONES.get(self.state, "quiet")


class CoAuthor(models.Model):
    """Somebody who made the entry too: by name, with a place of work as it was written."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="coauthors")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=200)
    organisation = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name


class Answer(models.Model):
    """The answer to one question; `blind_text` is what a juror who must not know the author reads, names taken out."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="answers")
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField(blank=True)
    rows = models.JSONField(default=list, blank=True, help_text="a budget: [what, amount in minor units]")
    blind_text = models.TextField(blank=True)
    blind_rows = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["entry", "field"], name="calls_answer_once"),)

    def __str__(self) -> str:
        return self.text[:60]


def place_of_file(file: "EntryFile", name: str) -> str:
    """Files are kept by their SHA-256: the name they came with never becomes a path."""
    return f"calls/{file.sha256[:2]}/{file.sha256}"


def place_of_blind(file: "EntryFile", name: str) -> str:
    return f"calls/{file.blind_sha256[:2]}/{file.blind_sha256}"


class EntryFile(models.Model):
    """A file of an entry, as it came, and as a blind jury may have it: without metadata, under the number of the entry."""

    class Blinding(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("file", "being prepared")
        CLEAN = "clean", pgettext_lazy("file", "without names")
        NAMED = "named", pgettext_lazy("file", "names found")
        ALLOWED = "allowed", pgettext_lazy("file", "shown by decision")
        FAILED = "failed", pgettext_lazy("file", "cannot be prepared")

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="files")
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="files")
    file = models.FileField(upload_to=place_of_file, max_length=200)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    blinding = models.CharField(max_length=8, choices=Blinding.choices, default=Blinding.WAITING)
    blind_file = models.FileField(upload_to=place_of_blind, max_length=200, blank=True)
    blind_sha256 = models.CharField(max_length=64, blank=True)
    removed = models.JSONField(default=list, blank=True, help_text="what was taken out, as [English, Russian]")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["entry", "field", "sha256"], name="calls_file_once"),)

    def __str__(self) -> str:
        return self.name

    @property
    def ending(self) -> str:
        return self.name.rsplit(".", 1)[-1]

    @property
    def may_be_shown_blind(self) -> bool:
        """Whether a juror who must not know the author may have it."""
        return self.blinding in (self.Blinding.CLEAN, self.Blinding.ALLOWED) and bool(self.blind_file)


class NameFound(models.Model):
    """A name of the entry's people that stands in its text or file: for the organisers, who decide what jurors see."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="names_found")
    answer = models.ForeignKey(Answer, null=True, blank=True, on_delete=models.CASCADE, related_name="names_found")
    file = models.ForeignKey(EntryFile, null=True, blank=True, on_delete=models.CASCADE, related_name="names_found")
    found = models.CharField(max_length=200)
    excerpt = models.CharField(max_length=400, blank=True)
    place = models.CharField(max_length=100, blank=True)
    is_certain = models.BooleanField(default=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.found


class Resemblance(models.Model):
    """So much of an entry's text stands in another one: `share` of 1, with the longest passage. It says nothing of who copied whom."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="resemblances")
    other = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    share = models.FloatField()
    passage = models.TextField(blank=True)

    class Meta:
        ordering = ("-share", "id")
        constraints = (models.UniqueConstraint(fields=["entry", "other"], name="calls_resemblance_once"),)

    def __str__(self) -> str:
        return f"{self.share:.2f}"


class LatePass(models.Model):
    """A person may submit until a later moment, by decision and with its reason."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="late_passes")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField()
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["call", "person"], name="calls_late_pass_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="calls_late_pass_reason"),
        )

    def __str__(self) -> str:
        return self.reason


def place_of_bundle(bundle: "Bundle", name: str) -> str:
    return f"calls/bundles/{bundle.key}.zip"


class Bundle(models.Model):
    """Everything submitted to a call as one ZIP, made by a job; taken away after a week."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="bundles")
    key = models.CharField(max_length=32, unique=True)
    file = models.FileField(upload_to=place_of_bundle, max_length=200, blank=True)
    entries = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(auto_now_add=True)
    made_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.key
