"""Figures of the index and the rules of the board."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.work.careers.models import BoardRules, PrestigeFigure

SHARES = (PrestigeFigure.Component.PERCEPTION, PrestigeFigure.Component.FILLED)


@in_turn
def save_figure(*, component: str, year: int, value: Decimal, source: str, source_url: str = "", by: User | None) -> PrestigeFigure:
    """Enters a component of a year with its source; the one that was there is corrected."""
    if component in SHARES and value > 100:
        raise ValidationError({"value": _("A share is at most 100 per cent.")})
    if not source.strip():
        raise ValidationError({"source": _("Say where the figure is from.")})
    kept = PrestigeFigure.objects.filter(component=component, year=year).first() or PrestigeFigure(component=component, year=year)
    before = {"value": kept.value, "source": kept.source} if kept.pk else {}
    kept.value, kept.source, kept.source_url, kept.entered_by = value, source.strip(), source_url, by
    kept.full_clean(validate_constraints=False)
    kept.save()
    record(verb="careers.save_figure", obj=kept, by=by, before=before, after={"value": value, "source": kept.source, "year": year})
    return kept


@transaction.atomic
def remove_figure(figure: PrestigeFigure, *, by: User | None) -> None:
    """Takes a figure out of the index."""
    record(verb="careers.remove_figure", obj=figure, by=by, before={"value": figure.value, "source": figure.source, "year": figure.year})
    figure.delete()


@in_turn
def save_board_rules(*, trusts_members: bool, longest_days: int, warn_days: int, by: User | None) -> BoardRules:
    """Changes how the board is kept."""
    if warn_days >= longest_days:
        raise ValidationError({"warn_days": _("The letter goes out before the job is published. Choose fewer days.")})
    kept, _made = BoardRules.objects.get_or_create(pk=1)
    before = {"trusts_members": kept.trusts_members, "longest_days": kept.longest_days, "warn_days": kept.warn_days}
    kept.trusts_members, kept.longest_days, kept.warn_days = trusts_members, longest_days, warn_days
    kept.full_clean(validate_constraints=False)
    kept.save()
    after = {"trusts_members": trusts_members, "longest_days": longest_days, "warn_days": warn_days}
    record(verb="careers.save_rules", obj=kept, by=by, before=before, after=after)
    return kept
