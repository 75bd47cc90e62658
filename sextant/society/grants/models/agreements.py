"""The agreement of a grant, and the clauses every agreement says."""

from django.db import models
from django.db.models import Q

from sextant.base.words.fields import Bilingual
from sextant.society.grants.models.grants import Grant


class Clause(models.Model):
    """What every agreement says, in both languages; `{places}` are filled in.

    `needs` keeps a clause to agreements of that kind. `checked_on` is empty until a lawyer has looked at the words; until
    then the pages of the office say so. An agreement keeps the clauses it was sent with.
    """

    NEEDS = (("", ""), ("report", "report"), ("milestones", "milestones"), ("several", "several"), ("budget", "budget"))

    code = models.SlugField(max_length=40, unique=True)
    order = models.PositiveSmallIntegerField(default=50)
    title = Bilingual(max_length=160)
    text = Bilingual()
    needs = models.CharField(max_length=10, choices=NEEDS, blank=True)
    is_on = models.BooleanField(default=True)
    checked_by = models.CharField(max_length=200, blank=True)
    checked_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("order", "code")
        constraints = (models.CheckConstraint(condition=Q(checked_on=None) | ~Q(checked_by=""), name="grants_clause_checked_by"),)

    def __str__(self) -> str:
        return self.title or self.code


class GrantAgreement(models.Model):
    """What both sides sign. `edition` counts how often it was sent; the recipient signs the edition that was read.

    `clauses`, `requisites` (of the association) and `terms` (recipient, amounts, days, instalments, milestones, reports, budget)
    are kept as they were when it was sent; what was changed later stands in the changes of the grant.
    """

    grant = models.OneToOneField(Grant, on_delete=models.CASCADE, related_name="agreement")
    conditions = models.TextField(blank=True)
    clauses = models.JSONField(default=list, blank=True)
    requisites = models.JSONField(default=dict, blank=True)
    terms = models.JSONField(default=dict, blank=True)
    edition = models.PositiveSmallIntegerField(default=0)
    sent_on = models.DateField(null=True, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    signed_by = models.CharField(max_length=200, blank=True)
    on_paper = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(signed_on=None) | ~Q(signed_by=""), name="grants_signed_by_somebody"),
            models.CheckConstraint(condition=Q(sent_on=None) | Q(edition__gte=1), name="grants_sent_edition"),
        )

    def __str__(self) -> str:
        return str(self.grant)

    @property
    def waits(self) -> bool:
        """It was sent, and nobody has signed it yet."""
        return self.sent_on is not None and self.signed_on is None
