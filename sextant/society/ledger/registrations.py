"""What this house makes known to the registries of base when the site starts."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sextant.base.audit import guards
from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.exports import registry as exports
from sextant.base.measures import registry as measuring
from sextant.base.measures import waiting
from sextant.base.office import checks, setup
from sextant.base.office import registry as tools
from sextant.base.permissions import roles
from sextant.society.ledger import jobs, letters, numbering, rules, subjects
from sextant.society.ledger.actions.chart import ensure_chart
from sextant.society.ledger.actions.dues import KIND, SUBJECT
from sextant.society.ledger.demo import load as demo
from sextant.society.ledger.guards import GUARD
from sextant.society.ledger.measures import measures
from sextant.society.ledger.models import Account, BankAccount, DuesRun, Entry, Invoice, Payee, Payment, Statement, StatementLine
from sextant.society.ledger.online import providers
from sextant.society.ledger.online.sandbox import Sandbox
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.queries.tables import invoices_table, invoices_wanted, lines_table, lines_wanted
from sextant.society.ledger.registrations_reports import register_reports
from sextant.society.ledger.tasks import tasks_of
from sextant.society.members import panels
from sextant.society.members.models import Membership
from sextant.society.members.panels import Panel

VERBS = {
    "ledger.ensure_chart": _("Chart of accounts entered"),
    "ledger.save_account": _("Account of the chart changed"),
    "ledger.save_fund": _("Fund changed"),
    "ledger.post_entry": _("Entry posted"),
    "ledger.discard_draft": _("Draft entry discarded"),
    "ledger.reverse_entry": _("Entry reversed"),
    "ledger.close_books": _("Books closed"),
    "ledger.reopen_books": _("Books opened again"),
    "ledger.issue_invoice": _("Invoice issued"),
    "ledger.cancel_draft": _("Draft invoice put aside"),
    "ledger.credit_invoice": _("Invoice credited"),
    "ledger.receive_payment": _("Payment recorded"),
    "ledger.recognise_income": _("Income recognised"),
    "ledger.take_back_income": _("Income taken back"),
    "ledger.assign_payment": _("Payment assigned to what it was for"),
    "ledger.unassign_payment": _("Payment taken off what it was for"),
    "ledger.begin_payment": _("Online payment begun"),
    "ledger.cover_invoice": _("Payment laid on the invoice"),
    "ledger.uncover": _("Payment taken off the invoice"),
    "ledger.take_back_payment": _("Payment taken back"),
    "ledger.refund_payment": _("Payment given back"),
    "ledger.open_run": _("Run of dues drawn up"),
    "ledger.leave_out": _("Membership left out of the run of dues, or put back"),
    "ledger.confirm_run": _("Run of dues confirmed"),
    "ledger.drop_run": _("Run of dues dropped"),
    "ledger.remind": _("Reminder of the invoice sent"),
    "ledger.stop_reminders": _("Reminders of the invoice stopped"),
    "ledger.resume_reminders": _("Reminders of the invoice go on"),
    "ledger.bring_statement": _("Bank statement brought"),
    "ledger.refuse_statement": _("Bank statement refused"),
    "ledger.keep_statement": _("Bank statement read"),
    "ledger.decide_line": _("Line of the statement decided"),
    "ledger.undo_line": _("Decision about the line taken back"),
    "ledger.save_payee": _("Requisites changed"),
    "ledger.save_bank_account": _("Bank account changed"),
}


def membership_panel(user: Any, membership: Membership) -> Panel | None:
    """Invoices of a membership, for those who see invoices or are the payer."""
    rows = Invoice.objects.filter(about_kind=KIND, about_id=str(membership.pk)).select_related("person", "organisation")[:20]
    seen = [invoice for invoice in rows if rules.may_see_invoice(user, invoice)]
    if not seen and not rules.may_invoice(user):
        return None
    context = {"invoices": seen, "may_invoice": rules.may_invoice(user), "membership": membership}
    return Panel(_("Invoices"), "ledger/_membership_panel.html", context, 20)


def register_record() -> None:
    """Who may read which history, and the verbs in words."""
    record.register(Entry, _("Entry"), rules.may_see_books)
    record.register(Invoice, _("Invoice"), rules.may_see_invoice)
    record.register(Payment, _("Payment"), rules.may_see_books)
    record.register(DuesRun, _("Run of dues"), rules.may_run_dues)
    record.register(Statement, _("Bank statement"), rules.may_record)
    record.register(StatementLine, _("Line of a statement"), rules.may_record)
    for model, title in ((Account, _("Account")), (Payee, _("Requisites")), (BankAccount, _("Bank account"))):
        record.register(model, title, rules.may_see_books)
    record.register_verbs(**VERBS)
    register_names(
        entry=_("Entry"),
    )


def register_office() -> None:
    """The treasurer's tools, and what a new site begins with."""
    group = _("Money")
    tools.register(_("The books"), "ledger:books", rules.may_see_books, group=group, about=_("Trial balance, every line, closing."), order=30)
    tools.register(_("Invoices"), "ledger:invoices", rules.may_see_invoices, group=group, about=_("What was asked, what came in."), order=31)
    tools.register(_("Dues"), "ledger:dues_runs", rules.may_run_dues, group=group, about=_("Charge all members, after a preview."), order=31)
    tools.register(
        _("Bank statements"), "ledger:statements", rules.may_record, group=group, about=_("What came in and went out, matched to invoices."), order=31
    )
    tools.register(
        _("Requisites"), "ledger:requisites", rules.may_keep_requisites, group=group, about=_("Name and bank accounts on invoices."), order=32
    )
    setup.register("ledger", ensure_chart)
    checks.register("ledger", invariants)


def register_all() -> None:
    guards.register("ledger", GUARD)
    roles.register("auditor", _("audit commission"), _("Reads the books, invoices and payments; changes nothing."))
    subjects.register(SUBJECT)
    providers.register(Sandbox())
    for model in (Entry, Invoice):
        numbering.register(model)
    numbering.register(Payment, series="receipt_series", year="receipt_year", number="receipt_number")
    panels.register("membership", membership_panel)
    exports.register("ledger", _("Lines of the books"), lambda: lines_table(lines_wanted({})))
    exports.register("invoices", _("Invoices"), lambda: invoices_table(invoices_wanted({})))
    register_record()
    register_office()
    assert jobs, "importing them has made their work known"
    waiting.register(tasks_of)
    register_reports()
    letters.register_templates()
    demo.register()
    for measure in measures():
        measuring.register(measure)
