"""What an employer says of itself, agreed by the office before anybody reads it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.society.members.models import Organisation
from sextant.work.careers import states


class EmployerProfile(models.Model):
    """One edition of an employer's facts for a year: the agreed one is shown, a newer one waits or was sent back.

    A fact that is None was not collected; it is never shown as nought.
    """

    STATES = (
        (states.SUBMITTED, pgettext_lazy("profile", "waits for review")),
        (states.AGREED, pgettext_lazy("profile", "agreed")),
        (states.RETURNED, pgettext_lazy("profile", "sent back")),
        (states.REPLACED, pgettext_lazy("profile", "replaced")),
    )

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="employer_profiles")
    state = models.CharField(max_length=10, choices=STATES, default=states.SUBMITTED)
    about = Bilingual()
    year = models.PositiveSmallIntegerField(_("Year of the facts"), validators=[MinValueValidator(2000), MaxValueValidator(2100)])
    training_days = models.DecimalField(_("Training days per employee"), max_digits=5, decimal_places=1, null=True, blank=True)
    mentors = models.PositiveSmallIntegerField(_("Mentors for newcomers"), null=True, blank=True)
    pay_minor = models.BigIntegerField(null=True, blank=True, help_text="median monthly pay before tax")
    currency = models.CharField(_("Currency"), max_length=3, default="RUB")
    reason = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-sent_at", "-id")
        verbose_name = _("Employer's profile")
        constraints = (
            models.UniqueConstraint(fields=["organisation"], condition=Q(state=states.AGREED), name="careers_one_agreed"),
            models.UniqueConstraint(fields=["organisation"], condition=Q(state__in=[states.SUBMITTED, states.RETURNED]), name="careers_one_open"),
            models.CheckConstraint(condition=~Q(state=states.RETURNED) | ~Q(reason=""), name="careers_profile_reason"),
            models.CheckConstraint(condition=Q(pay_minor=None) | Q(pay_minor__gt=0), name="careers_profile_pay"),
            models.CheckConstraint(condition=Q(training_days=None) | Q(training_days__gte=0, training_days__lte=366), name="careers_training_days"),
        )

    def __str__(self) -> str:
        return f"{self.organisation}, {self.year}"

    @property
    def tone(self) -> str:
        return states.PROFILE_TONES.get(self.state, "quiet")
