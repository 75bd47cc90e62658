"""Jobs of the board: the pay is always in the open, where to apply is the employer's, and no candidate's data is kept."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.society.members.models import Organisation, Region
from sextant.work.careers import states


class JobQuerySet(models.QuerySet["Job"]):
    def with_all(self) -> "JobQuerySet":
        """With what every list of jobs shows."""
        return self.select_related("organisation", "region")

    def on_board(self, today: date) -> "JobQuerySet":
        """What a visitor may apply for today."""
        return self.filter(state=states.PUBLISHED, apply_until__gte=today)


class Job(models.Model):
    """A vacancy with its pay from–to in minor units, a month or a year, before or after tax.

    `month_from_minor` and `month_to_minor` are the same a month, so that jobs can be compared; tax is never converted.
    `applicants` is what the employer tells when it closes, a number and nothing else.
    """

    STATES = (
        (states.DRAFT, pgettext_lazy("job", "draft")),
        (states.SUBMITTED, pgettext_lazy("job", "waits for review")),
        (states.PUBLISHED, pgettext_lazy("job", "published")),
        (states.EXPIRED, pgettext_lazy("job", "expired")),
        (states.CLOSED, pgettext_lazy("job", "closed")),
    )

    class Contract(models.TextChoices):
        PERMANENT = "permanent", _("permanent")
        FIXED_TERM = "fixed_term", _("fixed-term")
        PROJECT = "project", _("for a project")
        INTERNSHIP = "internship", _("internship")

    class Workload(models.TextChoices):
        FULL = "full", _("full time")
        PART = "part", _("part time")
        SHIFTS = "shifts", _("in shifts")
        FLEXIBLE = "flexible", _("flexible hours")

    class Remote(models.TextChoices):
        ON_SITE = "on_site", _("on site")
        HYBRID = "hybrid", _("partly remote")
        REMOTE = "remote", _("remote")

    class Period(models.TextChoices):
        MONTH = "month", _("a month")
        YEAR = "year", _("a year")

    class Tax(models.TextChoices):
        GROSS = "gross", _("before tax")
        NET = "net", _("after tax")

    class Language(models.TextChoices):
        RU = "ru", _("Russian")
        EN = "en", _("English")
        OTHER = "other", _("another language")

    class Outcome(models.TextChoices):
        FILLED = "filled", _("somebody was found")
        NOT_FILLED = "not_filled", _("nobody was found")
        DROPPED = "dropped", _("the vacancy was dropped")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="jobs", verbose_name=_("Employer"))
    state = models.CharField(max_length=10, choices=STATES, default=states.DRAFT)
    title = Bilingual(max_length=200)
    text = Bilingual()
    contract = models.CharField(_("Contract"), max_length=10, choices=Contract.choices, default=Contract.PERMANENT)
    workload = models.CharField(_("Working time"), max_length=10, choices=Workload.choices, default=Workload.FULL)
    salary_from_minor = models.BigIntegerField()
    salary_to_minor = models.BigIntegerField()
    currency = models.CharField(_("Currency"), max_length=3, default="RUB")
    period = models.CharField(pgettext_lazy("pay", "Paid"), max_length=5, choices=Period.choices, default=Period.MONTH)
    tax = models.CharField(_("Tax"), max_length=5, choices=Tax.choices, default=Tax.GROSS)
    month_from_minor = models.BigIntegerField()
    month_to_minor = models.BigIntegerField()
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="jobs", verbose_name=_("Region"))
    place = models.CharField(_("Town"), max_length=120, blank=True)
    remote = models.CharField(_("Where one works"), max_length=8, choices=Remote.choices, default=Remote.ON_SITE)
    language = models.CharField(_("Language of work"), max_length=5, choices=Language.choices, default=Language.RU)
    places = models.PositiveSmallIntegerField(_("Places"), default=1)
    apply_until = models.DateField(_("Apply until"))
    apply_email = models.EmailField(_("Apply by e-mail"), blank=True)
    apply_url = models.URLField(_("Apply on a page"), blank=True)
    reason = models.CharField(max_length=300, blank=True, help_text="why the office sent it back")
    published_at = models.DateTimeField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    applicants = models.PositiveIntegerField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_demo = models.BooleanField(default=False, db_index=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ("-published_at", "-id")
        verbose_name = _("Job")
        indexes = (
            models.Index(fields=["state", "apply_until"], name="careers_job_open"),
            models.Index(fields=["state", "-published_at", "-id"], name="careers_job_newest"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(salary_from_minor__gt=0, salary_to_minor__gte=F("salary_from_minor")), name="careers_salary_range"),
            models.CheckConstraint(condition=~Q(state__in=states.SHOWN) | Q(published_at__isnull=False), name="careers_published_day"),
            models.CheckConstraint(condition=Q(state=states.DRAFT) | ~Q(apply_email="") | ~Q(apply_url=""), name="careers_way_to_apply"),
            models.CheckConstraint(condition=~Q(state=states.CLOSED) | (Q(closed_on__isnull=False) & ~Q(outcome="")), name="careers_closed_outcome"),
            models.CheckConstraint(condition=Q(places__gte=1), name="careers_places"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        return states.TONES.get(self.state, "quiet")

    @property
    def where(self) -> str:
        """Town and region as one line; empty where neither was said."""
        return ", ".join(str(part) for part in (self.place, self.region) if part)


class Requirement(models.Model):
    """What somebody needs for the job; `competency` is a code of a competency framework, where one fits."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="requirements")
    text = Bilingual(max_length=300)
    competency = models.CharField(_("Code of the competency"), max_length=40, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.CheckConstraint(condition=~Q(text_ru="") | ~Q(text_en=""), name="careers_requirement_said"),)

    def __str__(self) -> str:
        return self.text
