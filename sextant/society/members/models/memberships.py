"""Memberships and their periods, seats of organisations, and why a reminder was or was not sent."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sextant.society.members import states
from sextant.society.members.models.organisations import Organisation
from sextant.society.members.models.people import Person
from sextant.society.members.models.plans import Plan

FOREVER = date(9999, 12, 31)
"""The last day of a membership for life."""


class MembershipQuerySet(models.QuerySet["Membership"]):
    def good_on(self, day: date) -> "MembershipQuerySet":
        """Memberships in good standing on that day: a paid or waived period covers it, or the grace after one does."""
        return self.filter(
            Q(resigned_on=None) | Q(resigned_on__gt=day),
            Q(expelled_on=None) | Q(expelled_on__gt=day),
            models.Exists(MembershipPeriod.objects.filter(membership=models.OuterRef("pk"), since__lte=day, good_until__gte=day)),
        )

    def with_holder(self) -> "MembershipQuerySet":
        """With person, organisation and plan in the same query."""
        return self.select_related("person", "organisation", "plan")


class Membership(models.Model):
    """One person or one organisation under one plan. Either the person or the organisation is set, never both.

    An active membership was paid (`paid_on` with a reference) or waived (`waived_by` with `waived_on`): the database
    refuses it otherwise. Past and present periods are rows of their own.
    """

    STATES = (
        (states.APPLIED, _("applied")),
        (states.APPROVED, _("approved, awaiting payment")),
        (states.ACTIVE, _("active")),
        (states.GRACE, _("in the grace period")),
        (states.LAPSED, _("lapsed")),
        (states.RESIGNED, _("resigned")),
        (states.EXPELLED, _("expelled")),
        (states.DECLINED, _("declined")),
    )
    number = models.CharField(max_length=20, unique=True, null=True, blank=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="memberships")
    state = models.CharField(max_length=10, choices=STATES, default=states.APPLIED)
    applied_on = models.DateField()
    approved_on = models.DateField(null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    paid_on = models.DateField(null=True, blank=True)
    payment_reference = models.CharField(max_length=120, blank=True)
    waived_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    waived_on = models.DateField(null=True, blank=True)
    waiver_reason = models.CharField(max_length=300, blank=True)
    resigned_on = models.DateField(null=True, blank=True)
    expelled_on = models.DateField(null=True, blank=True)
    motivation = models.TextField(blank=True)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    extra_seats = models.PositiveSmallIntegerField(default=0, help_text="seats beyond those of the plan; only for organisations")
    wants_reminders = models.BooleanField(default=True)
    decision_note = models.CharField(max_length=300, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ("-applied_on", "-id")
        indexes = (
            models.Index(fields=["state", "until"], name="members_membership_state"),
            models.Index(fields=["-applied_on", "-id"], name="members_membership_recent"),
            models.Index(fields=["state", "-applied_on", "-id"], name="members_membership_queue"),
            models.Index(fields=["state", "person"], name="members_membership_people"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(person__isnull=False, organisation=None) | Q(person=None, organisation__isnull=False),
                name="members_membership_one_holder",
            ),
            models.CheckConstraint(
                condition=~Q(state=states.ACTIVE)
                | (Q(paid_on__isnull=False) & ~Q(payment_reference=""))
                | Q(waived_by__isnull=False, waived_on__isnull=False),
                name="members_membership_active_paid_or_waived",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[states.ACTIVE, states.GRACE]) | Q(since__isnull=False, until__isnull=False),
                name="members_membership_active_dated",
            ),
            models.CheckConstraint(condition=Q(extra_seats=0) | Q(organisation__isnull=False), name="members_membership_extra_seats"),
            models.UniqueConstraint(fields=["person", "plan"], condition=Q(state__in=sorted(states.OPEN)), name="members_membership_person_open"),
            models.UniqueConstraint(
                fields=["organisation", "plan"], condition=Q(state__in=sorted(states.OPEN)), name="members_membership_organisation_open"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number or '—'} {self.holder}"

    @property
    def holder(self) -> Person | Organisation:
        """The person or the organisation whose membership this is."""
        holder = self.person if self.person_id else self.organisation
        assert holder is not None
        return holder

    @property
    def is_for_life(self) -> bool:
        return self.until == FOREVER

    @property
    def all_seats(self) -> int:
        """The seats that the plan includes and those beyond them."""
        return self.plan.seats + self.extra_seats

    @property
    def tone(self) -> str:
        """The colour of the state on a page."""
        return states.TONES.get(self.state, "quiet")


class MembershipPeriod(models.Model):
    """One paid or waived stretch of a membership; `good_until` is its last day with the grace period added."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="periods")
    since = models.DateField()
    until = models.DateField()
    good_until = models.DateField()
    fee_minor = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3, default="RUB")
    reference = models.CharField(max_length=120, blank=True)
    is_waived = models.BooleanField(default=False)

    class Meta:
        ordering = ("-since",)
        constraints = (
            models.CheckConstraint(condition=Q(until__gte=F("since")) & Q(good_until__gte=F("until")), name="members_period_dates"),
            models.UniqueConstraint(fields=["membership", "since"], name="members_period_once"),
            models.CheckConstraint(condition=Q(is_waived=True) | ~Q(reference=""), name="members_period_reference"),
            models.UniqueConstraint(fields=["membership", "reference"], condition=~Q(reference=""), name="members_period_reference_once"),
        )

    def __str__(self) -> str:
        return f"{self.since} – {self.until}"


class NumberSeries(models.Model):
    """The last membership number given in a year; the row is locked while the next is given, so that there are no gaps."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}-{self.last:05d}"


class SeatQuerySet(models.QuerySet["Seat"]):
    def in_force(self, on: date) -> "SeatQuerySet":
        """Seats that are taken on that day, the last day included."""
        return self.filter(Q(until=None) | Q(until__gte=on), since__lte=on)


class Seat(models.Model):
    """A person sits on one of the seats of an organisation's membership, from a date to a date."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="seats")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ("since", "id")
        constraints = (
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="members_seat_dates"),
            models.UniqueConstraint(fields=["membership", "person"], condition=Q(until=None), name="members_seat_once"),
        )

    def __str__(self) -> str:
        return f"{self.person} for {self.membership}"


class Reminder(models.Model):
    """One decision about one reminder: sent, or why not. `step` is the days to the end (90, 30, 7, −1 …)."""

    REASONS = (
        ("sent", _("sent")),
        ("no_address", _("no e-mail address is known")),
        ("opted_out", _("the member asked for no reminders")),
        ("resigned", _("resigned")),
        ("expelled", _("expelled")),
        ("already_renewed", _("renewed already")),
        ("too_late", _("the day for it passed before the clock ran")),
        ("erased", _("personal data were erased")),
        ("demo", _("demo data get no letters")),
    )

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="reminders")
    until = models.DateField()
    step = models.SmallIntegerField()
    decided_at = models.DateTimeField(auto_now_add=True)
    sent = models.BooleanField()
    reason = models.CharField(max_length=20, choices=REASONS)
    letter_key = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ("-decided_at",)
        constraints = (models.UniqueConstraint(fields=["membership", "until", "step"], name="members_reminder_once"),)

    def __str__(self) -> str:
        return f"{self.step} {self.reason}"

    @property
    def days_after(self) -> int:
        """Days after the end of the period; negative before it."""
        return -self.step
