"""Questionnaires that the site holds, proposals to change them, and the change of a questionnaire from its draft to the version in force."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from sextant.base.words.fields import Bilingual
from sextant.society.documents.models import Document
from sextant.work.returns import states


class QuestionnaireVersion(models.Model):
    """One version of a questionnaire, kept as TOML for good; a row is never changed, the next version is the next row.

    `number` counts the versions of a code, the shipped one among them. Valid from the year `valid_from` until a later version begins.
    """

    code = models.SlugField(max_length=60)
    number = models.PositiveSmallIntegerField()
    version = models.CharField(max_length=40)
    valid_from = models.PositiveSmallIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    origin = models.CharField(max_length=10, choices=[(code, name) for code, name in states.VERSION_ORIGINS.items()])
    stored_at = models.DateTimeField(default=timezone.now)
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("code", "number")
        constraints = (
            models.UniqueConstraint(fields=["code", "number"], name="returns_questionnaire_number"),
            models.UniqueConstraint(fields=["code", "version"], name="returns_questionnaire_version"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("returns:questionnaire_version", args=[self.code, self.version])


class QuestionnaireChange(models.Model):
    """The next version of a questionnaire on its way: drafted as a document from the version `base_text`, discussed, voted on, in force.

    One is under way at a time. `result` is the version that it became.
    """

    questionnaire = models.SlugField(max_length=60)
    base_version = models.CharField(max_length=40)
    base_text = models.TextField()
    version = models.CharField(max_length=40)
    valid_from = models.PositiveSmallIntegerField()
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="questionnaire_change")
    state = models.CharField(max_length=10, choices=[(code, name) for code, name in states.CHANGE_NAMES.items()], default=states.UNDER_WAY)
    result = models.OneToOneField(QuestionnaireVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="made_by")
    reason = models.CharField(max_length=500, blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=["questionnaire"], condition=Q(state=states.UNDER_WAY), name="returns_one_change"),
            models.CheckConstraint(
                condition=(Q(state=states.ADOPTED) & Q(result__isnull=False)) | (~Q(state=states.ADOPTED) & Q(result=None)),
                name="returns_change_in_force_has_version",
            ),
            models.CheckConstraint(condition=~Q(state=states.GIVEN_UP) | ~Q(reason=""), name="returns_change_given_up_with_reason"),
        )

    def __str__(self) -> str:
        return f"{self.questionnaire} {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("returns:change", args=[self.pk])

    @property
    def tone(self) -> str:
        return states.CHANGE_TONES[self.state]

    @property
    def is_under_way(self) -> bool:
        return self.state == states.UNDER_WAY


class QuestionnaireProposal(models.Model):
    """What somebody proposes to ask otherwise. `label` is that of the item; `data` holds what is proposed, as values of `lab.returns.questionnaires.changing.Change`;
    `taken` what the office took into the draft of `change`, in both languages. `burden` says who has the figure already."""

    questionnaire = models.SlugField(max_length=60)
    kind = models.CharField(max_length=8, choices=[(code, name) for code, name in states.PROPOSAL_KINDS.items()])
    label = Bilingual(max_length=300)
    data = models.JSONField(default=dict)
    taken = models.JSONField(default=dict, blank=True)
    reason = models.TextField(max_length=2000)
    burden = models.TextField(max_length=2000)
    state = models.CharField(max_length=11, choices=[(code, name) for code, name in states.PROPOSAL_NAMES.items()], default=states.PROPOSED)
    change = models.ForeignKey(QuestionnaireChange, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposals")
    decision = models.TextField(max_length=2000, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=~Q(state=states.TURNED_DOWN) | ~Q(decision=""), name="returns_proposal_refused_with_reason"),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(burden=""), name="returns_proposal_has_reason"),
        )

    def __str__(self) -> str:
        return capfirst(f"{self.get_kind_display()}: {self.label}")

    def get_absolute_url(self) -> str:
        return reverse("returns:proposal", args=[self.pk])

    @property
    def tone(self) -> str:
        return states.PROPOSAL_TONES[self.state]
