"""What comes in about projects, their team, milestones, risks and hours."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.society.agenda.forms.fields import GuidelineField, PersonField
from sextant.society.ledger.forms.invoices import OptionalAmountField
from sextant.society.ledger.models import Programme
from sextant.work.projects.forms.fields import CURRENCIES, DayField
from sextant.work.projects.models import Project

LEVELS = [(1, pgettext_lazy("level", "low")), (2, pgettext_lazy("level", "middle")), (3, pgettext_lazy("level", "high"))]


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ProjectForm(forms.Form):
    """A project: what, who answers for it, from when to when."""

    code = forms.SlugField(label=_("Code"), max_length=40, help_text=_("Latin letters, digits and hyphens; it stands in the books."))
    title_ru = forms.CharField(label=_("Title in Russian"), max_length=200, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    manager = PersonField(label=_("Manager"), required=False, help_text=_("E-mail address, number or full name."))
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)
    programme = forms.ModelChoiceField(
        label=_("Programme in the books"),
        queryset=Programme.objects.filter(is_open=True),
        required=False,
        empty_label=_("open one on approval"),
        help_text=_("Choose one that stands already, such as that of a grant that was won."),
    )
    guideline = GuidelineField(label=_("Guideline it serves"), required=False, empty_label=_("none"))
    about_ru = forms.CharField(label=_("About, in Russian"), widget=area(4), required=False)
    about_en = forms.CharField(label=_("About, in English"), widget=area(4), required=False)
    promise_ru = forms.CharField(label=_("What is promised, in Russian"), widget=area(4), required=False)
    promise_en = forms.CharField(label=_("What is promised, in English"), widget=area(4), required=False)

    @classmethod
    def of(cls, project: Project | None, data: Any = None) -> "ProjectForm":
        if project is None:
            return cls(data, initial={"currency": "RUB"})
        return cls(data, initial={name: getattr(project, name) for name in cls.base_fields})


class TeamForm(forms.Form):
    """Somebody who works on the project."""

    person = PersonField(label=_("Person"), help_text=_("E-mail address, number or full name."))
    part_ru = forms.CharField(label=_("Part in the project, in Russian"), max_length=120, required=False)
    part_en = forms.CharField(label=_("Part in the project, in English"), max_length=120, required=False)
    rate_minor = OptionalAmountField(label=_("Cost of an hour"), help_text=_("Without it hours are reported and never booked."))


class MilestoneForm(forms.Form):
    """A dated step."""

    title_ru = forms.CharField(label=_("Title in Russian"), max_length=300, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=300, required=False)
    due_on = DayField(label=_("Due on"))


class DoneForm(forms.Form):
    """When a milestone was reached, and what came of it."""

    done_on = DayField(label=_("Done on"), required=False, help_text=_("Empty: not done after all."))
    said_ru = forms.CharField(label=_("What came of it, in Russian"), widget=area(3), required=False)
    said_en = forms.CharField(label=_("What came of it, in English"), widget=area(3), required=False)


class RiskForm(forms.Form):
    """What may go wrong."""

    title = forms.CharField(label=_("What may go wrong"), max_length=300)
    likelihood = forms.TypedChoiceField(label=_("How likely"), choices=LEVELS, coerce=int, initial=2)
    impact = forms.TypedChoiceField(label=_("How bad"), choices=LEVELS, coerce=int, initial=2)
    answer = forms.CharField(label=_("What is done about it"), max_length=500, required=False)


class HoursForm(forms.Form):
    """What one worked on one day."""

    day = DayField(label=_("Day"), initial=timezone.localdate)
    hours = forms.DecimalField(label=_("Hours"), min_value=0, max_value=24, max_digits=4, decimal_places=2, help_text=_("Nought takes the day away."))
    what = forms.CharField(label=_("What"), max_length=300, required=False)

    def minutes(self) -> int:
        return int((self.cleaned_data["hours"] * 60).to_integral_value()) if isinstance(self.cleaned_data["hours"], Decimal) else 0
