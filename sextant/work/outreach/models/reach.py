"""Ways to a campaign, and how often what was done by which of them; nothing here leads to a person."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.work.outreach.models.campaigns import Campaign


class Channel(models.Model):
    """One way to a campaign: a letter, a post, a poster. Its link `…/go/CODE/` is counted, and leads to the campaign's page."""

    class Kind(models.TextChoices):
        SITE = "site", pgettext_lazy("channel", "site")
        LETTER = "letter", pgettext_lazy("channel", "letter")
        SOCIAL = "social", pgettext_lazy("channel", "social network")
        PRINT = "print", pgettext_lazy("channel", "print, with a QR code")
        PRESS = "press", pgettext_lazy("channel", "press")
        EVENT = "event", pgettext_lazy("channel", "event")

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="channels")
    code = models.SlugField(_("Word in the link"), max_length=40, unique=True)
    name = models.CharField(_("Name"), max_length=120)
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind.choices, default=Kind.SITE)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("kind", "name")
        verbose_name = _("Way to the campaign")

    def __str__(self) -> str:
        return self.name


class DayCount(models.Model):
    """How often something was done on a day by one way (None: none was told). `visitors` counts browsers seen for the first time that day."""

    class Act(models.TextChoices):
        SEEN = "seen", pgettext_lazy("act", "page opened")
        READ = "read", pgettext_lazy("act", "document opened")
        TAKEN = "taken", pgettext_lazy("act", "kit taken")
        SHARED = "shared", pgettext_lazy("act", "shared")

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="counts")
    channel = models.ForeignKey(Channel, null=True, blank=True, on_delete=models.CASCADE, related_name="counts")
    act = models.CharField(max_length=6, choices=Act.choices)
    on = models.DateField()
    count = models.PositiveIntegerField(default=0)
    visitors = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("on",)
        constraints = (
            models.UniqueConstraint(fields=["campaign", "channel", "act", "on"], name="outreach_count_once", condition=Q(channel__isnull=False)),
            models.UniqueConstraint(fields=["campaign", "act", "on"], name="outreach_count_once_wayless", condition=Q(channel__isnull=True)),
        )

    def __str__(self) -> str:
        return f"{self.on} {self.act}: {self.count}"


class DaySalt(models.Model):
    """A random word of one day; with it gone, no digest of that day can be made again."""

    on = models.DateField(primary_key=True)
    word = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.on)


class SeenToday(models.Model):
    """Digest of (salt of the day, campaign, address, browser): tells a second visit of the same day. Deleted with the day's salt."""

    on = models.DateField(db_index=True)
    digest = models.CharField(max_length=32, unique=True)

    def __str__(self) -> str:
        return self.digest
