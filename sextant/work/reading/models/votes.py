"""Young readers' votes: counts and nothing else. No child is ever recorded, neither by name nor by number."""

import secrets
from datetime import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.society.members.models import Organisation
from sextant.work.reading.models.books import Book, Season

STARS = ("one", "two", "three", "four", "five")
"""Columns of the counts, by stars; where readers say only whether they liked it, `five` is “liked” and `one` is “not”."""


class Band(models.TextChoices):
    """Ages of readers, as the norms for children's editions divide them."""

    YOUNGEST = "0-6", _("up to 6 years")
    YOUNGER = "7-10", _("7 to 10 years")
    MIDDLE = "11-14", _("11 to 14 years")
    OLDER = "15-17", _("15 to 17 years")


class Counts(models.Model):
    """Numbers of voters by what they said."""

    one = models.PositiveIntegerField(default=0)
    two = models.PositiveIntegerField(default=0)
    three = models.PositiveIntegerField(default=0)
    four = models.PositiveIntegerField(default=0)
    five = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    @property
    def counts(self) -> tuple[int, ...]:
        return tuple(getattr(self, name) for name in STARS)


class Ballot(Counts):
    """What the readers of one library, of one age, said of one book on one day; `voters` is the sum of the counts."""

    class Source(models.TextChoices):
        REPORTED = "reported", _("counted by the library")
        KIOSK = "kiosk", _("counted by the voting page")

    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="ballots")
    library = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="reading_ballots")
    band = models.CharField(_("Age of the readers"), max_length=5, choices=Band.choices)
    day = models.DateField(_("Day of the vote"))
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.REPORTED)
    voters = models.PositiveIntegerField()
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reported_at = models.DateTimeField(auto_now_add=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-day", "-id")
        verbose_name = _("Ballot")
        constraints = (
            models.UniqueConstraint(fields=["book", "library", "band", "day", "source"], name="reading_ballot_once"),
            models.CheckConstraint(
                condition=Q(voters=F("one") + F("two") + F("three") + F("four") + F("five"), voters__gte=1), name="reading_ballot_adds_up"
            ),
        )

    def __str__(self) -> str:
        return f"{self.book}, {self.library}, {self.day}"


def new_code() -> str:
    return secrets.token_urlsafe(9)


class KioskSession(models.Model):
    """A voting page that a librarian opens for some hours: its code is its address; at most `most` readers vote on each book."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="sessions")
    library = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    band = models.CharField(_("Age of the readers"), max_length=5, choices=Band.choices)
    code = models.CharField(max_length=24, unique=True, default=new_code)
    most = models.PositiveSmallIntegerField(_("Readers in the room"), validators=[MinValueValidator(1), MaxValueValidator(200)])
    books = models.ManyToManyField(Book, related_name="+")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    last_vote_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-opened_at", "-id")
        verbose_name = pgettext_lazy("of votes", "Voting page")
        constraints = (models.CheckConstraint(condition=Q(closes_at__gt=F("opened_at")) & Q(most__gte=1), name="reading_session_times"),)

    def __str__(self) -> str:
        return f"{self.library}, {self.opened_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("reading:session", args=[self.pk])

    def is_open(self, now: datetime) -> bool:
        """Takes votes: not closed by the librarian, and its last hour is not over."""
        return self.closed_at is None and now < self.closes_at


class KioskCount(Counts):
    """What was pressed on the voting page for one book; becomes a ballot when the librarian closes the page."""

    session = models.ForeignKey(KioskSession, on_delete=models.CASCADE, related_name="tallies")
    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["session", "book"], name="reading_tally_once"),)

    def __str__(self) -> str:
        return f"{self.session}: {self.book}"
