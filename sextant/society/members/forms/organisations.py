"""What comes in about organisations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.base.words.fields import in_language
from sextant.society.members.actions.organisations import FIELDS
from sextant.society.members.models import Membership, Organisation, Plan, Region

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LIBRARIES = ("libraries", _("libraries of every kind"))


class WebAddress(forms.URLField):
    """An address on the web; written without a scheme it is taken for https."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", **kwargs)


class OrganisationFilter(forms.Form):
    """Which organisations the reader wants to see; the state of membership is for the office only."""

    q = forms.CharField(label=_("Name, place or ISIL"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("any kind")), LIBRARIES, *Organisation.Kind.choices])
    region = forms.TypedChoiceField(label=_("Region"), required=False, coerce=int, empty_value=None)
    plan = forms.TypedChoiceField(label=_("Plan"), required=False, coerce=int, empty_value=None)
    members = forms.BooleanField(label=_("members of the association"), required=False)
    state = forms.ChoiceField(label=_("Membership"), required=False, choices=[("", _("any membership")), *Membership.STATES])

    def __init__(self, *args: Any, office: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plans = Plan.objects.filter(audience=Plan.Audience.INSTITUTIONAL).values_list("pk", "name_ru", "name_en")
        regions = Region.objects.values_list("pk", "name_ru", "name_en")
        for name, rows, none in (("region", regions, _("any region")), ("plan", plans, _("any plan"))):
            named = sorted((in_language({"ru": ru, "en": en}), key) for key, ru, en in rows)
            self.fields[name].choices = [("", none), *((key, words) for words, key in named)]  # type: ignore[attr-defined]
        if not office:
            del self.fields["state"], self.fields["plan"]

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        self.is_valid()
        return self.cleaned_data


class OrganisationForm(forms.ModelForm):
    """Everything the office or a representative may write about an organisation."""

    class Meta:
        model = Organisation
        fields = tuple(name for name in FIELDS if name != "parent")
        widgets = {
            "opened_on": DAY,
            "closed_on": DAY,
            "about_ru": forms.Textarea(attrs={"rows": 4}),
            "about_en": forms.Textarea(attrs={"rows": 4}),
        }
        labels = {
            "kind": _("Kind"),
            "name_ru": _("Name in Russian"),
            "name_en": _("Name in English"),
            "short_name_ru": _("Short name in Russian"),
            "short_name_en": _("Short name in English"),
            "region": _("Region"),
            "city": _("City"),
            "address": _("Address"),
            "email": _("E-mail"),
            "phone": _("Phone"),
            "website": _("Website"),
            "about_ru": _("About, in Russian"),
            "about_en": _("About, in English"),
            "opened_on": _("Opened on"),
            "closed_on": _("Closed on"),
        }
        field_classes = {"website": WebAddress}
        help_texts = {"isil": _("International Standard Identifier for Libraries (ISO 15511), for example RU-10001234.")}

    def _post_clean(self) -> None:
        """Fields are checked one by one; the row itself is written, and refused where it must be, by the action."""
