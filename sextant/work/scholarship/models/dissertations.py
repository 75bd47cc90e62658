"""Dissertations: topic, school, people, what became of them; and which topics resemble one another."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.society.concepts.models import Concept
from sextant.society.members.models import Organisation, Person
from sextant.work.scholarship import states

STATES = (
    (states.PLANNED, pgettext_lazy("dissertation", "planned topic")),
    (states.APPROVED, pgettext_lazy("dissertation", "topic approved")),
    (states.IN_WORK, pgettext_lazy("dissertation", "in work")),
    (states.REVIEW, pgettext_lazy("dissertation", "under review")),
    (states.DEFENDED, pgettext_lazy("dissertation", "defended")),
    (states.ABANDONED, pgettext_lazy("dissertation", "abandoned")),
    (states.WITHDRAWN, pgettext_lazy("dissertation", "withdrawn")),
)


class DissertationQuerySet(models.QuerySet["Dissertation"]):
    def with_all(self) -> "DissertationQuerySet":
        """With what a line of a list shows."""
        return self.select_related("school__region", "author").prefetch_related("supervisions__person", "concepts")

    def public(self) -> "DissertationQuerySet":
        """What everybody may read; names of people are another matter."""
        return self.filter(is_public=True).exclude(state=states.WITHDRAWN)


class Dissertation(models.Model):
    """One topic and the work on it. Names are shown with the person's consent, or once it is defended: then they are a published fact."""

    class Degree(models.TextChoices):
        CANDIDATE = "candidate", _("candidate of sciences")
        DOCTOR = "doctor", _("doctor of sciences")
        PHD = "phd", _("PhD")
        MASTER = "master", _("master's degree")

    title = Bilingual(max_length=500)
    degree = models.CharField(_("Degree"), max_length=9, choices=Degree.choices, default=Degree.CANDIDATE)
    field_code = models.CharField(_("Speciality"), max_length=200, blank=True)
    school = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="dissertations", verbose_name=_("Institution")
    )
    school_name = models.CharField(max_length=300, blank=True, help_text="as a list had it, where no organisation is known")
    department = models.CharField(_("Department"), max_length=200, blank=True)
    author = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="dissertations_written")
    author_name = models.CharField(max_length=200, blank=True)
    author_agreed_on = models.DateField(null=True, blank=True)
    concepts = models.ManyToManyField(Concept, blank=True, related_name="dissertations")
    state = models.CharField(max_length=9, choices=STATES, default=states.PLANNED)
    since = models.DateField()
    defended_on = models.DateField(null=True, blank=True)
    abstract = Bilingual()
    url = models.URLField(_("Address of the text"), max_length=400, blank=True)
    doi = models.CharField("DOI", max_length=200, blank=True)
    is_public = models.BooleanField(_("Everybody may see the topic"), default=True)
    import_key = models.CharField(max_length=64, null=True, blank=True, unique=True)
    registered_on = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    is_demo = models.BooleanField(default=False, db_index=True)

    objects = DissertationQuerySet.as_manager()

    class Meta:
        ordering = ("-since", "-id")
        verbose_name = _("Dissertation")
        indexes = (models.Index(fields=["-since", "-id"], name="scholarship_diss_since"),)
        constraints = (
            models.CheckConstraint(condition=~Q(title_ru="") | ~Q(title_en=""), name="scholarship_diss_titled"),
            models.CheckConstraint(condition=Q(school__isnull=False) | ~Q(school_name=""), name="scholarship_diss_school"),
            models.CheckConstraint(
                condition=Q(state=states.DEFENDED, defended_on__isnull=False) | (~Q(state=states.DEFENDED) & Q(defended_on=None)),
                name="scholarship_diss_defended",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("scholarship:dissertation", args=[self.pk])

    @property
    def tone(self) -> str:
        return states.TONES.get(self.state, "quiet")

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.title_ru, self.title_en)))

    @property
    def place(self) -> str:
        """The school in words, from the directory or as a list had it."""
        return str(self.school) if self.school is not None else self.school_name

    @property
    def is_published(self) -> bool:
        """Defended: who wrote it under whom is a published fact."""
        return self.state == states.DEFENDED


class Supervision(models.Model):
    """Who guides a dissertation: a person of the association where one is known, else a name."""

    class Role(models.TextChoices):
        SUPERVISOR = "supervisor", _("supervisor")
        CONSULTANT = "consultant", _("consultant")

    dissertation = models.ForeignKey(Dissertation, on_delete=models.CASCADE, related_name="supervisions")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="supervisions")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.SUPERVISOR)
    agreed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-role", "id")
        constraints = (models.UniqueConstraint(fields=["dissertation", "name"], name="scholarship_supervision_once"),)

    def __str__(self) -> str:
        return self.name


class Step(models.Model):
    """One move of a dissertation: the state it came to, on which day, with a note."""

    dissertation = models.ForeignKey(Dissertation, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=9, choices=STATES)
    on = models.DateField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return f"{self.get_state_display()} {self.on}"


class TopicKey(models.Model):
    """Under which beginnings of words a topic is looked for (`lab.topics.keys_of`)."""

    dissertation = models.ForeignKey(Dissertation, on_delete=models.CASCADE, related_name="topic_keys")
    key = models.CharField(max_length=12)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["key", "dissertation"], name="scholarship_key_once"),)

    def __str__(self) -> str:
        return self.key


class Resemblance(models.Model):
    """A topic resembles an earlier one: the score with its parts when it was registered, and why it is no double (empty: nobody has said so yet)."""

    dissertation = models.ForeignKey(Dissertation, on_delete=models.CASCADE, related_name="resemblances")
    other = models.ForeignKey(Dissertation, on_delete=models.CASCADE, related_name="resembled_by")
    score = models.FloatField()
    parts = models.JSONField(default=dict)
    words = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    on = models.DateField()

    class Meta:
        ordering = ("-score", "id")
        constraints = (
            models.UniqueConstraint(fields=["dissertation", "other"], name="scholarship_resemblance_once"),
            models.CheckConstraint(condition=~Q(dissertation=F("other")), name="scholarship_resemblance_two"),
        )

    def __str__(self) -> str:
        return f"{self.dissertation_id} ~ {self.other_id}"
