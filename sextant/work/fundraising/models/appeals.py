"""Appeals: for what the association asks, how much, until when, and what came of it."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.society.ledger.models import Fund
from sextant.work.fundraising import states

SUGGESTED = [500_00, 1000_00, 3000_00, 10_000_00]


def suggested_amounts() -> list[int]:
    """What an appeal suggests at first, in minor units."""
    return list(SUGGESTED)


class Appeal(models.Model):
    """A public request for gifts with a goal; what is given to it goes to its fund and to no other."""

    STATES = (
        (states.DRAFT, pgettext_lazy("appeal", "draft")),
        (states.OPEN, pgettext_lazy("appeal", "open")),
        (states.CLOSED, pgettext_lazy("appeal", "closed")),
        (states.REPORTED, pgettext_lazy("appeal", "reported on")),
    )
    code = models.SlugField(max_length=60, unique=True, help_text="stands in the address of the page")
    title = Bilingual(max_length=160)
    summary = Bilingual(max_length=300)
    story = Bilingual()
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="appeals")
    goal_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3, default="RUB")
    suggested = models.JSONField(default=suggested_amounts, help_text="amounts offered on the form, minor units")
    opens_on = models.DateField(default=timezone.localdate)
    closes_on = models.DateField(null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=STATES, default=states.DRAFT)
    promised = Bilingual()
    done = Bilingual()
    reported_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-opens_on", "-id")
        constraints = (
            models.CheckConstraint(condition=Q(goal_minor__gt=0), name="fundraising_appeal_goal"),
            models.CheckConstraint(condition=~Q(title_ru="") | ~Q(title_en=""), name="fundraising_appeal_named"),
            models.CheckConstraint(condition=Q(closes_on=None) | Q(closes_on__gte=F("opens_on")), name="fundraising_appeal_dates"),
        )

    def __str__(self) -> str:
        return self.title or self.code

    @property
    def tone(self) -> str:
        return states.APPEAL_TONES.get(self.state, "quiet")

    def is_asking(self, on: date) -> bool:
        """True while gifts are taken: open, and the day lies in its period."""
        return self.state == states.OPEN and self.opens_on <= on and (self.closes_on is None or on <= self.closes_on)


class Picture(models.Model):
    """A picture of an appeal, checked by its bytes; the first one heads the page."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="pictures")
    file = models.FileField(upload_to="fundraising/%Y/")
    kind = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    alt = Bilingual(max_length=300)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("place", "id")
        constraints = (models.UniqueConstraint(fields=["appeal", "sha256"], name="fundraising_picture_once"),)

    def __str__(self) -> str:
        return self.alt or f"{self.pk}"


class Update(models.Model):
    """News of an appeal, told to everybody who reads its page."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="updates")
    day = models.DateField(default=timezone.localdate)
    title = Bilingual(max_length=160)
    text = Bilingual()

    class Meta:
        ordering = ("-day", "-id")
        constraints = (models.CheckConstraint(condition=~Q(title_ru="") | ~Q(title_en=""), name="fundraising_update_named"),)

    def __str__(self) -> str:
        return self.title
