"""What comes in about the books: the day of a balance, rows wanted, closing, reversing."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.society.ledger.models import Account, Fund, Programme
from sextant.society.ledger.queries.streams import stream_name
from sextant.society.members.forms.memberships import DAY


class BalanceForm(forms.Form):
    """The day and the fund of a trial balance."""

    on = forms.DateField(label=_("On"), required=False, widget=DAY)
    fund = forms.ModelChoiceField(label=_("Fund"), required=False, queryset=Fund.objects.all(), empty_label=_("all funds"))

    def wish(self) -> tuple[date, Fund | None]:
        """The day (today where none is given) and the fund."""
        self.is_valid()
        return self.cleaned_data.get("on") or timezone.localdate(), self.cleaned_data.get("fund")


class LinesForm(forms.Form):
    """Which lines of the books are wanted."""

    account = forms.ModelChoiceField(label=_("Account"), required=False, queryset=Account.objects.all(), empty_label=_("any account"))
    fund = forms.ModelChoiceField(label=_("Fund"), required=False, queryset=Fund.objects.all(), empty_label=_("all funds"))
    since = forms.DateField(label=_("From"), required=False, widget=DAY)
    until = forms.DateField(label=_("Until"), required=False, widget=DAY)
    programme = forms.ModelChoiceField(label=_("Programme"), required=False, queryset=Programme.objects.all(), empty_label=_("all programmes"))
    currency = forms.CharField(label=_("Currency"), required=False, max_length=3)
    stream = forms.ChoiceField(label=_("Stream of income"), required=False)
    kind = forms.MultipleChoiceField(required=False, choices=Account.Kind.choices, widget=forms.MultipleHiddenInput)
    restriction = forms.ChoiceField(required=False, choices=Fund.Restriction.choices, widget=forms.HiddenInput)
    flow = forms.ChoiceField(required=False, choices=Account.Flow.choices, widget=forms.HiddenInput)
    cash = forms.BooleanField(required=False, widget=forms.HiddenInput)
    opposite = forms.BooleanField(required=False, widget=forms.HiddenInput)
    no_programme = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        streams = Account.objects.exclude(stream="").order_by("code").values_list("stream", flat=True)
        named = dict.fromkeys(streams)
        self.fields["stream"] = forms.ChoiceField(
            label=_("Stream of income"), required=False, choices=[("", _("any stream")), *((one, stream_name(one)) for one in named)]
        )

    def wish(self) -> dict[str, Any]:
        """What is asked; kind, restriction, flow, cash, opposite and no_programme come from the figures of statements."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def narrowed(self) -> list[str]:
        """What a figure has narrowed the lines to beside the fields one sees, a phrase each."""
        wish = self.wish() if self.is_bound else {}
        words = [str(Account.Kind(one).label) for one in wish.get("kind", ())]
        words += [str(choices(wish[name]).label) for name, choices in (("restriction", Fund.Restriction), ("flow", Account.Flow)) if name in wish]
        said = {"cash": _("money accounts"), "opposite": _("opposite to money accounts"), "no_programme": _("without a programme")}
        return words + [str(phrase) for name, phrase in said.items() if wish.get(name)]


class ReverseForm(forms.Form):
    """Why an entry is reversed."""

    reason = forms.CharField(label=_("Reason"), max_length=240)


class ClosingForm(forms.Form):
    """Through which day the books are closed."""

    until = forms.DateField(label=_("Through"), widget=DAY)


class ReopeningForm(forms.Form):
    """From the day after which day the books are opened again, and why."""

    until = forms.DateField(label=_("Stay closed through"), required=False, widget=DAY, help_text=_("Empty opens all of them."))
    reason = forms.CharField(label=_("Reason"), max_length=300)
