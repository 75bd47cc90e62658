"""The register of calls of funders, the grants they made before, and the files that both were read from."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from sextant.base.jobs.models import Job
from sextant.base.jobs.states import WAITING
from sextant.lab.funding.calls import FundingCall


class CallQuerySet(models.QuerySet["Call"]):
    def open_on(self, on: object) -> "CallQuerySet":
        """Calls to which an application can still be sent on that day, as far as their sources say."""
        return self.filter(Q(closes_on=None) | Q(closes_on__gte=on)).exclude(status="closed")


class Call(models.Model):
    """A call as its source says it (see `lab.funding.calls.FundingCall`), and when it was first and last seen there.

    `words` holds the folded words that the list is searched by; `country_words` and `theme_words` those of the filters.
    """

    source = models.CharField(max_length=120)
    key = models.CharField(max_length=200)
    title = models.CharField(max_length=400)
    funder = models.CharField(max_length=300, blank=True)
    countries = models.JSONField(default=list)
    regions = models.JSONField(default=list)
    legal_forms = models.JSONField(default=list)
    applicant_kinds = models.JSONField(default=list)
    themes = models.JSONField(default=list)
    award_min = models.BigIntegerField(null=True, blank=True)
    award_max = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    cofunding_share = models.DecimalField(max_digits=7, decimal_places=6, null=True, blank=True)
    opens_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    rolling = models.BooleanField(default=False)
    status = models.CharField(max_length=12, blank=True)
    url = models.URLField(max_length=1000, blank=True)
    text = models.TextField(blank=True)
    words = models.TextField(blank=True)
    country_words = models.CharField(max_length=600, blank=True)
    theme_words = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=64)
    first_seen_on = models.DateField()
    seen_on = models.DateField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    is_demo = models.BooleanField(default=False, db_index=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        ordering = (models.F("closes_on").asc(nulls_last=True), "id")
        indexes = (models.Index(fields=["closes_on", "id"], name="planning_call_closes"),)
        constraints = (models.UniqueConstraint(fields=["source", "key"], name="planning_call_once"),)

    def __str__(self) -> str:
        return self.title

    def as_funding_call(self) -> FundingCall:
        """The same for the instruments of the lab."""
        lists = {name: tuple(getattr(self, name)) for name in ("countries", "regions", "legal_forms", "applicant_kinds", "themes")}
        same = (
            "title",
            "funder",
            "award_min",
            "award_max",
            "currency",
            "cofunding_share",
            "opens_on",
            "closes_on",
            "rolling",
            "url",
            "text",
            "source",
        )
        status: dict[str, object] = {"status": self.status}
        return FundingCall(id=self.key, **lists, **{name: getattr(self, name) for name in same}, **status)  # type: ignore[arg-type]


class PastGrant(models.Model):
    """A grant a funder made before (see `lab.funding.calls.PastGrant`); of a person neither name nor row is kept."""

    source = models.CharField(max_length=120)
    key = models.CharField(max_length=200)
    title = models.CharField(max_length=400)
    description = models.TextField(blank=True)
    funder = models.CharField(max_length=300)
    funder_id = models.CharField(max_length=120, blank=True)
    recipient = models.CharField(max_length=300, blank=True)
    recipient_id = models.CharField(max_length=120, blank=True)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    awarded_on = models.DateField()
    country = models.CharField(max_length=2, blank=True)
    region = models.CharField(max_length=120, blank=True)
    programme = models.CharField(max_length=300, blank=True)
    individual = models.BooleanField(default=False)
    fingerprint = models.CharField(max_length=64)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-awarded_on", "id")
        indexes = (models.Index(fields=["funder", "awarded_on"], name="planning_past_funder"),)
        constraints = (models.UniqueConstraint(fields=["source", "key"], name="planning_past_once"),)

    def __str__(self) -> str:
        return self.title


class CallImport(models.Model):
    """A file that was brought, and what became of its rows: read = stored + merged + refused.

    Of the merged rows `changed` said something new; a file brought twice stores and changes nothing the second time.
    """

    file = models.FileField(upload_to="calls/%Y/")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    layout = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    trouble_ru = models.CharField(max_length=600, blank=True)
    trouble_en = models.CharField(max_length=600, blank=True)
    read = models.PositiveIntegerField(default=0)
    stored = models.PositiveIntegerField(default=0)
    merged = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=Q(read=models.F("stored") + models.F("merged") + models.F("refused")), name="planning_import_sums"),
        )

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_waiting(self) -> bool:
        return self.ended_at is None and self.job is not None and self.job.state in WAITING


class Refusal(models.Model):
    """A row of a file that was left out, and why, in both languages."""

    call_import = models.ForeignKey(CallImport, on_delete=models.CASCADE, related_name="refusals")
    number = models.PositiveIntegerField()
    text_ru = models.CharField(max_length=700)
    text_en = models.CharField(max_length=700)

    class Meta:
        ordering = ("number", "id")

    def __str__(self) -> str:
        return self.text_en
