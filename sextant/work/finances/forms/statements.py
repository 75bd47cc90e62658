"""What comes in when a year is published."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class PublishForm(forms.Form):
    """The year, and the reason where it was published before."""

    year = forms.ChoiceField(label=_("Year"))
    reason_ru = forms.CharField(
        label=_("Reason, in Russian"), required=False, max_length=300, help_text=_("Only for a year that was published before: what was corrected.")
    )
    reason_en = forms.CharField(label=_("Reason, in English"), required=False, max_length=300)

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"] = forms.ChoiceField(label=_("Year"), choices=[(str(one), str(one)) for one in years])
