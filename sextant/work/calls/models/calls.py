"""Calls: what is called for, until when, from whom, how it is judged and what is given."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.society.events.models import Event
from sextant.society.ledger.models import Fund
from sextant.society.members.models import Section
from sextant.work.calls import states


class Call(models.Model):
    """A contest, an award, a call for grants, papers or stories. Deadlines are moments; `time_zone` is the zone they are told in.

    `blind` says who knows whom: open – both sides; single – authors do not learn who judged; double – jurors do not learn either
    whose entry it is. `fair` asks first for the best for the entry that is served worst, then for the largest sum; with
    `shows_reviews` a juror sees the other reviews of an entry after their own is in. Scores are whole numbers from `score_low` to `score_high`.
    """

    class Kind(models.TextChoices):
        CONTEST = "contest", pgettext_lazy("call", "contest")
        AWARD = "award", pgettext_lazy("call", "award")
        GRANTS = "grants", pgettext_lazy("call", "grants")
        TRAVEL = "travel", pgettext_lazy("call", "travel support")
        PAPERS = "papers", pgettext_lazy("call", "papers")
        STORIES = "stories", pgettext_lazy("call", "stories")

    class Blind(models.TextChoices):
        OPEN = "open", _("open: authors and jurors know each other")
        SINGLE = "single", _("single-blind: authors do not know their jurors")
        DOUBLE = "double", _("double-blind: jurors do not know the authors either")

    class Method(models.TextChoices):
        CALIBRATED = "calibrated", _("calibrated: the severity of jurors taken out")
        MEAN = "mean", _("mean of the scores")

    STATES = (
        (states.DRAFT, pgettext_lazy("call", "draft")),
        (states.PUBLISHED, pgettext_lazy("call", "published")),
        (states.DECIDED, pgettext_lazy("call", "decided")),
        (states.ANNOUNCED, pgettext_lazy("call", "announced")),
        (states.CANCELLED, pgettext_lazy("call", "cancelled")),
    )

    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.CONTEST)
    state = models.CharField(max_length=10, choices=STATES, default=states.DRAFT)
    title = Bilingual(max_length=200)
    summary = Bilingual(max_length=400)
    text = Bilingual()
    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.PROTECT, related_name="calls")
    event = models.ForeignKey(Event, null=True, blank=True, on_delete=models.SET_NULL, related_name="calls", help_text="whose page shows it")
    contact = models.EmailField(blank=True)
    time_zone = models.CharField(max_length=40, default="Europe/Moscow")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    results_on = models.DateField(null=True, blank=True)
    blind = models.CharField(max_length=6, choices=Blind.choices, default=Blind.DOUBLE)
    score_low = models.SmallIntegerField(default=0, validators=[MinValueValidator(0)])
    score_high = models.SmallIntegerField(default=10, validators=[MaxValueValidator(100)])
    per_entry = models.PositiveSmallIntegerField(default=3)
    load = models.PositiveSmallIntegerField(default=10)
    fair = models.BooleanField(default=False)
    method = models.CharField(max_length=10, choices=Method.choices, default=Method.CALIBRATED)
    shows_reviews = models.BooleanField(default=False)
    one_entry = models.BooleanField(default=True)
    fund = models.ForeignKey(Fund, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="copies")
    cancelled_because = models.CharField(max_length=300, blank=True)
    last_number = models.PositiveIntegerField(default=0, help_text="the number of the entry that came last")
    published_at = models.DateTimeField(null=True, blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-closes_at", "-id")
        constraints = (
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="calls_closes_after_opening"),
            models.CheckConstraint(condition=Q(score_high__gt=F("score_low")), name="calls_scale"),
            models.CheckConstraint(condition=Q(per_entry__gte=1), name="calls_per_entry"),
            models.CheckConstraint(condition=~Q(state="cancelled") | ~Q(cancelled_because=""), name="calls_cancelled_reason"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        return states.CALL_TONES.get(self.state, "quiet")

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which its deadlines are told."""
        return ZoneInfo(self.time_zone)

    @property
    def is_double_blind(self) -> bool:
        return self.blind == self.Blind.DOUBLE

    @property
    def scale(self) -> range:
        """Every score that may be given."""
        return range(self.score_low, self.score_high + 1)

    def takes_entries(self, at: datetime) -> bool:
        """Published, and the moment lies between opening and closing, the last instant included."""
        return self.state == states.PUBLISHED and self.opens_at <= at <= self.closes_at

    def is_over(self, at: datetime) -> bool:
        return at > self.closes_at


