"""What visitors and customers send."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sextant.society.members.models import Organisation
from sextant.work.paid_services.forms.fields import DAY
from sextant.work.paid_services.models import Service


class AskForm(forms.Form):
    """A request for an offer. `homepage` is left empty by people; programs that fill in everything give themselves away."""

    service = forms.ModelChoiceField(label=_("Service"), queryset=Service.objects.none(), required=False, empty_label=_("something else, or several"))
    what = forms.CharField(
        label=_("What you need"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}), help_text=_("How much, where, for whom.")
    )
    wanted_by = forms.DateField(label=_("Needed by"), required=False, widget=DAY)
    organisation = forms.ModelChoiceField(
        label=_("On behalf of"), queryset=Organisation.objects.none(), required=False, empty_label=_("another organisation, or nobody but myself")
    )
    customer = forms.CharField(label=_("Organisation"), max_length=300, required=False, help_text=_("Empty: you ask for yourself."))
    contact = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(label=_("E-mail"), help_text=_("The answer goes there."))
    phone = forms.CharField(label=_("Phone"), required=False, max_length=60, widget=forms.TextInput(attrs={"autocomplete": "tel"}))
    agreed = forms.BooleanField(label=_("I agree that the association keeps these data to answer and to bill."))
    homepage = forms.CharField(
        label=_("Leave this field empty"), required=False, max_length=200, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )

    def __init__(self, *args: Any, organisations: set[str], user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].queryset = Service.objects.filter(is_published=True)  # type: ignore[attr-defined]
        if organisations:
            self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=organisations)  # type: ignore[attr-defined]
        else:
            del self.fields["organisation"]
        if user.is_authenticated:
            self.fields["email"].initial, self.fields["contact"].initial = user.email, user.display_name

    @property
    def by_a_program(self) -> bool:
        """The field that people do not see was filled in."""
        return bool(self.data.get("homepage"))

    def request(self) -> dict[str, Any]:
        """What `ask_offer` takes; an organisation one acts for gives its name."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in {"agreed", "homepage"}}
        if given.get("organisation") is not None and not given["customer"]:
            given["customer"] = given["organisation"].name
        return {"language": (get_language() or "ru")[:2], **given}


class SignForm(forms.Form):
    """The customer accepts a contract or an act by name."""

    name = forms.CharField(label=_("Your name and position"), max_length=200)
    agreed = forms.BooleanField(label=_("I have read it and may decide for the customer."))


class SignContractForm(SignForm):
    """The same for a contract: with the edition that was read."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=30_000)


class ObjectionForm(forms.Form):
    """What the customer does not agree with."""

    objection = forms.CharField(label=_("What you do not agree with"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
