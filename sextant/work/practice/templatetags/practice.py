"""Small words of the board and of outcomes: days in a stage, the verdict's name and tone, the next step, the sign of an effect."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from sextant.base.ui.numerals import written
from sextant.work.practice import states
from sextant.work.practice.models import Finding, Recommendation

register = template.Library()


@dataclass(frozen=True)
class Step:
    """What comes next for a finding, and where it is done."""

    label: str
    url: str


@register.filter
def days_in_stage(finding: Finding, today: date) -> int:
    """Days since it came to its stage."""
    return finding.days_in_stage(today) or 0


@register.filter
def verdict_name(code: str) -> str:
    """A recommendation's verdict in words."""
    return str(Recommendation.Verdict(code).label)


@register.filter
def verdict_tone(code: str) -> str:
    return Recommendation.VERDICT_TONES[Recommendation.Verdict(code)]


@register.simple_tag
def next_step(finding: Finding) -> Step | None:
    """What those who keep the path do next; None where it waits for libraries."""
    steps = {
        states.FOUND: (_("Write the brief"), "write_brief"),
        states.BRIEFED: (_("Invite libraries"), "edit_invitation"),
        states.PILOTED: (_("Write the recommendation"), "write_recommendation"),
    }
    if finding.stage not in steps:
        return None
    label, page = steps[finding.stage]
    return Step(label, reverse(f"practice:{page}", args=[finding.pk]))


@register.filter
def signed(value: Decimal | None) -> str:
    """`12.5 %`, `−3.0 %`; a dash where nothing was measured."""
    if value is None:
        return "—"
    return f"{'−' if value < 0 else ''}{written(abs(value), 1)}\u00a0%"


@register.filter
def plain(value: Decimal | None) -> str:
    """A measured value without the noughts after its decimals."""
    if value is None:
        return "—"
    decimals = max(0, -int(value.normalize().as_tuple().exponent))
    return written(value, decimals)


@register.filter
def words_of(text: str) -> list[str]:
    """`csv,json` as a list."""
    return text.split(",")
