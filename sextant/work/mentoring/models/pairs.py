"""Pairs and what belongs to the two alone: goals, meetings, notes, their reviews."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.society.members.models import Person
from sextant.work.mentoring import states
from sextant.work.mentoring.models.programmes import Programme


class Pair(models.Model):
    """A mentor and a mentee of a programme. `reasons` are the sentences by which they were matched, each in both languages.

    Who declined or left is kept nowhere: both consents are emptied, and the record has no name for it.
    """

    STATES = (
        (states.SUGGESTED, pgettext_lazy("pair", "suggested")),
        (states.PROPOSED, pgettext_lazy("pair", "proposed")),
        (states.RUNNING, pgettext_lazy("pair", "running")),
        (states.CLOSING, pgettext_lazy("pair", "closing review")),
        (states.CLOSED, pgettext_lazy("pair", "closed")),
        (states.DROPPED, pgettext_lazy("pair", "put aside")),
        (states.DECLINED, pgettext_lazy("pair", "did not come about")),
        (states.LEFT, pgettext_lazy("pair", "ended early")),
    )

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="pairs")
    mentor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="pairs_as_mentor")
    mentee = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="pairs_as_mentee")
    state = models.CharField(max_length=10, choices=STATES, default=states.SUGGESTED)
    affinity = models.FloatField(default=0)
    reasons = models.JSONField(default=list)
    mentor_agreed_on = models.DateField(null=True, blank=True)
    mentee_agreed_on = models.DateField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-made_at", "-id")
        verbose_name = _("Mentoring pair")
        indexes = (models.Index(fields=["programme", "state"], name="mentoring_pair_state"),)
        constraints = (
            models.CheckConstraint(condition=~Q(mentor=F("mentee")), name="mentoring_pair_two_people"),
            models.UniqueConstraint(fields=["programme", "mentee"], condition=Q(state__in=states.TAKEN), name="mentoring_one_pair_a_mentee"),
            models.CheckConstraint(condition=~Q(state__in=states.TOGETHER) | Q(started_on__isnull=False), name="mentoring_pair_started"),
        )

    def __str__(self) -> str:
        return f"{self.mentor} – {self.mentee}"

    @property
    def tone(self) -> str:
        return states.TONES.get(self.state, "quiet")


class Ending(models.Model):
    """The reason of an early end or of a refusal, for the coordinator's eyes; it does not say whose it was."""

    pair = models.OneToOneField(Pair, on_delete=models.CASCADE, related_name="ending")
    reason = models.TextField()

    def __str__(self) -> str:
        return f"ending of pair {self.pair_id}"


class Goal(models.Model):
    """What the two want to reach."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="goals")
    text = models.CharField(max_length=300)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"goal {self.pk}"


class Meeting(models.Model):
    """When the two met, or will, for how long, and what comes next."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="meetings")
    at = models.DateTimeField(_("When"))
    minutes = models.PositiveSmallIntegerField(_("Minutes"), default=60, validators=[MinValueValidator(5), MaxValueValidator(600)])
    next_step = models.CharField(_("Next step"), max_length=300, blank=True)

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"meeting {self.pk}"


class Note(models.Model):
    """What the two write to themselves. Nobody else reads it: no page, no record, no search, no export but its author's."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mentoring_notes")
    text = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"note {self.pk}"


class Review(models.Model):
    """How it was, told by one of the two when the pair closes: to the coordinator, and to the other side where `is_shared`."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="reviews")
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mentoring_reviews")
    mark = models.PositiveSmallIntegerField(_("How useful it was, 1 to 5"), validators=[MinValueValidator(1), MaxValueValidator(5)])
    text = models.TextField(blank=True)
    is_shared = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.UniqueConstraint(fields=["pair", "author"], name="mentoring_review_once"),
            models.CheckConstraint(condition=Q(mark__gte=1, mark__lte=5), name="mentoring_mark"),
        )

    def __str__(self) -> str:
        return f"review {self.pk}"
