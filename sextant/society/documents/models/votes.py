"""Approval votes: who may vote, by name and number, and the ballots in a chain that anybody may count again."""

from fractions import Fraction

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.society.documents import states
from sextant.society.documents.counting import Count, Outcome, outcome_of
from sextant.society.documents.kinds import Threshold
from sextant.society.documents.models.documents import Version
from sextant.society.members.models import Person

CHOICES = (
    (states.YES, pgettext_lazy("ballot", "yes, I approve")),
    (states.NO, pgettext_lazy("ballot", "no, I do not approve")),
    (states.ABSTAIN, pgettext_lazy("ballot", "I abstain")),
)


class ApprovalVote(models.Model):
    """One vote on one frozen version. Quorum and threshold are those of the kind on the day when it opened, as exact fractions.

    `genesis` is the SHA-256 that begins the chain: it covers the fingerprint of the text and the numbered electorate. `approved` and the
    counts are filled at the close, and seen by nobody before.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="votes")
    opened_at = models.DateTimeField(default=timezone.now)
    closes_at = models.DateTimeField(_("Votes until"))
    closed_at = models.DateTimeField(null=True, blank=True)
    is_secret = models.BooleanField(_("Secret: nobody reads who voted how"), default=False)
    quorum = models.CharField(max_length=20)
    threshold = models.CharField(max_length=20)
    is_strict = models.BooleanField(default=True)
    of_electorate = models.BooleanField(default=False)
    genesis = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    yes = models.PositiveIntegerField(null=True, blank=True)
    no = models.PositiveIntegerField(null=True, blank=True)
    abstained = models.PositiveIntegerField(null=True, blank=True)
    approved = models.BooleanField(null=True, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-id",)
        verbose_name = _("Approval vote")
        constraints = (
            models.UniqueConstraint(fields=("version",), condition=Q(closed_at=None), name="documents_one_vote"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opened_at")), name="documents_vote_times"),
            models.CheckConstraint(
                condition=Q(closed_at=None, approved=None, yes=None) | Q(closed_at__isnull=False, approved__isnull=False, yes__isnull=False),
                name="documents_vote_counted",
            ),
        )

    def __str__(self) -> str:
        return str(self.version)

    def get_absolute_url(self) -> str:
        return reverse("documents:vote", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def demanded(self) -> Threshold:
        """What the share of “yes” has to be."""
        return Threshold(Fraction(self.threshold), self.is_strict, self.of_electorate)

    @property
    def quorum_share(self) -> Fraction:
        """The share of the electorate that has to take part."""
        return Fraction(self.quorum)

    @property
    def outcome(self) -> Outcome | None:
        """The result with its arithmetic; None before the close."""
        if self.closed_at is None:
            return None
        return outcome_of(Count(self.yes or 0, self.no or 0, self.abstained or 0), self.size, self.quorum_share, self.demanded)


class Elector(models.Model):
    """Somebody who may vote, written down when the vote opened; `number` stands in the chain in place of the name.

    `guest` is the key of a voter without an account within the house of the kind. `same_as` marks a line that turned out to be the
    same human being as another one: it neither votes nor counts.
    """

    vote = models.ForeignKey(ApprovalVote, on_delete=models.CASCADE, related_name="electorate")
    number = models.PositiveIntegerField()
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="document_votes")
    name = models.CharField(max_length=310)
    has_voted = models.BooleanField(default=False)
    guest = models.CharField(max_length=60, blank=True)
    same_as = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="others")

    class Meta:
        ordering = ("number",)
        verbose_name = _("Elector")
        constraints = (
            models.UniqueConstraint(fields=("vote", "number"), name="documents_elector_number"),
            models.UniqueConstraint(fields=("vote", "person"), name="documents_elector_once"),
            models.UniqueConstraint(fields=("vote", "guest"), condition=~Q(guest=""), name="documents_guest_once"),
        )

    def __str__(self) -> str:
        return self.name


class Ballot(models.Model):
    """One line of the chain. The last line of a `mark` counts; earlier ones of the same mark were changed.

    `mark` is the elector's number in an open vote. In a secret one it is a keyed digest, which nobody can lead back to an elector
    who does not have the site's secret key beside the database; and there is no time on the line.
    """

    vote = models.ForeignKey(ApprovalVote, on_delete=models.CASCADE, related_name="ballots")
    number = models.PositiveIntegerField()
    mark = models.CharField(max_length=40)
    choice = models.CharField(max_length=7, choices=CHOICES)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)
        verbose_name = pgettext_lazy("document vote", "Ballot")
        constraints = (models.UniqueConstraint(fields=("vote", "number"), name="documents_ballot_number"),)

    def __str__(self) -> str:
        return f"{self.vote_id}: {self.number}"
