"""What this house makes known to the registries of base and society when the site starts."""

from django.utils.translation import gettext_lazy as _

from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.demo import registry as demo_registry
from sextant.base.exports import registry as exports
from sextant.base.measures import registry as measuring
from sextant.base.measures import waiting
from sextant.base.office import registry as tools
from sextant.base.permissions import roles
from sextant.base.permissions.pages import logged_in
from sextant.base.ui import navigation
from sextant.society.ledger import subjects
from sextant.work.projects import demo, measures, rules
from sextant.work.projects.claims import SUBJECT
from sextant.work.projects.models import Project, Report
from sextant.work.projects.queries.overview import projects_table, with_milestones

VERBS = {
    "projects.save_project": _("Project written"),
    "projects.move_project": _("State of the project changed"),
    "projects.join_team": _("Team of the project changed"),
    "projects.leave_team": _("Taken off the team"),
    "projects.save_milestone": _("Milestone written"),
    "projects.mark_milestone": _("Milestone marked"),
    "projects.add_evidence": _("Document added"),
    "projects.remove_evidence": _("Document removed"),
    "projects.save_risk": _("Risk written"),
    "projects.remove_risk": _("Risk removed"),
    "projects.add_budget_line": _("Line of the budget added"),
    "projects.remove_budget_line": _("Line of the budget taken away"),
    "projects.sign_agreement": _("Funding agreement written"),
    "projects.set_instalments": _("Instalments written"),
    "projects.receive_instalment": _("Instalment received"),
    "projects.unreceive_instalment": _("Instalment taken back"),
    "projects.write_hours": _("Hours written"),
    "projects.book_hours": _("Hours booked"),
    "projects.draft_report": _("Report begun"),
    "projects.write_report": _("Report written"),
    "projects.publish_report": _("Report published"),
}


def register_record() -> None:
    """Who may read which history, and the verbs in words."""
    record.register(Project, _("Project"), rules.may_manage_project)
    record.register(Report, _("Report to a funder"), rules.may_see_report)
    record.register_verbs(**VERBS)
    register_names(
        impact=_("Impact"),
        instalment=_("Instalment"),
        likelihood=_("Likelihood"),
        made=_("Made"),
        manager=_("Manager"),
        promise=_("Promise"),
    )


def register_all() -> None:
    """Registers everything of this house."""
    about = _("Runs projects: milestones, team, budget and reports. For one project, or for all of the association.")
    roles.register(rules.MANAGER, _("project manager"), about)
    register_record()
    subjects.register(SUBJECT)
    for measure in measures.MEASURES:
        measuring.register(measure)
    waiting.register(measures.waiting_for)
    exports.register("projects", _("Projects"), lambda: projects_table(with_milestones(Project.objects.select_related("manager"))))
    group = _("Plans and funding")
    tools.register(
        _("Projects"), "projects:projects", rules.may_make_project, group=group, about=_("Milestones, money, reports to funders."), order=43
    )
    navigation.register(_("Projects"), "projects:projects", 20, logged_in, place="account")
    demo_registry.register("projects", 62, demo.load, demo.remove)
