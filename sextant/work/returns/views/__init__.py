"""Pages of library statistics."""

from sextant.work.returns.views.figures import indicator, region
from sextant.work.returns.views.holdings import collection, dictionary, feed_agenda, open_correction, overview, publish_year, year
from sextant.work.returns.views.imports import cancel_import, import_run, imports, see_findings, start_import
from sextant.work.returns.views.libraries import libraries, library

__all__ = [
    "cancel_import",
    "collection",
    "dictionary",
    "feed_agenda",
    "import_run",
    "imports",
    "indicator",
    "libraries",
    "library",
    "open_correction",
    "overview",
    "publish_year",
    "region",
    "see_findings",
    "start_import",
    "year",
]
