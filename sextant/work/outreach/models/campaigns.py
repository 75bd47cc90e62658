"""A campaign that makes an agenda known, and its kit."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.accounts.models import User
from sextant.base.jobs.following import FollowsJob
from sextant.base.words.fields import Bilingual
from sextant.society.agenda.models import Agenda
from sextant.work.outreach import states


class Campaign(FollowsJob):
    """What is done to make one agenda known: a public page with calls to action, links that are counted, a kit. `job` makes the kit."""

    STATES = (
        (states.DRAFT, pgettext_lazy("campaign", "draft")),
        (states.RUNNING, pgettext_lazy("campaign", "running")),
        (states.ENDED, pgettext_lazy("campaign", "ended")),
    )

    agenda = models.ForeignKey(Agenda, on_delete=models.PROTECT, related_name="campaigns", verbose_name=_("Agenda"))
    code = models.SlugField(_("Address of the page"), max_length=40, unique=True)
    title = Bilingual(max_length=200)
    call = Bilingual(max_length=300)
    about = Bilingual()
    stage = models.CharField(max_length=10, choices=STATES, default=states.DRAFT)
    starts_on = models.DateField(_("From"), null=True, blank=True)
    ends_on = models.DateField(_("Until"), null=True, blank=True)
    kit_fingerprint = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-starts_on", "-pk")
        verbose_name = _("Campaign")
        constraints = (
            models.CheckConstraint(condition=~Q(stage__in=states.PUBLIC) | Q(starts_on__isnull=False), name="outreach_campaign_begun"),
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="outreach_campaign_order"),
        )

    def __str__(self) -> str:
        return self.title or self.code

    def get_absolute_url(self) -> str:
        return reverse("outreach:campaign", args=[self.code])

    @property
    def stage_tone(self) -> str:
        return states.CAMPAIGN_TONES.get(self.stage, "quiet")

    @property
    def is_running(self) -> bool:
        return self.stage == states.RUNNING


def place_of_kit(made: Any, name: str) -> str:
    """Files are kept by their SHA-256."""
    return f"outreach/{made.sha256[:2]}/{made.sha256}"


class KitFile(models.Model):
    """One file of a campaign's kit in one language, made of the agenda's words; `sha256` is that of its bytes."""

    class Kind(models.TextChoices):
        PRESS = "press", _("press sheet")
        SLIDES = "slides", _("slides")
        CARD_WIDE = "card-wide", _("card, wide")
        CARD_SQUARE = "card-square", _("card, square")

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="kit")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    language = models.CharField(max_length=2, choices=(("ru", _("Russian")), ("en", _("English"))))
    file = models.FileField(upload_to=place_of_kit, max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("kind", "language")
        verbose_name = _("File of the kit")
        constraints = (models.UniqueConstraint(fields=["campaign", "kind", "language"], name="outreach_kit_once"),)

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.kind in (self.Kind.CARD_WIDE, self.Kind.CARD_SQUARE)

    @property
    def name(self) -> str:
        """What the file is called when it is taken away."""
        return f"{self.campaign.code}-{self.kind}-{self.language}.{'png' if self.is_picture else 'pdf'}"
