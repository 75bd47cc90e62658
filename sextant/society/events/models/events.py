"""Events: what, where, when, and how many may come."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.society.events import states, zones
from sextant.society.members.models import Section


class Event(models.Model):
    """A congress, a school, a webinar, a meeting. Moments are kept in UTC and shown in `time_zone`.

    `seats_taken` and `last_number` are changed under a lock of the row; the database refuses more seats than `capacity` (empty:
    as many as come). A place that costs is held for `pay_days` days.
    """

    class Form(models.TextChoices):
        CONGRESS = "congress", _("congress")
        SCHOOL = "school", pgettext_lazy("event", "school")
        WEBINAR = "webinar", _("webinar")
        HYBRID = "hybrid", _("hybrid event")
        MEETING = "meeting", _("section meeting")

    STATES = (
        (states.DRAFT, pgettext_lazy("event", "draft")),
        (states.PUBLISHED, pgettext_lazy("event", "published")),
        (states.OVER, pgettext_lazy("event", "over")),
        (states.CANCELLED, pgettext_lazy("event", "cancelled")),
    )

    code = models.SlugField(max_length=60, unique=True)
    state = models.CharField(max_length=10, choices=STATES, default=states.DRAFT)
    form = models.CharField(max_length=10, choices=Form.choices, default=Form.MEETING)
    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.PROTECT, related_name="events")
    title = Bilingual(max_length=200)
    summary = Bilingual(max_length=400)
    about = Bilingual()
    place = Bilingual(max_length=300)
    online_url = models.URLField(max_length=500, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    time_zone = models.CharField(max_length=60, default="Europe/Moscow")
    capacity = models.PositiveIntegerField(null=True, blank=True)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    pay_days = models.PositiveSmallIntegerField(default=7)
    hours = models.PositiveSmallIntegerField(null=True, blank=True, help_text="academic hours of the certificate")
    seats_taken = models.PositiveIntegerField(default=0)
    last_number = models.PositiveIntegerField(default=0)
    edition = models.PositiveIntegerField(default=0, help_text="how often place or time changed; calendars ask for it")
    reason = models.CharField(max_length=300, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="copies")
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("starts_at", "id")
        indexes = (models.Index(fields=["state", "starts_at"], name="events_event_state"),)
        constraints = (
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="events_event_hours"),
            models.CheckConstraint(condition=Q(capacity=None) | Q(seats_taken__lte=F("capacity")), name="events_event_capacity"),
            models.CheckConstraint(condition=~Q(state="cancelled") | ~Q(reason=""), name="events_event_reason"),
        )

    def __str__(self) -> str:
        return self.title or self.code

    @property
    def tone(self) -> str:
        return states.EVENT_TONES.get(self.state, "quiet")

    @property
    def is_shown(self) -> bool:
        """Everybody may read about it."""
        return self.state in states.SHOWN

    @property
    def seats_left(self) -> int | None:
        """Places nobody has taken; None where as many may come as want to."""
        return None if self.capacity is None else max(self.capacity - self.seats_taken, 0)

    @property
    def local_start(self) -> datetime:
        return zones.local_of(self.starts_at, self.time_zone)

    @property
    def local_end(self) -> datetime:
        return zones.local_of(self.ends_at, self.time_zone)

    @property
    def offset(self) -> str:
        """`UTC+3`, beside the hours."""
        return zones.offset_shown(self.starts_at, self.time_zone)

    @property
    def first_day(self) -> date:
        return self.local_start.date()

    @property
    def last_day(self) -> date:
        return self.local_end.date()

    def takes_registrations(self, now: datetime | None = None) -> bool:
        """Published, and within the days of registration; without a last moment until it begins."""
        now = now or timezone.now()
        opened = self.opens_at is None or self.opens_at <= now
        return self.state == states.PUBLISHED and opened and now < (self.closes_at or self.starts_at)
