"""A survey: a questionnaire, whom it asks, and how long."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sextant.base.words.fields import Bilingual
from sextant.lab.surveys.questionnaires import Questionnaire, Words
from sextant.lab.surveys.reading import from_table
from sextant.society.members.models import Plan, Section
from sextant.society.surveys import states

STATES = (
    (states.DRAFT, pgettext_lazy("survey", "draft")),
    (states.OPEN, pgettext_lazy("survey", "open")),
    (states.CLOSED, pgettext_lazy("survey", "closed")),
    (states.PUBLISHED, pgettext_lazy("survey", "results published")),
)
AUDIENCES = (
    (states.LINK, _("everybody who has the link")),
    (states.MEMBERS, _("members in good standing")),
    (states.SECTION, _("who takes part in a section")),
    (states.PLAN, _("members of one plan")),
    (states.INVITED, _("invited addresses")),
)


class Survey(models.Model):
    """One questionnaire put to people. `content` is the questionnaire (see `lab/surveys`); from the opening on it stays as it is, and
    `fingerprint` proves it. Of an anonymous survey nothing is kept that leads from an answer to a person.

    `asked` is how many people were asked, counted when it closes (None: everybody who had the link).
    """

    code = models.SlugField(max_length=60, unique=True)
    title = Bilingual(max_length=300)
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64, blank=True)
    template = models.CharField(max_length=60, blank=True, help_text="the shipped questionnaire from which it was made")
    state = models.CharField(max_length=9, choices=STATES, default=states.DRAFT)
    audience = models.CharField(_("Who is asked"), max_length=7, choices=AUDIENCES, default=states.LINK)
    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.PROTECT, related_name="surveys", verbose_name=_("Section"))
    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.PROTECT, related_name="surveys", verbose_name=_("Membership plan"))
    is_anonymous = models.BooleanField(_("Anonymous"), default=True)
    opens_at = models.DateTimeField(_("Opens by itself"), null=True, blank=True)
    closes_at = models.DateTimeField(_("Closes by itself"), null=True, blank=True)
    goal = models.PositiveIntegerField(_("Answers wanted"), null=True, blank=True)
    asked = models.PositiveIntegerField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-id",)
        verbose_name = _("Survey")
        constraints = (
            models.CheckConstraint(condition=Q(state=states.DRAFT) | ~Q(fingerprint=""), name="surveys_open_is_frozen"),
            models.CheckConstraint(condition=~Q(audience=states.SECTION) | Q(section__isnull=False), name="surveys_section_named"),
            models.CheckConstraint(condition=~Q(audience=states.PLAN) | Q(plan__isnull=False), name="surveys_plan_named"),
            models.CheckConstraint(condition=~Q(audience=states.LINK) | Q(is_anonymous=True), name="surveys_link_is_anonymous"),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("surveys:survey", args=[self.code])

    @cached_property
    def questionnaire(self) -> Questionnaire:
        """The questions, read from `content`."""
        return from_table(self.content)

    def words(self, words: Words) -> str:
        """A text of the questionnaire in the reader's language."""
        return words.said(get_language() or "ru")

    @property
    def lead(self) -> str:
        return self.words(self.questionnaire.lead)

    @property
    def privacy(self) -> str:
        return self.words(self.questionnaire.privacy)

    @property
    def thanks(self) -> str:
        return self.words(self.questionnaire.thanks)

    @property
    def tone(self) -> str:
        return states.TONES[self.state]

    def takes_answers(self, now: datetime) -> bool:
        """Open, and the hour of its end has not passed."""
        return self.state == states.OPEN and (self.closes_at is None or now < self.closes_at)

    @property
    def languages(self) -> list[str]:
        """Languages in which every question has words."""
        questions: list[Any] = list(self.questionnaire.questions())
        return [code for code in ("ru", "en") if all(getattr(one.words, code) for one in questions)]
