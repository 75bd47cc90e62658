"""Every write of the house."""

from sextant.work.returns.actions.collections import collection_for, feed_agenda_from
from sextant.work.returns.actions.imports import cancel_import, refuse_import, see_findings, start_import
from sextant.work.returns.actions.lists import store_register, store_terms
from sextant.work.returns.actions.storing import Overtaken, store_import
from sextant.work.returns.actions.years import open_correction, publish_year

__all__ = [
    "Overtaken",
    "cancel_import",
    "collection_for",
    "feed_agenda_from",
    "open_correction",
    "publish_year",
    "refuse_import",
    "see_findings",
    "start_import",
    "store_import",
    "store_register",
    "store_terms",
]
