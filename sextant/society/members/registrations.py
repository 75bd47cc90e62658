"""What this house makes known to the registries of base when the site starts."""

from django.utils.translation import gettext_lazy as _

from sextant.base.api.urls import mount
from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.exports import registry as exports
from sextant.base.measures import registry as measuring
from sextant.base.measures import waiting
from sextant.base.office import checks, setup
from sextant.base.office import registry as tools
from sextant.base.permissions import roles
from sextant.base.permissions.pages import logged_in
from sextant.base.permissions.queries import register_source
from sextant.base.permissions.rules import is_office
from sextant.base.search import registry as search
from sextant.base.search.registry import Searchable
from sextant.base.ui import navigation
from sextant.society.members import jobs, letters, rules
from sextant.society.members.actions.plans import ensure_plans
from sextant.society.members.actions.regions import ensure_regions
from sextant.society.members.api import router
from sextant.society.members.demo import load as demo
from sextant.society.members.measures import measures
from sextant.society.members.models import Benefit, Membership, Organisation, Person, Plan, Section
from sextant.society.members.queries.entries import entry_of_person, people_to_find
from sextant.society.members.queries.entries_of_places import entry_of_organisation, entry_of_section, organisations_to_find
from sextant.society.members.queries.invariants import invariants
from sextant.society.members.queries.roles import roles_from_facts
from sextant.society.members.queries.tables import all_members, all_memberships, all_organisations, all_sections
from sextant.society.members.waiting_tasks import tasks_of

PEOPLE_VERBS = {
    "members.create_person": _("Person added"),
    "members.update_person": _("Entry changed"),
    "members.import_person": _("Entry changed by an import"),
    "members.add_affiliation": _("Place of work added"),
    "members.end_affiliation": _("Place of work ended"),
    "members.claim_person": _("Entry tied to a log-in"),
    "members.set_privacy": _("Privacy chosen"),
    "members.export_held_data": _("All data taken away"),
    "members.upload_sheet": _("Spreadsheet uploaded"),
    "members.name_columns": _("Columns named"),
    "members.confirm_import": _("Import confirmed"),
    "members.take_over_import": _("Import taken over"),
    "members.discard_import": _("Import discarded"),
    "members.merge_people": _("Two entries merged"),
    "members.undo_merge": _("Merge undone"),
    "members.call_different": _("Called two different people"),
    "members.ask_erasure": _("Erasure asked for"),
    "members.refuse_erasure": _("Erasure refused"),
    "members.erase_person": _("Person erased"),
}
VERBS = {
    "members.apply": _("Membership applied for"),
    "members.approve": _("Application approved"),
    "members.decline": _("Application declined"),
    "members.drop": _("Application put aside"),
    "members.record_payment": _("Fee recorded"),
    "members.waive": _("Fee waived"),
    "members.grant_reduction": _("Fee reduced"),
    "members.end_reduction": _("Reduction ended"),
    "members.set_extra_seats": _("Number of extra seats set"),
    "members.change_plan": _("Plan changed"),
    "members.set_reminders": _("Reminders switched"),
    "members.decide_reminder": _("Reminder decided"),
    "members.enter_grace": _("Grace period begun"),
    "members.lapse": _("Membership lapsed"),
    "members.resign": _("Membership ended at the member's wish"),
    "members.expel": _("Membership ended by decision"),
    "members.assign_seat": _("Seat given"),
    "members.release_seat": _("Seat freed"),
    "members.create_plan": _("Plan made"),
    "members.edit_plan": _("Plan edited"),
    "members.enter_benefit": _("Benefit entered"),
    "members.edit_benefit": _("Benefit edited"),
    "members.create_organisation": _("Organisation entered"),
    "members.edit_organisation": _("Organisation edited"),
    "members.set_representative": _("Representative named or withdrawn"),
    "members.ensure_regions": _("Regions entered"),
    "members.create_section": _("Section founded"),
    "members.edit_section": _("Section edited"),
    "members.join_section": _("Section joined"),
    "members.leave_section": _("Section left"),
    "members.give_office": _("Office given"),
    "members.end_office": _("Office ended"),
}


