"""What comes in about runs of dues."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.society.ledger.models import DuesItem
from sextant.society.members.forms.memberships import DAY
from sextant.society.members.models import Plan


class RunForm(forms.Form):
    """A new run of dues."""

    title = forms.CharField(label=_("Name of the run"), max_length=120)
    on = forms.DateField(label=_("Charge periods that begin through"), widget=DAY, help_text=_("Who has paid beyond this day is not charged."))
    due_on = forms.DateField(label=_("To be paid by"), widget=DAY)
    plans = forms.ModelMultipleChoiceField(
        label=_("Plans"), queryset=Plan.objects.all(), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("None chosen means all.")
    )
    with_letters = forms.BooleanField(label=_("Send each invoice by e-mail, with the link to pay"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        today = timezone.localdate()
        kwargs["initial"] = {
            "on": today,
            "due_on": today + timedelta(days=30),
            "title": _("Dues of %(year)s") % {"year": today.year},
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)


class ItemFilter(forms.Form):
    """Which items of a run are wanted."""

    q = forms.CharField(label=_("Name or number"), required=False, max_length=100)
    plan = forms.ModelChoiceField(label=_("Plan"), queryset=Plan.objects.all(), required=False, empty_label=_("any plan"))
    outcome = forms.ChoiceField(label=_("What is done"), required=False, choices=[("", _("anything")), *DuesItem.Outcome.choices])

    def wish(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data


class LeaveOutForm(forms.Form):
    """Why a membership is left out of a run; nothing puts it back in."""

    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class StopForm(forms.Form):
    """Why no reminder is sent any more."""

    reason = forms.CharField(label=_("Reason"), max_length=300)
