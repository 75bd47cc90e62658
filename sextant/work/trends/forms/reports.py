"""What is sent about trend reports."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.work.trends.models import Passage

NAMES = {
    "name_ru": pgettext_lazy("author", "Name in Russian"),
    "name_en": pgettext_lazy("author", "Name in English"),
    "role_ru": _("Role in Russian"),
    "role_en": _("Role in English"),
    "text_ru": _("Text in Russian"),
    "text_en": _("Text in English"),
}
AREA = forms.Textarea(attrs={"rows": 8})


class OpenForm(forms.Form):
    """The year of a report."""

    year = forms.IntegerField(label=_("Year"), min_value=1000, max_value=9999)


class InviteForm(forms.ModelForm):
    """Who is asked to write on a chapter."""

    email = forms.EmailField(label=_("E-mail of their account"))

    class Meta:
        model = Passage
        fields = ("chapter", "email", "name_ru", "name_en", "role_ru", "role_en")
        labels = NAMES

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""


class PassageForm(forms.ModelForm):
    """An expert's words."""

    class Meta:
        model = Passage
        fields = ("name_ru", "name_en", "role_ru", "role_en", "text_ru", "text_en")
        labels = NAMES
        widgets = {"text_ru": AREA, "text_en": AREA}

    needed_sometimes = ("name_ru", "name_en", "role_ru", "role_en", "text_ru", "text_en")

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""
