"""What this house makes known to the registries of base when the site starts."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from sextant.base.api.urls import mount
from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.measures import waiting
from sextant.base.office import registry as tools
from sextant.base.office import setup
from sextant.base.permissions.queries import scopes_held
from sextant.base.permissions.rules import is_office
from sextant.base.search import registry as search
from sextant.base.search.registry import EntryDraft, Searchable
from sextant.base.ui import navigation
from sextant.society.agenda import asking, evidence, measures, rules
from sextant.society.agenda.actions import load_shipped_agenda
from sextant.society.agenda.api import router
from sextant.society.agenda.demo import load as demo
from sextant.society.agenda.evidence import Thing
from sextant.society.agenda.models import Guideline, Indicator, Initiative, Participant
from sextant.society.agenda.queries import visible_initiatives, with_homes
from sextant.society.agenda.rules import OFFICERS
from sextant.society.agenda.verbs import VERBS
from sextant.society.members import panels
from sextant.society.members.models import Organisation, Person, Section
from sextant.society.members.panels import Panel

AUDIENCE = "agenda-officers"


def initiative_entry(initiative: Initiative) -> EntryDraft:
    """Private initiatives are found by the officers of their section and by the office."""
    return EntryDraft(
        title_ru=initiative.title_ru,
        title_en=initiative.title_en,
        url_name="agenda:initiative",
        url_args=(initiative.pk,),
        summary_ru=initiative.about_ru,
        summary_en=initiative.about_en,
        text=f"{initiative.outcome_ru} {initiative.outcome_en}",
        audience="public" if initiative.is_public else f"{AUDIENCE}:{initiative.section_id}",
    )


def guideline_entry(guideline: Guideline) -> EntryDraft | None:
    if not guideline.direction.agenda.is_current:
        return None
    return EntryDraft(
        title_ru=f"{guideline.code} {guideline.title_ru}",
        title_en=f"{guideline.code} {guideline.title_en}",
        url_name="agenda:guideline",
        url_args=(guideline.direction.slug, guideline.number),
        summary_ru=guideline.text_ru,
        summary_en=guideline.text_en,
        audience="public",
        weight=2,
    )


def indicator_entry(indicator: Indicator) -> EntryDraft | None:
    if not indicator.is_active or not indicator.guideline.direction.agenda.is_current:
        return None
    return EntryDraft(
        title_ru=indicator.title_ru,
        title_en=indicator.title_en,
        url_name="agenda:indicator",
        url_args=(indicator.pk,),
        summary_ru=indicator.definition_ru,
        summary_en=indicator.definition_en,
        audience="public",
        weight=1,
    )


def audiences_of(user: Any) -> Iterable[str]:
    if is_office(user):
        return [f"{AUDIENCE}:*"]
    return [f"{AUDIENCE}:{key}" for key in scopes_held(user, "members.section", *OFFICERS)]


def _address(name: str, key: int) -> str:
    try:
        return reverse(name, args=[key])
    except NoReverseMatch:
        return ""


def initiatives_as_evidence(user: Any, keys: set[str]) -> dict[str, Thing]:
    return {str(one.pk): Thing(one.title, _address("agenda:initiative", one.pk)) for one in visible_initiatives(user).filter(pk__in=keys)}


def indicators_as_evidence(user: Any, keys: set[str]) -> dict[str, Thing]:
    return {str(one.pk): Thing(one.title, _address("agenda:indicator", one.pk)) for one in Indicator.objects.filter(pk__in=keys)}


def organisations_as_evidence(user: Any, keys: set[str]) -> dict[str, Thing]:
    """Those listed in the public directory; the office sees all."""
    rows = Organisation.objects.filter(pk__in=keys)
    rows = rows if is_office(user) else rows.filter(in_directory=True)
    return {str(one.pk): Thing(str(one), _address("members:organisation", one.pk)) for one in rows}


def sections_as_evidence(user: Any, keys: set[str]) -> dict[str, Thing]:
    return {str(one.pk): Thing(one.name, _address("members:section", one.pk)) for one in Section.objects.filter(pk__in=keys)}


def register_search() -> None:
    with_agenda = "direction__agenda"
    search.register(Searchable("initiative", Initiative, initiative_entry, _("Initiatives")))
    search.register(Searchable("guideline", Guideline, guideline_entry, _("Guidelines"), lambda: Guideline.objects.select_related(with_agenda)))
    indicators = Indicator.objects.select_related(f"guideline__{with_agenda}")
    search.register(Searchable("indicator", Indicator, indicator_entry, _("Indicators"), indicators.all))
    search.register_audience(audiences_of)


def register_evidence() -> None:
    evidence.register("agenda.initiative", _("initiative"), initiatives_as_evidence)
    evidence.register("agenda.indicator", _("indicator"), indicators_as_evidence)
    evidence.register("members.organisation", _("organisation"), organisations_as_evidence)
    evidence.register("members.section", _("section"), sections_as_evidence)


def section_panel(user: Any, section: Section) -> Panel | None:
    """The section's initiatives that the reader may know of."""
    rows = list(with_homes(visible_initiatives(user).filter(section=section))[:20])
    return Panel(_("Initiatives of the section"), "agenda/_section_panel.html", {"initiatives": rows, "section": section}, 30) if rows else None


def person_panel(user: Any, person: Person) -> Panel | None:
    """Initiatives that the person answers for or works on, as far as the reader may know of them and of the person's part."""
    mine = Q(owner=person) | Q(pk__in=Participant.objects.filter(person=person).values("initiative"))
    rows = list(with_homes(visible_initiatives(user).filter(mine))[:20])
    return Panel(_("Initiatives with this person"), "agenda/_person_panel.html", {"initiatives": rows}, 30) if rows else None


def register_all() -> None:
    setup.register("agenda", load_shipped_agenda)
    navigation.register(_("Agenda"), "agenda:agenda", 10)
    group = _("Agenda")
    tools.register(
        _("Initiatives"),
        "agenda:initiatives",
        is_office,
        group=group,
        about=_("Who does what for the agenda, until when, and how it goes."),
        order=28,
    )
    tools.register(
        _("Indicators"), "agenda:indicators", rules.may_steer_agenda, group=group, about=_("Targets, owners, and the counting of figures."), order=29
    )
    measures.register_measures()
    waiting.register(measures.tasks)
    register_search()
    register_evidence()
    demo.register()
    asking.register()
    record.register_verbs(**VERBS)
    register_names(
        baseline_value=_("Baseline"),
        baseline_year=_("Year of the baseline"),
        section=_("Section"),
        adopted_by=_("Adopted by"),
        home=_("Home"),
        milestone=_("Milestone"),
        directions=_("Directions"),
        guideline=_("Guideline"),
        guidelines=_("Guidelines"),
        indicator=_("Indicator"),
        indicators=_("Indicators"),
        initiative=_("Initiative"),
        measure=_("Measure"),
        targets=_("Targets"),
        values=_("Values"),
    )
    panels.register("section", section_panel)
    panels.register("person", person_panel)
    mount("agenda", router)
