"""Plans: goals, what is done for them, how it is seen, what it costs, and the money that is there."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.society.agenda.models import Guideline, Initiative
from sextant.society.members.models import Organisation, Section
from sextant.work.planning import states


class Plan(models.Model):
    """A strategic plan of the association (neither section nor organisation), of a section, or of a member library.

    Its rows are what is being written; what was adopted is frozen in a `Version`. `revising` says that an adopted plan
    is being changed into the next version.
    """

    STATES = (
        (states.DRAFT, pgettext_lazy("plan", "draft")),
        (states.ADOPTED, pgettext_lazy("plan", "adopted")),
        (states.RUNNING, pgettext_lazy("plan", "being carried out")),
        (states.CLOSED, pgettext_lazy("plan", "closed")),
    )
    LEGAL_FORMS = (
        ("nonprofit", _("non-profit organisation")),
        ("public institution", _("public institution")),
        ("company", _("company")),
    )
    title = Bilingual(max_length=200)
    about = Bilingual()
    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.PROTECT, related_name="plans")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="plans")
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    currency = models.CharField(max_length=3, default="RUB")
    country = models.CharField(max_length=2, default="RU")
    legal_form = models.CharField(max_length=30, choices=LEGAL_FORMS, blank=True)
    cofunding_minor = models.BigIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default=states.DRAFT)
    revising = models.BooleanField(default=False)
    is_public = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-first_year", "id")
        constraints = (
            models.CheckConstraint(condition=Q(section=None) | Q(organisation=None), name="planning_plan_one_owner"),
            models.CheckConstraint(condition=Q(last_year__gte=F("first_year")), name="planning_plan_years"),
            models.CheckConstraint(condition=~Q(title_ru="") | ~Q(title_en=""), name="planning_plan_titled"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def years(self) -> range:
        return range(self.first_year, self.last_year + 1)

    @property
    def tone(self) -> str:
        return states.PLAN_TONES[self.state]

    @property
    def is_open_to_change(self) -> bool:
        """Whether its content may be written now."""
        return self.state == states.DRAFT or self.revising

    @property
    def owner_name(self) -> str:
        """Whose plan it is; empty for the association."""
        return str(self.section or self.organisation or "")


class Version(models.Model):
    """What was adopted: the whole content, its fingerprint, and what changed since the version before."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    changes = models.JSONField(default=list)
    note = models.CharField(max_length=500, blank=True)
    adopted_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["plan", "number"], name="planning_version_once"),)

    def __str__(self) -> str:
        return f"{self.plan} {self.number}"


class Goal(models.Model):
    """Where the plan leads; it may serve a guideline of the agenda."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goals")
    place = models.PositiveSmallIntegerField(default=0)
    title = Bilingual(max_length=300)
    about = Bilingual()
    guideline = models.ForeignKey(Guideline, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("place", "id")

    def __str__(self) -> str:
        return self.title


class PlanInitiative(models.Model):
    """What is done for a goal; `agenda` is the initiative of the agenda that it is a part of. Themes stand apart by commas."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="initiatives")
    place = models.PositiveSmallIntegerField(default=0)
    title = Bilingual(max_length=300)
    about = Bilingual()
    themes = models.CharField(max_length=300, blank=True)
    agenda = models.ForeignKey(Initiative, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    in_parts = models.BooleanField(default=True, help_text="a smaller award helps too")

    class Meta:
        ordering = ("place", "id")

    def __str__(self) -> str:
        return self.title


class Cost(models.Model):
    """What one thing costs in one year, in minor units."""

    initiative = models.ForeignKey(PlanInitiative, on_delete=models.CASCADE, related_name="costs")
    year = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=200)
    amount_minor = models.BigIntegerField()

    class Meta:
        ordering = ("what", "year")
        constraints = (
            models.UniqueConstraint(fields=["initiative", "what", "year"], name="planning_cost_once"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="planning_cost_positive"),
        )

    def __str__(self) -> str:
        return f"{self.what} {self.year}"


class SecuredMoney(models.Model):
    """Money that is promised in writing or there, in one year. Money won by an application names it, and stays with it."""

    class Kind(models.TextChoices):
        OWN = "own", _("own income")
        FOUNDER = "founder", _("founder's budget")
        GRANT = "grant", _("grant")
        GIFT = "gift", _("gift or sponsor")
        OTHER = "other", pgettext_lazy("money", "other")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="secured")
    application = models.ForeignKey("planning.Application", null=True, blank=True, on_delete=models.CASCADE, related_name="secured")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.OWN)
    source = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    amount_minor = models.BigIntegerField()

    class Meta:
        ordering = ("source", "year", "id")
        constraints = (
            models.UniqueConstraint(fields=["plan", "source", "year"], condition=Q(application=None), name="planning_secured_once"),
            models.UniqueConstraint(fields=["application", "year"], condition=Q(application__isnull=False), name="planning_won_once"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="planning_secured_positive"),
        )

    def __str__(self) -> str:
        return f"{self.source} {self.year}"
