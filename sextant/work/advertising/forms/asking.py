"""What an advertiser asks for and sends in."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sextant.society.members.models import Organisation
from sextant.work.advertising.models import Issue, Place

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AskForm(forms.Form):
    """A request for a period of a place. `homepage` is left empty by people; programs that fill in everything give themselves away."""

    needed_sometimes = ("advertiser",)
    organisation = forms.ModelChoiceField(
        label=_("On behalf of"), queryset=Organisation.objects.none(), required=False, empty_label=_("another advertiser")
    )
    since = forms.DateField(label=_("First day"), widget=DAY)
    until = forms.DateField(label=_("Last day"), widget=DAY)
    issue = forms.ModelChoiceField(label=_("Issue or event"), queryset=Issue.objects.none())
    product = forms.CharField(label=_("What is advertised"), max_length=300)
    advertiser = forms.CharField(label=_("Advertiser"), max_length=300, help_text=_("The name by law; it stands beside the advertisement."))
    tax_id = forms.RegexField(
        label=_("INN"), regex=r"^(\d{10}|\d{12})?$", required=False, max_length=12, help_text=_("10 or 12 digits, for the invoice and the mark.")
    )
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    contact = forms.CharField(label=_("Your name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), help_text=_("The link to your booking goes there."))
    remark = forms.CharField(label=_("Anything else"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    agreed = forms.BooleanField(label=_("I agree that the association keeps these data to answer and to bill."))
    homepage = forms.CharField(
        label=_("Leave this field empty"), required=False, max_length=200, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )

    def __init__(self, *args: Any, place: Place, today: date, organisations: set[str], user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place
        if place.by_issue:
            del self.fields["since"], self.fields["until"]
            self.fields["issue"].queryset = place.issues.filter(closes_on__gte=today)  # type: ignore[attr-defined]
        else:
            del self.fields["issue"]
        if organisations:
            self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=organisations)  # type: ignore[attr-defined]
            self.fields["advertiser"].required = False
            self.fields["advertiser"].help_text = _("Empty: the organisation chosen above.")
        else:
            del self.fields["organisation"]
        if user.is_authenticated:
            self.fields["email"].initial, self.fields["contact"].initial = user.email, user.display_name

    def clean(self) -> dict[str, Any]:
        """An advertiser is named, by a name or by the organisation one acts for."""
        given = super().clean() or {}
        organisation = given.get("organisation")
        if organisation is not None and not given.get("advertiser"):
            given["advertiser"] = organisation.name
        if not given.get("advertiser") and "advertiser" not in self.errors:
            self.add_error("advertiser", _("Name the advertiser, or choose an organisation."))
        return given

    @property
    def by_a_program(self) -> bool:
        """The field that people do not see was filled in."""
        return bool(self.data.get("homepage"))

    def request(self) -> dict[str, Any]:
        """What `ask_booking` takes."""
        left_out = {"agreed", "homepage"}
        return {"language": (get_language() or "ru")[:2], **{name: value for name, value in self.cleaned_data.items() if name not in left_out}}


class MaterialForm(forms.Form):
    """A version of the material, as the place takes it."""

    file = forms.FileField(label=_("File"))
    alt_ru = forms.CharField(label=_("What the picture shows, in Russian"), max_length=300, required=False)
    alt_en = forms.CharField(label=_("What the picture shows, in English"), max_length=300, required=False)
    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 4}), required=False)
    target = forms.CharField(
        label=_("Address it leads to"), max_length=500, required=False, help_text=_("An https page; readers see the name of its site.")
    )

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        site = place.channel == Place.Channel.SITE
        if not place.takes_files:
            for name in ("file", "alt_ru", "alt_en"):
                del self.fields[name]
            self.fields["text"].required = True
        elif site:
            self.fields["alt_ru"].required = self.fields["alt_en"].required = True
        if not place.text_limit:
            del self.fields["text"]
        else:
            self.fields["text"].max_length = place.text_limit  # type: ignore[attr-defined]
            self.fields["text"].help_text = _("Up to %(count)s characters.") % {"count": place.text_limit}
        if place.channel == Place.Channel.JOURNAL:
            del self.fields["target"]
        else:
            self.fields["target"].required = site


class RemarkForm(forms.Form):
    """A line to the other side."""

    text = forms.CharField(label=_("Message"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class CancelForm(forms.Form):
    """Why the advertiser cancels."""

    reason = forms.CharField(label=_("Reason"), max_length=300)
