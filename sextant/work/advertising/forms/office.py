"""What the manager of advertising decides."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.money import major
from sextant.society.ledger.forms.invoices import AmountField
from sextant.work.advertising.models import Booking, LabelRule, Place
from sextant.work.advertising.queries.labels import NO_AGE_MARK

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
AGE_MARKS = [("", _("not decided")), (NO_AGE_MARK, _("not needed")), *((mark, mark) for mark in ("0+", "6+", "12+", "16+", "18+"))]


class BookingFilter(forms.Form):
    """Which bookings are wanted."""

    q = forms.CharField(label=_("Advertiser or product"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("any state")), *Booking.STATES])
    place = forms.ModelChoiceField(
        label=pgettext_lazy("advertising", "Place"), required=False, queryset=Place.objects.all(), empty_label=_("all places")
    )
    since = forms.DateField(label=_("From"), required=False, widget=DAY)
    until = forms.DateField(label=_("Until"), required=False, widget=DAY)

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ConfirmForm(forms.Form):
    """What is promised with the booking."""

    promised_views = forms.IntegerField(
        label=_("Views promised"), required=False, min_value=1, max_value=100_000_000, help_text=_("Empty: none are promised.")
    )


class ReasonForm(forms.Form):
    """Why something is refused or returned."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class CancelForm(ReasonForm):
    """Cancelling by the manager: the fee of the terms, or less."""

    fee = AmountField(label=_("Fee kept"))

    def __init__(self, *args: Any, booking: Booking, fee_minor: int, **kwargs: Any) -> None:
        kwargs["initial"] = {"fee": major(fee_minor, booking.currency), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["fee"].currency = booking.currency  # type: ignore[attr-defined]
        self.fields["fee"].help_text = booking.currency


class LabelsForm(forms.Form):
    """What the labels of a booking are filled in with."""

    erid = forms.RegexField(
        label="erid",
        regex=r"^[A-Za-z0-9_-]*$",
        required=False,
        max_length=60,
        help_text=_("The token of the advertisement from the register of internet advertising."),
    )
    age_mark = forms.ChoiceField(label=_("Age mark"), required=False, choices=AGE_MARKS)
    tax_id = forms.RegexField(label=_("INN"), regex=r"^(\d{10}|\d{12})?$", required=False, max_length=12)
    spite = forms.CharField(
        label=_("Show it although something is missing, because"),
        required=False,
        max_length=300,
        help_text=_("Empty: it waits. The reason stands in the record of changes."),
    )

    def __init__(self, *args: Any, booking: Booking, **kwargs: Any) -> None:
        names = ("erid", "age_mark", "tax_id", "spite")
        kwargs["initial"] = {name: getattr(booking, name) for name in names}
        super().__init__(*args, **kwargs)


class ProofForm(forms.Form):
    """Where it stood."""

    proof = forms.CharField(label=_("Issue and page"), max_length=300)


class RuleForm(forms.Form):
    """Who has checked a rule of marking."""

    is_on = forms.BooleanField(label=_("The rule holds"), required=False)
    checked_by = forms.CharField(label=_("Checked by the lawyer"), required=False, max_length=200)
    checked_on = forms.DateField(label=_("Checked on"), required=False, widget=DAY)

    def __init__(self, *args: Any, rule: LabelRule, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(rule, name) for name in ("is_on", "checked_by", "checked_on")}
        super().__init__(*args, **kwargs)
