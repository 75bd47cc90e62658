"""What the public sends: an endorsement, an adoption; and the filters of their lists."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.ui.choices import ManyRowsField
from sextant.society.agenda.models import Agenda, Guideline
from sextant.society.members.forms.memberships import DAY
from sextant.work.outreach import states
from sextant.work.outreach.models import Adoption, Endorsement
from sextant.work.outreach.places import countries


class _Support(forms.ModelForm):
    """`homepage` is left empty by people; programs that fill in everything give themselves away. A log-in's address is known."""

    email = forms.EmailField(label=_("E-mail"), help_text=_("It is used to confirm and to answer, and is shown to nobody."))
    homepage = forms.CharField(
        label=_("Leave this field empty"), required=False, max_length=200, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"] = forms.ChoiceField(label=_("Country"), choices=countries, initial="RU")
        self.order_fields(self.Meta.fields)  # type: ignore[attr-defined]
        if user.is_authenticated:
            del self.fields["email"], self.fields["homepage"]

    @property
    def by_a_program(self) -> bool:
        """The field that people do not see was filled in."""
        return bool(self.data.get("homepage"))

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""

    def values(self) -> dict[str, Any]:
        """What goes to the action."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("homepage", "agreed")}


class EndorsementForm(_Support):
    """An endorsement, shown in public with its consent."""

    agreed = forms.BooleanField(label=_("I agree that this endorsement stands in public with the name, and may take it back at any time."))

    class Meta:
        model = Endorsement
        fields = ("who", "name", "position", "country", "words", "email", "homepage", "agreed")
        help_texts = {"name": _("Your name, or that of the organisation you speak for.")}
        widgets = {"who": forms.RadioSelect, "words": forms.Textarea(attrs={"rows": 3})}


class AdoptionForm(_Support):
    """News of a decision to take the agenda over."""

    class Meta:
        model = Adoption
        fields = ("body", "name", "country", "adopted_on", "decision", "url", "whole", "guidelines", "plans", "contact", "email", "homepage")
        help_texts = {
            "decision": _("For example: resolution of the general meeting, no. 12."),
            "whole": _("Otherwise choose the guidelines below."),
        }
        widgets = {"adopted_on": DAY, "plans": forms.Textarea(attrs={"rows": 3})}

    url = forms.URLField(label=_("Where the decision can be read"), required=False, assume_scheme="https")
    guidelines = ManyRowsField(label=_("Guidelines"), required=False, queryset=Guideline.objects.none(), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, agenda: Agenda, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Guideline.objects.filter(direction__agenda=agenda).select_related("direction")
        self.fields["guidelines"].queryset = rows  # type: ignore[attr-defined]


class _Filter(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"] = forms.ChoiceField(label=_("Country"), required=False, choices=lambda: [("", _("any country")), *countries()])

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class EndorsementFilter(_Filter):
    """Which endorsements are wanted."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    who = forms.ChoiceField(
        label=_("Who endorses"), required=False, choices=[("", pgettext_lazy("endorsement", "anybody")), *Endorsement.Who.choices]
    )


class AdoptionFilter(_Filter):
    """Which entries of the register are wanted."""

    body = forms.ChoiceField(label=_("What kind of body"), required=False, choices=[("", pgettext_lazy("body", "any body")), *Adoption.Body.choices])
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("any state")), *(one for one in Adoption.STATES if one[0] in states.IN_REGISTER)]
    )
