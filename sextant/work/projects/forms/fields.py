"""Fields that the forms of this house share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.society.agenda.forms.fields import DayInput
from sextant.society.ledger.forms.invoices import AmountField

CURRENCIES = [(code, code) for code in ("RUB", "EUR", "USD", "BYN", "KZT", "GBP")]


class OptionalAmountField(AmountField):
    """An amount that may be left empty: then it is None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})

    def clean(self, value: Any) -> Any:
        return super().clean(value) if str(value or "").strip() else None


class DayField(forms.DateField):
    """A day, asked for with the browser's calendar."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": DayInput(), **kwargs})


class FileForm(forms.Form):
    """A document."""

    file = forms.FileField(label=_("File"), help_text=_("PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, PNG, JPEG or text; 20 MB at the most."))


class MoveForm(forms.Form):
    """To which state."""

    to = forms.SlugField(max_length=12)
