"""What comes in about sections."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.society.members.models import Office, Person, Section
from sextant.society.members.queries.sections import electable

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SectionForm(forms.ModelForm):
    """A section's names, place in the tree and description."""

    class Meta:
        model = Section
        fields = ("code", "kind", "parent", "name_ru", "name_en", "about_ru", "about_en", "founded_on", "closed_on")
        widgets = {
            "founded_on": DAY,
            "closed_on": DAY,
            "about_ru": forms.Textarea(attrs={"rows": 5}),
            "about_en": forms.Textarea(attrs={"rows": 5}),
        }
        labels = {
            "code": _("Short name in the address"),
            "kind": _("Kind"),
            "parent": _("Stands under"),
            "name_ru": _("Name in Russian"),
            "name_en": _("Name in English"),
            "about_ru": _("About, in Russian"),
            "about_en": _("About, in English"),
            "founded_on": _("Founded on"),
            "closed_on": _("Closed on"),
        }
        help_texts = {"code": _("Latin letters, digits and hyphens.")}

    def _post_clean(self) -> None:
        """Fields are checked one by one; the row itself is written, and refused where it must be, by the action."""

    def __init__(self, *args: Any, all_fields: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not all_fields:
            for name in ("code", "kind", "parent", "founded_on", "closed_on"):
                del self.fields[name]


class OfficeForm(forms.Form):
    """Somebody was elected: who, to what, for which term."""

    person = forms.ModelChoiceField(label=_("Person"), queryset=Person.objects.none(), help_text=_("People who take part in the section."))
    role = forms.ChoiceField(label=_("Elected as"), choices=Office.Role.choices)
    since = forms.DateField(label=_("First day"), widget=DAY)
    until = forms.DateField(label=_("Last day"), required=False, widget=DAY, help_text=_("Empty where the term has no set end."))

    def __init__(self, *args: Any, section: Section, **kwargs: Any) -> None:
        kwargs["initial"] = {"since": timezone.localdate(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = electable(section)  # type: ignore[attr-defined]
