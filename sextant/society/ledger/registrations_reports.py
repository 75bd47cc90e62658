"""What the treasurer's reports and tools make known to the registries of base; called by `registrations`."""

from django.utils.translation import gettext_lazy as _

from sextant.base.audit import registry as record
from sextant.base.exports import registry as exports
from sextant.base.office import registry as tools
from sextant.society.ledger import rules
from sextant.society.ledger.models import Fund, Programme
from sextant.society.ledger.queries.holding_tables import accounts_table, funds_table, programmes_table

VERBS = {
    "ledger.save_programme": _("Programme changed"),
    "ledger.save_draft": _("Draft entry written"),
}


def register_reports() -> None:
    """Verbs, histories, exports and tools of reports, chart, entries by hand, budgets and rules of fiscal receipts."""
    record.register(Fund, _("Fund"), rules.may_see_books)
    record.register(Programme, _("Programme"), rules.may_see_books)
    record.register_verbs(**VERBS)
    exports.register("chart-of-accounts", _("Chart of accounts"), accounts_table)
    exports.register("funds", _("Funds"), funds_table)
    exports.register("programmes", _("Programmes"), programmes_table)
    _register_tools()


def _register_tools() -> None:
    group = _("Money")
    for title, name, about, order in (
        (_("Reports"), "activities", _("Activities, position, cash flow, funds, budget; figures open to their lines."), 33),
        (_("Entries by hand"), "drafts", _("Drafts, new entries, copies of earlier ones."), 34),
        (_("Chart of accounts, funds, programmes"), "chart", _("What amounts are booked on, with what stands there."), 35),
    ):
        tools.register(title, f"ledger:{name}", rules.may_see_books, group=group, about=about, order=order)
