"""What comes in about accounts of the chart, funds and programmes."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.society.ledger.models import Account, Fund, Programme
from sextant.society.members.forms.memberships import DAY

NAMES = {"name_ru": _("Name in Russian"), "name_en": _("Name in English"), "code": _("Code")}


class AccountForm(forms.ModelForm):
    """An account of the chart."""

    class Meta:
        model = Account
        fields = ("code", "name_ru", "name_en", "kind", "flow", "is_cash", "stream")
        labels = NAMES | {
            "kind": _("Kind"),
            "flow": _("Place in the cash flow statement"),
            "is_cash": _("Money at a bank or in the till"),
            "stream": _("Stream of income"),
        }
        help_texts = {
            "stream": _("Only for income: dues, gifts, grants, services, publications, advertising, events, learning, interest, other."),
            "is_cash": "",
            "flow": _("Where money is counted that came or went with this account opposite to it."),
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("is_cash") and given.get("kind") != Account.Kind.ASSET:
            self.add_error("is_cash", _("Only an asset is money at a bank or in the till."))
        if not given.get("name_ru") and not given.get("name_en"):
            self.add_error("name_ru", _("Give the account a name in at least one language."))
        return given


class FundForm(forms.ModelForm):
    """A fund: what binds its money, what for, and by whose will."""

    class Meta:
        model = Fund
        fields = ("code", "name_ru", "name_en", "restriction", "purpose_ru", "purpose_en", "giver", "opened_on")
        labels = NAMES | {
            "restriction": _("What binds the money"),
            "purpose_ru": _("Purpose, in Russian"),
            "purpose_en": _("Purpose, in English"),
            "giver": _("Giver"),
            "opened_on": _("Opened on"),
        }
        widgets = {"opened_on": DAY, "purpose_ru": forms.Textarea(attrs={"rows": 3}), "purpose_en": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"giver": _("Who restricted it; empty where nobody did."), "is_default": ""}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("name_ru") and not given.get("name_en"):
            self.add_error("name_ru", _("Give the fund a name in at least one language."))
        if self.instance.is_default and given.get("restriction") not in (None, Fund.Restriction.UNRESTRICTED):
            self.add_error("restriction", _("The general fund holds what nobody restricted."))
        return given


class FundClosingForm(forms.Form):
    """The last day of a fund."""

    on = forms.DateField(label=_("Closed on"), widget=DAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()


class ProgrammeForm(forms.ModelForm):
    """A programme that is kept by hand."""

    class Meta:
        model = Programme
        fields = ("code", "name_ru", "name_en", "is_open")
        labels = NAMES | {"is_open": _("Open")}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("name_ru") and not given.get("name_en"):
            self.add_error("name_ru", _("Give the programme a name in at least one language."))
        return given
