"""What comes in about applications."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.words.money import major
from sextant.society.ledger.forms.invoices import AmountField
from sextant.work.planning.forms.fields import DayField, YearlyForm
from sextant.work.planning.models import Application, Call, Plan, PlanInitiative


class ApplicationForm(forms.Form):
    """What is asked of whom, and for what."""

    title = forms.CharField(label=_("What is asked for"), max_length=300)
    funder = forms.CharField(label=_("Funder"), max_length=300)
    initiative = forms.ModelChoiceField(
        label=_("For what of the plan"), queryset=PlanInitiative.objects.none(), required=False, empty_label=_("the whole plan")
    )
    asked = AmountField(label=_("Amount asked"))
    year = forms.TypedChoiceField(label=_("Year of the money"), coerce=int)
    due_on = DayField(label=_("Last day to apply"), required=False)
    note = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    by_letter = forms.BooleanField(
        label=_("Remind me by letter"), required=False, help_text=_("A week and a day before a task, the last day to apply, or a report.")
    )

    def __init__(self, *args: Any, plan: Plan, application: Application | None = None, call: Call | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = _initial(plan, application, call)
        super().__init__(*args, **kwargs)
        self.fields["asked"].currency = plan.currency  # type: ignore[attr-defined]
        self.fields["asked"].help_text = plan.currency
        self.fields["year"].choices = [(year, str(year)) for year in plan.years]  # type: ignore[attr-defined]
        self.fields["initiative"].queryset = PlanInitiative.objects.filter(goal__plan=plan)  # type: ignore[attr-defined]

    def words(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        values["asked_minor"] = values.pop("asked")
        return values


def _initial(plan: Plan, application: Application | None, call: Call | None) -> dict[str, Any]:
    if application is not None:
        names = ("title", "funder", "initiative", "year", "due_on", "note", "by_letter")
        return {**{name: getattr(application, name) for name in names}, "asked": major(application.asked_minor, plan.currency)}
    year = min(max(timezone.localdate().year, plan.first_year), plan.last_year)
    if call is None:
        return {"year": year}
    return {"year": year, "title": call.title[:300], "funder": call.funder, "due_on": call.closes_on}


class WonForm(YearlyForm):
    """How much was won, by year."""

    on = DayField(label=_("Day of the decision"))
    report_due_on = DayField(label=_("Report is due on"), required=False)
    field_order = ("on", "report_due_on")

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        plan = application.plan
        amounts = {application.year: application.asked_minor}
        start = {"on": timezone.localdate()}
        super().__init__(*args, years=plan.years, currency=plan.currency, amounts=amounts, initial=start, **kwargs)


class StepForm(forms.Form):
    """One more thing to do."""

    title = forms.CharField(label=_("What is to be done"), max_length=300)
    due_on = DayField(label=_("Due on"))


class DocumentForm(forms.Form):
    """A paper."""

    file = forms.FileField(label=_("File"), help_text=_("PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, PNG, JPEG or text; 20 MB at the most."))
