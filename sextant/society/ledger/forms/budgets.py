"""What comes in about budgets: the year, lines of the table, approval, copying, a sheet."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from sextant.base.words.money import major
from sextant.lab.payments.amounts import parse_amount
from sextant.lab.payments.refusals import PaymentError
from sextant.society.ledger.actions.budgets import KINDS, Planned
from sextant.society.ledger.forms.manual import Offer, offers
from sextant.society.ledger.models import Account, BudgetLine, Fund, Programme

BLANK = 5


class BudgetFilter(forms.Form):
    """Which lines of which year's budget."""

    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2200)
    fund = forms.ModelChoiceField(label=_("Fund"), required=False, queryset=Fund.objects.all(), empty_label=_("all funds"))
    programme = forms.ModelChoiceField(label=_("Programme"), required=False, queryset=Programme.objects.all(), empty_label=_("all programmes"))
    account = forms.ModelChoiceField(
        label=_("Account"), required=False, queryset=Account.objects.filter(kind__in=KINDS), empty_label=_("any account")
    )
    currency = forms.CharField(required=False, max_length=3, widget=forms.HiddenInput)
    kind = forms.MultipleChoiceField(required=False, choices=Account.Kind.choices, widget=forms.MultipleHiddenInput)
    no_programme = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["year"].initial = timezone.localdate().year

    def wish(self) -> dict[str, Any]:
        """What is asked, always with a year: this one where none is given."""
        self.is_valid()
        given = {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}
        return {"year": timezone.localdate().year, **given}


class AmountForm(forms.Form):
    """Amount and note of a line that is there; an empty amount takes the line away."""

    amount = forms.CharField(label=_("Amount"), max_length=40, required=False)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, line: BudgetLine) -> None:
        super().__init__(data, prefix=f"line-{line.pk}", initial={"amount": major(line.amount_minor, line.currency), "note": line.note})
        self.line = line
        _named(self)

    def clean_amount(self) -> int:
        return _amount(self.cleaned_data["amount"], self.line.currency)

    def planned(self) -> Planned:
        line = self.line
        return Planned(line.account, line.fund, self.cleaned_data["amount"], line.programme, line.currency, self.cleaned_data["note"])


class NewLineForm(forms.Form):
    """A line to be added; without an account it counts for nothing."""

    currency = forms.CharField(label=_("Currency"), max_length=3, min_length=3, initial="RUB", required=False)
    amount = forms.CharField(label=_("Amount"), max_length=40, required=False)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, place: int, offered: dict[str, Offer]) -> None:
        super().__init__(data, prefix=f"new-{place}")
        for name, label in (("account", _("Account")), ("fund", _("Fund")), ("programme", _("Programme"))):
            self.fields[name] = offered[name].field(label)
            self.fields[name].required = False
        _named(self)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["currency"] = (given.get("currency") or "RUB").upper()
        text = (given.get("amount") or "").strip()
        if text and not given.get("account"):
            self.add_error("account", gettext("Choose the account."))
        try:
            given["amount"] = _amount(text, given["currency"])
        except ValidationError as refusal:
            self.add_error("amount", refusal)
        return given

    def planned(self) -> Planned | None:
        given = self.cleaned_data
        if not given.get("account") or not given.get("fund"):
            return None
        return Planned(given["account"], given["fund"], given["amount"], given.get("programme"), given["currency"], given["note"])


def _named(form: forms.Form) -> None:
    for field in form.fields.values():
        field.widget.attrs["aria-label"] = field.label
    form.fields["amount"].widget.attrs |= {"inputmode": "decimal", "class": "number"}


def _amount(text: str, currency: str) -> int:
    if not text.strip():
        return 0
    try:
        return int(parse_amount(text, currency))
    except PaymentError as refusal:
        raise ValidationError(refusal.sentence((get_language() or "ru")[:2])) from refusal


class BudgetTableForm:
    """The table as it is typed: a form for each line, some empty ones, and the reason where the budget is approved."""

    def __init__(self, data: Any, lines: list[BudgetLine]) -> None:
        offered = offers()
        offered["account"] = Offer({key: one for key, one in offered["account"].things.items() if one.kind in KINDS})
        self.lines = [AmountForm(data, line=line) for line in lines if data is None or f"line-{line.pk}-amount" in data]
        self.new = [NewLineForm(data, place=place, offered=offered) for place in range(BLANK)]

    def is_valid(self) -> bool:
        return all([form.is_valid() for form in (*self.lines, *self.new)])

    def planned(self) -> list[Planned]:
        """What was typed: lines that are there as they stand now, and new ones."""
        known = [form.planned() for form in self.lines]
        return [*known, *(one for form in self.new if (one := form.planned()) is not None)]


class ReasonForm(forms.Form):
    """Why an approved budget is amended."""

    reason = forms.CharField(label=_("Reason of the amendment"), max_length=300, required=False)


class ApprovalForm(forms.Form):
    """By which decision a budget is approved."""

    decision = forms.CharField(label=_("Approved by, with the minutes"), max_length=300)


class CopyForm(forms.Form):
    """From where a budget is copied."""

    source = forms.ChoiceField(
        label=_("Copy"), choices=[("budget", _("the budget")), ("actuals", _("what was booked"))], widget=forms.RadioSelect, initial="budget"
    )
    from_year = forms.IntegerField(label=_("Of the year"), min_value=1990, max_value=2200)
    percent = forms.DecimalField(label=_("Per cent"), min_value=Decimal(0), max_value=Decimal(1000), initial=100, decimal_places=2)

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_year"].initial = year - 1


class SheetForm(forms.Form):
    """A budget as a spreadsheet."""

    sheet = forms.FileField(label=_("File"), help_text=_("XLSX or CSV with the columns of the download."))
    reason = forms.CharField(label=_("Reason of the amendment"), max_length=300, required=False, help_text=_("Only for an approved budget."))
