"""Who takes part, and who has a duty."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from sextant.society.members.models import Person
from sextant.work.foresight import states
from sextant.work.foresight.models.sessions import Group, Session


class Participant(models.Model):
    """A place in a group: of a person of the register, or of a guest without an account, known by name.

    `link_number` stands in the signed link; it is counted up when the link is made anew, and so the earlier one opens nothing.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="participants")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="participants")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="foresight_places")
    guest_name = models.CharField(_("Name"), max_length=200, blank=True)
    guest_email = models.EmailField(_("E-mail"), blank=True)
    language = models.CharField(_("Language"), max_length=2, default="ru", choices=[("ru", "Русский"), ("en", "English")])
    link_number = models.PositiveIntegerField(default=1)
    by_door = models.BooleanField(default=False)
    invited_at = models.DateTimeField(null=True, blank=True)
    consented_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=Q(person__isnull=False) | ~Q(guest_name=""), name="foresight_participant_named"),
            models.UniqueConstraint(fields=["session", "person"], condition=Q(person__isnull=False), name="foresight_participant_person"),
            models.UniqueConstraint("session", Lower("guest_email"), condition=~Q(guest_email=""), name="foresight_participant_email"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """How the participant is called."""
        return self.person.full_name if self.person is not None else self.guest_name

    @property
    def email(self) -> str:
        """Where letters go; empty where there is no address."""
        return (self.person.email or "") if self.person is not None else self.guest_email

    @property
    def state(self) -> str:
        if self.withdrawn_at:
            return "withdrawn"
        return "taking_part" if self.consented_at else ("invited" if self.invited_at else "listed")


class Duty(models.Model):
    """Somebody leads a group (facilitator), or belongs to the steering committee (no group)."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="duties")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.CASCADE, related_name="duties")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="foresight_duties")
    kind = models.CharField(max_length=12, choices=list(states.DUTY_NAMES.items()))

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=states.COMMITTEE, group__isnull=True) | Q(kind=states.FACILITATOR, group__isnull=False), name="foresight_duty_group"
            ),
            models.UniqueConstraint(fields=["group", "person"], condition=Q(group__isnull=False), name="foresight_duty_facilitator"),
            models.UniqueConstraint(fields=["session", "person"], condition=Q(group__isnull=True), name="foresight_duty_committee"),
        )

    def __str__(self) -> str:
        return f"{self.person}, {self.get_kind_display()}"
