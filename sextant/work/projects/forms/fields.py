"""Fields that the forms of this house share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.society.agenda.forms.fields import DayInput

CURRENCIES = [(code, code) for code in ("RUB", "EUR", "USD", "BYN", "KZT", "GBP")]


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
