"""Segments, standings, lapse alerts and expected gifts of donors, computed by the lab and kept with the fingerprint of what went in."""

from sextant.base.jobs.run import Run
from sextant.work.fundraising.actions.analysis import fail_analysis
from sextant.work.fundraising.models import Analysis


def compute(analysis: Analysis, run: Run) -> None:
    """Not connected yet: says so on the page."""
    fail_analysis(analysis, sentence="…")
