"""What is true of signals, their ratings, trend reports and the passages in them."""

from sextant.work.trends.models.radar import Evidence, Rating, Signal
from sextant.work.trends.models.reports import Passage, TrendReport

__all__ = ["Evidence", "Passage", "Rating", "Signal", "TrendReport"]
