"""Invented figures for the pattern book, the same on every visit."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sextant.base.ui.dial import Dial, Sector, Segment, draw_dial

SHARES = (
    (0.9, 0.62, 0.35, 0.8, 1.0),
    (0.55, 0.2, None, 0.7, 0.84),
    (0.4, None, 0.95, 0.66, 0.3, 0.5),
    (0.75, 1.0, 0.58, 0.85),
    (0.25, None, 0.6, 0.45),
    (0.68, 0.5, 0.12),
)


def sample_dial() -> Dial:
    """Six directions and 27 guidelines with shares that show every state."""
    labels = (
        _("Advocacy"),
        _("Libraries driving ICT"),
        _("Children’s and young adults’ reading"),
        _("Young professionals"),
        _("LIS education of the 21st century"),
        _("Financial stability"),
    )
    sectors = []
    for label, shares in zip(labels, SHARES, strict=True):
        segments = [_segment(f"{len(sectors) + 1}.{number}", share) for number, share in enumerate(shares, 1)]
        sectors.append(Sector(label, f"#sector-{len(sectors) + 1}", segments))
    return draw_dial(sectors)


def _segment(code: str, share: float | None) -> Segment:
    if share is None:
        state, tone = _("no figures yet"), "quiet"
    elif share >= 0.6:
        state, tone = _("on course"), "good"
    elif share >= 0.35:
        state, tone = _("needs attention"), "warn"
    else:
        state, tone = _("off course"), "bad"
    return Segment(code, _("Guideline"), f"#{get_language()}-{code}", share, state, tone)
