"""What is shown for a booking, version by version, and how often it was seen and followed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.work.advertising import states
from sextant.work.advertising.models.bookings import Booking


def place_of_file(material: "Material", name: str) -> str:
    """Files are kept by their SHA-256: the advertiser's own name never becomes a path."""
    return f"advertising/{material.sha256[:2]}/{material.sha256}.{material.kind}"


class Material(models.Model):
    """One version of a picture, a print file or a text, as it came in and as it was decided."""

    STATES = (
        (states.SENT, pgettext_lazy("material", "sent in")),
        (states.APPROVED, pgettext_lazy("material", "approved")),
        (states.RETURNED, pgettext_lazy("material", "returned")),
        (states.REPLACED, pgettext_lazy("material", "replaced")),
    )

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="materials")
    version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=STATES, default=states.SENT)
    file = models.FileField(upload_to=place_of_file, max_length=200, blank=True)
    kind = models.CharField(max_length=5, blank=True)
    name = models.CharField(max_length=200, blank=True)
    size = models.PositiveIntegerField(default=0)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    alt = Bilingual(max_length=300)
    text = models.TextField(blank=True)
    target = models.URLField(max_length=500, blank=True)
    sent_at = models.DateTimeField(auto_now_add=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-version",)
        constraints = (
            models.UniqueConstraint(fields=["booking", "version"], name="advertising_material_version"),
            models.UniqueConstraint(fields=["booking"], condition=Q(state="approved"), name="advertising_one_approved"),
        )

    def __str__(self) -> str:
        return f"{self.booking} · {self.version}"

    @property
    def tone(self) -> str:
        return states.MATERIAL_TONES.get(self.state, "quiet")

    @property
    def is_picture(self) -> bool:
        return self.kind in ("png", "jpeg", "gif", "webp")


class DayCount(models.Model):
    """Views and clicks of a booking on a day. Nothing about who saw it is kept; `bots` were asked for by programs and not counted."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="counts")
    day = models.DateField()
    views = models.PositiveIntegerField(default=0)
    clicks = models.PositiveIntegerField(default=0)
    bots = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("day",)
        constraints = (models.UniqueConstraint(fields=["booking", "day"], name="advertising_count_once"),)

    def __str__(self) -> str:
        return f"{self.booking_id} {self.day:%d.%m.%Y}"
