"""Initiatives: who does what for a guideline, until when, with what budget, and how it goes."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.society.agenda import states
from sextant.society.agenda.models.agendas import Guideline
from sextant.society.members.models import Person, Section


class Initiative(models.Model):
    """A piece of work owned by a section, contributing to one or more guidelines."""

    STATES = (
        (states.IDEA, pgettext_lazy("initiative", "idea")),
        (states.PLANNED, pgettext_lazy("initiative", "planned")),
        (states.RUNNING, pgettext_lazy("initiative", "under way")),
        (states.PAUSED, pgettext_lazy("initiative", "paused")),
        (states.DONE, pgettext_lazy("initiative", "done")),
        (states.DROPPED, pgettext_lazy("initiative", "dropped")),
    )
    title = Bilingual(max_length=300)
    about = Bilingual()
    outcome = Bilingual()
    guidelines = models.ManyToManyField(Guideline, through="Contribution", related_name="initiatives")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="initiatives")
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="owned_initiatives")
    state = models.CharField(max_length=10, choices=STATES, default=states.IDEA)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    budget_minor = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3, default="RUB")
    is_public = models.BooleanField(_("visible to everybody"), default=True)
    is_demo = models.BooleanField(default=False, db_index=True)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-changed_at", "-id")
        constraints = (
            models.CheckConstraint(condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")), name="agenda_initiative_dates"),
            models.CheckConstraint(condition=Q(budget_minor__gte=0), name="agenda_initiative_budget"),
            models.CheckConstraint(condition=~Q(state=states.DONE) | Q(done_on__isnull=False), name="agenda_initiative_done_on"),
            models.CheckConstraint(condition=~Q(title_ru="") | ~Q(title_en=""), name="agenda_initiative_titled"),
        )

    def __str__(self) -> str:
        return self.title


class Contribution(models.Model):
    """An initiative serves a guideline; the first one is its home."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="contributions")
    guideline = models.ForeignKey(Guideline, on_delete=models.PROTECT, related_name="contributions")
    is_home = models.BooleanField(default=False)

    class Meta:
        ordering = ("-is_home", "id")
        constraints = (
            models.UniqueConstraint(fields=["initiative", "guideline"], name="agenda_contribution_once"),
            models.UniqueConstraint(fields=["initiative"], condition=Q(is_home=True), name="agenda_contribution_one_home"),
        )

    def __str__(self) -> str:
        return f"{self.initiative} → {self.guideline}"


class Participant(models.Model):
    """A person works on an initiative."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="initiatives")
    part = Bilingual(max_length=120)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["initiative", "person"], name="agenda_participant_once"),)

    def __str__(self) -> str:
        return f"{self.person} in {self.initiative}"


class Milestone(models.Model):
    """A dated step of an initiative."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="milestones")
    title = Bilingual(max_length=300)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("due_on", "id")

    def __str__(self) -> str:
        return self.title


class ProgressNote(models.Model):
    """What happened, in somebody's words; a note that came with a change of state says which."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    text = models.TextField()
    moved_to = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return self.text[:80]


class Attachment(models.Model):
    """A file of an initiative, named by its SHA-256 on disk and by its own name for people."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="attachments")
    file = models.FileField(upload_to="agenda/%Y/")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=["initiative", "sha256"], name="agenda_attachment_once"),)

    def __str__(self) -> str:
        return self.name
