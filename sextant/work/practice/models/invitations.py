"""An open call to libraries to try a finding, and what each of them answers."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.society.members.models import Organisation, Region
from sextant.work.practice import states
from sextant.work.practice.models.briefs import Brief
from sextant.work.practice.models.findings import Finding


class Invitation(models.Model):
    """How many places there are and until when one may answer, what is offered and what is asked. `kinds` (of organisation) and `regions`
    choose the members who get a letter; empty means all."""

    STATES = (
        (states.DRAFT, pgettext_lazy("invitation", "draft")),
        (states.OPEN, pgettext_lazy("invitation", "open")),
        (states.CLOSED, pgettext_lazy("invitation", "closed")),
    )

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="invitations")
    brief = models.ForeignKey(Brief, on_delete=models.PROTECT, related_name="invitations")
    state = models.CharField(max_length=8, choices=STATES, default=states.DRAFT)
    places = models.PositiveSmallIntegerField(_("Places"), default=3)
    open_until = models.DateField(_("Answers until"))
    offers = Bilingual()
    asks = Bilingual()
    kinds = models.JSONField(default=list, blank=True)
    regions = models.ManyToManyField(Region, blank=True, related_name="+")
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-opened_on", "-id")
        verbose_name = _("Invitation to pilot")
        constraints = (
            models.CheckConstraint(condition=Q(places__gte=1), name="practice_invitation_places"),
            models.CheckConstraint(condition=Q(state=states.DRAFT) | Q(opened_on__isnull=False), name="practice_invitation_opened"),
            models.UniqueConstraint(fields=["finding"], condition=Q(state__in=[states.DRAFT, states.OPEN]), name="practice_invitation_one_at_a_time"),
        )

    def __str__(self) -> str:
        return str(self.brief)

    @property
    def tone(self) -> str:
        return states.TONES.get(self.state, "quiet")

    def takes_answers(self, today: date) -> bool:
        """Open, and its last day is not over."""
        return self.state == states.OPEN and self.open_until >= today


class Answer(models.Model):
    """One library and one invitation: what it was asked and what it answered. It is named to others only with its own word for it."""

    STATES = (
        (states.INVITED, pgettext_lazy("answer", "not answered yet")),
        (states.YES, pgettext_lazy("answer", "yes")),
        (states.NO, pgettext_lazy("answer", "no")),
        (states.QUESTION, pgettext_lazy("answer", "a question")),
    )

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="answers")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="pilot_answers")
    state = models.CharField(max_length=8, choices=STATES, default=states.INVITED)
    words = models.TextField(_("What you would like to say or ask"), max_length=2000, blank=True)
    reply = models.TextField(_("Reply"), max_length=2000, blank=True)
    may_be_named = models.BooleanField(default=False)
    written_at = models.DateTimeField(null=True, blank=True, help_text="when the letter was put into the ledger")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-answered_at", "id")
        verbose_name = _("Answer to an invitation")
        constraints = (
            models.UniqueConstraint(fields=["invitation", "organisation"], name="practice_answer_once"),
            models.CheckConstraint(condition=~Q(state=states.YES) | Q(may_be_named=True), name="practice_answer_named"),
        )

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_state_display()}"

    @property
    def tone(self) -> str:
        return states.TONES.get(self.state, "quiet")
