"""A pilot: one library tries a finding by a protocol written beforehand, and measures what comes of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.lab.trials.effects import Measured
from sextant.society.members.models import Organisation, Person
from sextant.work.practice import states
from sextant.work.practice.models.findings import Finding
from sextant.work.practice.models.invitations import Answer


class PilotQuerySet(models.QuerySet["Pilot"]):
    def with_all(self) -> "PilotQuerySet":
        """With what every list of pilots shows."""
        return self.select_related("finding", "organisation__region")

    def shown(self) -> "PilotQuerySet":
        """What everybody may read."""
        return self.filter(state__in=states.SHOWN_PILOTS)


class Pilot(models.Model):
    """The protocol (steps, indicator with its unit, baseline and target, method, ethics), planned and real days, and the outcome.

    One that did not work is published like any other. Values are in the indicator's own unit; `sample` is the number of cases measured.
    """

    STATES = (
        (states.PLANNED, pgettext_lazy("pilot", "being planned")),
        (states.RUNNING, pgettext_lazy("pilot", "running")),
        (states.REPORTED, pgettext_lazy("pilot", "outcome waits for review")),
        (states.PUBLISHED, pgettext_lazy("pilot", "finished")),
        (states.CALLED_OFF, pgettext_lazy("pilot", "called off")),
    )

    class Verdict(models.TextChoices):
        WORKED = "worked", pgettext_lazy("pilot", "it worked")
        PARTLY = "partly", pgettext_lazy("pilot", "it worked in part")
        FAILED = "failed", pgettext_lazy("pilot", "it did not work")
        UNCLEAR = "unclear", pgettext_lazy("pilot", "it cannot be told")

    VERDICT_TONES = {Verdict.WORKED: "good", Verdict.PARTLY: "info", Verdict.FAILED: "bad", Verdict.UNCLEAR: "warn"}

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="pilots")
    answer = models.OneToOneField(Answer, null=True, blank=True, on_delete=models.SET_NULL, related_name="pilot")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="pilots")
    responsible = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="pilots")
    state = models.CharField(max_length=10, choices=STATES, default=states.PLANNED)
    steps = Bilingual()
    indicator = Bilingual(max_length=300)
    unit = Bilingual(max_length=60)
    baseline = models.DecimalField(_("Where it begins"), max_digits=14, decimal_places=3, null=True, blank=True)
    target = models.DecimalField(_("What is aimed at"), max_digits=14, decimal_places=3, null=True, blank=True)
    more_is_better = models.BooleanField(_("More is better"), default=True)
    method = Bilingual()
    ethics = Bilingual()
    planned_start = models.DateField(_("Planned start"), null=True, blank=True)
    planned_end = models.DateField(_("Planned end"), null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    before = models.DecimalField(_("Value before"), max_digits=14, decimal_places=3, null=True, blank=True)
    after = models.DecimalField(_("Value after"), max_digits=14, decimal_places=3, null=True, blank=True)
    sample = models.PositiveIntegerField(_("Number of cases measured"), null=True, blank=True)
    compared_with = Bilingual(max_length=300)
    compared_before = models.DecimalField(_("Comparison group before"), max_digits=14, decimal_places=3, null=True, blank=True)
    compared_after = models.DecimalField(_("Comparison group after"), max_digits=14, decimal_places=3, null=True, blank=True)
    verdict = models.CharField(_("Did it work?"), max_length=8, choices=Verdict.choices, blank=True)
    reasons = Bilingual()
    reason = models.CharField(max_length=500, blank=True, help_text="why it was called off or sent back")
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    published_on = models.DateField(null=True, blank=True)
    agreed_on = models.DateField()
    is_demo = models.BooleanField(default=False, db_index=True)

    objects = PilotQuerySet.as_manager()

    class Meta:
        ordering = ("-started_on", "-id")
        verbose_name = pgettext_lazy("in a library", "Pilot")
        indexes = (models.Index(fields=["state", "published_on"], name="practice_pilot_published"),)
        constraints = (
            models.UniqueConstraint(fields=["finding", "organisation"], condition=~Q(state=states.CALLED_OFF), name="practice_pilot_once"),
            models.CheckConstraint(
                condition=Q(planned_start=None) | Q(planned_end=None) | Q(planned_end__gte=F("planned_start")), name="practice_pilot_plan"
            ),
            models.CheckConstraint(condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")), name="practice_pilot_days"),
            models.CheckConstraint(condition=~Q(state__in=states.SHOWN_PILOTS) | Q(started_on__isnull=False), name="practice_pilot_started"),
            models.CheckConstraint(
                condition=~Q(state__in=[states.REPORTED, states.PUBLISHED]) | (Q(ended_on__isnull=False) & ~Q(verdict="")),
                name="practice_pilot_outcome",
            ),
            models.CheckConstraint(condition=~Q(state=states.CALLED_OFF) | ~Q(reason=""), name="practice_pilot_reason"),
            models.CheckConstraint(condition=~Q(state=states.PUBLISHED) | Q(published_on__isnull=False), name="practice_pilot_published_on"),
        )

    def __str__(self) -> str:
        return f"{self.finding} — {self.organisation}"

    def get_absolute_url(self) -> str:
        return reverse("practice:pilot", args=[self.pk])

    @property
    def tone(self) -> str:
        return states.TONES.get(self.state, "quiet")

    @property
    def state_for_all(self) -> str:
        """The state as visitors read it: an outcome that waits for review is no news yet."""
        return str(dict(self.STATES)[states.RUNNING if self.state == states.REPORTED else self.state])

    @property
    def verdict_tone(self) -> str:
        return self.VERDICT_TONES[self.Verdict(self.verdict)] if self.verdict else "quiet"

    @property
    def measured(self) -> Measured:
        """The values as the instrument takes them."""
        return Measured(self.before, self.after, self.more_is_better, self.compared_before, self.compared_after)


class PilotEvent(models.Model):
    """A line of the pilot's log: what happened, and on which day."""

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="events")
    on = models.DateField(_("Day"))
    text = models.TextField(_("What happened"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return self.text[:80]


def place_of_file(kept: "PilotFile", name: str) -> str:
    """Files are kept by their SHA-256: the name they came with never becomes a path."""
    return f"practice/{kept.sha256[:2]}/{kept.pilot_id}-{kept.sha256}"


class PilotFile(models.Model):
    """A paper of a pilot. Others read it only where the library said so, and once the pilot is published."""

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="files")
    file = models.FileField(upload_to=place_of_file, max_length=200)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    is_public = models.BooleanField(_("for everybody"), default=False)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("at", "id")
        constraints = (models.UniqueConstraint(fields=["pilot", "sha256"], name="practice_file_once"),)

    def __str__(self) -> str:
        return self.name
