"""What the office and the treasurer decide about grants."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sextant.base.words.money import major
from sextant.society.agenda.forms.fields import PersonField
from sextant.society.grants.forms.fields import AREA, CURRENCIES, DayField, OrganisationField, RowsForm
from sextant.society.grants.models import Clause, Grant, GrantInstalment
from sextant.society.ledger.forms.invoices import AmountField, OptionalAmountField
from sextant.society.ledger.models import Account, Fund, Programme


class GrantFilter(forms.Form):
    """Which grants are wanted."""

    q = forms.CharField(label=_("Recipient, title or number"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("any state")), *Grant.STATES])
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("any kind")), *Grant.Kind.choices])
    fund = forms.ModelChoiceField(label=_("Fund"), required=False, queryset=Fund.objects.all(), empty_label=_("any fund"))
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    late = forms.BooleanField(label=_("report overdue"), required=False)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", _("all years")), *((year, str(year)) for year in years)]  # type: ignore[attr-defined]

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class PromiseForm(forms.Form):
    """A grant that the office promises without a contest on this site."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Grant.Kind.choices)
    title_ru = forms.CharField(label=_("Title in Russian"), max_length=200, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    description_ru = forms.CharField(label=_("What it is for, in Russian"), widget=AREA, required=False)
    description_en = forms.CharField(label=_("What it is for, in English"), widget=AREA, required=False)
    organisation = OrganisationField(
        label=_("Organisation that receives"), required=False, help_text=_("Tax number, number in the directory, or full name.")
    )
    person = PersonField(label=_("Person who receives"), required=False, help_text=_("Is never named in what is published."))
    amount = AmountField()
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)
    fund = forms.ModelChoiceField(label=_("Fund"), queryset=Fund.objects.filter(closed_on=None), required=False, empty_label=_("the general one"))
    programme = forms.ModelChoiceField(label=_("Programme"), queryset=Programme.objects.filter(is_open=True), required=False, empty_label=_("none"))
    awarded_on = DayField(label=_("Awarded on"))
    starts_on = DayField(label=_("First day"), required=False)
    ends_on = DayField(label=_("Last day"), required=False)
    report_due_on = DayField(label=_("Report due on"), required=False, help_text=_("Empty: no report."))
    open_call = forms.BooleanField(label=_("From an open call"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"awarded_on": timezone.localdate(), "currency": "RUB", "kind": Grant.Kind.PROJECT, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if bool(given.get("organisation")) == bool(given.get("person")) and not {"organisation", "person"} & set(self.errors):
            self.add_error("organisation", gettext("Name one recipient: an organisation, or a person."))
        return given

    def given(self) -> dict[str, Any]:
        """What `promise_grant` takes."""
        values = dict(self.cleaned_data)
        values["recipient"] = values.pop("organisation") or values.pop("person")
        values.pop("person", None)
        values["amount_minor"] = values.pop("amount")
        return values


class ScheduleForm(RowsForm):
    """The instalments of a grant."""

    NAMES = ("amount", "due_on", "condition")
    counting = ("amount", "due_on")
    HEADS = (_("Amount"), pgettext_lazy("instalment", "Due by"), _("Condition"))

    @classmethod
    def of(cls, grant: Grant, data: Any = None) -> "ScheduleForm":
        rows = [
            {"amount": major(one.amount_minor, grant.currency), "due_on": one.due_on, "condition": one.condition} for one in grant.instalments.all()
        ]
        return cls(data, filled=rows, currency=grant.currency)

    def field(self, name: str, number: int) -> forms.Field:
        words = {"number": number}
        if name == "amount":
            return OptionalAmountField(label=gettext("Amount of instalment %(number)s") % words)
        if name == "due_on":
            return DayField(label=gettext("Day of instalment %(number)s") % words)
        return forms.ChoiceField(label=gettext("Condition of instalment %(number)s") % words, choices=GrantInstalment.Condition.choices)

    def clean(self) -> dict[str, Any]:
        for number in range(1, self.count + 1):
            self.whole(number, "amount", "due_on")
        return self.cleaned_data

    def parts(self) -> list[tuple[int, Any, str]]:
        """What `set_instalments` takes."""
        return [(row["amount"], row["due_on"], row["condition"]) for row in self.given()]


class BudgetForm(RowsForm):
    """What the money of a grant is meant for."""

    NAMES = ("title", "amount")
    counting = ("title", "amount")
    HEADS = (_("What for"), _("Amount"))

    @classmethod
    def of(cls, grant: Grant, data: Any = None) -> "BudgetForm":
        return cls(data, filled=budget_rows(grant), currency=grant.currency)

    def field(self, name: str, number: int) -> forms.Field:
        words = {"number": number}
        if name == "title":
            return forms.CharField(label=gettext("What line %(number)s is for") % words, max_length=200)
        return OptionalAmountField(label=gettext("Amount of line %(number)s") % words)

    def clean(self) -> dict[str, Any]:
        for number in range(1, self.count + 1):
            self.whole(number, "title", "amount")
        return self.cleaned_data

    def pairs(self) -> list[tuple[str, int]]:
        """What `set_budget` takes."""
        return [(row["title"], row["amount"]) for row in self.given()]


def budget_rows(grant: Grant) -> list[dict[str, Any]]:
    """The budget as the rows of a form show it."""
    return [{"title": one.title, "amount": major(one.amount_minor, grant.currency)} for one in grant.budget.all()]


class ReportDaysForm(RowsForm):
    """On which days reports are due."""

    NAMES = ("due_on",)
    counting = ("due_on",)
    HEADS = (_("Report due on"),)

    @classmethod
    def of(cls, grant: Grant, data: Any = None) -> "ReportDaysForm":
        return cls(data, filled=[{"due_on": one.due_on} for one in grant.reports.all()])

    def field(self, name: str, number: int) -> forms.Field:
        return DayField(label=gettext("Day of report %(number)s") % {"number": number})

    def days(self) -> list[Any]:
        return [row["due_on"] for row in self.given()]


class ConditionsForm(forms.Form):
    """What is agreed besides the clauses."""

    conditions = forms.CharField(label=_("Special conditions"), max_length=4000, required=False, widget=AREA)


class MilestoneForm(forms.Form):
    """Something the recipient reaches until a day."""

    title_ru = forms.CharField(label=_("What is reached, in Russian"), max_length=300, required=False)
    title_en = forms.CharField(label=_("What is reached, in English"), max_length=300, required=False)
    due_on = DayField(label=_("Due on"))


class DoneForm(forms.Form):
    """On which day a milestone was reached; empty takes that back."""

    done_on = DayField(label=_("Reached on"), required=False)


class SignedForm(forms.Form):
    """The office notes what was signed on paper."""

    name = forms.CharField(label=_("Who signed for the recipient"), max_length=200)
    day = DayField(label=_("Day"))
    details = forms.CharField(label=_("Where the money goes"), max_length=500, required=False, widget=AREA, help_text=_("Bank, account number."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"day": timezone.localdate(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


class PayForm(forms.Form):
    """The payment of an instalment."""

    day = DayField(label=_("Day of payment"))
    account = forms.ModelChoiceField(label=_("Paid from"), queryset=Account.objects.filter(is_cash=True, is_open=True), empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        bank = Account.objects.filter(use="bank").first()
        kwargs["initial"] = {"day": timezone.localdate(), "account": bank.pk if bank else None, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


class ReturnForm(PayForm):
    """Money that came back."""

    amount = AmountField()
    reference = forms.CharField(label=_("Number of the payment order"), max_length=60)
    reason = forms.CharField(label=_("Reason"), max_length=300)
    field_order = ("amount", "day", "account", "reference", "reason")

    def __init__(self, *args: Any, grant: Grant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].label = _("Received on")
        self.fields["amount"].currency = grant.currency  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why something ends or is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class CloseForm(forms.Form):
    """A reason is needed only where not everything was paid."""

    reason = forms.CharField(label=_("Why the rest will not be paid"), max_length=300, required=False)
    needed_sometimes = ("reason",)


class BackForm(forms.Form):
    """What is to be changed in a report."""

    reason = forms.CharField(label=_("What is to be changed"), max_length=4000, widget=AREA)


class AnswerForm(forms.Form):
    """The decision about a change, in words for the recipient."""

    answer = forms.CharField(label=_("Answer to the recipient"), max_length=4000, required=False, widget=AREA)
    needed_sometimes = ("answer",)


class ClauseForm(forms.ModelForm):
    """A clause of agreements, and who has checked it."""

    class Meta:
        model = Clause
        fields = ("title_ru", "title_en", "text_ru", "text_en", "is_on", "checked_by", "checked_on")
        labels = {
            "title_ru": _("Title in Russian"),
            "title_en": _("Title in English"),
            "text_ru": _("Text in Russian"),
            "text_en": _("Text in English"),
            "is_on": _("Stands in agreements to come"),
            "checked_by": _("Checked by (a lawyer)"),
            "checked_on": _("Checked on"),
        }
        field_classes = {"checked_on": DayField}
