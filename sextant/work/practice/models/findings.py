"""A finding of research that libraries might use, with the work it stands in."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.society.agenda.models import Guideline
from sextant.society.concepts.models import Concept
from sextant.society.members.models import Person
from sextant.work.practice import states


class FindingQuerySet(models.QuerySet["Finding"]):
    def accepted(self) -> "FindingQuerySet":
        """What everybody may read."""
        return self.filter(state=states.ACCEPTED)


class Finding(models.Model):
    """What a published work has found, in its authors' words.

    `published_on` is the day of publication; where only the month or the year is known it is the middle of it, and `precision` says so.
    `stage` and `stage_since` follow from what was done since: see `actions/stages.py`; both are empty until the finding is accepted.
    """

    STATES = (
        (states.PROPOSED, pgettext_lazy("finding", "proposed")),
        (states.ACCEPTED, pgettext_lazy("finding", "accepted")),
        (states.DECLINED, pgettext_lazy("finding", "not taken")),
    )
    STAGES = (
        (states.FOUND, _("Finding")),
        (states.BRIEFED, _("Brief")),
        (states.INVITING, _("Invitation")),
        (states.PILOTED, _("Pilot")),
        (states.RECOMMENDED, _("Recommendation")),
        (states.ADOPTED, _("Adoption")),
    )

    class Strength(models.TextChoices):
        SINGLE = "single", _("a single case or an expert's opinion")
        EXPLORING = "exploring", _("one study without a comparison")
        COMPARED = "compared", _("one study with a comparison")
        REPEATED = "repeated", _("several independent studies")
        REVIEWED = "reviewed", _("a systematic review")

    class Precision(models.TextChoices):
        DAY = "day", _("the day")
        MONTH = "month", _("the month")
        YEAR = "year", _("the year")

    DEFINITIONS = {
        Strength.SINGLE: _("Somebody tried it once or argues for it; nothing was counted that could have come out otherwise."),
        Strength.EXPLORING: _("A survey, interviews or figures of one place: what goes together is seen, what causes it is not."),
        Strength.COMPARED: _("The same was measured where it was done and where it was not, or many times before and after."),
        Strength.REPEATED: _("At least two teams found the same in different places."),
        Strength.REVIEWED: _("All studies that could be found were gathered by a stated rule, and on the whole they agree."),
    }
    """The association's own scale, from the weakest to the strongest."""

    title = Bilingual(max_length=300)
    said = Bilingual()
    citation = models.TextField(_("The work, as it is cited"), max_length=1000)
    authors = models.CharField(_("Authors of the work"), max_length=1000)
    doi = models.CharField("DOI", max_length=200, blank=True)
    url = models.URLField(_("Address of the work"), max_length=500, blank=True)
    published_on = models.DateField(_("Published on"))
    precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)
    strength = models.CharField(_("How strong the evidence is"), max_length=10, choices=Strength.choices, default=Strength.EXPLORING)
    people = models.ManyToManyField(Person, blank=True, related_name="findings")
    concepts = models.ManyToManyField(Concept, blank=True, related_name="findings")
    guidelines = models.ManyToManyField(Guideline, blank=True, related_name="findings")
    state = models.CharField(max_length=10, choices=STATES, default=states.PROPOSED)
    reason = models.CharField(max_length=500, blank=True)
    stage = models.CharField(max_length=12, choices=STAGES, blank=True)
    stage_since = models.DateField(null=True, blank=True)
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_demo = models.BooleanField(default=False, db_index=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ("-stage_since", "-id")
        verbose_name = pgettext_lazy("of research", "Finding")
        indexes = (models.Index(fields=["state", "stage", "-stage_since"], name="practice_finding_board"),)
        constraints = (
            models.CheckConstraint(condition=~Q(title_ru="") | ~Q(title_en=""), name="practice_finding_titled"),
            models.CheckConstraint(condition=~Q(citation="") & ~Q(authors=""), name="practice_finding_source"),
            models.CheckConstraint(condition=~Q(state=states.DECLINED) | ~Q(reason=""), name="practice_finding_reason"),
            models.CheckConstraint(
                condition=Q(state=states.ACCEPTED, stage_since__isnull=False, decided_on__isnull=False) & ~Q(stage="")
                | ~Q(state=states.ACCEPTED) & Q(stage="", stage_since=None),
                name="practice_finding_stage",
            ),
            models.UniqueConstraint(fields=["doi"], condition=~Q(doi="") & ~Q(state=states.DECLINED), name="practice_finding_doi_once"),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("practice:finding", args=[self.pk])

    @property
    def tone(self) -> str:
        return states.TONES.get(self.state, "quiet")

    @property
    def source_url(self) -> str:
        """Where the work is read: by its DOI, else its address; empty where neither is known."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url

    @property
    def strength_defined(self) -> str:
        """What the word of the scale means."""
        return str(self.DEFINITIONS[self.Strength(self.strength)])

    def days_in_stage(self, today: date) -> int | None:
        """Days since the finding came to its stage; None before it is accepted."""
        return (today - self.stage_since).days if self.stage_since else None
