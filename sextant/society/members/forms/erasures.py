"""What comes in about erasures."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AskForm(forms.Form):
    """A request, in words if the person likes."""

    words = forms.CharField(label=_("Anything the office should know"), required=False, widget=forms.Textarea(attrs={"rows": 4}))


class DecideForm(forms.Form):
    """The number typed by hand for erasing, or the law for refusing."""

    typed = forms.CharField(label=_("To erase: the number of the entry"), required=False, help_text=_("An erasure cannot be taken back."))
    reason = forms.CharField(label=_("To refuse: the law by which the data must be kept"), required=False, max_length=500)
