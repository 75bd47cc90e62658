"""Fields that the forms of this house share."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.base.words.money import major
from sextant.society.agenda.forms.fields import DayInput
from sextant.society.ledger.forms.invoices import OptionalAmountField

CURRENCIES = [(code, code) for code in ("RUB", "EUR", "USD", "BYN", "KZT", "GBP")]


class DayField(forms.DateField):
    """A day, asked for with the browser's calendar."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": DayInput(), **kwargs})


class YearlyForm(forms.Form):
    """A form with one amount for every year of a plan, in the plan's currency."""

    def __init__(self, *args: Any, years: range, currency: str, amounts: Mapping[int, int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = years
        for year in years:
            amount = (amounts or {}).get(year)
            field = OptionalAmountField(label=str(year), help_text=currency, initial=major(amount, currency) if amount else None)
            field.currency = currency
            self.fields[f"year_{year}"] = field

    def amounts(self) -> dict[int, int]:
        """Minor units by year; a year left empty is nought."""
        return {year: self.cleaned_data[f"year_{year}"] or 0 for year in self.years}


class SentenceForm(forms.Form):
    """One sentence to go with a decision."""

    note = forms.CharField(label=_("Note"), max_length=500, required=False, help_text=_("By whom it was decided, and where that is written down."))
