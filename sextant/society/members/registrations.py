"""What this house makes known to the registries of base when the site starts."""

from django.utils.translation import gettext_lazy as _

from sextant.base.permissions import roles
from sextant.base.permissions.pages import logged_in
from sextant.base.permissions.queries import register_source
from sextant.base.search import registry as search
from sextant.base.ui import navigation
from sextant.society.members import jobs, rules
from sextant.society.members.models import Organisation, Person
from sextant.society.members.queries.entries import entry_of_organisation, entry_of_person, people_to_find
from sextant.society.members.queries.roles import roles_from_facts


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


def register_people() -> None:
    """People and organisations in the site's search and navigation."""
    search.register(search.Searchable("person", Person, entry_of_person, _("People"), people_to_find))
    search.register(search.Searchable("organisation", Organisation, entry_of_organisation, _("Organisations")))
    navigation.register(_("People"), "members:people", 30, rules.may_see_directory)
    navigation.register(_("My entry"), "members:me", 10, logged_in, place="account")


def register_all() -> None:
    """Importing `jobs` has made its work known already."""
    assert jobs
    register_roles()
    register_people()
