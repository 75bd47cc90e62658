"""Addresses of the books."""

from django.urls import path

from sextant.society.ledger.views import (
    books,
    budgets,
    chart,
    decisions,
    invoices,
    manual,
    pay,
    receipt_rules,
    reports,
    requisites,
    sandbox,
    statements,
)

app_name = "ledger"
urlpatterns = [
    path("", books.books, name="books"),
    path("lines/", books.lines, name="lines"),
    path("entries/<int:pk>/", books.entry, name="entry"),
    path("entries/<int:pk>/reverse/", books.reverse, name="reverse"),
    path("closing/", books.closing, name="closing"),
    path("closing/reopen/", books.reopen, name="reopen"),
    path("invoices/", invoices.invoices, name="invoices"),
    path("invoices/<int:pk>/", invoices.invoice, name="invoice"),
    path("invoices/<int:pk>/invoice.pdf", invoices.invoice_file, name="invoice_file"),
    path("invoices/<int:pk>/code.svg", invoices.invoice_code, name="invoice_code"),
    path("invoices/<int:pk>/pay/", invoices.pay_invoice, name="pay_invoice"),
    path("invoices/<int:pk>/credit/", invoices.credit, name="credit"),
    path("memberships/<int:pk>/invoice/", invoices.invoice_for_membership, name="invoice_for_membership"),
    path("requisites/", requisites.requisites, name="requisites"),
    path("requisites/accounts/new/", requisites.new_bank_account, name="new_bank_account"),
    path("requisites/accounts/<int:pk>/", requisites.edit_bank_account, name="edit_bank_account"),
    path("statements/", statements.statements, name="statements"),
    path("statements/<int:pk>/", statements.statement, name="statement"),
    path("statements/lines/<int:pk>/", decisions.statement_line, name="statement_line"),
    path("statements/lines/<int:pk>/book/", decisions.book, name="book_line"),
    path("statements/lines/<int:pk>/account/", decisions.book_account, name="book_account"),
    path("statements/lines/<int:pk>/aside/", decisions.aside, name="put_aside"),
    path("statements/lines/<int:pk>/undo/", decisions.undo, name="undo_line"),
    path("pay/<str:token>/", pay.pay, name="pay"),
    path("pay/<str:token>/code.svg", pay.pay_code, name="pay_code"),
    path("pay/<str:token>/invoice.pdf", pay.pay_file, name="pay_file"),
    path("pay/<str:token>/receipts/<int:pk>.pdf", pay.pay_receipt, name="pay_receipt"),
    path("pay/<str:token>/online/", pay.pay_online, name="pay_online"),
    path("sandbox/<str:token>/", sandbox.pretend, name="sandbox"),
    path("sandbox/<str:token>/answer/", sandbox.pretended, name="sandbox_answer"),
]
urlpatterns += [
    path("reports/activities/", reports.activities, name="activities"),
    path("reports/position/", reports.position, name="position"),
    path("reports/cash-flow/", reports.cash_flow, name="cash_flow"),
    path("reports/funds/", reports.funds_moved, name="funds_moved"),
]
urlpatterns += [
    path("chart/", chart.chart, name="chart"),
    path("chart/new/", chart.new_account, name="new_account"),
    path("chart/<int:pk>/", chart.edit_account, name="edit_account"),
    path("chart/<int:pk>/shut/", chart.shut_account, name="shut_account"),
    path("funds/", chart.funds, name="funds"),
    path("funds/new/", chart.new_fund, name="new_fund"),
    path("funds/<int:pk>/", chart.edit_fund, name="edit_fund"),
    path("funds/<int:pk>/shut/", chart.shut_fund, name="shut_fund"),
    path("programmes/", chart.programmes, name="programmes"),
    path("programmes/new/", chart.new_programme, name="new_programme"),
    path("programmes/<int:pk>/", chart.edit_programme, name="edit_programme"),
    path("drafts/", manual.drafts_list, name="drafts"),
    path("entries/new/", manual.new_entry, name="new_entry"),
    path("drafts/<int:pk>/", manual.draft, name="draft"),
    path("drafts/<int:pk>/post/", manual.post_draft, name="post_draft"),
    path("drafts/<int:pk>/discard/", manual.discard, name="discard"),
]
urlpatterns += [
    path("reports/budget/", budgets.budget_report, name="budget_report"),
    path("budget/", budgets.budget, name="budget"),
    path("budget/save/", budgets.save_budget, name="save_budget"),
    path("budget/copy/", budgets.copy_into, name="copy_budget"),
    path("budget/approve/", budgets.approve, name="approve_budget"),
    path("budget/sheet/", budgets.take_sheet, name="take_budget"),
]
urlpatterns += [
    path("receipt-rules/", receipt_rules.receipt_rules, name="receipt_rules"),
    path("receipt-rules/new/", receipt_rules.new_receipt_rule, name="new_receipt_rule"),
    path("receipt-rules/<int:pk>/", receipt_rules.receipt_rule, name="receipt_rule"),
    path("receipt-rules/<int:pk>/check/", receipt_rules.check_rule, name="check_rule"),
]
