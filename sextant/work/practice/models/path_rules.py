"""The rules of the path from science to practice: one row."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sextant.society.members.models import Section


class PathRules(models.Model):
    """Whose officers keep the path beside the office, and how many finished pilots a recommendation should stand on."""

    research_section = models.ForeignKey(
        Section, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("Section whose officers keep the path")
    )
    least_pilots = models.PositiveSmallIntegerField(
        _("Finished pilots that a recommendation should stand on"), default=3, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )

    class Meta:
        verbose_name = _("Rules of the path")
        constraints = (
            models.CheckConstraint(condition=Q(pk=1), name="practice_one_row_of_rules"),
            models.CheckConstraint(condition=Q(least_pilots__gte=1), name="practice_least_pilots"),
        )

    def __str__(self) -> str:
        return str(_("Rules of the path"))
