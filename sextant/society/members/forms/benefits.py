"""What comes in about benefits for members."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.society.members.models import Benefit

ORDER = ("title_ru", "title_en", "partner", "website", "about_ru", "about_en", "how_ru", "how_en", "plans", "since", "until", "is_open")


class BenefitForm(forms.ModelForm):
    """A benefit: what it is, who gives it, who may use it, and how."""

    website = forms.URLField(label=_("Website"), required=False, max_length=200, assume_scheme="https")

    class Meta:
        model = Benefit
        fields = ORDER
        widgets = {
            **{name: forms.Textarea(attrs={"rows": 3}) for name in ("about_ru", "about_en", "how_ru", "how_en")},
            "plans": forms.CheckboxSelectMultiple,
            "since": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        labels = {
            "title_ru": _("Name in Russian"),
            "title_en": _("Name in English"),
            "partner": _("Who gives it"),
            "about_ru": _("About, in Russian"),
            "about_en": _("About, in English"),
            "how_ru": _("How it is used, in Russian"),
            "how_en": _("How it is used, in English"),
            "plans": _("Plans"),
            "since": _("First day"),
            "until": _("Last day"),
            "is_open": _("Shown to members"),
        }
        help_texts = {
            "how_ru": _("A code, an address, what to show. Only members who may use it read this."),
            "how_en": _("A code, an address, what to show. Only members who may use it read this."),
            "plans": _("None marked: every member in good standing."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title_ru", "title_en", "how_ru", "how_en"):
            self.fields[name].required = True

    def _post_clean(self) -> None:
        """Fields are checked one by one; the row itself is written, and refused where it must be, by the action."""

    def values(self) -> dict[str, Any]:
        """What `save_benefit` takes."""
        return dict(self.cleaned_data)