def register_roles() -> None:
    """Role words, and the source of those that follow from facts."""
    roles.register("secretary", _("secretary of the association"), _("Runs the office: members, sections, letters, imports."))
    roles.register("director", _("executive director"), _("Everything the secretary may, and expulsions."))
    roles.register("treasurer", _("treasurer"), _("Records fees and sees what is due."))
    facts = {
        "member": (_("member"), _("A person in good standing today: by a membership of one's own or by a seat.")),
        "representative": (_("representative"), _("Acts for an organisation: applies, renews, gives out its seats.")),
        "chair": (_("chair of a section"), _("Leads a section during a term of office.")),
        "vice_chair": (_("vice-chair of a section"), _("Stands in for the chair during a term of office.")),
        "section_secretary": (_("secretary of a section"), _("Keeps a section's page and people during a term of office.")),
        "committee": (_("member of a section's committee"), _("Sits on a section's standing committee during a term of office.")),
    }
    for code, (name, about) in facts.items():
        roles.register(code, name, about, grantable=False)
    register_source(roles_from_facts)


def register_search() -> None:
    """People, sections and organisations in the site's search."""
    search.register(Searchable("person", Person, entry_of_person, _("People"), people_to_find))
    search.register(Searchable("section", Section, entry_of_section, _("Sections")))
    search.register(Searchable("organisation", Organisation, entry_of_organisation, _("Organisations"), organisations_to_find))


def register_doors() -> None:
    """Entries of the navigation."""
    navigation.register(_("Association"), "members:start", 20)
    navigation.register(_("People"), "members:people", 30, rules.may_see_directory)
    navigation.register(_("My entry"), "members:me", 10, logged_in, place="account")
    navigation.register(_("My membership"), "members:my_membership", 11, logged_in, place="account")


def register_record() -> None:
    """Who may read which history, and the verbs in words."""
    record.register(Person, _("Person"), rules.may_see_private_data)
    record.register_verbs(**PEOPLE_VERBS)
    record.register(Membership, _("Membership"), rules.may_see_membership, lambda one: str(one.number or one.holder))
    record.register(Organisation, _("Organisation"), rules.may_edit_organisation)
    record.register(Section, _("Section"), rules.may_edit_section)
    record.register(Plan, _("Plan"), rules.may_manage_plans)
    record.register(Benefit, _("Benefit"), rules.may_manage_plans)
    record.register_verbs(**VERBS)
    register_names(
        acts=_("Acts for it"),
        extra_seats=_("Extra seats"),
        partner=_("Who gives it"),
        membership=_("Membership"),
        office=_("Office"),
        people_made=_("People added"),
        reduction=_("Reduction"),
        resigned_on=_("Resigned on"),
        seat=_("Seat"),
        wants_reminders=_("Wants reminders"),
        max_age=_("Oldest age"),
        member=_("Member"),
        organisation=_("Organisation"),
        regions=_("Regions"),
        seats=_("Seats"),
    )


def register_office() -> None:
    """The office's tools, and what a new site begins with."""
    group = _("Members")
    tools.register(
        _("Memberships"), "members:memberships", rules.may_see_memberships, group=group, about=_("Applications, fees, renewals, ends."), order=10
    )
    tools.register(
        _("People"), "members:people", is_office, group=group, about=_("Everybody the association knows, with filters and downloads."), order=11
    )
    tools.register(_("Plans"), "members:plans", rules.may_manage_plans, group=group, about=_("For whom, how long, and what they cost."), order=12)
    tools.register(
        _("Benefits for members"), "members:benefits", rules.may_manage_plans, group=group, about=_("What partners give to members."), order=13
    )
    tools.register(
        _("Import a spreadsheet"), "members:imports", rules.may_import, group=group, about=_("Members from XLSX or CSV, with a dry run."), order=20
    )
    tools.register(_("Duplicates"), "members:merges", rules.may_merge, group=group, about=_("Entries that may be one person."), order=21)
    tools.register(_("Erasures"), "members:erasures", is_office, group=group, about=_("People who ask to be forgotten."), order=22)
    setup.register("members", ensure_plans)
    checks.register("members", invariants)
    setup.register("regions", ensure_regions)


def register_numbers() -> None:
    """Measures, waiting tasks, lists for `sextant export`, and the API."""
    for measure in measures():
        measuring.register(measure)
    waiting.register(tasks_of)
    exports.register("members", _("Members in good standing"), all_members)
    exports.register("memberships", _("Memberships"), all_memberships)
    exports.register("organisations", _("Organisations"), all_organisations)
    exports.register("sections", _("Sections"), all_sections)
    mount("members", router)


def register_all() -> None:
    """Importing `jobs` has made its work known already."""
    assert jobs
    register_roles()
    register_record()
    register_office()
    register_search()
    register_numbers()
    register_doors()
    letters.register_templates()
    demo.register()
