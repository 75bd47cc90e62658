"""What this house makes known to the registries of base and society when the site starts."""

from django.utils.translation import gettext_lazy as _

from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.measures import registry as measuring
from sextant.base.office import registry as tools
from sextant.base.ui import navigation
from sextant.work.finances import demo, jobs, rules
from sextant.work.finances.measures import measures
from sextant.work.finances.models import ForecastRun, OpenStatement, Scenario

VERBS = {
    "finances.ask_forecast": _("Forecast asked for"),
    "finances.store_forecast": _("Forecast computed"),
    "finances.make_scenario": _("Scenario made"),
    "finances.copy_scenario": _("Scenario copied"),
    "finances.delete_scenario": _("Scenario deleted"),
    "finances.add_change": _("Change added to a scenario"),
    "finances.remove_change": _("Change taken out of a scenario"),
    "finances.publish_statement": _("Open statement of finances published"),
}


def register_record() -> None:
    """Who may read which history, and the verbs in words."""
    record.register(Scenario, _("Scenario"), rules.may_see_finances)
    record.register(ForecastRun, _("Forecast"), rules.may_see_finances)
    record.register(OpenStatement, _("Open statement of finances"), rules.may_see_finances)
    record.register_verbs(**VERBS)
    register_names(
        methods=_("Methods"),
        permille=_("Per mille"),
    )


def register_office() -> None:
    """The treasurer's and the board's questions."""
    group = _("Money")
    tools.register(
        _("What we live on"), "finances:live_on", rules.may_see_finances, group=group, about=_("Income by stream, its concentration."), order=34
    )
    about = _("Runway, balance by month, forecast.")
    tools.register(_("For how long"), "finances:how_long", rules.may_see_finances, group=group, about=about, order=35)
    about = _("Scenarios of income and costs, compared.")
    tools.register(_("What if"), "finances:what_if", rules.may_see_finances, group=group, about=about, order=36)
    about = _("The yearly statement that everybody may read.")
    tools.register(_("Open finances"), "finances:publish", rules.may_keep_finances, group=group, about=about, order=37)
    navigation.register(_("Open finances"), "finances:open", 60, place="footer")


def register_all() -> None:
    """Registers everything of this house. Importing `jobs` has made its work known already."""
    assert jobs
    register_record()
    register_office()
    demo.register()
    for measure in measures():
        measuring.register(measure)
