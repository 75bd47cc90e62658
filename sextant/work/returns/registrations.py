"""What this house makes known to the registries of base and of the agenda when the site starts."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sextant.base.api.urls import mount
from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.exports import registry as exports
from sextant.base.measures import registry as measuring
from sextant.base.measures import waiting
from sextant.base.office import registry as tools
from sextant.base.search import registry as search
from sextant.base.ui import navigation
from sextant.society.agenda import evidence
from sextant.society.agenda.evidence import Thing
from sextant.work.returns import demo, jobs, measures, rules
from sextant.work.returns.api import router
from sextant.work.returns.models import Collection, ImportRun, Library, YearRelease
from sextant.work.returns.queries import tables
from sextant.work.returns.search import LIBRARIES

VERBS = {
    "returns.make_collection": _("Collection of returns made"),
    "returns.feed_agenda_from": _("Chosen as the source of the agenda"),
    "returns.start_import": _("Import begun"),
    "returns.store_import": _("Import stored"),
    "returns.refuse_import": _("Import refused"),
    "returns.cancel_import": _("Import stopped"),
    "returns.see_findings": _("Findings looked at"),
    "returns.publish_year": _("Year published"),
    "returns.open_correction": _("Correction of a published year opened"),
}


def libraries_as_evidence(user: Any, keys: set[str]) -> dict[str, Thing]:
    """Every library of the statistics is public."""
    rows = Library.objects.filter(pk__in=keys)
    return {str(one.pk): Thing(one.name, reverse("returns:library", args=[one.pk])) for one in rows}


def years_as_evidence(user: Any, keys: set[str]) -> dict[str, Thing]:
    """So is every year of a collection, with its totals and indicators."""
    rows = YearRelease.objects.select_related("collection").filter(pk__in=keys)
    return {str(one.pk): Thing(str(one), reverse("returns:year", args=[one.collection.code, one.year])) for one in rows}


def register_all() -> None:
    """Importing `demo` and `jobs` has made their work known already."""
    assert demo
    assert jobs
    record.register(Collection, _("Collection of returns"), rules.may_import)
    record.register(YearRelease, _("Year of a collection"), rules.may_publish)
    record.register(ImportRun, _("Import of returns"), rules.may_import)
    record.register_verbs(**VERBS)
    register_names(
        collections=_("Collections"),
    )
    for measure in measures.MEASURES:
        measuring.register(measure)
    waiting.register(measures.waiting_for)
    search.register(LIBRARIES)
    exports.register("libraries", _("Libraries in the statistics"), tables.libraries_table)
    exports.register("observations", _("All figures of library returns"), tables.observations_table)
    evidence.register("returns.library", _("library in the statistics"), libraries_as_evidence)
    evidence.register("returns.yearrelease", _("year of library statistics"), years_as_evidence)
    tools.register(
        _("Import library statistics"),
        "returns:imports",
        rules.may_import,
        group=_("Library statistics"),
        about=_("Files of returns, what became of their rows, and findings."),
        order=30,
    )
    navigation.register(_("Statistics"), "returns:overview", 30)
    mount("returns", router)
