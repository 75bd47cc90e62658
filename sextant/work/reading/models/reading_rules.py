"""The rules of the recommended list: one row."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sextant.society.members.models import Section

HUNDRED = [MaxValueValidator(100)]


class ReadingRules(models.Model):
    """Whose officers keep the lists beside the office, how many reviews a book needs, and what the three parts of a score weigh, in per cent."""

    children_section = models.ForeignKey(
        Section, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("Section whose officers keep the lists")
    )
    least_reviews = models.PositiveSmallIntegerField(
        _("Reviews that a recommended book must have"), default=2, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    library_cap = models.PositiveIntegerField(
        _("Voters of one library that count for a book at most"), default=60, validators=[MinValueValidator(1), MaxValueValidator(10_000)]
    )
    weight_reviews = models.PositiveSmallIntegerField(_("Weight of the council's reviews, %"), default=60, validators=HUNDRED)
    weight_votes = models.PositiveSmallIntegerField(_("Weight of young readers' votes, %"), default=30, validators=HUNDRED)
    weight_awards = models.PositiveSmallIntegerField(_("Weight of awards, %"), default=10, validators=HUNDRED)

    class Meta:
        verbose_name = _("Rules of the recommended list")
        constraints = (
            models.CheckConstraint(condition=Q(pk=1), name="reading_one_row_of_rules"),
            models.CheckConstraint(condition=Q(least_reviews__gte=1, library_cap__gte=1), name="reading_rules_least"),
        )

    def __str__(self) -> str:
        return str(_("Rules of the recommended list"))
