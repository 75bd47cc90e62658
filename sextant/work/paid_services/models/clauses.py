"""What every contract says beside its own lines."""

from django.db import models
from django.db.models import Q

from sextant.base.words.fields import Bilingual


class Clause(models.Model):
    """A section of the contract. `{since}`, `{until}`, `{total}`, `{advance}`, `{pay_days}` and `{answer_days}` are filled in.

    A clause that `needs` an advance stands only in contracts that have one. `checked_on` is empty until a lawyer has looked
    at the words; until then the pages of the office say so. A contract keeps the clauses it was sent with.
    """

    ADVANCE, NO_ADVANCE = "advance", "no_advance"
    NEEDS = ((("", "")), (ADVANCE, ADVANCE), (NO_ADVANCE, NO_ADVANCE))

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
        constraints = (models.CheckConstraint(condition=Q(checked_on=None) | ~Q(checked_by=""), name="paid_services_clause_checked_by"),)

    def __str__(self) -> str:
        return self.title or self.code
