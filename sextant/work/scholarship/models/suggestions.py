"""Topics that wait for somebody, and by which rules the register is kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.society.concepts.models import Concept
from sextant.society.members.models import Section
from sextant.work.scholarship import states
from sextant.work.scholarship.models.dissertations import Dissertation


class TopicSuggestion(models.Model):
    """A topic that is worth a dissertation, why, and who says so (`source`). `key` is the offering house's own; empty for one written here."""

    STATES = (
        (states.OFFERED, pgettext_lazy("suggested topic", "free")),
        (states.TAKEN, pgettext_lazy("suggested topic", "taken")),
        (states.WITHDRAWN, pgettext_lazy("suggested topic", "taken off the list")),
    )
    key = models.CharField(max_length=120, null=True, blank=True, unique=True)
    title = Bilingual(max_length=500)
    why = Bilingual()
    concepts = models.ManyToManyField(Concept, blank=True, related_name="suggested_topics")
    source = models.CharField(_("Source"), max_length=200, blank=True)
    state = models.CharField(max_length=9, choices=STATES, default=states.OFFERED)
    taken_by = models.ForeignKey(Dissertation, null=True, blank=True, on_delete=models.PROTECT, related_name="suggestions")
    offered_on = models.DateField()
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-offered_on", "-id")
        verbose_name = _("Suggested topic")
        constraints = (
            models.CheckConstraint(condition=~Q(title_ru="") | ~Q(title_en=""), name="scholarship_suggestion_titled"),
            models.CheckConstraint(
                condition=Q(state=states.TAKEN, taken_by__isnull=False) | (~Q(state=states.TAKEN) & Q(taken_by=None)),
                name="scholarship_suggestion_taken",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        return states.SUGGESTION_TONES.get(self.state, "quiet")


class RegisterRules(models.Model):
    """One row: which section's officers keep the register beside the office."""

    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("Research section"))

    class Meta:
        verbose_name = _("Rules of the register")
        constraints = (models.CheckConstraint(condition=Q(pk=1), name="scholarship_rules_one"),)

    def __str__(self) -> str:
        return str(_("Rules of the register"))
