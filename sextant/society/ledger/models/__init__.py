"""What is true of the association's money."""

from sextant.society.ledger.models.accounts import Account, Fund, Programme
from sextant.society.ledger.models.budgets import BudgetAmendment, BudgetLine, BudgetYear
from sextant.society.ledger.models.dues import DuesItem, DuesRun
from sextant.society.ledger.models.entries import Books, Closing, Entry, Line, MonthTotal, Series
from sextant.society.ledger.models.income import Recognition
from sextant.society.ledger.models.invoices import Invoice, InvoiceLine
from sextant.society.ledger.models.payments import Cover, OnlinePayment, Payment, ProviderEvent
from sextant.society.ledger.models.receipts import ReceiptRule
from sextant.society.ledger.models.requisites import BankAccount, Payee
from sextant.society.ledger.models.statements import Statement, StatementLine

__all__ = [
    "Account",
    "BankAccount",
    "Books",
    "BudgetAmendment",
    "BudgetLine",
    "BudgetYear",
    "Closing",
    "Cover",
    "DuesItem",
    "DuesRun",
    "Entry",
    "Fund",
    "Invoice",
    "InvoiceLine",
    "Line",
    "MonthTotal",
    "OnlinePayment",
    "Payee",
    "Payment",
    "Programme",
    "ProviderEvent",
    "ReceiptRule",
    "Recognition",
    "Series",
    "Statement",
    "StatementLine",
]
