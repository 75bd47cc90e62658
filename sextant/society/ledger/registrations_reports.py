"""What the treasurer's reports and tools make known to the registries of base; called by `registrations`."""

from django.utils.translation import gettext_lazy as _

from sextant.base.audit import registry as record
from sextant.base.exports import registry as exports
from sextant.base.office import registry as tools
from sextant.base.office import setup
from sextant.society.ledger import rules
from sextant.society.ledger.actions.receipt_rules import ensure_receipt_rules
from sextant.society.ledger.demo import budget as demo
from sextant.society.ledger.models import BudgetYear, Fund, Programme, ReceiptRule
from sextant.society.ledger.queries.budgets import budgets_table
from sextant.society.ledger.queries.holding_tables import accounts_table, funds_table, programmes_table
from sextant.society.ledger.queries.receipt_rules import rules_table

VERBS = {
    "ledger.save_programme": _("Programme changed"),
    "ledger.save_draft": _("Draft entry written"),
    "ledger.write_budget": _("Budget changed"),
    "ledger.approve_budget": _("Budget approved"),
    "ledger.ensure_receipt_rules": _("Rules of fiscal receipts entered"),
    "ledger.save_receipt_rule": _("Rule of fiscal receipts changed"),
    "ledger.check_receipt_rule": _("Rule of fiscal receipts checked by a lawyer"),
}


def register_reports() -> None:
    """Verbs, histories, exports and tools of reports, chart, entries by hand, budgets and rules of fiscal receipts."""
    record.register(Fund, _("Fund"), rules.may_see_books)
    record.register(Programme, _("Programme"), rules.may_see_books)
    record.register(BudgetYear, _("Budget"), rules.may_see_books)
    record.register(ReceiptRule, _("Rule of fiscal receipts"), rules.may_see_receipt_rules)
    record.register_verbs(**VERBS)
    exports.register("chart-of-accounts", _("Chart of accounts"), accounts_table)
    exports.register("funds", _("Funds"), funds_table)
    exports.register("budgets", _("Budgets"), budgets_table)
    exports.register("receipt-rules", _("Rules of fiscal receipts"), rules_table)
    setup.register("ledger-receipt-rules", ensure_receipt_rules)
    exports.register("programmes", _("Programmes"), programmes_table)
    demo.register()
    _register_tools()


def _register_tools() -> None:
    group = _("Money")
    for title, name, about, order in (
        (_("Reports"), "activities", _("Activities, position, cash flow, funds, budget; figures open to their lines."), 33),
        (_("Budget of the year"), "budget", _("Lines of a year, copying, spreadsheet, approval and amendments."), 33),
        (_("Entries by hand"), "drafts", _("Drafts, new entries, copies of earlier ones."), 34),
        (_("Chart of accounts, funds, programmes"), "chart", _("What amounts are booked on, with what stands there."), 35),
    ):
        tools.register(title, f"ledger:{name}", rules.may_see_books, group=group, about=about, order=order)
    about = _("Whether a receipt is needed; each rule with its source and whether a lawyer checked it.")
    tools.register(_("Rules of fiscal receipts"), "ledger:receipt_rules", rules.may_see_receipt_rules, group=group, about=about, order=36)
