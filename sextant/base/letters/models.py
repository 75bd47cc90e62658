"""The ledger of letters: one row for every letter ever asked for, written before it is sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.letters import states


class Letter(models.Model):
    """One letter to one address. The same key never makes a second letter; the message id follows from the key.

    Subject and text are kept as they were written, so that sending again sends the same words; those of a secret
    letter (a log-in code, a reset link) are erased as soon as they are no longer needed for sending.
    """

    STATES = (
        (states.QUEUED, pgettext_lazy("letter", "waiting")),
        (states.SENDING, pgettext_lazy("letter", "being sent")),
        (states.SENT, pgettext_lazy("letter", "sent")),
        (states.UNCERTAIN, pgettext_lazy("letter", "not known whether sent")),
        (states.FAILED, pgettext_lazy("letter", "refused")),
        (states.WITHDRAWN, pgettext_lazy("letter", "withdrawn")),
    )
    key = models.CharField(max_length=160, unique=True)
    template = models.CharField(max_length=80)
    language = models.CharField(max_length=2)
    to_address = models.EmailField(_("address"), blank=True)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    body = models.TextField(blank=True)
    secret = models.BooleanField(default=False)
    about_kind = models.CharField(max_length=80, blank=True)
    about_id = models.CharField(max_length=60, blank=True)
    message_id = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=STATES, default=states.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    job_id = models.BigIntegerField(null=True, blank=True)
    job_attempt = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(fields=["state", "not_before"], name="letters_letter_queue"),
            models.Index(fields=["about_kind", "about_id"], name="letters_letter_about"),
            models.Index(fields=["template"], name="letters_letter_template"),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(state=states.SENT) | Q(sent_at__isnull=False), name="letters_letter_sent_has_time"),
            models.CheckConstraint(
                condition=~Q(state=states.SENDING) | Q(job_id__isnull=False, job_attempt__isnull=False), name="letters_letter_sending_has_job"
            ),
            models.CheckConstraint(condition=~Q(to_address="") | Q(erased_at__isnull=False), name="letters_letter_has_address"),
        )

    def __str__(self) -> str:
        return f"{self.template} #{self.pk}"

    @property
    def is_readable(self) -> bool:
        """True while the words may be shown to the office: not secret, not erased."""
        return not self.secret and self.erased_at is None

    @property
    def may_be_sent_again(self) -> bool:
        """True when the office may put it back into the queue: it waits for a decision and its words are still there."""
        return self.state in states.MAY_BE_SENT_AGAIN and bool(self.body)

    @property
    def may_be_withdrawn(self) -> bool:
        return self.state in states.MAY_BE_WITHDRAWN

    @property
    def chip(self) -> str:
        """The tone in which pages show the state."""
        return states.CHIPS[self.state]
