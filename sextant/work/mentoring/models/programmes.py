"""Programmes with their topics, and those who take part in them."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.society.members.models import Person, Section
from sextant.work.mentoring import states

LANGUAGES = (
    ("ru", _("Russian")),
    ("en", _("English")),
    ("kk", _("Kazakh")),
    ("be", _("Belarusian")),
    ("tt", _("Tatar")),
    ("ba", _("Bashkir")),
    ("fr", _("French")),
    ("de", _("German")),
    ("es", _("Spanish")),
    ("zh", _("Chinese")),
)


class Programme(models.Model):
    """A season of mentoring, of a section or of the whole association. Its coordinator is the office, and the section's officers."""

    STATES = (
        (states.DRAFT, pgettext_lazy("programme", "draft")),
        (states.OPEN, pgettext_lazy("programme", "open")),
        (states.ENDED, pgettext_lazy("programme", "ended")),
    )

    title = Bilingual(max_length=200)
    about = Bilingual()
    state = models.CharField(max_length=10, choices=STATES, default=states.DRAFT)
    section = models.ForeignKey(
        Section, null=True, blank=True, on_delete=models.PROTECT, related_name="mentoring_programmes", verbose_name=_("Section")
    )
    starts_on = models.DateField(_("First day"))
    ends_on = models.DateField(_("Last day"))
    silent_weeks = models.PositiveSmallIntegerField(
        _("Weeks without a meeting before a reminder"), default=5, validators=[MinValueValidator(1), MaxValueValidator(26)]
    )
    matching = models.CharField(max_length=10, blank=True, help_text="queued while the pairs are being worked out")
    matched_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-starts_on", "-id")
        verbose_name = _("Mentoring programme")
        constraints = (models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="mentoring_programme_days"),)

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        return states.PROGRAMME_TONES.get(self.state, "quiet")


class Topic(models.Model):
    """What one can learn in a programme."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="topics")
    title = Bilingual(max_length=120)

    class Meta:
        ordering = ("title_ru", "title_en", "id")
        constraints = (models.CheckConstraint(condition=~Q(title_ru="") | ~Q(title_en=""), name="mentoring_topic_named"),)

    def __str__(self) -> str:
        return self.title


class Profile(models.Model):
    """Somebody in a programme as a mentor or as a mentee. Read by the coordinator; by the other side `about` and `wishes` once proposed.

    `not_with` is for the coordinator alone. `obstacle` holds, in both languages, why the last matching found nobody.
    """

    class Role(models.TextChoices):
        MENTOR = "mentor", _("mentor")
        MENTEE = "mentee", _("mentee")

    ZONES = (
        (2, "UTC+2"),
        (3, "UTC+3"),
        (4, "UTC+4"),
        (5, "UTC+5"),
        (6, "UTC+6"),
        (7, "UTC+7"),
        (8, "UTC+8"),
        (9, "UTC+9"),
        (10, "UTC+10"),
        (11, "UTC+11"),
        (12, "UTC+12"),
        (1, "UTC+1"),
        (0, "UTC"),
    )

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="profiles")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mentoring_profiles")
    role = models.CharField(max_length=6, choices=Role.choices)
    about = models.TextField(blank=True)
    wishes = models.TextField(blank=True)
    topics = models.ManyToManyField(Topic, related_name="profiles", verbose_name=_("Topics"))
    languages = models.JSONField(default=list)
    offset = models.SmallIntegerField(_("Time zone"), default=3, choices=ZONES)
    places = models.PositiveSmallIntegerField(default=1, validators=[MaxValueValidator(10)])
    hours = models.PositiveSmallIntegerField(_("Hours a month"), default=2, validators=[MinValueValidator(1), MaxValueValidator(40)])
    not_with = models.TextField(blank=True)
    is_active = models.BooleanField(default=True)
    obstacle = models.JSONField(default=dict, blank=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("role", "person__family_name", "id")
        verbose_name = _("Mentoring profile")
        constraints = (
            models.UniqueConstraint(fields=["programme", "person", "role"], name="mentoring_profile_once"),
            models.CheckConstraint(condition=Q(role="mentor") | Q(places=1), name="mentoring_mentee_has_one"),
        )

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"


class Barred(models.Model):
    """A mentor and a mentee whom the coordinator keeps apart in a programme."""

    mentor = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="+")
    mentee = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["mentor", "mentee"], name="mentoring_barred_once"),)

    def __str__(self) -> str:
        return f"{self.mentor_id} – {self.mentee_id}"
