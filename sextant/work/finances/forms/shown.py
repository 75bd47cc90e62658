"""Which year and which currency are shown."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ShownForm(forms.Form):
    """A currency, and where years are given a year; what is not there is answered by the first choice."""

    year = forms.ChoiceField(label=_("Year"), required=False)
    currency = forms.ChoiceField(label=_("Currency"), required=False)

    def __init__(self, data: Any, *, currencies: Sequence[str], years: Sequence[int] = (), **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["currency"] = forms.ChoiceField(label=_("Currency"), required=False, choices=[(one, one) for one in currencies])
        if years:
            self.fields["year"] = forms.ChoiceField(label=_("Year"), required=False, choices=[(str(one), str(one)) for one in years])
        else:
            del self.fields["year"]
        if len(currencies) < 2:
            self.fields["currency"].widget = forms.HiddenInput()

    def chosen(self, name: str, otherwise: str) -> str:
        """What was chosen, or `otherwise`."""
        return str(self.cleaned_data.get(name) or otherwise) if self.is_bound and self.is_valid() else otherwise
