"""Fields and widgets the forms of the room share."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from sextant.society.events import zones
from sextant.society.ledger.forms.invoices import AmountField

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
AREA = forms.Textarea(attrs={"rows": 3})
LONG = forms.Textarea(attrs={"rows": 8})
CURRENCIES = [(code, code) for code in ("RUB", "EUR", "USD", "KZT", "BYN")]
FORMAT = "%Y-%m-%dT%H:%M"


class LocalMomentField(forms.DateTimeField):
    """A day and an hour as clocks of the event's time zone show it; the form makes a moment of it."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=FORMAT)
        super().__init__(**{"input_formats": [FORMAT, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"], "widget": widget, **kwargs})

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        return forms.Field.to_python(self, self._naive(value))

    def _naive(self, value: Any) -> Any:
        for pattern in self.input_formats or ():
            try:
                return self.strptime(str(value).strip(), pattern)
            except (ValueError, TypeError):
                continue
        raise ValidationError(self.error_messages["invalid"], code="invalid")

    def prepare_value(self, value: Any) -> Any:
        return value.replace(tzinfo=None) if hasattr(value, "tzinfo") else value


def to_moments(form: forms.Form, names: tuple[str, ...], zone: str) -> None:
    """Turns local hours of a cleaned form into moments; an hour that does not exist is refused beside its field."""
    for name in names:
        local = form.cleaned_data.get(name)
        if local is not None:
            try:
                form.cleaned_data[name] = zones.moment_of(local, zone)
            except ValidationError as refusal:
                form.add_error(name, refusal)


class PriceField(AmountField):
    """A price that may be left empty or be nought: free."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})

    def clean(self, value: Any) -> int:
        text = (value or "").strip()
        return 0 if not text or not text.strip("0.,") else super().clean(value)
