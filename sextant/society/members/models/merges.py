"""Two entries for one person: pairs that look so, and merges with everything that is needed to part them again."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.society.members.models.people import Person


class LikelyPair(models.Model):
    """Two people who may be one; `likeness` of 100, and why. One that the office called different is not offered again."""

    class Reason(models.TextChoices):
        EMAIL = "email", _("the same e-mail address")
        PHONE = "phone", _("the same phone number and a similar name")
        BIRTH = "birth", _("the same name and date of birth")
        NAME = "name", _("a very similar name")

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="likely_pairs")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=6, choices=Reason.choices)
    likeness = models.PositiveSmallIntegerField()
    different = models.BooleanField(default=False)

    class Meta:
        ordering = ("-likeness", "id")
        constraints = (
            models.UniqueConstraint(fields=["first", "second"], name="members_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="members_pair_order"),
        )

    def __str__(self) -> str:
        return f"{self.first_id} ~ {self.second_id}"


class MergeRecord(models.Model):
    """One merge. `steps` says, in order, what was moved, closed or taken away, with the values that were there before."""

    class State(models.TextChoices):
        MERGED = "merged", pgettext_lazy("merge", "merged")
        UNDONE = "undone", pgettext_lazy("merge", "undone")

    kept = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="merges")
    gone = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=6, choices=State.choices, default=State.MERGED)
    steps = models.JSONField(default=list)
    before = models.JSONField(default=dict, help_text="fields of the kept person before the merge")
    after = models.JSONField(default=dict, help_text="fields of the kept person after the merge")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.gone_id} → {self.kept_id}"
