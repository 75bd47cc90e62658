"""What is true of signals, their ratings, watch lists, trend reports and the passages in them."""

from sextant.work.trends.models.radar import Evidence, Rating, Signal
from sextant.work.trends.models.reports import Passage, TrendReport
from sextant.work.trends.models.watching import FeedEntry, Find, WatchList

__all__ = ["Evidence", "FeedEntry", "Find", "Passage", "Rating", "Signal", "TrendReport", "WatchList"]
