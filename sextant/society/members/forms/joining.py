"""What comes in with an application."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.society.members.models import Organisation, Person, Plan, Region
from sextant.society.members.queries.organisation_names import organisations_named

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
NAMES = ("family_name", "given_name", "patronymic")


class ApplicationForm(forms.Form):
    """What every application has: who applies (where the log-in has no entry yet), why, and the consent."""

    family_name = forms.CharField(label=_("Family name"), max_length=100)
    given_name = forms.CharField(label=_("Given name"), max_length=100)
    patronymic = forms.CharField(label=_("Patronymic"), max_length=100, required=False)
    motivation = forms.CharField(
        label=_("What would you like to do in the association?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    agreed = forms.BooleanField(
        label=_("I agree that the association keeps these data to run the membership."),
        help_text=_("You can see, export and erase them at any time."),
    )

    def __init__(self, *args: Any, plan: Plan, person: Person | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*NAMES, *(name for name in self.fields if name not in {*NAMES, "motivation", "agreed"}), "motivation", "agreed"])
        if person is not None:
            for name in NAMES:
                del self.fields[name]

    def names(self) -> dict[str, str]:
        """The applicant's names, empty where the person is known."""
        return {name: self.cleaned_data[name] for name in NAMES if name in self.cleaned_data}


class PersonalApplicationForm(ApplicationForm):
    """An application for oneself; age and studies are asked only where the plan depends on them and they are not known."""

    born_on = forms.DateField(label=_("Date of birth"), widget=DAY)
    is_student = forms.BooleanField(label=_("I study at present"), required=False)

    def __init__(self, *args: Any, plan: Plan, person: Person | None, **kwargs: Any) -> None:
        super().__init__(*args, plan=plan, person=person, **kwargs)
        if plan.max_age is None or (person is not None and person.born_on):
            del self.fields["born_on"]
        if plan.audience != Plan.Audience.STUDENT or (person is not None and person.is_student):
            del self.fields["is_student"]

    def application(self) -> dict[str, Any]:
        """What `join_as_person` takes beside user and plan."""
        given = self.cleaned_data
        facts: dict[str, Any] = {name: given[name] for name in ("born_on", "is_student") if name in given}
        return {"names": self.names(), "motivation": given["motivation"], **facts}


class OrganisationApplicationForm(ApplicationForm):
    """An application for an organisation: named as in the directory, or described where it is new to us."""

    organisation = forms.CharField(label=_("Organisation"), max_length=300, help_text=_("Its full or short name as in the directory, or its ISIL."))
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("it is in the directory")), *Organisation.Kind.choices],
        help_text=_("Only for one that is new to us."),
    )
    region = forms.ModelChoiceField(label=_("Region"), required=False, queryset=Region.objects.all(), help_text=_("Only for one that is new to us."))
    city = forms.CharField(label=_("City"), required=False, max_length=120, help_text=_("Only for one that is new to us."))

    def clean(self) -> dict[str, Any]:
        """Finds the organisation that is meant; several of one name are asked back."""
        given = super().clean() or self.cleaned_data
        found = organisations_named(given.get("organisation", ""))
        if len(found) > 1:
            self.add_error("organisation", _("Several organisations have this name. Give the full name or the ISIL."))
        self.found = found[0] if len(found) == 1 else None
        return given

    def application(self) -> dict[str, Any]:
        """What `join_as_organisation` takes beside user and plan."""
        given = self.cleaned_data
        new = {"name_ru": given["organisation"], "kind": given["kind"], "region": given["region"], "city": given["city"]}
        return {"names": self.names(), "motivation": given["motivation"], "organisation": self.found, "new": new}
