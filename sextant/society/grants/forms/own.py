"""What recipients send."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sextant.base.words.money import major, money
from sextant.society.grants.forms.fields import AREA, DayField
from sextant.society.grants.forms.office import BudgetForm, budget_rows
from sextant.society.grants.models import Grant, GrantReport
from sextant.society.grants.queries.spending import budget_of
from sextant.society.ledger.forms.invoices import OptionalAmountField


class SignForm(forms.Form):
    """The recipient signs by name the edition that was read."""

    name = forms.CharField(label=_("Your name, and your position where you act for an organisation"), max_length=200)
    details = forms.CharField(
        label=_("Where the money goes"),
        max_length=500,
        widget=AREA,
        help_text=_("Bank, BIC and account number. Only the office and the treasurer see it; it is deleted when the grant ends."),
    )
    agreed = forms.BooleanField(label=_("I have read the agreement and may sign it."))
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=30_000)


class WithdrawForm(forms.Form):
    """The recipient does not take the grant."""

    reason = forms.CharField(label=_("Why you do not take the grant"), max_length=300)


class FileForm(forms.Form):
    """A paper of a report."""

    file = forms.FileField(label=_("File"), help_text=_("PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, PNG, JPEG or text; 20 MB at the most."))


class ReportForm(forms.Form):
    """What was done, and what was spent of each line of the budget."""

    narrative = forms.CharField(
        label=_("What was done"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("What came out, and for whom."),
    )

    def __init__(self, *args: Any, report: GrantReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        currency = report.grant.currency
        self.fields["narrative"].initial = report.narrative
        self.keys: dict[str, int] = {}
        self.needed_sometimes = ["narrative"]
        for row in budget_of(report.grant, report).rows:
            line, words = row.line, {"title": row.line.title}
            field = OptionalAmountField(label=gettext("Spent: %(title)s") % words)
            field.currency = currency
            field.help_text = gettext("%(amount)s is agreed.") % {"amount": money(line.amount_minor, currency)}
            field.initial = "" if row.spent_minor is None else major(row.spent_minor, currency)
            note = forms.CharField(label=gettext("Note: %(title)s") % words, max_length=300, required=False, initial=row.note)
            self.keys[f"spent_{line.pk}"] = line.pk
            self.needed_sometimes.append(f"spent_{line.pk}")
            self.fields[f"spent_{line.pk}"], self.fields[f"note_{line.pk}"] = field, note

    def given(self) -> dict[str, Any]:
        """What `write_report` takes."""
        spent: Mapping[int, tuple[int, str]] = {
            key: (self.cleaned_data[name], self.cleaned_data[f"note_{key}"]) for name, key in self.keys.items() if self.cleaned_data[name] is not None
        }
        return {"narrative": self.cleaned_data["narrative"], "spent": spent}


class ChangeForm(BudgetForm):
    """What should change, and why; what is left as it is changes nothing."""

    def __init__(self, *args: Any, grant: Grant, **kwargs: Any) -> None:
        super().__init__(*args, filled=budget_rows(grant), currency=grant.currency, **kwargs)
        self.grant = grant
        first: dict[str, forms.Field] = {
            "reason": forms.CharField(label=_("Why it should change"), max_length=4000, widget=AREA),
            "ends_on": DayField(label=_("Other last day"), required=False),
            "report_due_on": DayField(label=_("Other day of the report"), required=False),
            "new_amount": OptionalAmountField(label=_("Other amount of the grant")),
        }
        first["new_amount"].currency = grant.currency  # type: ignore[attr-defined]
        self.fields = {**first, **self.fields}

    def first_fields(self) -> list[forms.BoundField]:
        """What stands above the budget."""
        return [self[name] for name in ("reason", "ends_on", "report_due_on", "new_amount")]

    def asked(self) -> dict[str, Any]:
        """What `ask_change` takes; a budget that was not touched is not asked for."""
        pairs = self.pairs()
        known = [(one.title, one.amount_minor) for one in self.grant.budget.all()]
        values = {name: self.cleaned_data[name] for name in ("reason", "ends_on", "report_due_on")}
        return {**values, "amount_minor": self.cleaned_data["new_amount"], "budget": pairs if pairs != known else None}
