"""What the association recommends after the pilots, and which organisations have taken it up."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.society.members.models import Organisation
from sextant.work.practice import states
from sextant.work.practice.models.findings import Finding


class Recommendation(models.Model):
    """One version, over the pilots that were published by then; `synthesis` keeps their figures as they stood when it was approved."""

    STATES = (
        (states.DRAFT, pgettext_lazy("recommendation", "draft")),
        (states.SUBMITTED, pgettext_lazy("recommendation", "waits for approval")),
        (states.APPROVED, pgettext_lazy("recommendation", "approved")),
        (states.REPLACED, pgettext_lazy("recommendation", "replaced by a newer one")),
    )

    class Verdict(models.TextChoices):
        ADOPT = "adopt", _("adopt it")
        ADAPT = "adapt", _("adapt it")
        NOT = "not", _("do not adopt it")

    VERDICT_TONES = {Verdict.ADOPT: "good", Verdict.ADAPT: "info", Verdict.NOT: "bad"}

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="recommendations")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=STATES, default=states.DRAFT)
    verdict = models.CharField(_("What is recommended"), max_length=6, choices=Verdict.choices, default=Verdict.ADAPT)
    text = Bilingual()
    conditions = Bilingual()
    few = Bilingual()
    synthesis = models.JSONField(default=dict, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+", help_text="everybody who wrote in this version")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    approved_on = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-number",)
        verbose_name = _("Recommendation")
        constraints = (
            models.UniqueConstraint(fields=["finding", "number"], name="practice_recommendation_number"),
            models.UniqueConstraint(fields=["finding"], condition=Q(state=states.APPROVED), name="practice_recommendation_one"),
            models.UniqueConstraint(
                fields=["finding"], condition=Q(state__in=[states.DRAFT, states.SUBMITTED]), name="practice_recommendation_one_open"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=states.READ_RECOMMENDATIONS) | Q(approved_on__isnull=False), name="practice_recommendation_approved_on"
            ),
            models.CheckConstraint(
                condition=Q(author=None) | Q(approved_by=None) | ~Q(author=F("approved_by")), name="practice_recommendation_second_person"
            ),
        )

    def __str__(self) -> str:
        return f"{self.finding}: {self.get_verdict_display()}"

    def get_absolute_url(self) -> str:
        return reverse("practice:recommendation", args=[self.pk])

    @property
    def tone(self) -> str:
        return states.TONES.get(self.state, "quiet")

    @property
    def verdict_tone(self) -> str:
        return self.VERDICT_TONES[self.Verdict(self.verdict)]


class Adoption(models.Model):
    """An organisation says that it works so now, since when and how it adapted it; the list names it once this is confirmed."""

    STATES = (
        (states.DECLARED, pgettext_lazy("adoption", "waits for confirmation")),
        (states.CONFIRMED, pgettext_lazy("adoption", "confirmed")),
        (states.DECLINED, pgettext_lazy("adoption", "not confirmed")),
        (states.WITHDRAWN, pgettext_lazy("adoption", "withdrawn")),
    )

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="adoptions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="adoptions")
    state = models.CharField(max_length=10, choices=STATES, default=states.DECLARED)
    adopted_on = models.DateField(_("In use since"))
    adaptation = models.TextField(_("What you do otherwise"), max_length=2000, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    declared_on = models.DateField()
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-adopted_on", "-id")
        verbose_name = _("Adoption")
        indexes = (models.Index(fields=["state", "adopted_on"], name="practice_adoption_day"),)
        constraints = (
            models.UniqueConstraint(
                fields=["finding", "organisation"], condition=Q(state__in=states.STANDING_ADOPTIONS), name="practice_adoption_once"
            ),
            models.CheckConstraint(condition=~Q(state=states.DECLINED) | ~Q(reason=""), name="practice_adoption_reason"),
            models.CheckConstraint(condition=~Q(state=states.CONFIRMED) | Q(decided_on__isnull=False), name="practice_adoption_decided_on"),
        )

    def __str__(self) -> str:
        return f"{self.finding} — {self.organisation}"

    @property
    def tone(self) -> str:
        return states.TONES.get(self.state, "quiet")
