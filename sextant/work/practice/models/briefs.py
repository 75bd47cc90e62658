"""A brief: what a finding means for a library, in plain words, in both languages, version by version."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.work.practice import states
from sextant.work.practice.models.findings import Finding


class Brief(models.Model):
    """One version. The published one is read; a newer one may be a draft or wait for somebody else than its author to look it over."""

    STATES = (
        (states.DRAFT, pgettext_lazy("brief", "draft")),
        (states.SUBMITTED, pgettext_lazy("brief", "waits for review")),
        (states.PUBLISHED, pgettext_lazy("brief", "published")),
        (states.REPLACED, pgettext_lazy("brief", "replaced by a newer version")),
    )
    SECTIONS = (
        ("found", _("What was found")),
        ("audience", _("For whom it is")),
        ("certainty", _("How sure it is")),
        ("needs", _("What one needs")),
        ("costs", _("What it costs")),
        ("risks", _("What may go wrong")),
    )

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="briefs")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=STATES, default=states.DRAFT)
    title = Bilingual(max_length=300)
    found = Bilingual()
    audience = Bilingual()
    certainty = Bilingual()
    needs = Bilingual()
    costs = Bilingual()
    risks = Bilingual()
    reason = models.CharField(max_length=500, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+", help_text="everybody who wrote in this version")
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    published_on = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-number",)
        verbose_name = _("Brief")
        constraints = (
            models.UniqueConstraint(fields=["finding", "number"], name="practice_brief_number"),
            models.UniqueConstraint(fields=["finding"], condition=Q(state=states.PUBLISHED), name="practice_brief_one_published"),
            models.UniqueConstraint(fields=["finding"], condition=Q(state__in=[states.DRAFT, states.SUBMITTED]), name="practice_brief_one_open"),
            models.CheckConstraint(condition=~Q(state__in=states.READ_BRIEFS) | Q(published_on__isnull=False), name="practice_brief_published_on"),
            models.CheckConstraint(
                condition=Q(author=None) | Q(reviewed_by=None) | ~Q(author=models.F("reviewed_by")), name="practice_brief_second_person"
            ),
        )

    def __str__(self) -> str:
        return self.title or str(self.finding)

    @property
    def tone(self) -> str:
        return states.TONES.get(self.state, "quiet")

    def text(self, language: str) -> str:
        """All sections in one language, one under another."""
        return "\n".join(getattr(self, f"{name}_{language}") for name, _title in self.SECTIONS)
