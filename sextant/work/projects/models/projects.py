"""Projects, who works on them, their milestones, evidence and risks."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.society.agenda.models import Guideline
from sextant.society.ledger.models import Programme
from sextant.society.members.models import Person
from sextant.work.projects import states


class Project(models.Model):
    """A piece of work with a manager, a time and money. `promise` is what funders were told; the programme is opened on approval."""

    STATES = (
        (states.IDEA, pgettext_lazy("project", "idea")),
        (states.APPROVED, pgettext_lazy("project", "approved")),
        (states.RUNNING, pgettext_lazy("project", "running")),
        (states.REPORTING, pgettext_lazy("project", "reporting")),
        (states.CLOSED, pgettext_lazy("project", "closed")),
    )
    code = models.SlugField(max_length=40, unique=True)
    title = Bilingual(max_length=200)
    about = Bilingual()
    promise = Bilingual()
    manager = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="managed_projects")
    guideline = models.ForeignKey(Guideline, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    currency = models.CharField(max_length=3, default="RUB")
    state = models.CharField(max_length=10, choices=STATES, default=states.IDEA)
    programme = models.OneToOneField(Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    closed_on = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-starts_on", "id")
        constraints = (
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="projects_project_dates"),
            models.CheckConstraint(condition=~Q(title_ru="") | ~Q(title_en=""), name="projects_project_titled"),
            models.CheckConstraint(condition=Q(state=states.IDEA) | Q(programme__isnull=False), name="projects_project_programme"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        return states.TONES[self.state]


class TeamMember(models.Model):
    """A person works on a project. `rate_minor` is what an hour costs; without it hours are reported and never booked."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="team")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="projects")
    part = Bilingual(max_length=120)
    rate_minor = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["project", "person"], name="projects_team_once"),
            models.CheckConstraint(condition=Q(rate_minor=None) | Q(rate_minor__gt=0), name="projects_team_rate"),
        )

    def __str__(self) -> str:
        return f"{self.person} in {self.project}"


class Milestone(models.Model):
    """A dated step of a project; `said` is what came of it."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="milestones")
    title = Bilingual(max_length=300)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    said = Bilingual()

    class Meta:
        ordering = ("due_on", "id")

    def __str__(self) -> str:
        return self.title


class Evidence(models.Model):
    """A file that shows what was done, kept under its SHA-256."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="evidence")
    milestone = models.ForeignKey(Milestone, null=True, blank=True, on_delete=models.SET_NULL, related_name="evidence")
    file = models.FileField(upload_to="projects/%Y/")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=["project", "sha256"], name="projects_evidence_once"),)

    def __str__(self) -> str:
        return self.name


class Risk(models.Model):
    """What may go wrong: how likely and how bad (1 to 3), and what is done about it."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="risks")
    title = models.CharField(max_length=300)
    likelihood = models.PositiveSmallIntegerField(default=2)
    impact = models.PositiveSmallIntegerField(default=2)
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-likelihood", "-impact", "id")
        constraints = (models.CheckConstraint(condition=Q(likelihood__range=(1, 3), impact__range=(1, 3)), name="projects_risk_range"),)

    def __str__(self) -> str:
        return self.title
