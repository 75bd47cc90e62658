"""What people say should be done, and what the moderator decided of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from sextant.base.words.fields import Bilingual
from sextant.work.foresight import states
from sextant.work.foresight.models.people import Participant
from sextant.work.foresight.models.sessions import Group


class Statement(models.Model):
    """One idea in a sentence, in the language of its author or in both. Without an author it was there from the start.

    A participant has one draft at most. `merged_into` is the statement that says the same.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="statements")
    author = models.ForeignKey(Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="statements")
    text = Bilingual(max_length=600)
    state = models.CharField(max_length=10, choices=list(states.STATEMENT_NAMES.items()), default=states.WAITING)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    reason = models.CharField(max_length=10, blank=True, choices=list(states.REASONS.items()))
    words = models.CharField(max_length=400, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=["group", "state"], name="foresight_statement_state"),)
        constraints = (
            models.CheckConstraint(condition=~Q(text_ru="", text_en="") | Q(state=states.DRAFT), name="foresight_statement_text"),
            models.CheckConstraint(
                condition=Q(state=states.MERGED, merged_into__isnull=False) | (~Q(state=states.MERGED) & Q(merged_into__isnull=True)),
                name="foresight_statement_merged",
            ),
            models.CheckConstraint(condition=~Q(state=states.REFUSED) | ~Q(reason=""), name="foresight_statement_reason"),
            models.UniqueConstraint(fields=["author"], condition=Q(state=states.DRAFT), name="foresight_statement_draft"),
        )

    def __str__(self) -> str:
        return str(self.text)

    @property
    def state_name(self) -> str:
        return str(states.STATEMENT_NAMES[self.state])

    @property
    def tone(self) -> str:
        return states.STATEMENT_TONES[self.state]
