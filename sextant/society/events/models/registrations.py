"""Who takes part, in the order in which they were written down, and who was seen at the door."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import pgettext_lazy

from sextant.society.events import states
from sextant.society.events.models.events import Event
from sextant.society.events.models.tickets import TicketKind
from sextant.society.ledger.models import Invoice
from sextant.society.members.models import Organisation, Person


class Registration(models.Model):
    """One participant. `number` counts within the event in the order of commits; the waiting list moves up by it.

    A person of the association, or a guest whose address a link has proved. `code` is the secret of the ticket; `turn` counts the
    places it was given, so that each has an invoice of its own. What is paid is read from the books. That a person registers once is
    refused by the action and not by the database: two entries that turn out to be one person keep both registrations.
    """

    STATES = (
        (states.WAITING, pgettext_lazy("registration", "on the waiting list")),
        (states.OFFERED, pgettext_lazy("registration", "place held until paid")),
        (states.CONFIRMED, pgettext_lazy("registration", "confirmed")),
        (states.ATTENDED, pgettext_lazy("registration", "attended")),
        (states.CANCELLED, pgettext_lazy("registration", "cancelled")),
    )

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="registrations")
    ticket = models.ForeignKey(TicketKind, on_delete=models.PROTECT, related_name="registrations")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=STATES)
    code = models.CharField(max_length=16, unique=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="registrations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="registrations")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="who pays, where it is not the participant"
    )
    name = models.CharField(max_length=200)
    email = models.EmailField()
    place = models.CharField(max_length=200, blank=True, help_text="place of work or study, as on the badge")
    language = models.CharField(max_length=2, default="ru")
    answers = models.JSONField(default=dict, blank=True)
    show_name = models.BooleanField(default=False, help_text="agreed to stand in the public list of participants")
    price_minor = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3, default="RUB")
    turn = models.PositiveSmallIntegerField(default=0)
    pay_until = models.DateField(null=True, blank=True)
    invoice = models.ForeignKey(Invoice, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    refund_minor = models.BigIntegerField(default=0, help_text="paid for a place that was given up")
    refunded_on = models.DateField(null=True, blank=True)
    registered_at = models.DateTimeField(auto_now_add=True)
    attended_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    gave_feedback = models.BooleanField(default=False)
    sessions = models.ManyToManyField("events.Session", blank=True, related_name="chosen_by")
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("event", "number")
        indexes = (models.Index(fields=["event", "state", "number"], name="events_registration_state"),)
        constraints = (
            models.UniqueConstraint(fields=["event", "number"], name="events_registration_number"),
            models.UniqueConstraint("event", Lower("email"), condition=~Q(state="cancelled"), name="events_registration_email"),
            models.CheckConstraint(condition=~Q(state="attended") | Q(attended_at__isnull=False), name="events_registration_attended"),
            models.CheckConstraint(condition=Q(price_minor__gte=0, refund_minor__gte=0), name="events_registration_amounts"),
        )

    def __str__(self) -> str:
        return f"{self.shown_number} {self.event}"

    @property
    def shown_number(self) -> str:
        return f"№ {self.number}"

    @property
    def tone(self) -> str:
        return states.TONES.get(self.state, "quiet")

    @property
    def is_forgotten(self) -> bool:
        """Nothing of it names anybody any more."""
        return self.email.endswith("@invalid.example")

    @property
    def has_seat(self) -> bool:
        return self.state in states.SEATED

    @property
    def is_sure(self) -> bool:
        """The place is theirs: the ticket and the link of an online event are given out."""
        return self.state in states.SURE


class Scan(models.Model):
    """A ticket seen at the door by one phone: the phone's own id of the scan and its clock. The first by time lets in."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="scans")
    key = models.CharField(max_length=60, unique=True)
    phone = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    received_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return self.key
