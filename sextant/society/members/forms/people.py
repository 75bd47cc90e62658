"""What comes in about people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.base.words.fields import in_language
from sextant.society.members.models import Membership, Organisation, Person, Plan, Privacy
from sextant.society.members.queries.directory import Wish, choices
from sextant.society.members.queries.organisation_names import organisations_named

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DirectoryForm(forms.Form):
    """The filters of the directory; those only the office may use are left out for others."""

    q = forms.CharField(label=_("Name or words"), required=False, max_length=200)
    work = forms.CharField(label=_("Place of work"), required=False, max_length=200)
    region = forms.TypedChoiceField(label=_("Region"), required=False, coerce=int, empty_value=None)
    section = forms.TypedChoiceField(label=_("Section"), required=False, coerce=int, empty_value=None)
    audience = forms.ChoiceField(label=_("Plan"), required=False, choices=[("", _("any plan")), *Plan.Audience.choices])
    state = forms.ChoiceField(label=_("Membership"), required=False, choices=[("", _("any membership")), *Membership.STATES])
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("name", _("by name")), ("-name", _("by name, from the end")), ("city", _("by city")), ("newest", _("newest first"))],
    )

    def __init__(self, *args: Any, office: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions, sections = choices()
        for name, rows, none in (("region", regions, _("any region")), ("section", sections, _("any section"))):
            named = sorted((in_language({"ru": ru, "en": en}), key) for key, ru, en in rows)
            self.fields[name].choices = [("", none), *((key, words) for words, key in named)]  # type: ignore[attr-defined]
        if not office:
            del self.fields["audience"], self.fields["state"]

    def wish(self) -> Wish:
        """What was asked; a value that makes no sense is as if it had not been given."""
        self.is_valid()
        given = self.cleaned_data
        return Wish(
            text=given.get("q", "").strip(),
            work=given.get("work", "").strip(),
            region=given.get("region"),
            section=given.get("section"),
            audience=given.get("audience", ""),
            state=given.get("state", ""),
            order=given.get("order") or "name",
        )


class PersonForm(forms.ModelForm):
    """Identity and contacts. What a person may not change alone (the e-mail of a log-in) the view takes away."""

    class Meta:
        model = Person
        fields = (
            "family_name", "given_name", "patronymic", "latin_name", "email", "phone", "born_on", "region", "city", "orcid",
            "speciality_ru", "speciality_en", "about_ru", "about_en", "language", "is_student",
        )  # fmt: skip
        widgets = {"born_on": DAY, "about_ru": forms.Textarea(attrs={"rows": 4}), "about_en": forms.Textarea(attrs={"rows": 4})}
        labels = {
            "speciality_ru": _("speciality, in Russian"),
            "speciality_en": _("speciality, in English"),
            "about_ru": _("about me, in Russian"),
            "about_en": _("about me, in English"),
            "region": _("region"),
        }

    def __init__(self, *args: Any, keep_email: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if keep_email:
            del self.fields["email"]

    def _post_clean(self) -> None:
        """Fields are checked one by one; the row itself is written, and refused where it must be, by the action."""


class AffiliationForm(forms.Form):
    """A place of work: found by name or ISIL among the organisations that are there."""

    organisation = forms.CharField(label=_("Organisation"), max_length=300, help_text=_("Its full or short name as in the directory, or its ISIL."))
    position_ru = forms.CharField(label=_("Position, in Russian"), max_length=200, required=False)
    position_en = forms.CharField(label=_("Position, in English"), max_length=200, required=False)
    since = forms.DateField(label=_("Since"), required=False, widget=DAY)
    until = forms.DateField(label=_("Until"), required=False, widget=DAY, help_text=_("Empty while you work there."))

    def clean_organisation(self) -> Organisation:
        from_text = self.cleaned_data["organisation"]
        found = organisations_named(from_text)
        if len(found) == 1:
            return found[0]
        if found:
            raise forms.ValidationError(_("Several organisations have this name. Give the full name or the ISIL."))
        raise forms.ValidationError(
            _("No organisation of this name is known. Check the spelling in the directory of organisations, or write to the office.")
        )


class EndAffiliationForm(forms.Form):
    """The last day at a place of work."""

    until = forms.DateField(label=_("Last day"), required=False, widget=DAY)


class PrivacyForm(forms.ModelForm):
    """The switches, each named by its purpose."""

    class Meta:
        model = Privacy
        fields = tuple(Privacy.PURPOSES)
        labels = Privacy.PURPOSES
