"""What comes in about memberships and their fees."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.words.money import major, minor
from sextant.society.members.models import Membership, Person, Plan
from sextant.society.members.queries.fees import FeeDue

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class MembershipFilter(forms.Form):
    """Which memberships the office wants to see."""

    q = forms.CharField(label=_("Name or number"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("any state")), *Membership.STATES])
    audience = forms.ChoiceField(label=_("Plan"), required=False, choices=[("", _("any plan")), *Plan.Audience.choices])
    unpaid = forms.BooleanField(label=_("approved, unpaid for 30 days"), required=False)

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        self.is_valid()
        return self.cleaned_data


class NoteForm(forms.Form):
    """A note that goes with a decision."""

    note = forms.CharField(label=_("Note for the applicant"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class ReasonForm(forms.Form):
    """A reason that is kept with a decision."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class PaymentForm(forms.Form):
    """A fee that came in."""

    amount = forms.DecimalField(label=_("Amount"), max_digits=14, decimal_places=2, min_value=Decimal(0))
    paid_on = forms.DateField(label=_("Day of payment"), widget=DAY)
    reference = forms.CharField(label=_("Reference"), max_length=120, help_text=_("The number of the payment order or of the receipt."))

    def __init__(self, *args: Any, due: FeeDue, **kwargs: Any) -> None:
        self.currency = due.currency
        kwargs["initial"] = {"amount": major(due.amount_minor, due.currency), "paid_on": timezone.localdate(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["amount"].help_text = due.currency

    def payment(self) -> dict[str, Any]:
        """What `record_payment` takes."""
        given = self.cleaned_data
        amount_minor = minor(given["amount"], self.currency)
        return {"amount_minor": amount_minor, "currency": self.currency, "paid_on": given["paid_on"], "reference": given["reference"]}


class PlanChoiceForm(forms.Form):
    """Another plan for a membership."""

    plan = forms.ModelChoiceField(label=_("New plan"), queryset=Plan.objects.none())

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plans = Plan.objects.exclude(pk=membership.plan_id)
        institutional = {"audience": Plan.Audience.INSTITUTIONAL}
        chosen = plans.filter(**institutional) if membership.organisation_id else plans.exclude(**institutional)
        self.fields["plan"].queryset = chosen  # type: ignore[attr-defined]


class SeatForm(forms.Form):
    """A seat for a person of the organisation."""

    person = forms.ModelChoiceField(label=_("Person"), queryset=Person.objects.none(), help_text=_("People whose place of work is the organisation."))
    since = forms.DateField(label=_("From"), widget=DAY)
    until = forms.DateField(label=_("Last day"), required=False, widget=DAY, help_text=_("Empty for as long as the membership lasts."))

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"since": timezone.localdate(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
