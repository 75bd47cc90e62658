"""What the publisher answers to a check, and the quality mark."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.work.publications import states
from sextant.work.publications.models.books import Book, Check, Finding


class Answer(models.Model):
    """What the publisher says to a check or to one finding of it, and what the association replies. Both stand as they were written."""

    check_made = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="answers")
    finding = models.ForeignKey(Finding, null=True, blank=True, on_delete=models.CASCADE, related_name="answers")
    words = models.TextField(_("Answer"), max_length=3000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    reply = models.TextField(_("Reply"), max_length=3000, blank=True)
    replied_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        verbose_name = _("Publisher's answer")
        constraints = (
            models.CheckConstraint(
                condition=Q(reply="", replied_at=None) | (~Q(reply="") & Q(replied_at__isnull=False)), name="publications_replied"
            ),
        )

    def __str__(self) -> str:
        return self.words[:60]


def new_code() -> str:
    return secrets.token_urlsafe(9)


class QualityMark(models.Model):
    """The association's mark on an edition whose file met the norms then in force. It ends when one of those norms changes or lapses."""

    STATES = (
        (states.VALID, pgettext_lazy("quality mark", "valid")),
        (states.EXPIRED, pgettext_lazy("quality mark", "expired")),
        (states.WITHDRAWN, pgettext_lazy("quality mark", "withdrawn")),
    )
    code = models.CharField(max_length=20, unique=True, default=new_code)
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="marks")
    check_made = models.OneToOneField(Check, on_delete=models.PROTECT, related_name="mark")
    state = models.CharField(max_length=9, choices=STATES, default=states.VALID)
    given_on = models.DateField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    reason = models.CharField(_("Reason"), max_length=500, blank=True)

    class Meta:
        ordering = ("-given_on", "-id")
        verbose_name = _("Quality mark")
        constraints = (
            models.UniqueConstraint(fields=("book",), condition=Q(state=states.VALID), name="publications_one_valid_mark"),
            models.CheckConstraint(
                condition=Q(state=states.VALID, ended_on=None) | (~Q(state=states.VALID) & Q(ended_on__isnull=False)), name="publications_mark_ended"
            ),
        )

    def __str__(self) -> str:
        return f"{self.book}, {self.code}"

    def get_absolute_url(self) -> str:
        return reverse("publications:mark", args=[self.code])

    @property
    def tone(self) -> str:
        return states.TONES[self.state]
