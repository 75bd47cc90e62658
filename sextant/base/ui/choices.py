"""Choices among rows of the database that bear with anything sent."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class ManyRowsField(forms.ModelMultipleChoiceField):
    """Any number of rows. A key too large for the database is refused like every other that is none of the choices (SQLite overflows otherwise)."""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except OverflowError as large:
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": max(map(str, value), key=len)}
            ) from large
