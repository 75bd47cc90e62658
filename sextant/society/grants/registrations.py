"""What this house makes known to the registries of base and society when the site starts."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.exports import registry as exports
from sextant.base.measures import registry as measuring
from sextant.base.measures import waiting
from sextant.base.office import checks, setup
from sextant.base.office import registry as tools
from sextant.base.permissions.pages import logged_in
from sextant.base.ui import navigation
from sextant.society.grants import jobs, letters, rules, states, tasks
from sextant.society.grants.actions.clauses import ensure_clauses
from sextant.society.grants.actions.forgetting import forget_recipient
from sextant.society.grants.demo import load as demo
from sextant.society.grants.held import grants_held
from sextant.society.grants.measures import measures
from sextant.society.grants.models import Clause, Grant, Publication
from sextant.society.grants.queries import giving
from sextant.society.grants.queries.invariants import trouble
from sextant.society.grants.queries.tables import office_table
from sextant.society.ledger import numbering
from sextant.society.ledger.actions.entries import keep_reversals
from sextant.society.members import forgetting, panels
from sextant.society.members.models import Organisation, Person
from sextant.society.members.panels import Panel
from sextant.society.members.queries import held

VERBS = {
    "grants.promise_grant": _("Grant promised"),
    "grants.set_instalments": _("Instalments of the grant set"),
    "grants.set_budget": _("Budget of the grant set"),
    "grants.set_reports": _("Days of reports set"),
    "grants.set_conditions": _("Special conditions set"),
    "grants.send_agreement": _("Agreement of the grant sent"),
    "grants.recall_agreement": _("Agreement of the grant taken back"),
    "grants.sign_agreement": _("Agreement of the grant signed"),
    "grants.begin_grant": _("Work on the grant begun"),
    "grants.renew_link": _("Recipient's link renewed"),
    "grants.pay_instalment": _("Instalment of the grant paid"),
    "grants.take_back_payment": _("Payment of the grant taken back"),
    "grants.return_money": _("Money of the grant returned"),
    "grants.add_milestone": _("Milestone of the grant entered"),
    "grants.remove_milestone": _("Milestone of the grant removed"),
    "grants.mark_milestone": _("Milestone of the grant marked"),
    "grants.write_report": _("Report on the grant written"),
    "grants.send_report": _("Report on the grant sent"),
    "grants.accept_report": _("Report on the grant accepted"),
    "grants.send_report_back": _("Report on the grant sent back"),
    "grants.add_file": _("Paper added to the report"),
    "grants.remove_file": _("Paper taken off the report"),
    "grants.ask_change": _("Change of the grant asked for"),
    "grants.agree_to_change": _("Change of the grant agreed to"),
    "grants.decline_change": _("Change of the grant declined"),
    "grants.close_grant": _("Grant closed"),
    "grants.withdraw_grant": _("Grant withdrawn"),
    "grants.cancel_grant": _("Grant cancelled"),
    "grants.save_grant": _("Grant written into the register"),
    "grants.save_publication": _("Way of publishing grants changed"),
    "grants.ensure_clauses": _("Clauses of agreements entered"),
    "grants.save_clause": _("Clause of agreements changed"),
    "projects.save_grant": _("Grant written into the register"),
    "projects.save_publication": _("Way of publishing grants changed"),
}
"""The last two were written before grants had a house of their own."""


def register_record() -> None:
    """Who may read which history, and the verbs in words."""
    record.register(Grant, _("Grant given"), rules.may_see_history)
    record.register(Publication, _("How grants are published"), rules.may_give)
    record.register(Clause, _("Clause of agreements"), rules.may_see)
    record.register_verbs(**VERBS)
    register_names(
        asked_on=_("Asked for on"),
        awarded_on=_("Awarded on"),
        budget=_("Budget"),
        conditions=_("Special conditions"),
        due_on=_("Due on"),
        done_on=_("Reached on"),
        edition=_("Edition"),
        ended_on=_("Ended on"),
        report=_("Report due on"),
        report_due_on=_("Report due on"),
        instalments=_("Instalments"),
        org_id=_("Identifier of the organisation"),
        prefix=_("Prefix"),
        recipient_id=_("Identifier of the recipient"),
        reports=_("Reports"),
        sent_on=_("Sent on"),
    )


def grants_panel(user: Any, holder: Organisation | Person) -> Panel | None:
    """Grants on the page of whoever received them, for those who see every grant."""
    if not rules.may_see(user):
        return None
    rows = list(holder.grants_received.exclude(state=states.RECORDED).order_by("-awarded_on", "-pk")[:20])
    return Panel(_("Grants"), "grants/_panel.html", {"grants": rows}, 60) if rows else None


def register_office() -> None:
    """The office's tools, and what a new site begins with."""
    group = _("Grants")
    tools.register(_("Grants"), "grants:grants", rules.may_see, group=group, about=_("Promised, paid, reported, closed."), order=40)
    tools.register(
        _("Register of grants given"), "grants:register", rules.may_give, group=group, about=_("The register, and its open data."), order=41
    )
    setup.register("grants", ensure_clauses)
    checks.register("grants", trouble)


def register_all() -> None:
    """Registers everything of this house."""
    register_office()
    register_record()
    letters.register_letters()
    numbering.register(Grant, number="serial")
    keep_reversals("grants.grant")
    exports.register("grants", _("Grants"), lambda: office_table(Grant.objects.with_all().order_by("pk")))
    panels.register("organisation", grants_panel)
    panels.register("person", grants_panel)
    exports.register("grants-given", _("Grants given"), lambda: giving.grants_table(giving.grants()))
    navigation.register(_("Grants given"), "grants:register", 40, place="footer")
    navigation.register(pgettext_lazy("menu", "My grants"), "grants:my_grants", 32, logged_in, place="account")
    waiting.register(tasks.tasks_of)
    held.register(grants_held)
    forgetting.register("grants", forget_recipient)
    assert jobs, "importing them has made their work known"
    for measure in measures():
        measuring.register(measure)
    demo.register()
