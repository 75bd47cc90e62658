"""What this house makes known to the registries of base and society when the site starts."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.measures import registry as measuring
from sextant.base.measures import waiting
from sextant.base.office import registry as tools
from sextant.base.search import registry as search
from sextant.base.ui import navigation
from sextant.work.trends import rules
from sextant.work.trends.measures import MEASURES
from sextant.work.trends.models import Signal
from sextant.work.trends.search import REPORTS, SIGNALS
from sextant.work.trends.waiting_tasks import tasks_of

VERBS = {
    "trends.tell_signal": _("Signal told"),
    "trends.keep_told": _("Houses asked for signals"),
    "trends.save_signal": _("Signal put right"),
    "trends.put_on_radar": _("Signal put on the radar"),
    "trends.end_signal": _("Signal not taken, or taken off the radar"),
    "trends.rate_signal": _("Signal rated"),
    "trends.add_evidence": _("Page added to what a signal rests on"),
}


def _keeps(user: Any, thing: Any) -> bool:
    return rules.may_keep(user, thing)


def register_all() -> None:
    """Makes everything known."""
    record.register(Signal, _("Signal"), _keeps)
    record.register_verbs(**VERBS)
    register_names(direction=_("Direction"), evidence=_("Evidence"), signals=_("Signals"))
    search.register(SIGNALS)
    search.register(REPORTS)
    about = _("Signals told and rated, and the yearly report.")
    tools.register(_("Radar and trend reports"), "trends:queue", rules.may_keep, group=_("Foresight"), about=about, order=67)
    navigation.register(_("Trends"), "trends:radar", 39, place="footer")
    waiting.register(tasks_of)
    for measure in MEASURES:
        measuring.register(measure)
