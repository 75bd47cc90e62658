"""What comes after an event: certificates, what people thought of it, materials and recordings."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.society.events.models.events import Event
from sextant.society.events.models.registrations import Registration


class Certificate(models.Model):
    """That somebody took part. Words are kept as they were when it was issued; a revoked one says so on its public page."""

    registration = models.OneToOneField(Registration, on_delete=models.PROTECT, related_name="certificate")
    key = models.CharField(max_length=24, unique=True)
    name = models.CharField(max_length=200)
    hours = models.PositiveSmallIntegerField(null=True, blank=True)
    issued_on = models.DateField()
    revoked_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.CheckConstraint(condition=Q(revoked_on=None) | ~Q(reason=""), name="events_certificate_reason"),)

    def __str__(self) -> str:
        return self.key


class Feedback(models.Model):
    """One anonymous answer: nothing of it leads to whoever gave it, not even the moment."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="feedback")
    content = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    organisation = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    recommend = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    words = models.TextField(blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(content__range=(1, 5), organisation__range=(1, 5), recommend__range=(1, 5)), name="events_feedback_scores"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Material(models.Model):
    """Slides, a text, a recording: a file or a link, for everybody or for those registered."""

    class Kind(models.TextChoices):
        MATERIAL = "material", pgettext_lazy("event", "material")
        RECORDING = "recording", _("recording")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="materials")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.MATERIAL)
    title = Bilingual(max_length=200)
    url = models.URLField(max_length=500, blank=True)
    file = models.FileField(upload_to="events/", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    file_kind = models.CharField(max_length=120, blank=True)
    is_public = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("order", "id")
        constraints = (models.CheckConstraint(condition=~Q(url="") | ~Q(file=""), name="events_material_something"),)

    def __str__(self) -> str:
        return self.title
