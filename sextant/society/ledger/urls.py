"""Addresses of the books."""

from django.urls import path

from sextant.society.ledger.views import books, invoices, pay, requisites, sandbox

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
    path("pay/<str:token>/", pay.pay, name="pay"),
    path("pay/<str:token>/code.svg", pay.pay_code, name="pay_code"),
    path("pay/<str:token>/invoice.pdf", pay.pay_file, name="pay_file"),
    path("pay/<str:token>/receipts/<int:pk>.pdf", pay.pay_receipt, name="pay_receipt"),
    path("pay/<str:token>/online/", pay.pay_online, name="pay_online"),
    path("sandbox/<str:token>/", sandbox.pretend, name="sandbox"),
    path("sandbox/<str:token>/answer/", sandbox.pretended, name="sandbox_answer"),
]
