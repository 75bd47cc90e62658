"""What this house makes known to the registries of base and society when the site starts."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.api.urls import mount
from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.measures import radar, waiting
from sextant.base.measures import registry as measuring
from sextant.base.office import registry as tools
from sextant.base.search import registry as search
from sextant.base.ui import navigation
from sextant.society.agenda import evidence
from sextant.society.agenda.evidence import Thing
from sextant.society.members import forgetting
from sextant.work.trends import jobs, letters, rules, states
from sextant.work.trends.actions.forgetting import forget_person
from sextant.work.trends.api import router
from sextant.work.trends.demo import load as demo
from sextant.work.trends.measures import MEASURES
from sextant.work.trends.models import Signal, TrendReport, WatchList
from sextant.work.trends.queries.finds import WATCH_LISTS
from sextant.work.trends.search import REPORTS, SIGNALS
from sextant.work.trends.telling import told_by_forecasts, told_by_watch_lists
from sextant.work.trends.waiting_tasks import tasks_of

VERBS = {
    "trends.tell_signal": _("Signal told"),
    "trends.keep_told": _("Signals gathered from the data of the site"),
    "trends.save_signal": _("Signal put right"),
    "trends.put_on_radar": _("Signal put on the radar"),
    "trends.end_signal": _("Signal not taken, or taken off the radar"),
    "trends.rate_signal": _("Signal rated"),
    "trends.add_evidence": _("Page added to what a signal rests on"),
    "trends.save_watch_list": _("Watch list changed"),
    "trends.close_watch_list": _("Watch list closed"),
    "trends.reopen_watch_list": _("Watch list watched again"),
    "trends.bring_feed": _("File of a feed brought to a watch list"),
    "trends.look_over": _("Watch list found something"),
    "trends.take_up_find": _("Find of a watch list taken up as a signal"),
    "trends.dismiss_find": _("Find of a watch list dismissed"),
    "trends.undo_find": _("Decision on a find of a watch list taken back"),
    "trends.open_report": _("Trend report opened"),
    "trends.gather_again": _("Data of the trend report gathered anew"),
    "trends.invite_author": _("Somebody invited to write into the trend report"),
    "trends.write_passage": _("Passage of the trend report written"),
    "trends.decide_passage": _("Passage of the trend report decided"),
    "trends.remove_passage": _("Invitation to write taken back"),
    "trends.publish_report": _("Trend report published"),
}


def _keeps(user: Any, thing: Any) -> bool:
    return rules.may_keep(user, thing)


def _reports_as_evidence(user: Any, keys: set[str]) -> dict[str, Thing]:
    """Those that everybody may read."""
    return {str(one.pk): Thing(str(one), one.get_absolute_url()) for one in TrendReport.objects.filter(pk__in=keys, state=states.PUBLISHED)}


def register_all() -> None:
    """Makes everything known; importing `jobs` has made its work known already."""
    assert jobs
    record.register(Signal, _("Signal"), _keeps)
    record.register(TrendReport, _("Trend report"), _keeps)
    record.register(WatchList, _("Watch list"), _keeps)
    record.register_verbs(**VERBS)
    register_names(chapter=_("Chapter"), direction=_("Direction"), evidence=_("Evidence"), signals=_("Signals"))
    register_names(entries=pgettext_lazy("feed", "Entries"), found=pgettext_lazy("watch list", "Found"), left_out=_("Left out"))
    search.register(SIGNALS)
    search.register(REPORTS)
    about = _("Signals told and rated, and the yearly report.")
    tools.register(_("Radar and trend reports"), "trends:queue", rules.may_keep, group=_("Foresight"), about=about, order=67)
    navigation.register(_("Trends"), "trends:radar", 39, place="footer")
    waiting.register(tasks_of)
    letters.register_letters()
    forgetting.register("trends", forget_person)
    evidence.register("trends.report", _("Trend report"), _reports_as_evidence)
    radar.register("forecasts", _("Forecasts"), radar.LIBRARIES, told_by_forecasts)
    radar.register(WATCH_LISTS, _("Watch lists"), radar.FIELD, told_by_watch_lists)
    for measure in MEASURES:
        measuring.register(measure)
    mount("trends", router)
    demo.register()
