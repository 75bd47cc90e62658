"""What comes in about imputed values and forecasts: filters, and a break of the series."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.work.returns.models import Filling
from sextant.work.returns.queries import words
from sextant.work.returns.queries.methods import METHODS, choices


class GapFilter(forms.Form):
    """A question to the table of variables with gaps."""

    q = forms.CharField(label=_("Variable"), required=False, max_length=100)


class AheadFilter(forms.Form):
    """A question to the list of forecasts."""

    q = forms.CharField(label=_("Indicator"), required=False, max_length=100)


class ValueFilter(forms.Form):
    """A question to the list of imputed values."""

    q = forms.CharField(label=_("Name or key"), required=False, max_length=100)
    variable = forms.ChoiceField(label=_("Variable"), required=False)
    method = forms.ChoiceField(label=pgettext_lazy("imputation", "Method"), required=False)

    def __init__(self, *args: Any, filling: Filling, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = {row.variable: row for row in filling.variables.all()}
        known = [(code, words.variable_name(code)) for code in words.dictionary.variables() if code in held]
        used = {method.partition("+")[0] for row in held.values() for method in row.methods}
        variable: Any = self.fields["variable"]
        variable.choices = [("", _("all variables")), *known]
        method: Any = self.fields["method"]
        method.choices = choices(code for code in METHODS if code in used)

    def asked(self) -> dict[str, str]:
        """The conditions that are given and make sense."""
        return {name: value for name, value in self.cleaned_data.items() if value} if self.is_valid() else {}


class BreakForm(forms.Form):
    """The first year in which a collection's series mean something else, and why."""

    year = forms.IntegerField(
        label=_("Year"), min_value=1800, max_value=2100, help_text=_("The first year that does not mean what the years before it mean.")
    )
    region = forms.ChoiceField(
        label=_("Region"),
        required=False,
        help_text=_("Choose one where only its libraries changed: they begin anew, the others keep what they know."),
    )
    reason_en = forms.CharField(label=_("Reason, in English"), max_length=300)
    reason_ru = forms.CharField(label=_("Reason, in Russian"), max_length=300)

    def __init__(self, *args: Any, regions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        region: Any = self.fields["region"]
        region.choices = [("", _("all regions")), *regions]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name in ("reason_en", "reason_ru"):
            if name in cleaned and not any(letter.isalpha() for letter in cleaned[name]):
                raise ValidationError({name: _("Say in words what changed, such as “Libraries were closed for months”.")})
        return cleaned
