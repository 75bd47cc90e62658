"""What visitors ask for."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from sextant.society.members.models import Organisation
from sextant.work.paid_services import states
from sextant.work.paid_services.models.catalogue import Service


class OfferRequest(models.Model):
    """Somebody asks for an offer: who, what, until when. It is answered by a contract or declined with a reason."""

    STATES = (
        (states.NEW, pgettext_lazy("request", "new")),
        (states.OFFERED, pgettext_lazy("request", "answered with an offer")),
        (states.DECLINED, pgettext_lazy("request", "declined")),
    )

    state = models.CharField(max_length=10, choices=STATES, default=states.NEW)
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT, related_name="requests")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    customer = models.CharField(max_length=300, blank=True)
    contact = models.CharField(max_length=200)
    email = models.EmailField()
    phone = models.CharField(max_length=60, blank=True)
    what = models.TextField()
    wanted_by = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=2, default="ru")
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-asked_at", "-id")
        indexes = (models.Index(fields=["state", "asked_at"], name="paid_services_request_state"),)
        constraints = (models.CheckConstraint(condition=~Q(state="declined") | ~Q(reason=""), name="paid_services_declined_reason"),)

    def __str__(self) -> str:
        return self.who

    @property
    def who(self) -> str:
        """The organisation that asks, or else the person."""
        return self.customer or self.contact

    @property
    def tone(self) -> str:
        return states.REQUEST_TONES.get(self.state, "quiet")
