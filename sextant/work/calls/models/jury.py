"""Jurors, what stands between them and an entry, their reviews and scores, and what they say to each other."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.society.members.models import Person
from sextant.work.calls import states
from sextant.work.calls.models.calls import Call, Criterion, Stage, Topic
from sextant.work.calls.models.entries import Entry


class Juror(models.Model):
    """Somebody asked to judge. `load` is how many entries at most they take; nothing is seen before they agreed to the rules."""

    STATES = (
        (states.INVITED, pgettext_lazy("juror", "invited")),
        (states.AGREED, pgettext_lazy("juror", "agreed")),
        (states.DECLINED, pgettext_lazy("juror", "declined")),
        (states.LEFT, pgettext_lazy("juror", "left")),
    )

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="jurors")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="juries")
    state = models.CharField(max_length=10, choices=STATES, default=states.INVITED)
    is_chair = models.BooleanField(default=False)
    load = models.PositiveSmallIntegerField(null=True, blank=True)
    invited_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("call", "person__family_name", "person__given_name", "id")
        constraints = (
            models.UniqueConstraint(fields=["call", "person"], name="calls_juror_once"),
            models.UniqueConstraint(fields=["call"], condition=Q(is_chair=True), name="calls_one_chair"),
        )

    def __str__(self) -> str:
        return self.person.full_name

    @property
    def tone(self) -> str:
        return states.JUROR_TONES.get(self.state, "quiet")


class Knowledge(models.Model):
    """How well a juror knows a topic, 1 to 3."""

    juror = models.ForeignKey(Juror, on_delete=models.CASCADE, related_name="knowledge")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    strength = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["juror", "topic"], name="calls_knowledge_once"),)

    def __str__(self) -> str:
        return f"{self.topic_id}: {self.strength}"


class Conflict(models.Model):
    """Why a juror must not judge an entry: found by the site, or declared. Once there it is never overruled, only its pair is left out."""

    class Kind(models.TextChoices):
        SELF = "self", _("own entry")
        COAUTHOR = "coauthor", _("co-author")
        WORKPLACE = "workplace", _("same organisation")
        MENTOR = "mentor", _("mentor, earlier or present")
        FAMILY = "family", _("family")
        OTHER = "other", _("another tie")

    juror = models.ForeignKey(Juror, on_delete=models.CASCADE, related_name="conflicts")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="conflicts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    is_found = models.BooleanField(default=False, help_text="found by the site, not declared")
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["juror", "entry", "kind"], name="calls_conflict_once"),)

    def __str__(self) -> str:
        return self.get_kind_display()


class Review(models.Model):
    """One juror judges one entry at one stage. `comment` is for the jury, `feedback` for the author."""

    STATES = (
        (states.ASSIGNED, pgettext_lazy("review", "to do")),
        (states.REVIEWED, pgettext_lazy("review", "submitted")),
        (states.RECUSED, pgettext_lazy("review", "recused")),
    )

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="reviews")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="reviews")
    juror = models.ForeignKey(Juror, on_delete=models.PROTECT, related_name="reviews")
    state = models.CharField(max_length=10, choices=STATES, default=states.ASSIGNED)
    affinity = models.FloatField(default=0)
    by_hand = models.BooleanField(default=False, help_text="assigned by hand; kept when the jury is assigned anew")
    comment = models.TextField(blank=True)
    feedback = models.TextField(blank=True)
    assigned_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("entry__number", "id")
        indexes = (models.Index(fields=["juror", "state"], name="calls_review_of_juror"),)
        constraints = (models.UniqueConstraint(fields=["stage", "entry", "juror"], name="calls_review_once"),)

    def __str__(self) -> str:
        return f"{self.entry_id} / {self.juror_id}"

    @property
    def tone(self) -> str:
        return states.REVIEW_TONES.get(self.state, "quiet")


class Score(models.Model):
    """A whole number for one criterion, within the scale of the call."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores")
    value = models.SmallIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["review", "criterion"], name="calls_score_once"),)

    def __str__(self) -> str:
        return str(self.value)


class Remark(models.Model):
    """What a juror or the chair says about an entry to those who judge it."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="remarks")
    juror = models.ForeignKey(Juror, null=True, blank=True, on_delete=models.PROTECT, related_name="remarks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("at", "id")
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="calls_remark_said"),)

    def __str__(self) -> str:
        return self.text[:60]


class Assignment(models.Model):
    """One run of the assignment: what was asked, how good it is (objective of bound), and what could not be filled and why."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="assignments")
    at = models.DateTimeField(auto_now_add=True)
    objective = models.FloatField()
    bound = models.FloatField()
    reviews = models.PositiveIntegerField()
    kept = models.PositiveIntegerField(default=0)
    unfilled = models.JSONField(default=list, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-id",)
        constraints = (models.CheckConstraint(condition=Q(bound__gte=F("objective") - 0.000001), name="calls_assignment_bound"),)

    def __str__(self) -> str:
        return f"{self.objective:.3f} / {self.bound:.3f}"
