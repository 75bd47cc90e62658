"""A booking of a place, the days it takes, and what was said about it."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from sextant.society.ledger.models import Invoice
from sextant.society.members.models import Organisation
from sextant.work.advertising import states
from sextant.work.advertising.models.places import Issue, Place


class BookingQuerySet(models.QuerySet["Booking"]):
    def with_all(self) -> "BookingQuerySet":
        """With what every page of a booking shows."""
        return self.select_related("place", "issue", "organisation", "invoice")


class Booking(models.Model):
    """A period of a place for one advertiser: what is asked, what it costs as agreed, and how far it is.

    Price, discount and total are kept as they were when it was asked for. `key` is part of the advertiser's link; a new one
    makes the old link void. `spite` says why it is shown although a label's field is missing.
    """

    STATES = (
        (states.ASKED, pgettext_lazy("booking", "asked")),
        (states.HELD, pgettext_lazy("booking", "held")),
        (states.LAPSED, pgettext_lazy("booking", "hold lapsed")),
        (states.CONFIRMED, pgettext_lazy("booking", "confirmed")),
        (states.RUNNING, pgettext_lazy("booking", "running")),
        (states.DONE, pgettext_lazy("booking", "done")),
        (states.REFUSED, pgettext_lazy("booking", "refused")),
        (states.CANCELLED, pgettext_lazy("booking", "cancelled")),
    )

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="bookings")
    issue = models.ForeignKey(Issue, null=True, blank=True, on_delete=models.PROTECT, related_name="bookings")
    since = models.DateField()
    until = models.DateField()
    state = models.CharField(max_length=10, choices=STATES, default=states.ASKED)
    key = models.CharField(max_length=32)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    advertiser = models.CharField(max_length=300)
    tax_id = models.CharField(max_length=12, blank=True)
    address = models.CharField(max_length=300, blank=True)
    contact = models.CharField(max_length=200)
    email = models.EmailField()
    language = models.CharField(max_length=2, default="ru")
    product = models.CharField(max_length=300)
    units = models.PositiveSmallIntegerField()
    price_minor = models.BigIntegerField()
    discount_percent = models.PositiveSmallIntegerField(default=0)
    total_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3, default="RUB")
    promised_views = models.PositiveIntegerField(null=True, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    held_until = models.DateTimeField(null=True, blank=True)
    invoice = models.OneToOneField(Invoice, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    paid_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True, help_text="why it was refused or cancelled")
    fee_minor = models.BigIntegerField(default=0, help_text="what was kept when it was cancelled")
    ended_on = models.DateField(null=True, blank=True)
    age_mark = models.CharField(max_length=4, blank=True)
    erid = models.CharField(max_length=60, blank=True)
    spite = models.CharField(max_length=300, blank=True)
    proof = models.CharField(max_length=300, blank=True, help_text="issue and page in which it stood")
    is_demo = models.BooleanField(default=False, db_index=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        ordering = ("-since", "-id")
        indexes = (
            models.Index(fields=["state", "since"], name="advertising_booking_state"),
            models.Index(fields=["place", "since"], name="advertising_booking_place"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="advertising_booking_days"),
            models.CheckConstraint(condition=Q(units__gte=1, price_minor__gt=0, total_minor__gt=0), name="advertising_booking_amounts"),
            models.CheckConstraint(condition=Q(fee_minor__gte=0), name="advertising_booking_fee"),
            models.CheckConstraint(condition=~Q(state="held") | Q(held_until__isnull=False), name="advertising_booking_hold_ends"),
        )

    def __str__(self) -> str:
        return f"{self.advertiser}, {self.since:%d.%m.%Y}"

    @property
    def tone(self) -> str:
        return states.TONES.get(self.state, "quiet")

    @property
    def is_sold(self) -> bool:
        return self.state in states.SOLD

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1

    @property
    def every_day(self) -> list[date]:
        """Its days in order."""
        return [self.since + timedelta(days=number) for number in range(self.days)]


class TakenDay(models.Model):
    """One day of one booking in one lane of a place. There are as many lanes as the place takes bookings at once.

    The constraint is the last guard against a place sold twice: no two rows share place, day and lane, on any database.
    """

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="taken")
    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="taken")
    day = models.DateField()
    lane = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("day", "lane")
        constraints = (
            models.UniqueConstraint(fields=["place", "day", "lane"], name="advertising_day_taken_once"),
            models.UniqueConstraint(fields=["booking", "day"], name="advertising_day_of_booking_once"),
        )

    def __str__(self) -> str:
        return f"{self.place_id} {self.day:%d.%m.%Y} {self.lane}"


class Remark(models.Model):
    """What the manager or the advertiser wrote about a booking; both read it."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="remarks")
    text = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    by_advertiser = models.BooleanField()

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return self.text[:60]
