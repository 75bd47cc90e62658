"""What comes in from the page about one's own account."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.base.accounts.models import User


class AccountForm(forms.ModelForm):
    """The name the site shows, and the language of letters."""

    class Meta:
        model = User
        fields = ("display_name", "language")
        help_texts = {"display_name": _("As others will see it. Where it is empty, your e-mail address is used.")}


class TokenForm(forms.Form):
    """What a new token is for."""

    name = forms.CharField(label=_("What uses the token"), max_length=80, help_text=_("For example: the library’s web site."))
