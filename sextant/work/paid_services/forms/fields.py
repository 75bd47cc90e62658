"""Fields and widgets the forms of the room share."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sextant.lab.payments.amounts import SPACES
from sextant.society.members.models import Organisation

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
AREA = forms.Textarea(attrs={"rows": 3})
CURRENCIES = [(code, code) for code in ("RUB", "EUR", "USD", "KZT", "BYN")]


class OrganisationField(forms.CharField):
    """An organisation by its tax number, by its number in the directory, or by its full name where only one bears it."""

    def prepare_value(self, value: Any) -> Any:
        return value.pk if isinstance(value, Organisation) else value

    def clean(self, value: Any) -> Any:
        text = (super().clean(value) or "").strip()
        if not text:
            return None
        rows, number = Organisation.objects.filter(merged_into=None), text.isdecimal()
        found = list(rows.filter(tax_number=text)[:2]) if number else list(rows.filter(name_ru=text)[:2]) or list(rows.filter(name_en=text)[:2])
        if not found and number and len(text) < 10:
            found = list(rows.filter(pk=int(text)))
        if len(found) != 1:
            raise ValidationError(gettext("No single organisation was found. Give its tax number, its number in the directory, or its full name."))
        return found[0]


def quantity_shown(thousandths: int) -> str:
    """`12` or `1.5`, as a form shows it."""
    return f"{Decimal(thousandths) / 1000:f}".rstrip("0").rstrip(".") if thousandths % 1000 else str(thousandths // 1000)


class QuantityField(forms.CharField):
    """A quantity as people write it (`1,5`), up to three decimals; cleaned to thousandths, empty to nought."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 20, "label": _("Quantity"), **kwargs})
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: Any) -> int:
        text = (super().clean(value) or "").translate(SPACES).replace(" ", "").replace(",", ".")
        if not text:
            return 0
        try:
            scaled = Decimal(text) * 1000
            if not scaled.is_finite() or scaled != scaled.to_integral_value() or not 0 <= scaled < 10**9:
                raise InvalidOperation
        except InvalidOperation as wrong:
            raise ValidationError(gettext("Give a quantity such as 12 or 1.5, with up to three decimals.")) from wrong
        return int(scaled)
