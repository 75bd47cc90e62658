"""What comes in about services, prices and clauses."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.society.ledger.forms.invoices import AmountField, OptionalAmountField
from sextant.society.ledger.models import Fund, Programme
from sextant.society.ledger.queries.requisites import requisites_for
from sextant.work.paid_services.forms.fields import AREA, CURRENCIES, DAY
from sextant.work.paid_services.models import Clause, Service


class ServiceFilter(forms.Form):
    """Which services are wanted."""

    q = forms.CharField(label=_("Service"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("any kind")), *Service.Kind.choices])

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ServiceForm(forms.ModelForm):
    """A service as the office enters it."""

    class Meta:
        model = Service
        fields = (
            "code",
            "kind",
            "title_ru",
            "title_en",
            "about_ru",
            "about_en",
            "unit_ru",
            "unit_en",
            "programme",
            "fund",
            "order",
            "is_published",
        )
        labels = {
            "title_ru": _("Name in Russian"),
            "title_en": _("Name in English"),
            "about_ru": _("What it is, in Russian"),
            "about_en": _("What it is, in English"),
            "unit_ru": _("Unit, in Russian"),
            "unit_en": _("Unit, in English"),
        }
        help_texts = {"unit_ru": _("What one price buys: an hour, a day, a piece."), "fund": _("Empty: the general fund.")}
        widgets = {"about_ru": AREA, "about_en": AREA}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fund"].queryset = Fund.objects.filter(closed_on=None)  # type: ignore[attr-defined]
        self.fields["programme"].queryset = Programme.objects.filter(is_open=True)  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""


class PriceForm(forms.Form):
    """A price from a day on."""

    since = forms.DateField(label=_("From"), widget=DAY)
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)
    amount = AmountField(label=_("Price of one unit"))
    member = OptionalAmountField(label=_("Price for members"), help_text=_("Leave it empty where all pay the same."))
    vat_ru = forms.CharField(label=_("Note on VAT, in Russian"), max_length=200, required=False)
    vat_en = forms.CharField(label=_("Note on VAT, in English"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        payee = requisites_for("RUB")["payee"]
        begun = {"since": timezone.localdate(), "vat_ru": payee.get("tax_note_ru", ""), "vat_en": payee.get("tax_note_en", "")}
        kwargs["initial"] = {**begun, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        currency = self.data.get(self.add_prefix("currency"), "RUB") if self.is_bound else "RUB"
        for name in ("amount", "member"):
            self.fields[name].currency = currency if currency in dict(CURRENCIES) else "RUB"  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """What `add_price` takes."""
        given = dict(self.cleaned_data)
        given["amount_minor"], given["member_minor"] = given.pop("amount"), given.pop("member")
        return given


class ClauseForm(forms.ModelForm):
    """A clause of contracts to come."""

    class Meta:
        model = Clause
        fields = ("title_ru", "title_en", "text_ru", "text_en", "order", "is_on", "checked_by", "checked_on")
        labels = {
            "title_ru": _("Title in Russian"),
            "title_en": _("Title in English"),
            "text_ru": _("Text in Russian"),
            "text_en": _("Text in English"),
            "order": _("Order"),
            "is_on": _("Stands in new contracts"),
            "checked_by": _("Checked by the lawyer"),
            "checked_on": _("Checked on"),
        }
        widgets = {"text_ru": forms.Textarea(attrs={"rows": 5}), "text_en": forms.Textarea(attrs={"rows": 5}), "checked_on": DAY}

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""
