"""Proposed guidelines, and what becomes of the guidelines of the earlier agenda."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sextant.base.words.fields import Bilingual
from sextant.society.agenda.models import Guideline
from sextant.work.foresight import states
from sextant.work.foresight.models.sessions import Group, Session
from sextant.work.foresight.models.statements import Statement


class Proposal(models.Model):
    """A guideline as a group proposes it, made out of statements. The committee takes it in (`is_taken`) or leaves it, with its reason."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="proposals")
    title = Bilingual(max_length=300)
    text = Bilingual()
    who = Bilingual(max_length=300)
    statements = models.ManyToManyField(Statement, related_name="proposals", blank=True, verbose_name=_("Made out of"))
    position = models.PositiveSmallIntegerField(default=0)
    is_taken = models.BooleanField(null=True, blank=True)
    why = models.CharField(max_length=400, blank=True)
    adopted_as = models.CharField(max_length=16, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("group__position", "position", "id")
        constraints = (models.CheckConstraint(condition=~Q(is_taken=False) | ~Q(why=""), name="foresight_proposal_why"),)

    def __str__(self) -> str:
        return str(self.title)


class EarlierDecision(models.Model):
    """What becomes of one guideline of the earlier agenda: carried over, ended, or replaced by a proposal."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="earlier")
    guideline = models.ForeignKey(Guideline, on_delete=models.CASCADE, related_name="foresight_decisions")
    decision = models.CharField(_("Decision"), max_length=10, choices=list(states.DECISIONS.items()))
    proposal = models.ForeignKey(Proposal, null=True, blank=True, on_delete=models.PROTECT, related_name="replaces")
    words = models.CharField(_("Why"), max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["session", "guideline"], name="foresight_earlier_once"),
            models.CheckConstraint(
                condition=Q(decision=states.REPLACED, proposal__isnull=False) | (~Q(decision=states.REPLACED) & Q(proposal__isnull=True)),
                name="foresight_earlier_proposal",
            ),
        )

    def __str__(self) -> str:
        return f"{self.guideline_id}: {self.get_decision_display()}"
