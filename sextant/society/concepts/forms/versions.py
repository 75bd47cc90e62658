"""A version as it is published."""

from django import forms
from django.utils.translation import gettext_lazy as _


class VersionForm(forms.Form):
    """Its number, and what is to be said about it."""

    number = forms.CharField(label=_("Number"), max_length=20, help_text=_("Such as 1.1; a number is given once."))
    note_ru = forms.CharField(label=_("What is new (Russian)"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 3}))
    note_en = forms.CharField(label=_("What is new (English)"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 3}))
