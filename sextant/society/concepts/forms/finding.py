"""What the thesaurus is searched by."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FindForm(forms.Form):
    """A word or a code."""

    q = forms.CharField(label=_("A word in either language, or a code"), required=False, max_length=200, widget=forms.SearchInput)