class Category(models.Model):
    """A part of a call with its own ranking and prizes. A call without categories is one."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="categories")
    title = Bilingual(max_length=200)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("place", "id")

    def __str__(self) -> str:
        return self.title


class Topic(models.Model):
    """What an entry may be about and a juror may know: by topics the jurors are chosen."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="topics")
    title = Bilingual(max_length=120)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.title


class Condition(models.Model):
    """A rule of eligibility as data: `kind` names the rule (see `queries/eligibility.py`), `values` what it compares with."""

    class Kind(models.TextChoices):
        AGE = "age", _("age up to a limit on a day")
        MEMBER = "member", _("a member in good standing")
        REGION = "region", _("region of the person or of the place of work")
        LIBRARY = "library", _("works in an organisation of these kinds")
        NOT_WINNER = "not_winner", _("did not win in earlier years")
        STUDENT = "student", _("a student")

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="conditions")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    values = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["call", "kind"], name="calls_condition_once"),)

    def __str__(self) -> str:
        return self.get_kind_display()


class Field(models.Model):
    """A question of the entry form. `hidden` answers are for the office alone: jurors never see them, whatever the blind level."""

    class Kind(models.TextChoices):
        LINE = "line", _("a line of text")
        TEXT = "text", _("text")
        CHOICE = "choice", _("choice")
        NUMBER = "number", _("number")
        LINK = "link", _("address of a page or video")
        FILE = "file", _("file")
        BUDGET = "budget", _("budget table")

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="fields")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.TEXT)
    label = Bilingual(max_length=200)
    help = Bilingual(max_length=400)
    required = models.BooleanField(default=True)
    hidden = models.BooleanField(default=False)
    limit = models.PositiveIntegerField(default=0, help_text="characters of a text, or megabytes of a file; 0: the house's own limit")
    choices = models.TextField(blank=True, help_text="one a line; Russian and English parted by |")
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("place", "id")

    def __str__(self) -> str:
        return self.label


class Stage(models.Model):
    """A step of judging: entries that came so far are chosen by the organisers, scored by a jury, or voted for by the public."""

    class Kind(models.TextChoices):
        LONGLIST = "longlist", _("longlist by the organisers")
        JURY = "jury", _("jury")
        VOTE = "vote", _("public vote")

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="stages")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.JURY)
    title = Bilingual(max_length=200)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    place = models.PositiveSmallIntegerField(default=0)
    is_frozen = models.BooleanField(default=False, help_text="its result is final; nothing of it changes any more")

    class Meta:
        ordering = ("place", "id")
        constraints = (
            models.CheckConstraint(condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="calls_stage_days"),
        )

    def __str__(self) -> str:
        return self.title or self.get_kind_display()


class Criterion(models.Model):
    """What is scored, with its weight (only their proportion counts) and what the lowest, middle and highest score mean."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="criteria")
    title = Bilingual(max_length=200)
    weight = models.PositiveSmallIntegerField(default=1)
    low = Bilingual(max_length=200)
    middle = Bilingual(max_length=200)
    high = Bilingual(max_length=200)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("place", "id")
        constraints = (models.CheckConstraint(condition=Q(weight__gte=1), name="calls_weight_positive"),)

    def __str__(self) -> str:
        return self.title


class Prize(models.Model):
    """What is given: a diploma, and money where `amount_minor` is not nought; so many of it in a category (or in the whole call)."""

    class Kind(models.TextChoices):
        DIPLOMA = "diploma", _("diploma")
        PRIZE = "prize", _("money prize")
        TRAVEL = "travel", _("travel grant")
        PROJECT = "project", _("project grant")

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="prizes")
    category = models.ForeignKey(Category, null=True, blank=True, on_delete=models.CASCADE, related_name="prizes")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.DIPLOMA)
    title = Bilingual(max_length=200)
    amount_minor = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3, default="RUB")
    count = models.PositiveSmallIntegerField(default=1)
    first_percent = models.PositiveSmallIntegerField(default=100, help_text="paid on signing; the rest after the report")
    report_days = models.PositiveSmallIntegerField(null=True, blank=True, help_text="days after the announcement until the report; empty: none")
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("place", "id")
        constraints = (
            models.CheckConstraint(condition=Q(count__gte=1), name="calls_prize_count"),
            models.CheckConstraint(condition=Q(first_percent__gte=1, first_percent__lte=100), name="calls_prize_first"),
            models.CheckConstraint(condition=Q(first_percent=100) | Q(report_days__isnull=False), name="calls_prize_rest_needs_report"),
            models.CheckConstraint(
                condition=Q(kind="diploma", amount_minor=0) | (~Q(kind="diploma") & Q(amount_minor__gt=0)), name="calls_prize_money"
            ),
        )

    def __str__(self) -> str:
        return self.title
