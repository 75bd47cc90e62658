"""What this house makes known to the registries of base and society when the site starts."""

from django.utils.translation import gettext_lazy as _

from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.measures import registry as measuring
from sextant.base.measures import waiting
from sextant.base.office import registry as tools
from sextant.base.search import registry as search
from sextant.base.ui import navigation
from sextant.society.members import book_ways
from sextant.society.members import panels as pages
from sextant.work.acquisitions import jobs, panels, rules
from sextant.work.acquisitions.demo import load as demo
from sextant.work.acquisitions.measures import MEASURES
from sextant.work.acquisitions.models import Collection, ImportRun, Offer, Plan, Profile
from sextant.work.acquisitions.queries.ways import ways_to_copies
from sextant.work.acquisitions.search import COLLECTIONS
from sextant.work.acquisitions.waiting_tasks import tasks_of

VERBS = {
    "acquisitions.save_collection": _("Collection changed"),
    "acquisitions.remove_collection": _("Collection removed"),
    "acquisitions.save_population": _("Table of children changed"),
    "acquisitions.start_import": _("Catalogue brought in"),
    "acquisitions.finish_import": _("Catalogue read"),
    "acquisitions.refuse_import": _("Catalogue refused"),
    "acquisitions.cancel_import": _("Reading of a catalogue stopped"),
    "acquisitions.choose_import": _("Earlier catalogue put back"),
    "acquisitions.remove_import": _("Catalogue removed"),
    "acquisitions.start_profile": _("Profile asked for"),
    "acquisitions.keep_profile": _("Profile made"),
    "acquisitions.refuse_profile": _("Profile not made"),
    "acquisitions.keep_offer": _("Offer brought in"),
    "acquisitions.begin_plan": _("Purchase plan begun"),
    "acquisitions.save_targets": _("Demands of a purchase plan changed"),
    "acquisitions.start_plan": _("Purchase list asked for"),
    "acquisitions.keep_plan": _("Purchase list worked out"),
    "acquisitions.cancel_plan": _("Search for a purchase list stopped"),
    "acquisitions.decide_title": _("Title decided by hand"),
    "acquisitions.mark_ordered": _("Purchase list ordered"),
    "acquisitions.take_order_back": _("Order taken back"),
    "acquisitions.remove_plan": _("Purchase plan removed"),
}


def register_record() -> None:
    """Who may read which history, and the verbs and values in words."""
    record.register(Collection, _("Collection for children"), rules.may_keep)
    record.register(ImportRun, _("Catalogue of a collection"), rules.may_keep_import)
    record.register(Profile, _("Profile of a collection"), rules.may_keep_profile)
    record.register(Offer, _("Offer of a supplier"), rules.may_keep_offer)
    record.register(Plan, _("Purchase plan"), rules.may_keep_plan)
    record.register_verbs(**VERBS)
    register_names(
        children=_("Children"),
        dead_after=_("Unused after so many years"),
        old_after=_("Old after so many years"),
        recent=_("Recent for so many years"),
        shares=_("Counted in the overview of the section"),
        key=_("Identifier"),
        order_number=_("Number of the order"),
        spent=_("Spent"),
        stored=_("Stored"),
        targets=_("Demands"),
        titles=_("Titles"),
        way=_("Decided"),
    )


def register_all() -> None:
    """Importing `jobs` has made its work known already."""
    assert jobs
    register_record()
    for measure in MEASURES:
        measuring.register(measure)
    waiting.register(tasks_of)
    search.register(COLLECTIONS)
    tools.register(
        _("Collections for children"),
        "acquisitions:section",
        rules.is_keeper,
        group=_("Children's reading"),
        about=_("Which libraries have profiles, and what children lack."),
        order=70,
    )
    navigation.register(_("Collections for children"), "acquisitions:overview", 41, place="footer")
    navigation.register(_("Collection of my library"), "acquisitions:mine", 44, lambda user: bool(rules.represented(user)), place="account")
    pages.register("organisation", panels.organisation_panel)
    book_ways.register(ways_to_copies)
    demo.register()
