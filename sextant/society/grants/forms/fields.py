"""Fields and rows of fields that the forms of the house share."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as say

from sextant.society.agenda.forms.fields import DayInput
from sextant.society.ledger.forms.invoices import AmountField
from sextant.society.members.models import Organisation

AREA = forms.Textarea(attrs={"rows": 3})
CURRENCIES = [(code, code) for code in ("RUB", "EUR", "USD", "BYN", "KZT", "GBP")]
SPARE = 3
"""Empty rows below those that are filled in."""


class DayField(forms.DateField):
    """A day, asked for with the browser's calendar."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": DayInput(), **kwargs})


class OrganisationField(forms.CharField):
    """An organisation by its tax number, by its number here, or by its full name where only one bears it."""

    def prepare_value(self, value: Any) -> Any:
        return value.name if isinstance(value, Organisation) else value

    def clean(self, value: Any) -> Any:
        text = (super().clean(value) or "").strip()
        if not text:
            return None
        rows = Organisation.objects.filter(merged_into=None)
        found = (
            list(rows.filter(tax_number=text)[:2]) if text.isdecimal() else list(rows.filter(name_ru=text)[:2]) or list(rows.filter(name_en=text)[:2])
        )
        if not found and text.isdecimal() and len(text) < 10:
            found = list(rows.filter(pk=int(text)))
        if len(found) != 1:
            raise ValidationError(say("No single organisation was found. Give its tax number, its number in the directory, or its full name."))
        return found[0]


class RowsForm(forms.Form):
    """Rows of the same fields, `name_1`, `name_2` …; a row in which nothing is typed counts for nothing."""

    NAMES: tuple[str, ...] = ()
    most = 24

    def field(self, name: str, number: int) -> forms.Field:
        """One field of a row; its label is read aloud, not shown."""
        raise NotImplementedError

    def __init__(self, *args: Any, filled: Sequence[dict[str, Any]] = (), currency: str = "RUB", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = min(len(filled) + SPARE, self.most)
        for number in range(1, self.count + 1):
            for name in self.NAMES:
                field = self.field(name, number)
                field.required = False
                field.widget.attrs["aria-label"] = str(field.label)
                if isinstance(field, AmountField):
                    field.currency = currency
                if number <= len(filled):
                    field.initial = filled[number - 1].get(name)
                self.fields[f"{name}_{number}"] = field

    def lines(self) -> list[list[forms.BoundField]]:
        """The fields row by row, as the table shows them."""
        return [[self[f"{name}_{number}"] for name in self.NAMES] for number in range(1, self.count + 1)]

    def given(self) -> list[dict[str, Any]]:
        """The rows in which something is typed."""
        rows = [{name: self.cleaned_data.get(f"{name}_{number}") for name in self.NAMES} for number in range(1, self.count + 1)]
        return [row for row in rows if any(row[name] not in (None, "") for name in self.counting)]

    counting: tuple[str, ...] = ()
    """The fields by which a row is told from an empty one."""

    def whole(self, number: int, *names: str) -> None:
        """Puts a sentence beside each of these fields that is empty in a row in which another one is filled in."""
        values = {name: self.cleaned_data.get(f"{name}_{number}") for name in names}
        if any(value not in (None, "") for value in values.values()):
            for name, value in values.items():
                if value in (None, "") and f"{name}_{number}" not in self.errors:
                    self.add_error(f"{name}_{number}", ValidationError(say("Fill this in, or empty the whole row.")))
