"""Figures of the index of prestige that were counted elsewhere, and the rules of the board."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PrestigeFigure(models.Model):
    """One component in one year, with its source: reported, never guessed."""

    class Component(models.TextChoices):
        PERCEPTION = "perception", _("respect for the profession in a survey, per cent")
        APPLICANTS = "applicants", _("applicants for one place of study")
        FILLED = "filled", _("vacancies filled, per cent")
        DAYS_OPEN = "days_open", _("days a vacancy stays open, median")
        PAY = "pay", _("pay against the median of all professions, per cent")

    component = models.CharField(_("Component"), max_length=10, choices=Component.choices)
    year = models.PositiveSmallIntegerField(_("Year"), validators=[MinValueValidator(1990), MaxValueValidator(2100)])
    value = models.DecimalField(_("Value"), max_digits=8, decimal_places=2, validators=[MinValueValidator(0)])
    source = models.CharField(_("Source"), max_length=300)
    source_url = models.URLField(_("Address of the source"), blank=True)
    entered_at = models.DateTimeField(auto_now=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-year", "component")
        verbose_name = _("Figure of the index of prestige")
        constraints = (
            models.UniqueConstraint(fields=["component", "year"], name="careers_figure_once"),
            models.CheckConstraint(condition=Q(value__gte=0) & ~Q(source=""), name="careers_figure_source"),
        )

    def __str__(self) -> str:
        return f"{self.get_component_display()}, {self.year}"


class BoardRules(models.Model):
    """One row: how the board is kept."""

    trusts_members = models.BooleanField(_("Organisations in good standing publish at once, without a review"), default=False)
    longest_days = models.PositiveSmallIntegerField(
        _("Longest time to apply, days"), default=60, validators=[MinValueValidator(7), MaxValueValidator(365)]
    )
    warn_days = models.PositiveSmallIntegerField(
        _("Letter before a job expires, days"), default=3, validators=[MinValueValidator(1), MaxValueValidator(30)]
    )

    class Meta:
        verbose_name = _("Rules of the board")
        constraints = (models.CheckConstraint(condition=Q(pk=1), name="careers_one_rules"),)

    def __str__(self) -> str:
        return str(_("Rules of the board"))
