"""What comes in about the association's requisites and bank accounts."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sextant.lab.payments import accounts
from sextant.lab.payments.refusals import PaymentError
from sextant.society.ledger.models import Account, BankAccount, Payee


class PayeeForm(forms.ModelForm):
    """The association as invoices name it."""

    class Meta:
        model = Payee
        fields = (
            "name_ru",
            "name_en",
            "address_ru",
            "address_en",
            "tax_id",
            "tax_code",
            "registration",
            "phone",
            "email",
            "director_ru",
            "director_en",
            "accountant_ru",
            "accountant_en",
            "tax_note_ru",
            "tax_note_en",
        )
        labels = {
            "name_ru": _("Name in Russian"),
            "name_en": _("Name in English"),
            "address_ru": _("Address in Russian"),
            "address_en": _("Address in English"),
            "tax_id": _("Tax number (INN)"),
            "tax_code": _("Tax registration code (KPP)"),
            "registration": _("State registration number (OGRN)"),
            "phone": _("Telephone"),
            "email": _("E-mail"),
            "director_ru": _("Director, in Russian"),
            "director_en": _("Director, in English"),
            "accountant_ru": _("Chief accountant, in Russian"),
            "accountant_en": _("Chief accountant, in English"),
            "tax_note_ru": _("Note on taxes, in Russian"),
            "tax_note_en": _("Note on taxes, in English"),
        }

    def clean_tax_id(self) -> str:
        return _checked(accounts.check_inn, self.cleaned_data["tax_id"])


def _checked(check: Any, *given: str) -> str:
    """The first value as the check gives it back; its refusal in the reader's language."""
    if not given[0]:
        return ""
    try:
        return str(check(*given) or given[0])
    except PaymentError as refusal:
        raise forms.ValidationError(refusal.sentence((get_language() or "ru")[:2])) from refusal


class BankAccountForm(forms.ModelForm):
    """A bank account; number and bank are checked against each other."""

    class Meta:
        model = BankAccount
        fields = ("title_ru", "title_en", "account", "currency", "number", "bank_name", "bic", "correspondent", "is_default", "is_open")
        labels = {
            "title_ru": _("Title in Russian"),
            "title_en": _("Title in English"),
            "account": _("Account of the chart"),
            "currency": _("Currency"),
            "number": _("Number"),
            "bank_name": _("Bank"),
            "bic": _("Bank code (BIC)"),
            "correspondent": _("Correspondent account"),
            "is_default": _("Invoices in this currency name it"),
            "is_open": _("Open"),
        }
        help_texts = {"number": _("20 digits, or an IBAN."), "bic": _("Nine digits, or a SWIFT code.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = Account.objects.filter(is_cash=True, is_open=True)  # type: ignore[attr-defined]

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        number, bic = "".join(str(given.get("number", "")).split()), str(given.get("bic", "")).strip()
        try:
            if number[:2].isalpha():
                given["number"] = accounts.check_iban(number)
            elif number and bic:
                accounts.check_bic(bic)
                accounts.check_account(number, bic)
        except PaymentError as refusal:
            self.add_error("number", refusal.sentence((get_language() or "ru")[:2]))
        return given
