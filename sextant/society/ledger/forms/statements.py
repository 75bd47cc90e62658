"""What comes in about bank statements: a file, which lines are wanted, what becomes of one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.lab.payments.statements.table import shipped
from sextant.society.ledger import states
from sextant.society.ledger.models import Account, BankAccount, Fund, Invoice, Programme, StatementLine
from sextant.society.ledger.queries.accounts import general_fund
from sextant.society.ledger.queries.tables import invoices_wanted

SHOWN = 50


class StatementForm(forms.Form):
    """A statement of one of the association's accounts."""

    account = forms.ModelChoiceField(label=_("Bank account"), queryset=BankAccount.objects.filter(is_open=True), empty_label=None)
    file = forms.FileField(
        label=_("File"), help_text=_("camt.053, the exchange format of 1C, MT940 or CSV, as the bank gives it. Up to 64 MB."), allow_empty_file=True
    )
    mapping = forms.ChoiceField(label=_("Layout of a table"), required=False, help_text=_("Only for CSV, where it is not found by itself."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["mapping"]
        choices.choices = [("", _("find it from the header")), *((name, name) for name in shipped())]


class LineFilter(forms.Form):
    """Which lines of a statement are wanted."""

    q = forms.CharField(label=_("Payer, purpose or reference"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("any state")), ("open", _("to be decided")), *StatementLine.STATES])

    def wish(self) -> tuple[str, str]:
        self.is_valid()
        return self.cleaned_data.get("state", ""), self.cleaned_data.get("q", "")


class InvoiceSearch(forms.Form):
    """Invoices that a payment may be for."""

    q = forms.CharField(label=_("Payer or number"), required=False, max_length=100)

    def found(self, currency: str) -> list[Invoice]:
        """Open invoices in the currency; none before anything was asked."""
        text = self.cleaned_data.get("q", "").strip() if self.is_valid() else ""
        return list(invoices_wanted({"q": text, "state": states.ISSUED}).filter(currency=currency)[:SHOWN]) if text else []


class AccountForm(forms.Form):
    """An account of the chart on which a movement is booked."""

    account = forms.ModelChoiceField(
        label=_("Account"),
        queryset=Account.objects.filter(is_open=True).exclude(use__in=["receivable", "advances"]),
        empty_label=_("choose an account"),
    )
    fund = forms.ModelChoiceField(label=_("Fund"), queryset=Fund.objects.filter(closed_on=None), empty_label=None)
    programme = forms.ModelChoiceField(label=_("Programme"), queryset=Programme.objects.filter(is_open=True), required=False, empty_label=_("none"))
    memo = forms.CharField(label=_("What"), max_length=300, required=False)

    def __init__(self, *args: Any, line: StatementLine, suggested: dict[str, Any] | None = None, **kwargs: Any) -> None:
        memo = (line.purpose or line.payer_name)[:300]
        kwargs["initial"] = {"fund": general_fund(), "memo": memo, **(suggested or {}), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


class AsideForm(forms.Form):
    """Why nothing is booked."""

    note = forms.CharField(label=_("Reason"), max_length=300)


class UndoForm(forms.Form):
    """Why a decision is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=240)
