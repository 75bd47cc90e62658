"""What comes in about invoices, payments and credit notes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sextant.base.words.money import major
from sextant.lab.payments.amounts import parse_amount
from sextant.lab.payments.refusals import PaymentError
from sextant.society.ledger.models import Account, Invoice
from sextant.society.members.forms.memberships import DAY


class AmountField(forms.CharField):
    """An amount as people write it (`1 234,50`), in the currency of the form; cleaned to minor units."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 40, "label": _("Amount"), **kwargs})
        self.currency = "RUB"
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: Any) -> int:
        text = super().clean(value)
        try:
            amount = parse_amount(text, self.currency)
        except PaymentError as refusal:
            sentence = refusal.said.sentence((get_language() or "ru")[:2])
            raise ValidationError(sentence[:1].upper() + sentence[1:]) from refusal
        return int(amount)


class OptionalAmountField(AmountField):
    """The same, but it may be left empty; cleaned to minor units or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})

    def clean(self, value: Any) -> Any:
        return super().clean(value) if str(value or "").strip() else None


class InvoiceFilter(forms.Form):
    """Which invoices the office wants to see."""

    q = forms.CharField(label=_("Payer or number"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("any state")), *Invoice.STATES])
    overdue = forms.BooleanField(label=_("overdue"), required=False)

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        self.is_valid()
        return self.cleaned_data


class InvoicePaymentForm(forms.Form):
    """A payment for one invoice."""

    amount = AmountField()
    day = forms.DateField(label=_("Day of payment"), widget=DAY)
    account = forms.ModelChoiceField(label=_("Received on"), queryset=Account.objects.filter(is_cash=True, is_open=True), empty_label=None)
    reference = forms.CharField(label=_("Reference"), max_length=140, help_text=_("The number of the payment order or of the receipt."))

    def __init__(self, *args: Any, invoice: Invoice, **kwargs: Any) -> None:
        kwargs["initial"] = {"amount": major(invoice.open_minor, invoice.currency), "day": timezone.localdate(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["amount"].currency = invoice.currency  # type: ignore[attr-defined]
        self.fields["amount"].help_text = invoice.currency


class CreditForm(forms.Form):
    """A credit note over a part of an invoice."""

    amount = AmountField()
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, *args: Any, invoice: Invoice, **kwargs: Any) -> None:
        rest = invoice.total_minor - invoice.credited_minor
        kwargs["initial"] = {"amount": major(rest, invoice.currency), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["amount"].currency = invoice.currency  # type: ignore[attr-defined]
        self.fields["amount"].help_text = invoice.currency
