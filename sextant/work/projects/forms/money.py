"""What comes in about a project's money and its reports."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.words.money import major
from sextant.society.ledger.forms.invoices import AmountField, OptionalAmountField
from sextant.society.ledger.models import Account, Fund
from sextant.work.projects.forms.fields import DayField
from sextant.work.projects.forms.projects import area
from sextant.work.projects.models import Agreement, Instalment, Project, Report

SLOTS = 6
"""How many instalments one form takes."""


class BudgetForm(forms.Form):
    """One line of the budget."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    account = forms.ModelChoiceField(label=_("Account"), queryset=Account.objects.filter(kind="expense", is_open=True))
    fund = forms.ModelChoiceField(label=_("Fund"), queryset=Fund.objects.filter(closed_on=None))
    amount = AmountField()
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = range(project.starts_on.year, project.ends_on.year + 1)
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
        self.fields["amount"].currency = project.currency  # type: ignore[attr-defined]
        self.fields["amount"].help_text = project.currency

    def words(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        values["amount_minor"] = values.pop("amount")
        return values


class AgreementForm(forms.Form):
    """A funding agreement."""

    funder = forms.CharField(label=_("Funder"), max_length=300)
    number = forms.CharField(label=_("Number of the agreement"), max_length=80, required=False)
    signed_on = DayField(label=_("Signed on"))
    amount = AmountField()
    fund = forms.ModelChoiceField(
        label=_("Fund"),
        queryset=Fund.objects.filter(closed_on=None),
        required=False,
        empty_label=_("open a restricted one"),
        help_text=_("Where the money is kept apart."),
    )
    conditions_ru = forms.CharField(label=_("Conditions, in Russian"), widget=area(3), required=False)
    conditions_en = forms.CharField(label=_("Conditions, in English"), widget=area(3), required=False)
    report_due_on = DayField(label=_("Report is due on"), required=False)

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].currency = project.currency  # type: ignore[attr-defined]
        self.fields["amount"].help_text = project.currency

    def words(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        values["amount_minor"] = values.pop("amount")
        return values


class InstalmentsForm(forms.Form):
    """The instalments of an agreement that have not come yet."""

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        currency, known = agreement.project.currency, list(agreement.instalments.filter(received_on=None))
        for place in range(SLOTS):
            one = known[place] if place < len(known) else None
            number = {"number": place + 1}
            self.fields[f"due_{place}"] = DayField(
                label=_("Instalment %(number)s: due on") % number, required=False, initial=one.due_on if one else None
            )
            amount = OptionalAmountField(
                label=_("Instalment %(number)s: amount") % number, initial=major(one.amount_minor, currency) if one else None
            )
            amount.currency, amount.help_text = currency, currency
            self.fields[f"amount_{place}"] = amount

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if any(bool(values.get(f"due_{place}")) != bool(values.get(f"amount_{place}")) for place in range(SLOTS)):
            raise ValidationError(_("Give every instalment its day and its amount."))
        return values

    def parts(self) -> list[tuple[date, int]]:
        values = self.cleaned_data
        return [(values[f"due_{place}"], values[f"amount_{place}"]) for place in range(SLOTS) if values.get(f"due_{place}")]


class ReceiveForm(forms.Form):
    """An instalment that came."""

    day = DayField(label=_("Day of payment"), initial=timezone.localdate)
    account = forms.ModelChoiceField(label=_("Received on"), queryset=Account.objects.filter(is_cash=True, is_open=True), empty_label=None)
    reference = forms.CharField(label=_("Reference"), max_length=140, help_text=_("The number of the payment order or of the receipt."))

    def __init__(self, *args: Any, instalment: Instalment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instalment = instalment


class BookHoursForm(forms.Form):
    """Through which day hours are booked, and on which fund."""

    until = DayField(label=_("Through"), initial=timezone.localdate)
    fund = forms.ModelChoiceField(label=_("Fund"), queryset=Fund.objects.filter(closed_on=None), empty_label=None)


class ReportForm(forms.Form):
    """What a report is about, and what was done in words."""

    since = DayField(label=_("From day"))
    until = DayField(label=_("Through"))
    agreement = forms.ModelChoiceField(
        label=_("For which agreement"), queryset=Agreement.objects.none(), required=False, empty_label=_("all of them")
    )
    summary_ru = forms.CharField(label=_("What was done, in Russian"), widget=area(6), required=False)
    summary_en = forms.CharField(label=_("What was done, in English"), widget=area(6), required=False)
    lessons_ru = forms.CharField(label=_("What was learned, in Russian"), widget=area(3), required=False)
    lessons_en = forms.CharField(label=_("What was learned, in English"), widget=area(3), required=False)

    def __init__(self, *args: Any, project: Project, report: Report | None = None, **kwargs: Any) -> None:
        names = ("since", "until", "agreement", "summary_ru", "summary_en", "lessons_ru", "lessons_en")
        today = timezone.localdate()
        start = {"since": project.starts_on, "until": min(today, project.ends_on)}
        kwargs["initial"] = {name: getattr(report, name) for name in names} if report else start
        super().__init__(*args, **kwargs)
        self.fields["agreement"].queryset = project.agreements.all()  # type: ignore[attr-defined]
